package org.helpline.acd;

import java.time.Duration;

/**
 * How long a wait is likely to last: seven of ten end within. Neither end is negative.
 *
 * @param least zero where it may end at once
 * @param most never less than {@code least}
 */
public record WaitRange(Duration least, Duration most) {

    /** Nobody waits. */
    public static final WaitRange NONE = new WaitRange(Duration.ZERO, Duration.ZERO);

    public WaitRange {
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException("no range of time: " + least + " to " + most);
        }
    }
}
