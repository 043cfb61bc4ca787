package org.helpline.ivr.model;

import java.util.Arrays;
import java.util.Optional;
import org.helpline.core.BusinessHours;

/** What {@code when} asks. */
public sealed interface Condition {

    /** A calendar's state; {@code CLOSED} is true on holidays and in an emergency too. */
    record Calendar(String hours, BusinessHours.State state) implements Condition {}

    /** A variable compared with a text. */
    record IsText(String variable, boolean negated, String text) implements Condition {}

    /** A variable compared with a number; false when the variable holds none, except for {@code !=}. */
    record IsNumber(String variable, Sign sign, long number) implements Condition {}

    /**
     * Any other expression, in CEL. What it reads and what it asks: {@link Term#names}, {@link Term#atoms}.
     *
     * @param source as the designer wrote it
     */
    record Expression(String source, Term tree) implements Condition {}

    /** How numbers are compared. */
    enum Sign {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">=");

        private final String written;

        Sign(String written) {
            this.written = written;
        }

        /** As a script writes it. */
        public String written() {
            return written;
        }

        /** The sign of an operation of an expression; empty for one that compares nothing. */
        public static Optional<Sign> of(Operation operation) {
            return Arrays.stream(values())
                    .filter(s -> s.written.equals(operation.written()))
                    .findFirst();
        }

        /** The sign when left and right change places. */
        public Sign turned() {
            return switch (this) {
                case EQUAL, NOT_EQUAL -> this;
                case LESS -> MORE;
                case AT_MOST -> AT_LEAST;
                case MORE -> LESS;
                case AT_LEAST -> AT_MOST;
            };
        }

        /** Whether it holds of two things whose comparison gives {@code order}, as {@link Comparable#compareTo} does. */
        public boolean holds(int order) {
            return holds(order, 0);
        }

        /** Whether {@code left sign right} holds. */
        public boolean holds(long left, long right) {
            return switch (this) {
                case EQUAL -> left == right;
                case NOT_EQUAL -> left != right;
                case LESS -> left < right;
                case AT_MOST -> left <= right;
                case MORE -> left > right;
                case AT_LEAST -> left >= right;
            };
        }
    }
}
