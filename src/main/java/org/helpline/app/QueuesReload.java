package org.helpline.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.helpline.acd.Acd;
import org.helpline.acd.Board;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.core.QueueName;
import org.helpline.interaction.Hallway;

/**
 * Queues change while calls are up: who waits keeps the place, and a queue that is gone takes nobody more and is served out by those who
 * served it. Before {@link AgentsReload}, whose people serve the queues. One thread at a time.
 */
record QueuesReload(Supplier<Acd> acd, Supplier<Hallway> hallway) implements Reload.Part {

    private static final String QUEUES = "queues.";

    /** Desks show it, and ask for it once. */
    private static final String SERVICE_LEVEL = "queues.service-level";

    @Override
    public boolean covers(String key) {
        return key.startsWith(QUEUES) && !key.equals(SERVICE_LEVEL);
    }

    @Override
    public String take(SettingsReader.Read before, SettingsReader.Read next) {
        List<String> told = told(before, next);
        if (told.isEmpty()) {
            return "";
        }
        Settings all = merged(hallway.get().settings(), next.settings().acd().queues());
        hallway.get().change(all);
        acd.get().reconfigure(hallway.get().inForce(all.acd()));
        return "queues: " + String.join("; ", told);
    }

    /** People serve what is left of their queues until {@link AgentsReload} comes. */
    private static Settings merged(Settings old, List<QueueSettings> queues) {
        Set<QueueName> known = queues.stream().map(QueueSettings::name).collect(Collectors.toSet());
        AcdSettings acd = new AcdSettings(
                queues,
                old.acd().agents().stream().map(a -> a.serving(known)).toList(),
                old.acd().serviceLevel());
        return old.with(old.calls(), acd, old.scripts());
    }

    private Map<QueueName, Integer> waiting() {
        return acd.get().board().queues().stream()
                .collect(Collectors.toMap(Board.QueueLine::queue, Board.QueueLine::waiting, (a, _) -> a));
    }

    private List<String> told(SettingsReader.Read before, SettingsReader.Read next) {
        Map<QueueName, QueueSettings> was = byName(before.settings());
        Map<QueueName, QueueSettings> is = byName(next.settings());
        Map<QueueName, Integer> waiting = waiting();
        List<String> told = new ArrayList<>();
        is.forEach((name, queue) -> {
            if (!was.containsKey(name)) {
                told.add(name + " is new");
            } else if (!queue.equals(was.get(name))) {
                told.add(name + " changed (" + String.join(", ", ChangedKeys.of(QUEUES + name, before, next)) + ")");
            }
        });
        was.keySet().stream()
                .filter(name -> !is.containsKey(name))
                .forEach(name -> told.add(name + " is gone" + servedOut(waiting.getOrDefault(name, 0))));
        return told;
    }

    private static String servedOut(int waiting) {
        return waiting == 0
                ? ""
                : waiting == 1 ? ", its caller is still served" : ", its " + waiting + " callers are still served";
    }

    private static Map<QueueName, QueueSettings> byName(Settings settings) {
        return settings.acd().queues().stream()
                .collect(Collectors.toMap(QueueSettings::name, q -> q, (a, _) -> a, LinkedHashMap::new));
    }
}
