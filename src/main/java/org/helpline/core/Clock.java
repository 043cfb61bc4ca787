package org.helpline.core;

import java.time.Instant;

/** The time, as an argument: real ({@link #system()}) or driven by a test ({@link ManualClock}). Any thread. */
public interface Clock {

    /** Monotonic time in nanoseconds from an arbitrary origin; compare by subtraction only. */
    long nanos();

    /** The wall-clock instant. */
    Instant now();

    /**
     * Has {@code wake} run whenever somebody has moved the time on, so that who sleeps until a moment looks again. A machine's clock is
     * moved by nobody.
     */
    default void onMove(Runnable wake) {}

    /** The machine's clock. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
