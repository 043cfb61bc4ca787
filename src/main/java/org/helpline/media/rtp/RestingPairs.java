package org.helpline.media.rtp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of ports whose calls are over, kept open for the next ones: to open, tune and bind two sockets and to close them costs 0.07 ms a call,
 * a fifth of a call that only says a word. Each rests as long as a port does, and what comes meanwhile is thrown away, so that nothing of one
 * call is heard in another. Only under load are any kept: while fewer than {@link #SPARE} rest none is lent, so that whoever has just called cannot
 * know the port of the next caller, and those that nobody needs are closed. Any thread, and none waits for another, as in {@link PortRange}.
 */
final class RestingPairs {

    /** So many rest at least while one is lent. */
    static final int SPARE = 128;

    /** Whoever has rested so long is not needed. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    /** What came for nobody is thrown away so often, lest it fill the system's memory. */
    static final Duration SWEEP = PortRange.REST;

    private final Queue<Resting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger(); // its size, which a linked queue would count
    private final int most;
    private final RandomGenerator random;
    private final AtomicLong sweptNanos = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();

    private record Resting(NioPortPair pair, long sinceNanos) {

        boolean has(Duration rested, long now) {
            return now - sinceNanos >= rested.toNanos();
        }
    }

    /**
     * None yet.
     *
     * @param most of them
     * @param random one that nobody can guess, used by several threads
     */
    RestingPairs(int most, RandomGenerator random) {
        this.most = most;
        this.random = random;
    }

    private @Nullable Resting poll() {
        Resting next = queue.poll();
        if (next != null) {
            count.decrementAndGet();
        }
        return next;
    }

    private boolean offer(Resting pair) {
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            return false;
        }
        return queue.offer(pair);
    }

    /** One of those that have rested longest, emptied; empty if none is to be lent or the next is bound elsewhere. */
    Optional<NioPortPair> take(InetAddress local, long now) {
        if (count.get() < SPARE) {
            return Optional.empty();
        }
        passOver();
        return takeLast(local, now);
    }

    /** The same when there is no other port any more: however few rest. */
    Optional<NioPortPair> takeLast(InetAddress local, long now) {
        Resting next = poll();
        if (next == null) {
            return Optional.empty();
        }
        boolean fits =
                next.has(PortRange.REST, now) && next.pair.local().getAddress().equals(local);
        if (fits && next.pair.drain()) {
            return Optional.of(next.pair);
        }
        if (fits) {
            next.pair.end(); // somebody floods it
        } else {
            back(next);
        }
        return Optional.empty();
    }

    // their order is that in which calls ended: now and then one goes to the end, so that nobody can tell which port is
    // next
    private void passOver() {
        Resting passed = random.nextBoolean()
                ? poll()
                : null; // no more: the others come round the sooner, before they have rested
        if (passed != null) {
            back(passed);
        }
    }

    private void back(Resting resting) {
        if (ended.get() || !offer(resting)) {
            resting.pair.end();
        }
    }

    /** Lets a pair rest whose call is over; false: there are enough. */
    boolean add(NioPortPair pair, long now) {
        return !ended.get() && offer(new Resting(pair, now));
    }

    /** Empties all and closes those that are not needed; does so every {@link #SWEEP}, however often it is called. One thread. */
    void sweep(long now) {
        if (now - sweptNanos.get() < SWEEP.toNanos()) {
            return;
        }
        sweptNanos.set(now);
        for (int i = count.get(); i > 0; i--) {
            Resting resting = poll();
            if (resting == null) {
                return;
            }
            if (resting.has(LONGEST, now) || !resting.pair.drain()) {
                resting.pair.end();
            } else {
                back(resting);
            }
        }
    }

    /** Closes those that rest now; false if there are none. */
    boolean clear() {
        boolean any = false;
        for (Resting resting = poll(); resting != null; resting = poll()) {
            resting.pair.end();
            any = true;
        }
        return any;
    }

    /** Closes all, and those to come. */
    void end() {
        ended.set(true);
        clear();
    }
}
