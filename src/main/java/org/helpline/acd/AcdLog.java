package org.helpline.acd;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.helpline.config.AcdSettings;

/** Keeps what the ACD was told and what it decided, so that it can be replayed; called on the ACD's loop, must not block. */
public interface AcdLog {

    /** Keeps nothing. */
    AcdLog NONE = new AcdLog() {
        @Override
        public void began(AcdSettings settings, long seed, Instant at, long nanos, Answers answers) {}

        @Override
        public void took(Taken taken, List<AcdEvent> told) {}
    };

    /**
     * The ACD began, with nobody in it.
     *
     * @param seed of the lots that are drawn among agents
     * @param nanos on the clock of {@link Taken#nanos}
     */
    void began(AcdSettings settings, long seed, Instant at, long nanos, Answers answers);

    /** It took an input, and decided this. */
    void took(Taken taken, List<AcdEvent> told);

    /** Whether it is time to say where the ACD stands, once it has taken this input. */
    default boolean wantsCheckpoint(Instant at) {
        return false;
    }

    /** The ACD stands here. */
    default void stood(Standing standing) {}

    /**
     * Where the ACD stands between two inputs.
     *
     * @param number of the input before
     * @param hours whether the hours of each name are open, as far as it has asked
     */
    record Standing(long number, Instant at, long nanos, SortedMap<String, Boolean> hours, Checkpoint checkpoint) {}

    /**
     * An input with all that its decisions follow from.
     *
     * @param number counts from 1
     * @param nanos on a clock that never goes back
     */
    record Taken(long number, Instant at, long nanos, AcdInput input, Answers answers) {}
}
