package org.helpline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.config.SettingsReader;
import org.helpline.config.TrunkSettings;
import org.helpline.config.TrunksSettings;
import org.helpline.core.Problems;
import org.helpline.sip.trunk.Allowances;
import org.helpline.sip.trunk.LiveTrunks;

/** Trunks change while calls are up: those on a trunk that is gone go on. One thread at a time. */
record TrunkReload(LiveTrunks trunks, OurCertificates certificates) implements Reload.Part {

    private static final String FAMILY = "trunks.";
    private static final Set<String> OF_ALL = Set.of("sip.accept", "sip.emergency");

    @Override
    public boolean covers(String key) {
        return key.startsWith(FAMILY) || OF_ALL.contains(key);
    }

    @Override
    public void check(SettingsReader.Read next, Problems problems) {
        certificates.check(trunks.settings().trunks(), next.settings().trunks().trunks(), problems);
    }

    @Override
    public String take(SettingsReader.Read before, SettingsReader.Read next) {
        TrunksSettings old = trunks.settings();
        TrunksSettings now = next.settings().trunks();
        if (old.equals(now)) {
            return "";
        }
        List<String> told = new ArrayList<>();
        for (TrunkSettings trunk : now.trunks()) {
            Optional<TrunkSettings> was = old.of(trunk.name());
            if (was.isEmpty()) {
                told.add(trunk.name() + " is new");
            } else if (!was.get().equals(trunk)) {
                told.add(trunk.name() + " changed (" + keys(trunk.name(), before, next) + ")");
            }
        }
        old.trunks().stream()
                .filter(t -> now.of(t.name()).isEmpty())
                .forEach(t -> told.add(t.name() + " is gone" + goOn(t.name())));
        if (!old.emergency().equals(now.emergency())) {
            told.add("emergency numbers are " + String.join(", ", new TreeSet<>(now.emergency())));
        }
        if (old.accept() != now.accept()) {
            told.add("calls are taken from "
                    + (now.accept() == TrunksSettings.Accept.ANYONE ? "anyone" : "trunks and our own phones only"));
        }
        trunks.change(now);
        return "trunks: " + (told.isEmpty() ? "their order changed" : String.join("; ", told));
    }

    private String goOn(String trunk) {
        int calls = trunks.allowances().count(trunk).map(Allowances.Count::now).orElse(0);
        return calls == 0 ? "" : calls == 1 ? ", its call goes on" : ", its " + calls + " calls go on";
    }

    private static String keys(String trunk, SettingsReader.Read before, SettingsReader.Read next) {
        List<String> keys = ChangedKeys.of(FAMILY + trunk, before, next);
        return keys.isEmpty() ? "secret" : String.join(", ", keys);
    }
}
