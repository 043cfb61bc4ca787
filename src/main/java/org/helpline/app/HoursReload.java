package org.helpline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.helpline.config.HoursSettings;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.interaction.Hallway;

/**
 * Opening hours change while calls are up: who waits, and every script, goes by the new ones from then on, and what somebody declared of a calendar still
 * counts. Before {@link QueuesReload} and {@link ScriptsReload}, whose queues and scripts may name new ones. One thread at a time.
 */
record HoursReload(Calendars calendars, HoursSwitch declared, Supplier<Hallway> hallway) implements Reload.Part {

    private static final String HOURS = "hours.";

    @Override
    public boolean covers(String key) {
        return key.startsWith(HOURS);
    }

    @Override
    public String take(SettingsReader.Read before, SettingsReader.Read next) {
        Map<String, HoursSettings> was = before.settings().scripts().hours();
        Map<String, HoursSettings> is = next.settings().scripts().hours();
        if (was.equals(is)) {
            return "";
        }
        calendars.change(is);
        declared.change(is);
        Settings old = hallway.get().settings();
        hallway.get().change(old.with(old.calls(), old.acd(), old.scripts().with(is)));
        return "hours: " + String.join("; ", told(was, is, before, next));
    }

    private static List<String> told(
            Map<String, HoursSettings> was,
            Map<String, HoursSettings> is,
            SettingsReader.Read before,
            SettingsReader.Read next) {
        List<String> told = new ArrayList<>();
        for (String name : new TreeSet<>(is.keySet())) {
            if (!was.containsKey(name)) {
                told.add(name + " is new");
            } else if (!Objects.equals(is.get(name), was.get(name))) {
                told.add(name + " changed (" + String.join(", ", ChangedKeys.of(HOURS + name, before, next)) + ")");
            }
        }
        new TreeSet<>(was.keySet())
                .stream().filter(name -> !is.containsKey(name)).forEach(name -> told.add(name + " is gone"));
        return told;
    }
}
