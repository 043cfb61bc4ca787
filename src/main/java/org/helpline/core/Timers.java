package org.helpline.core;

import java.time.Duration;

/** One-shot timers that fire on the {@link Loop} they belong to. Call on that loop only. */
public interface Timers {

    /**
     * Runs {@code task} on the loop once {@code delay} has passed.
     *
     * @param delay zero or more; zero fires on the loop's next turn, never inside this call
     */
    Timer after(Duration delay, Runnable task);

    /** A started timer. */
    interface Timer {

        /** Stops it; nothing happens if it has fired or was cancelled. */
        void cancel();
    }
}
