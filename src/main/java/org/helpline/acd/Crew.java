package org.helpline.acd;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All who serve a queue or help out in it, whether free or not; and of those who serve it how many can be rung, and how many cannot
 * for which reason, counted at each change so that to tell it costs the same for ten agents and ten thousand. Confined to the ACD's
 * loop.
 */
final class Crew {

    final List<Seat> serving = new ArrayList<>();
    final List<Seat> helping = new ArrayList<>();
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

    /** Others serve it from now on. */
    void clear() {
        serving.clear();
        helping.clear();
    }

    /** Nobody serves it any more. */
    void disband() {
        clear();
        counts.clear();
    }

    void count(Verdict verdict, int by) {
        counts.merge(verdict, by, Integer::sum);
    }

    int count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    int size() {
        return serving.size() + helping.size();
    }
}
