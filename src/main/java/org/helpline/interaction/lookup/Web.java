package org.helpline.interaction.lookup;

import java.util.function.Consumer;

/** Sends questions. Any thread. */
@FunctionalInterface
interface Web {

    /**
     * Sends.
     *
     * @param maxAnswer bytes of the largest answer that is read
     * @param then the reply, once, on any thread
     * @return calls it off; then {@code then} may still be told
     */
    Runnable send(Question question, int maxAnswer, Consumer<Reply> then);

    /** What came back. */
    sealed interface Reply {
        /** An answer of the server, whatever it says. */
        @SuppressWarnings("ArrayRecordComponent") // read once, never compared
        record Answered(int status, byte[] body) implements Reply {
            @Override
            public String toString() {
                return "Answered[" + status + "]"; // personal
            }
        }

        /** An answer that is larger than allowed. */
        record TooLarge() implements Reply {}

        /**
         * No answer.
         *
         * @param why a sentence
         * @param unsent whether the question cannot have reached anybody
         */
        record Broken(String why, boolean unsent) implements Reply {}
    }
}
