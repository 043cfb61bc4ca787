package org.helpline.acd;

import java.time.Duration;

/**
 * What theory says of a queue with patient callers: they come at random, all agents take any of them, and calls take an exponential time
 * (M/M/n).
 *
 * @param waits the share of callers who wait at all, 0 to 1; 1 if there are too few agents
 * @param meanWait of all callers; empty agents: without end, told as {@link Duration#ZERO} with {@code waits} 1
 */
public record ErlangC(double waits, Duration meanWait) {

    /**
     * For so many agents.
     *
     * @param perHour calls an hour
     * @param handle the mean time that a call takes
     * @throws IllegalArgumentException if the agents cannot keep up
     */
    public static ErlangC of(double perHour, Duration handle, int agents) {
        double load = perHour * handle.toNanos() / Duration.ofHours(1).toNanos();
        if (load >= agents) {
            throw new IllegalArgumentException("the line grows without end");
        }
        double blocked = 1; // Erlang B, from none on
        for (int n = 1; n <= agents; n++) {
            blocked = load * blocked / (n + load * blocked);
        }
        double waits = blocked / (1 - load / agents * (1 - blocked));
        return new ErlangC(waits, Duration.ofNanos(Math.round(waits * handle.toNanos() / (agents - load))));
    }
}
