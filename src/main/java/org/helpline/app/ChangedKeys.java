package org.helpline.app;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.helpline.config.InForce;
import org.helpline.config.SettingsReader;

/** Which settings of one thing (a trunk, a queue, an agent) a reload changes, by what is shown of them: secrets look alike. */
final class ChangedKeys {

    private ChangedKeys() {}

    /** The last words of the keys under {@code thing}, such as {@code trunks.acme}; sorted. */
    static List<String> of(String thing, SettingsReader.Read before, SettingsReader.Read next) {
        Map<String, String> was = shown(thing + ".", before);
        Map<String, String> is = shown(thing + ".", next);
        TreeSet<String> keys = new TreeSet<>(was.keySet());
        keys.addAll(is.keySet());
        keys.removeIf(k -> is.getOrDefault(k, "").equals(was.getOrDefault(k, "")));
        return List.copyOf(keys);
    }

    private static Map<String, String> shown(String prefix, SettingsReader.Read read) {
        Map<String, String> shown = new TreeMap<>();
        for (InForce s : read.inForce()) {
            if (s.key().startsWith(prefix)) {
                shown.put(s.key().substring(prefix.length()), s.shown());
            }
        }
        return shown;
    }
}
