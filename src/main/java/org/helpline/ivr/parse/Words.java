package org.helpline.ivr.parse;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Near misses: what somebody may have meant. */
public final class Words {

    private Words() {}

    /** The known word nearest to {@code word}, if it is near enough to be a slip: two letters, one in a short word. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        int limit = word.length() <= 4 ? 1 : 2;
        return known.stream()
                .filter(k -> distance(word, k) <= limit)
                .min(Comparator.comparingInt((String k) -> distance(word, k)).thenComparing(k -> k));
    }

    /** "Did you mean 'x'?", or the list of what there is. */
    public static String suggestion(String word, Collection<String> known, String kind) {
        Optional<String> near = nearest(word, known);
        if (near.isPresent()) {
            return "Did you mean '" + near.get() + "'?";
        }
        return known.isEmpty() ? "There is no " + kind + "." : "There is: " + String.join(", ", known) + ".";
    }

    /** Letters to change, add, drop or swap (Damerau–Levenshtein, adjacent swaps). */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
