package org.helpline.ivr.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a script may ask of a queue before a caller joins it: {@code queue.support.wait}. */
public enum QueueFigure {
    /** How long a caller who joined now would be likely to wait at most; zero when somebody is free; none while unknown. */
    WAIT("wait", ValueType.DURATION),
    /** The same at least. */
    WAIT_LEAST("wait_least", ValueType.DURATION),
    /** Callers who wait now. */
    WAITING("waiting", ValueType.NUMBER),
    /** Agents who serve it and are logged in. */
    AGENTS("agents", ValueType.NUMBER),
    /** Those of them who would take a call at once. */
    FREE("free", ValueType.NUMBER);

    /** What all such names begin with; no variable can be called so. */
    public static final String ROOT = "queue";

    private final String word;
    private final ValueType type;

    QueueFigure(String word, ValueType type) {
        this.word = word;
        this.type = type;
    }

    /** As scripts write it. */
    public String word() {
        return word;
    }

    /** Its kind. */
    public ValueType type() {
        return type;
    }

    /** Whether it is a time, which may be unknown. */
    public boolean isWait() {
        return type == ValueType.DURATION;
    }

    /** The name by which expressions and texts ask it of a queue. */
    public String ask(String queue) {
        return ROOT + "." + queue + "." + word;
    }

    /** The figure of this word. */
    public static Optional<QueueFigure> of(String word) {
        return Arrays.stream(values()).filter(f -> f.word.equals(word)).findFirst();
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(QueueFigure::word).toList();
    }

    /** A figure of a queue. */
    public record Asked(String queue, QueueFigure figure) {

        /** What a dotted name asks; empty for any other name. */
        public static Optional<Asked> by(String name) {
            int first = name.indexOf('.');
            int last = name.lastIndexOf('.');
            if (first == last || !name.startsWith(ROOT + ".")) {
                return Optional.empty();
            }
            String queue = name.substring(first + 1, last);
            return QueueFigure.of(name.substring(last + 1)).map(f -> new Asked(queue, f));
        }
    }
}
