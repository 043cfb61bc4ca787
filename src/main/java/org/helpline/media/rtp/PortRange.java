package org.helpline.media.rtp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;

/**
 * The even RTP ports of the configured range: first given back, first given out, in a random order at the start so that they cannot be
 * guessed. A port rests a while before it is used again, or late packets of one call would be heard in another. Any thread, and none waits
 * for another: a media thread that spun, at real-time priority, for one that it has itself driven off the core would wait for a second.
 */
public final class PortRange {

    /** How long a port rests. */
    public static final Duration REST = Duration.ofSeconds(4);

    private final Queue<Free> free;
    private final int pairs;

    private record Free(int port, long fromNanos) {}

    /**
     * All pairs of a range.
     *
     * @param firstPort 1 or more, {@code lastPort} inclusive; an odd first port is skipped, and a pair needs both its ports inside
     * @throws IllegalArgumentException if not one pair fits
     */
    public PortRange(int firstPort, int lastPort, RandomGenerator random, long now) {
        List<Free> all = new ArrayList<>();
        for (int port = firstPort + (firstPort & 1); port + 1 <= lastPort; port += 2) {
            all.add(new Free(port, now));
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no pair of ports in " + firstPort + " to " + lastPort);
        }
        Collections.shuffle(all, Random.from(random));
        free = new ConcurrentLinkedQueue<>(all);
        pairs = all.size();
    }

    /** How many there are, in use or not. */
    int pairs() {
        return pairs;
    }

    /** The port that has rested longest; empty if all are in use or resting. */
    public OptionalInt take(long now) {
        Free next = free.peek();
        if (next == null || next.fromNanos - now > 0) {
            return OptionalInt.empty();
        }
        Free taken = free.poll();
        if (taken == null) {
            return OptionalInt.empty();
        }
        if (taken.fromNanos - now > 0) { // another thread was faster and this one still rests
            free.offer(taken);
            return OptionalInt.empty();
        }
        return OptionalInt.of(taken.port);
    }

    /** Gives a port back, to rest first. */
    public void give(int port, long now) {
        free.offer(new Free(port, now + REST.toNanos()));
    }
}
