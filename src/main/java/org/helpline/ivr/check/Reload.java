package org.helpline.ivr.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which scripts are to be read again.
 *
 * @param read new, changed, or worth another try; sorted
 * @param gone no longer there; sorted
 */
public record Reload(List<String> read, List<String> gone) {

    /**
     * Decides it from two looks at the directory.
     *
     * @param tryAgain unchanged scripts that were refused, when what they may name has changed
     */
    public static Reload decide(Map<String, Fingerprint> before, Map<String, Fingerprint> now, Set<String> tryAgain) {
        List<String> read = new ArrayList<>();
        now.forEach((name, fingerprint) -> {
            if (!fingerprint.equals(before.get(name)) || tryAgain.contains(name)) {
                read.add(name);
            }
        });
        List<String> gone = new ArrayList<>(before.keySet());
        gone.removeAll(now.keySet());
        return new Reload(
                read.stream().sorted().toList(), gone.stream().sorted().toList());
    }
}
