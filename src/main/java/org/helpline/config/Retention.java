package org.helpline.config;

import java.time.Duration;

/**
 * How long what was written down of the past is kept; zero: for ever.
 *
 * @param calls calls with all that was said of them, and agents' states; reports reach as far back
 * @param scores what callers gave as scores, without their numbers
 * @param values what scripts keep of a caller, since it was last set
 * @param audit who changed what; at least a year, for ever is not possible to shorten afterwards
 * @param routing what moved queues and agents, to be replayed; zero: it is not written down
 */
public record Retention(Duration calls, Duration scores, Duration values, Duration audit, Duration routing) {

    /** All for ever. */
    public static final Retention FOR_EVER =
            new Retention(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
