package org.helpline.core;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.OptionalLong;

/**
 * A loop without a thread, in virtual time: the caller of {@link #run} and {@link #advance} is the loop. Several loops may
 * share one {@link ManualClock}; then advance them through one of them with {@link #joinedBy}. One thread.
 */
public final class SameThreadLoop implements Loop, Timers {

    private final String name;
    private final ManualClock clock;
    private final ArrayDeque<Runnable> backlog;
    private final Deadlines deadlines;

    /** A loop on its own virtual time. */
    public SameThreadLoop(String name, ManualClock clock) {
        this(name, clock, new ArrayDeque<>(), new Deadlines());
    }

    private SameThreadLoop(String name, ManualClock clock, ArrayDeque<Runnable> backlog, Deadlines deadlines) {
        this.name = name;
        this.clock = clock;
        this.backlog = backlog;
        this.deadlines = deadlines;
    }

    /** Another loop on the same virtual time, order and backlog: advancing either advances both. */
    public SameThreadLoop joinedBy(String otherName) {
        return new SameThreadLoop(otherName, clock, backlog, deadlines);
    }

    @Override
    public boolean offer(Runnable task) {
        return tell(task);
    }

    @Override
    public boolean tell(Runnable task) {
        backlog.add(task);
        return true;
    }

    /** Runs what waits until nothing does; time stands still. */
    public void run() {
        Runnable task = backlog.poll();
        while (task != null) {
            task.run();
            task = backlog.poll();
        }
    }

    /** Lets {@code by} pass: everything due is run in the order of its due time, each at its own instant. */
    public void advance(Duration by) {
        long end = clock.nanos() + by.toNanos();
        run();
        for (OptionalLong due = deadlines.first();
                due.isPresent() && due.getAsLong() - end <= 0;
                due = deadlines.first()) {
            if (due.getAsLong() - clock.nanos() > 0) {
                clock.move(Duration.ofNanos(due.getAsLong() - clock.nanos()));
            }
            deadlines.fire(clock.nanos());
            run();
        }
        if (end - clock.nanos() > 0) {
            clock.move(Duration.ofNanos(end - clock.nanos()));
        }
    }

    /** How many timers have neither fired nor been cancelled. */
    public long pendingTimers() {
        return deadlines.size();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return deadlines.start(clock.nanos() + Math.max(0, delay.toNanos()), task);
    }

    @Override
    public boolean isInside() {
        return true;
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
        return 0;
    }
}
