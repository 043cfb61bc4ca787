package org.helpline.media.mix;

import java.time.Duration;

/** How long a packet waits at least and at most for those before it. */
public record PlayoutTerms(Duration least, Duration most) {

    private static final int SAMPLES_PER_MILLI = 8;

    int leastSamples() {
        return (int) least.toMillis() * SAMPLES_PER_MILLI;
    }

    int mostSamples() {
        return (int) most.toMillis() * SAMPLES_PER_MILLI;
    }
}
