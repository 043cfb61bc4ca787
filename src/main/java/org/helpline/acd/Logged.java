package org.helpline.acd;

import java.time.Instant;
import org.helpline.config.AcdSettings;

/** A line of the ACD's log. */
public sealed interface Logged {

    /** The ACD began, with nobody in it. */
    record Began(AcdSettings settings, long seed, Instant at, long nanos, Answers answers) implements Logged {}

    /**
     * It took an input.
     *
     * @param decisions fingerprint of all that it has told since it began, this input's decisions last: 16 hex digits
     */
    record Took(long number, Instant at, long nanos, AcdInput input, Answers answers, String decisions)
            implements Logged {}

    /** Reads a line. @throws IllegalArgumentException if another version wrote it, and this one does not understand it */
    static Logged read(String line) {
        return RecordText.read(Logged.class, line);
    }
}
