package org.helpline.core;

import java.util.OptionalLong;
import java.util.PriorityQueue;

/** The started timers of one loop, first due first; equal ones in the order they were started. Confined to the loop. */
final class Deadlines {

    private final PriorityQueue<Pending> pending = new PriorityQueue<>();
    private long order;

    /** Starts one that is due at {@code due}, in the clock's nanoseconds. */
    Timers.Timer start(long due, Runnable task) {
        Pending p = new Pending(due, order++, task);
        pending.add(p);
        return p;
    }

    /** When the first of them is due; cancelled ones no longer count. */
    OptionalLong first() {
        while (!pending.isEmpty() && pending.element().done) {
            pending.remove();
        }
        return pending.isEmpty() ? OptionalLong.empty() : OptionalLong.of(pending.element().due);
    }

    /** Runs the first one if it is due at {@code now}; false if none is. */
    boolean fire(long now) {
        OptionalLong due = first();
        if (due.isEmpty() || due.getAsLong() - now > 0) {
            return false;
        }
        Pending p = pending.remove();
        p.done = true;
        p.task.run();
        return true;
    }

    /** How many have neither fired nor been cancelled. */
    long size() {
        return pending.stream().filter(p -> !p.done).count();
    }

    private static final class Pending implements Timers.Timer, Comparable<Pending> {
        private final long due;
        private final long order;
        private final Runnable task;
        private boolean done;

        Pending(long due, long order, Runnable task) {
            this.due = due;
            this.order = order;
            this.task = task;
        }

        @Override
        public void cancel() {
            done = true;
        }

        @Override
        public int compareTo(Pending other) {
            int byTime = Long.signum(due - other.due); // nanoseconds wrap: compare by subtraction
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
