package org.helpline.ivr.model;

import org.helpline.core.BusinessHours;

/** What {@code when} asks. */
public sealed interface Condition {

    /** A calendar's state; {@code CLOSED} is true on holidays and in an emergency too. */
    record Calendar(String hours, BusinessHours.State state) implements Condition {}

    /** A variable compared with a text. */
    record IsText(String variable, boolean negated, String text) implements Condition {}

    /** A variable compared with a number; false when the variable holds none, except for {@code !=}. */
    record IsNumber(String variable, Sign sign, long number) implements Condition {}

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
