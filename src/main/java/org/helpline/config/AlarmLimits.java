package org.helpline.config;

import java.time.Duration;

/**
 * When a queue's board raises an alarm; zero: never.
 *
 * @param waiting so many callers wait, or more
 * @param longest somebody has waited so long
 * @param serviceLevel today's service level is below this, in percent
 * @param agents fewer agents than this are ready, while the queue is open
 */
public record AlarmLimits(int waiting, Duration longest, int serviceLevel, int agents) {

    /** Never. */
    public static final AlarmLimits NONE = new AlarmLimits(0, Duration.ZERO, 0, 0);

    /** Whether there is any. */
    public boolean areSet() {
        return !equals(NONE);
    }
}
