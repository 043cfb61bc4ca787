package org.helpline.sip.transaction;

import java.time.Duration;
import org.helpline.core.Timers;
import org.jspecify.annotations.Nullable;

/** The two timers that a transaction has at most: one that repeats with growing intervals and one that ends its state. Confined to the loop. */
final class TwoTimers {

    private final Timers timers;
    private Timers.@Nullable Timer repeat;
    private Timers.@Nullable Timer life;
    private Duration interval = Timing.T1;

    TwoTimers(Timers timers) {
        this.timers = timers;
    }

    /** Starts the repeating one after T1. */
    void startRepeat(Runnable fired) {
        repeatAfter(Timing.T1, fired);
    }

    /** Goes on after {@code next}. */
    void repeatAfter(Duration next, Runnable fired) {
        stopRepeat();
        interval = next;
        repeat = timers.after(next, fired);
    }

    /** The interval that was last waited for. */
    Duration interval() {
        return interval;
    }

    void stopRepeat() {
        if (repeat != null) {
            repeat.cancel();
            repeat = null;
        }
    }

    /** Starts the one that ends the state; the former one is stopped. */
    void startLife(Duration time, Runnable fired) {
        stopLife();
        life = timers.after(time, fired);
    }

    void stopLife() {
        if (life != null) {
            life.cancel();
            life = null;
        }
    }

    void stop() {
        stopRepeat();
        stopLife();
    }
}
