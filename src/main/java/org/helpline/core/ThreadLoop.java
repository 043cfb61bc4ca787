package org.helpline.core;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loop on a platform thread of its own. A task that throws is logged and ends alone; the loop goes on.
 *
 * <p>State: the timers belong to the loop's thread; the backlog is the only thing shared.
 */
public final class ThreadLoop implements Loop, Timers, Clock.Follower, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadLoop.class);

    private final String name;
    private final Clock clock;
    private final int capacity;
    private final LinkedBlockingQueue<Runnable> backlog = new LinkedBlockingQueue<>();
    private final Deadlines deadlines = new Deadlines();
    private final AtomicLong shed = new AtomicLong();
    private final Thread thread;
    private volatile OptionalLong asleepUntil = OptionalLong.empty();
    private volatile boolean ended;

    private ThreadLoop(String name, Clock clock, int capacity) {
        this.name = name;
        this.clock = clock;
        this.capacity = capacity;
        this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::live);
    }

    /**
     * Starts a loop.
     *
     * @param capacity how many tasks may wait before {@link #offer} sheds; {@link #tell} is not bounded by it
     */
    public static ThreadLoop start(String name, Clock clock, int capacity) {
        ThreadLoop loop = new ThreadLoop(name, clock, capacity);
        loop.thread.start();
        clock.follow(loop);
        return loop;
    }

    @Override
    public boolean offer(Runnable task) {
        if (ended || backlog.size() >= capacity) {
            shed.incrementAndGet();
            return false;
        }
        return tell(task);
    }

    @Override
    public boolean tell(Runnable task) {
        if (ended) {
            return false;
        }
        clock.handed();
        return backlog.offer(task);
    }

    @Override
    public OptionalLong due() {
        return asleepUntil;
    }

    /** Whatever wakes it makes it look at its timers. */
    @Override
    public void wake() {
        tell(() -> {});
    }

    private void live() {
        while (!ended) {
            boolean handed = false;
            try {
                Runnable task = next();
                if (task != null) {
                    handed = true;
                    task.run();
                }
                firePending();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | StackOverflowError e) {
                LOG.error("loop={} a task failed; the loop goes on", name, e);
            } finally {
                if (handed) {
                    asleepUntil = deadlines.first(); // told before it is done: who moves the time next sees it
                    clock.done();
                }
            }
        }
    }

    private @org.jspecify.annotations.Nullable Runnable next() throws InterruptedException {
        OptionalLong due = deadlines.first();
        asleepUntil = due; // told before the time is read: who moves the time afterwards sees it
        if (due.isEmpty()) {
            return backlog.poll(1, TimeUnit.SECONDS);
        }
        long wait = due.getAsLong() - clock.nanos();
        return wait <= 0 ? backlog.poll() : backlog.poll(wait, TimeUnit.NANOSECONDS);
    }

    private void firePending() {
        long now = clock.nanos();
        boolean more = true;
        while (more) {
            more = deadlines.fire(now);
        }
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        assertInside();
        return deadlines.start(clock.nanos() + Math.max(0, delay.toNanos()), task);
    }

    /** Ends the loop after the task in hand; what still waits is dropped. Waits for the thread unless called on it. */
    @Override
    public void close() {
        ended = true;
        thread.interrupt();
        if (!isInside()) {
            try {
                thread.join(2_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isInside() {
        return Thread.currentThread() == thread;
    }

    @Override
    public Timers timers() {
        return this;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int backlog() {
        return backlog.size();
    }

    @Override
    public long shed() {
        return shed.get();
    }
}
