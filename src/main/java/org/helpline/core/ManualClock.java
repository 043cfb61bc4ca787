package org.helpline.core;

import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until it is moved: the virtual time of tests, simulations and the script prover. One thread. */
public final class ManualClock implements Clock {

    private final Instant origin;
    private long nanos;

    /** A clock that starts at {@code origin}. */
    public ManualClock(Instant origin) {
        this.origin = origin;
    }

    /** Moves the time on; negative durations are refused. Timers are fired by {@link SameThreadLoop#advance}, not here. */
    public void move(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("a clock does not go back: " + by);
        }
        nanos += by.toNanos();
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant now() {
        return origin.plusNanos(nanos);
    }
}
