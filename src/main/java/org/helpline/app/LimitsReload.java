package org.helpline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.helpline.config.SettingsReader;
import org.helpline.config.SipSettings;
import org.helpline.sip.SipEndpoint;

/** How many calls are taken changes for the next ones; those that are up go on. One thread at a time. */
record LimitsReload(Supplier<SipEndpoint> edge) implements Reload.Part {

    private static final String MOST = "sip.max-calls";
    private static final String RATE = "sip.calls-per-second";
    private static final String SOURCE = "sip.calls-per-second-per-source";

    @Override
    public boolean covers(String key) {
        return Set.of(MOST, RATE, SOURCE).contains(key);
    }

    @Override
    public String take(SettingsReader.Read before, SettingsReader.Read next) {
        SipSettings was = before.settings().sip();
        SipSettings is = next.settings().sip();
        List<String> told = new ArrayList<>();
        compare(MOST, was.maxCalls(), is.maxCalls(), told);
        compare(RATE, was.callsPerSecond(), is.callsPerSecond(), told);
        compare(SOURCE, was.perSource(), is.perSource(), told);
        if (told.isEmpty()) {
            return "";
        }
        edge.get().limit(is);
        return "limits: " + String.join("; ", told);
    }

    private static void compare(String key, int was, int is, List<String> told) {
        if (was != is) {
            told.add(key + " is " + is + ", was " + was);
        }
    }
}
