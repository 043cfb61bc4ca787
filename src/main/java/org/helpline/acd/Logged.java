package org.helpline.acd;

import java.time.Instant;
import java.util.SortedMap;
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

    /**
     * Where it stood between two inputs; what follows can be replayed from here on.
     *
     * @param number of the input before
     * @param hours whether the hours of each name are open, as far as it has asked
     * @param decisions fingerprint of all that it has told since it began, whole: 64 hex digits
     */
    record Stood(
            long number,
            Instant at,
            long nanos,
            SortedMap<String, Boolean> hours,
            String decisions,
            Checkpoint checkpoint)
            implements Logged {}

    /** Whether a line is one of those. */
    static boolean isCheckpoint(String line) {
        return line.startsWith("Stood(");
    }

    /** Reads a line. @throws IllegalArgumentException if another version wrote it, and this one does not understand it */
    static Logged read(String line) {
        return RecordText.read(Logged.class, line);
    }
}
