package org.helpline.core;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;

/**
 * A loop without a thread, in virtual time: the caller of {@link #run} and {@link #advance} is the loop. Several loops may
 * share one {@link ManualClock}; then advance them through one of them with {@link #joinedBy}. One thread.
 */
public final class SameThreadLoop implements Loop, Timers {

    private final String name;
    private final ManualClock clock;
    private final ArrayDeque<Runnable> backlog;
    private final PriorityQueue<Pending> pending;
    private long order;

    /** A loop on its own virtual time. */
    public SameThreadLoop(String name, ManualClock clock) {
        this(name, clock, new ArrayDeque<>(), new PriorityQueue<>());
    }

    private SameThreadLoop(
            String name, ManualClock clock, ArrayDeque<Runnable> backlog, PriorityQueue<Pending> pending) {
        this.name = name;
        this.clock = clock;
        this.backlog = backlog;
        this.pending = pending;
    }

    /** Another loop on the same virtual time, order and backlog: advancing either advances both. */
    public SameThreadLoop joinedBy(String otherName) {
        return new SameThreadLoop(otherName, clock, backlog, pending);
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
        for (Pending next = pending.peek(); next != null && next.due - end <= 0; next = pending.peek()) {
            pending.poll();
            if (next.due - clock.nanos() > 0) {
                clock.move(Duration.ofNanos(next.due - clock.nanos()));
            }
            next.fire();
            run();
        }
        if (end - clock.nanos() > 0) {
            clock.move(Duration.ofNanos(end - clock.nanos()));
        }
    }

    /** How many timers have neither fired nor been cancelled. */
    public long pendingTimers() {
        return pending.stream().filter(p -> !p.cancelled).count();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Pending p = new Pending(clock.nanos() + Math.max(0, delay.toNanos()), order++, task);
        pending.add(p);
        return p;
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

    private static final class Pending implements Timer, Comparable<Pending> {
        private final long due;
        private final long order;
        private final Runnable task;
        private boolean cancelled;

        Pending(long due, long order, Runnable task) {
            this.due = due;
            this.order = order;
            this.task = task;
        }

        void fire() {
            if (!cancelled) {
                cancelled = true;
                task.run();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Pending other) {
            int byTime = Long.signum(due - other.due);
            return byTime != 0 ? byTime : Long.signum(order - other.order);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
