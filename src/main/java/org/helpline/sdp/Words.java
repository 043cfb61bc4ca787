package org.helpline.sdp;

import java.util.List;
import java.util.regex.Pattern;

/** Lists in plain English. */
final class Words {

    private static final Pattern SPACE = Pattern.compile(" +");

    private Words() {}

    /** What stands between spaces. */
    static List<String> of(String text) {
        return SPACE.splitAsStream(text).toList();
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String list(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
