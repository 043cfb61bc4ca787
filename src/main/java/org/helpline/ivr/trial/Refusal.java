package org.helpline.ivr.trial;

import java.util.Optional;

/** Why an act could not be done: what the test expected, and what happened. */
record Refusal(String expected, String happened) {

    static Optional<Refusal> of(String expected, String happened) {
        return Optional.of(new Refusal(expected, happened));
    }
}
