package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;

/** One moment on both clocks. {@code nanos} is monotonic; compare by subtraction. */
record Now(long nanos, Instant instant) {

    Duration since(long earlierNanos) {
        return Duration.ofNanos(nanos - earlierNanos);
    }

    /** The monotonic time of a moment, which may be past. */
    long at(Instant moment) {
        return nanos + Duration.between(instant, moment).toNanos();
    }
}
