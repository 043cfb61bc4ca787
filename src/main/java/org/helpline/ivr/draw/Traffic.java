package org.helpline.ivr.draw;

import java.util.Map;

/**
 * How many calls passed through the parts of a script, and where their callers hung up. A call counts once wherever it passed.
 *
 * @param calls all of them
 * @param span of which time, in words: {@code 2026-11-15 to 2026-11-22}
 * @param elsewhere calls of which something is not found in this version
 * @param counts by what {@link #step}, {@link #key} and the others name
 */
public record Traffic(long calls, String span, long elsewhere, Map<String, Count> counts) {

    /** Nothing passed. */
    static final Count NONE = new Count(0, 0);

    /**
     * What passed one place.
     *
     * @param passed calls that came there; {@code lost} those of them whose callers hung up there, before anybody had served them
     */
    public record Count(long passed, long lost) {}

    /** A step, by the line in which it is written. */
    public static String step(int line) {
        return "step " + line;
    }

    /** A key of a question, by the question's line. */
    public static String key(int line, char symbol) {
        return "key " + line + " " + symbol;
    }

    /** A key of those who wait in a queue. */
    public static String queueKey(String queue, char symbol) {
        return "queue key " + queue + " " + symbol;
    }

    /** A branch of a fork, by its line. */
    public static String branch(int line, boolean yes) {
        return "branch " + line + (yes ? " yes" : " no");
    }

    /** The n-th silence or wrong key at a question, by its line; 0: at all questions that do not say what follows. */
    public static String retry(int line, String word, int tries) {
        return "retry " + line + " " + word + " " + tries;
    }

    /** A section. */
    public static String section(String name) {
        return "section " + name;
    }

    /** A queue. */
    public static String queue(String name) {
        return "queue " + name;
    }

    /** What passed there. */
    public Count at(String place) {
        return counts.getOrDefault(place, NONE);
    }
}
