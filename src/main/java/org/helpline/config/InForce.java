package org.helpline.config;

import java.util.List;

/**
 * A setting as it is in force.
 *
 * @param key in full, for example {@code sip.listen}
 * @param shown its value for the eye; secrets are masked
 * @param from where it came from: {@code default}, {@code conf/sip.properties:3}, {@code environment HELPLINE_SIP_LISTEN} …
 */
public record InForce(String key, String shown, String from) {

    /** A plain table with one line for each setting, in the order given; ends with a line break. */
    public static String table(List<InForce> all) {
        int keys = all.stream().mapToInt(s -> s.key.length()).max().orElse(0);
        int values = all.stream()
                .mapToInt(s -> s.shown.length())
                .filter(n -> n <= 48)
                .max()
                .orElse(0);
        StringBuilder table = new StringBuilder();
        for (InForce s : all) {
            table.append(padded(s.key, keys))
                    .append("  ")
                    .append(padded(s.shown, values))
                    .append("  ")
                    .append(s.from);
            table.append('\n');
        }
        return table.toString();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
