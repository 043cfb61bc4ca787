package org.helpline.core;

import java.time.Instant;
import java.util.OptionalLong;

/** The time, as an argument: real ({@link #system()}) or driven by a test ({@link ManualClock}). Any thread. */
public interface Clock {

    /** Monotonic time in nanoseconds from an arbitrary origin; compare by subtraction only. */
    long nanos();

    /** The wall-clock instant. */
    Instant now();

    /** Tells {@code follower} whenever somebody has moved the time on. A machine's clock is moved by nobody. */
    default void follow(Follower follower) {}

    /** Who sleeps until a moment. Any thread. */
    interface Follower {

        /** The moment, in the clock's nanoseconds; empty: none. */
        OptionalLong due();

        /** The time was moved on to that moment or past it. */
        void wake();
    }

    /**
     * Somebody was handed work to do at once. Who moves the time by hand waits until all of it is {@link #done}; to a machine's clock it
     * is nothing.
     */
    default void handed() {}

    /** One piece of what was {@link #handed} is done, and what it led to has been handed on before. */
    default void done() {}

    /** The machine's clock. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
