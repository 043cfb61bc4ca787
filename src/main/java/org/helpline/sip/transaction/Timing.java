package org.helpline.sip.transaction;

import java.time.Duration;

/** The times of RFC 3261 §17 and its appendix A. */
final class Timing {

    /** The round trip assumed: first interval of timers A, E and G. */
    static final Duration T1 = Duration.ofMillis(500);

    /** The longest interval of timers E and G. */
    static final Duration T2 = Duration.ofSeconds(4);

    /** How long a message may stay in the network: timers I and K. */
    static final Duration T4 = Duration.ofSeconds(5);

    /** 64·T1: timers B, F, H, J, L, M, and D with its 32 seconds. */
    static final Duration GIVE_UP = T1.multipliedBy(64);

    private Timing() {}

    /** Zero on a reliable transport, where no copy of a message can be on its way. */
    static Duration unlessReliable(boolean reliable, Duration time) {
        return reliable ? Duration.ZERO : time;
    }

    /** Twice the interval, at most T2. */
    static Duration doubled(Duration interval) {
        Duration twice = interval.multipliedBy(2);
        return twice.compareTo(T2) > 0 ? T2 : twice;
    }
}
