package org.helpline.sip.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gathers findings; of several alike the first stays, with how often. One thread. */
final class Findings {

    private static final int MOST = 2_000;

    private final Map<String, Finding> found = new LinkedHashMap<>();
    private final Map<String, Integer> calls = new LinkedHashMap<>();
    private String callId = "";

    /** Those that follow belong to this call. */
    void about(String itsCallId) {
        callId = itsCallId;
    }

    /** Adds one. The same rule with the same words counts once, for however many calls. */
    void add(String rule, int weight, List<Integer> packets, String what, String fix) {
        String key = rule + '\n' + what;
        calls.merge(key, 1, Integer::sum);
        if (found.size() < MOST) {
            found.putIfAbsent(key, new Finding(rule, weight, what, fix, packets, callId));
        }
    }

    boolean has(String rule) {
        return found.values().stream()
                .anyMatch(f -> f.rule().equals(rule) && f.callId().equals(callId));
    }

    /** All, the weightiest first, then in the order of the capture. */
    List<Finding> inOrder() {
        List<Finding> all = new ArrayList<>();
        found.forEach((key, f) -> {
            int count = calls.getOrDefault(key, 1);
            String what = count > 1 ? f.what() + " Seen " + count + " times." : f.what();
            all.add(new Finding(f.rule(), f.weight(), what, f.fix(), f.packets(), f.callId()));
        });
        return all.stream()
                .sorted(Comparator.comparingInt((Finding f) -> -f.weight()))
                .collect(Collectors.toUnmodifiableList());
    }
}
