package org.helpline.acd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Skills that an agent must have, each at that level at least, from 1 to 5; none: anybody will do. */
public record Demand(SortedMap<String, Integer> levels) {

    /** Anybody will do. */
    public static final Demand ANY = new Demand(new TreeMap<>());

    public Demand {
        levels = Collections.unmodifiableSortedMap(new TreeMap<>(levels));
    }

    /** At whatever level. */
    public static Demand of(Set<String> skills) {
        return of(skills.stream().collect(Collectors.toMap(s -> s, _ -> 1)));
    }

    /** Each at its level or a higher one. */
    public static Demand of(Map<String, Integer> levels) {
        return levels.isEmpty() ? ANY : new Demand(new TreeMap<>(levels));
    }

    /** Whether somebody with these levels will do. */
    boolean isMetBy(Map<String, Integer> skills) {
        for (Map.Entry<String, Integer> wanted : levels.entrySet()) {
            if (skills.getOrDefault(wanted.getKey(), 0) < wanted.getValue()) {
                return false;
            }
        }
        return true;
    }

    /** The sum of what somebody has of these skills. */
    int levelOf(Map<String, Integer> skills) {
        int sum = 0;
        for (String skill : levels.keySet()) {
            sum += skills.getOrDefault(skill, 0);
        }
        return sum;
    }

    /** What somebody with these levels has not: {@code billing 3 (has 2)}. */
    String missing(Map<String, Integer> skills) {
        List<String> missing = new ArrayList<>();
        levels.forEach((skill, level) -> {
            int has = skills.getOrDefault(skill, 0);
            if (has < level) {
                missing.add((level == 1 ? skill : skill + " " + level) + (has == 0 ? "" : " (has " + has + ")"));
            }
        });
        return String.join(", ", missing);
    }

    /** {@code billing, german 3}; a level of 1 is not told; empty for anybody. */
    public String words() {
        return levels.entrySet().stream()
                .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }
}
