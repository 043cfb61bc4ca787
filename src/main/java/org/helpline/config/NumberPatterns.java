package org.helpline.config;

import java.util.List;

/** Patterns of numbers as settings write them: {@code +49*}, {@code *} for any characters. */
public final class NumberPatterns {

    private NumberPatterns() {}

    /** Whether the whole number is as the pattern says. */
    public static boolean matches(String pattern, String number) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(number);
        }
        String rest = pattern.substring(star + 1);
        String head = pattern.substring(0, star);
        if (!number.startsWith(head)) {
            return false;
        }
        for (int at = head.length(); at <= number.length(); at++) {
            if (matches(rest, number.substring(at))) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of them matches. */
    public static boolean any(List<String> patterns, String number) {
        return patterns.stream().anyMatch(p -> matches(p, number));
    }
}
