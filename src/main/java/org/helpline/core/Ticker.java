package org.helpline.core;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of its own that does one piece of work at every tick of a grid of absolute times.
 *
 * <p>Ticks that a stall has swallowed are not made up for: the next one is the next point of the grid that still lies ahead. The work
 * is told the point of the grid, not the moment it was woken, so what it paces does not wander with the wake-up's lateness.
 */
public final class Ticker implements Clock.Follower, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final long MOST_REST_PERIODS = 10;
    private static final long OTHERS_SHARE = 4;

    private final Clock clock;
    private final long periodNanos;
    private final Work work;
    private final Thread thread;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicInteger owed = new AtomicInteger(); // moves of the time that are not looked into yet
    private volatile long dueNanos;

    private Ticker(String name, Clock clock, Duration period, Runnable first, Work work) {
        this.clock = clock;
        this.periodNanos = period.toNanos();
        this.work = work;
        this.dueNanos = clock.nanos() + periodNanos;
        this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(() -> live(first));
    }

    /**
     * Starts ticking; returns when {@code first} has run.
     *
     * @param clock the machine's clock: the thread parks by it
     * @param period 1 ms or more
     * @param first runs once on the new thread, before the first tick
     */
    public static Ticker start(String name, Clock clock, Duration period, Runnable first, Work work) {
        Ticker ticker = new Ticker(name, clock, period, first, work);
        ticker.thread.start();
        clock.follow(ticker);
        try {
            ticker.begun.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ticker;
    }

    private void live(Runnable first) {
        long due;
        long owedToOthers = 0;
        try {
            first.run();
        } finally {
            due = clock.nanos();
            dueNanos = due + periodNanos;
            begun.countDown();
        }
        while (!ended.get()) {
            long now = clock.nanos();
            due = next(due, now, periodNanos);
            parkUntil(owedToOthers == 0 || due - now > owedToOthers ? due : now + owedToOthers);
            long before = CPU.getCurrentThreadCpuTime();
            try {
                work.tick(due);
            } catch (RuntimeException | StackOverflowError e) {
                LOG.error("ticker={} a tick failed; the next one comes", thread.getName(), e);
            }
            owedToOthers = rest(CPU.getCurrentThreadCpuTime() - before, periodNanos);
        }
    }

    /**
     * How long a thread that the system prefers to all others stays away after a tick that took {@code took}: nothing if that was less than
     * the period, else a quarter of it. Otherwise ticks that are slow for want of compiled code would keep the compilers from the only core.
     */
    static long rest(long took, long period) {
        return took < period ? 0 : Math.min(took / OTHERS_SHARE, MOST_REST_PERIODS * period);
    }

    /** The next point of the grid: one period on, or the last one that is not after {@code now} if that lies behind. */
    static long next(long due, long now, long period) {
        long behind = now - (due + period);
        return due + period + (behind > 0 ? behind / period * period : 0);
    }

    private void parkUntil(long due) {
        dueNanos = due; // told before the time is read: who moves the time afterwards sees it
        int moves = owed.get();
        for (long wait = due - clock.nanos(); wait > 0 && !ended.get(); wait = due - clock.nanos()) {
            done(moves);
            LockSupport.parkNanos(this, wait);
            moves = owed.get();
        }
    }

    @Override
    public OptionalLong due() {
        return OptionalLong.of(dueNanos);
    }

    /** A tick is work in hand until the next one is slept for. */
    @Override
    public void wake() {
        owed.incrementAndGet();
        clock.handed();
        LockSupport.unpark(thread);
    }

    private void done(int moves) {
        for (int i = 0; i < moves; i++) {
            owed.decrementAndGet();
            clock.done();
        }
    }

    /** Ends the thread after the tick in hand and waits for it, two seconds at most. */
    @Override
    public void close() {
        ended.set(true);
        LockSupport.unpark(thread);
        if (Thread.currentThread() != thread) {
            try {
                thread.join(2_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What is done at a tick, on the ticker's thread. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does what is due.
         *
         * @param dueNanos the tick's point of the grid, in the clock's nanoseconds, at or before the present
         */
        void tick(long dueNanos);
    }
}
