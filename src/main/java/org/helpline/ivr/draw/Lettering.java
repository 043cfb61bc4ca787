package org.helpline.ivr.draw;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide text is, about: no font is known where the picture is made, so widths are those of a wide sans-serif face, and text in
 * a narrower one only leaves more room.
 */
final class Lettering {

    private static final String NARROW = "iljtfrI.,;:'’!|()[]{}/ ·";
    private static final String WIDE = "mwMW@%—…→";
    private static final double NARROW_EM = 0.38;
    private static final double USUAL_EM = 0.61;
    private static final double CAPITAL_EM = 0.70;
    private static final double WIDE_EM = 0.98;
    private static final int FIRST_EAST_ASIAN = 0x1100;
    private static final String CUT = "…";
    private static final String NOT_BEFORE_A_CUT = " .,;:…";

    private Lettering() {}

    /** The width in pixels at a font size in pixels. */
    static double width(String text, double size) {
        return text.codePoints().mapToDouble(Lettering::em).sum() * size;
    }

    private static double em(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.FORMAT) {
            return 0;
        }
        if (c >= FIRST_EAST_ASIAN && !isPunctuation(c)) {
            return 1.05;
        }
        if (NARROW.indexOf(c) >= 0) {
            return NARROW_EM;
        }
        if (WIDE.indexOf(c) >= 0) {
            return WIDE_EM;
        }
        return Character.isUpperCase(c) ? CAPITAL_EM : USUAL_EM;
    }

    private static boolean isPunctuation(int c) {
        return c >= 0x2000 && c < 0x2E80;
    }

    /**
     * Breaks text at spaces into lines, long words anywhere; what does not fit is cut with …
     *
     * @param first pixels in the first line, {@code room} in the others
     * @param most lines, 1 or more
     * @return no line for an empty text
     */
    static List<String> wrap(String text, double size, double first, double room, int most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words(text, size, Math.min(first, room))) {
            double here = lines.isEmpty() ? first : room;
            if (!line.isEmpty() && width(line + " " + word, size) > here) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        if (lines.size() <= most) {
            return lines;
        }
        List<String> kept = new ArrayList<>(lines.subList(0, most));
        kept.add(shortened(kept.removeLast(), size, most == 1 ? first : room));
        return kept;
    }

    /** One line, cut with … where it does not fit. */
    static String cut(String text, double size, double room) {
        return width(text, size) <= room ? text : shortened(text, size, room);
    }

    private static String shortened(String text, double size, double room) {
        StringBuilder kept = new StringBuilder(text);
        while (!kept.isEmpty()
                && (width(kept + CUT, size) > room || NOT_BEFORE_A_CUT.indexOf(kept.charAt(kept.length() - 1)) >= 0)) {
            kept.setLength(kept.offsetByCodePoints(kept.length(), -1));
        }
        return kept + CUT;
    }

    /** Words no wider than a line. */
    private static List<String> words(String text, double size, double room) {
        List<String> words = new ArrayList<>();
        for (String word : text.strip().split("\\s+", -1)) {
            String rest = word;
            while (width(rest, size) > room && rest.codePointCount(0, rest.length()) > 1) {
                int end = fitting(rest, size, room);
                words.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            if (!rest.isEmpty()) {
                words.add(rest);
            }
        }
        return words;
    }

    private static int fitting(String word, double size, double room) {
        int end = word.offsetByCodePoints(0, 1);
        while (end < word.length() && width(word.substring(0, word.offsetByCodePoints(end, 1)), size) <= room) {
            end = word.offsetByCodePoints(end, 1);
        }
        return end;
    }
}
