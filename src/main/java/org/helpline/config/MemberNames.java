package org.helpline.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The names of sections: one name, or many in one word ({@code bench-{1..1000}}). */
final class MemberNames {

    private static final Pattern MANY = Pattern.compile("([a-z0-9_-]*)\\{(\\d{1,6})\\.\\.(\\d{1,6})}([a-z0-9_-]*)");
    private static final int MOST = 100_000;

    private MemberNames() {}

    /** Whether it may name a section; {@code many} allows a range. */
    static boolean fits(String name, boolean many) {
        if (Shapes.isName(name)) {
            return true;
        }
        Matcher m = MANY.matcher(name);
        return many && m.matches() && first(m) <= last(m) && last(m) - first(m) < MOST && Shapes.isName(m.group(1) + 0);
    }

    /** All names that it stands for, in order. */
    static List<String> expand(String name) {
        Matcher m = MANY.matcher(name);
        if (!m.matches()) {
            return List.of(name);
        }
        return IntStream.rangeClosed(first(m), last(m))
                .mapToObj(i -> m.group(1) + i + m.group(4))
                .toList();
    }

    private static int first(Matcher m) {
        return Integer.parseInt(m.group(2));
    }

    private static int last(Matcher m) {
        return Integer.parseInt(m.group(3));
    }
}
