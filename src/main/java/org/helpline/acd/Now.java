package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;

/** One moment on both clocks. {@code nanos} is monotonic; compare by subtraction. */
record Now(long nanos, Instant instant) {

    Duration since(long earlierNanos) {
        return Duration.ofNanos(nanos - earlierNanos);
    }
}
