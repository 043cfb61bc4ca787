package org.helpline.journal.measure;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The skills of a demand: what is asked for, at whatever level. Pure. */
final class Skills {

    private static final String LEVEL = " [1-9]$";

    private Skills() {}

    /** Of {@code billing, german 3}, as the fact has it: {@code billing,german}; empty for anybody. */
    static String of(String demand) {
        return Stream.of(demand.split(",", -1))
                .map(String::strip)
                .map(skill -> skill.replaceFirst(LEVEL, ""))
                .filter(skill -> !skill.isEmpty())
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }

    /** Each of them; one that is empty for anybody. */
    static List<String> each(String needs) {
        return List.of(needs.split(",", -1));
    }
}
