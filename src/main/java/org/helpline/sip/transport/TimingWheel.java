package org.helpline.sip.transport;

import java.util.BitSet;
import org.helpline.core.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Timers in slots of {@value #TICK_MILLIS} ms: start and cancel cost the same however many run. One turn of the wheel is 41 s, so that
 * every timer of RFC 3261 §17 stands in its first turn; longer ones are passed over until theirs. Confined to one thread.
 *
 * <p>A timer never fires early and at most one tick late. What a timer's task starts with no delay fires in the next advance.
 */
final class TimingWheel {

    static final int TICK_MILLIS = 10;
    private static final long TICK_NANOS = TICK_MILLIS * 1_000_000L;
    private static final int SLOTS = 4_096;

    private final @Nullable Entry[] slots = new @Nullable Entry[SLOTS];
    private final BitSet occupied = new BitSet(SLOTS);
    private final long originNanos;
    /** The last tick whose timers have fired. */
    private long done;

    private int size;

    TimingWheel(long nowNanos) {
        originNanos = nowNanos;
    }

    /** Starts a timer that is due at {@code dueNanos} on the clock of the constructor. */
    Entry start(long dueNanos, Runnable task) {
        long tick = Math.max(done + 1, Math.ceilDiv(dueNanos - originNanos, TICK_NANOS));
        Entry entry = new Entry(this, tick, task);
        int slot = (int) (tick % SLOTS);
        Entry first = slots[slot];
        entry.next = first;
        if (first != null) {
            first.previous = entry;
        }
        slots[slot] = entry;
        occupied.set(slot);
        size++;
        return entry;
    }

    int size() {
        return size;
    }

    /** When {@link #advance} has something to do next, at the earliest; {@link Long#MAX_VALUE} if no timer runs. */
    long nextNanos() {
        if (size == 0) {
            return Long.MAX_VALUE;
        }
        int from = (int) ((done + 1) % SLOTS);
        int slot = occupied.nextSetBit(from);
        int distance = slot >= 0 ? slot - from : occupied.nextSetBit(0) + SLOTS - from;
        return originNanos + (done + 1 + distance) * TICK_NANOS;
    }

    /** Collects what is due at {@code nowNanos}, in the order of the ticks, and hands each task to {@code runner}. */
    void advance(long nowNanos, java.util.function.Consumer<Runnable> runner) {
        long last = Math.floorDiv(nowNanos - originNanos, TICK_NANOS);
        while (done < last && size > 0) {
            long next = Math.floorDiv(nextNanos() - originNanos, TICK_NANOS);
            if (next > last) {
                break;
            }
            done = next;
            fire((int) (next % SLOTS), runner);
        }
        done = Math.max(done, last);
    }

    private void fire(int slot, java.util.function.Consumer<Runnable> runner) {
        Entry due = takeDue(slot);
        while (due != null) {
            Entry next = due.next;
            due.next = null;
            if (due.queued) {
                due.queued = false;
                runner.accept(due.task);
            }
            due = next;
        }
    }

    /** Unlinks the due entries of a slot and chains them in the order they were started. */
    private @Nullable Entry takeDue(int slot) {
        Entry chain = null;
        Entry entry = slots[slot];
        while (entry != null) {
            Entry next = entry.next;
            if (entry.tick <= done) {
                unlink(entry, slot);
                entry.queued = true;
                entry.next = chain;
                chain = entry;
            }
            entry = next;
        }
        return chain;
    }

    private void unlink(Entry entry, int slot) {
        Entry next = entry.next;
        if (entry.previous == null) {
            slots[slot] = next;
        } else {
            entry.previous.next = next;
        }
        if (next != null) {
            next.previous = entry.previous;
        }
        entry.previous = null;
        entry.linked = false;
        size--;
        if (slots[slot] == null) {
            occupied.clear(slot);
        }
    }

    /** A timer in its slot; intrusive, so that a start is one object. */
    static final class Entry implements Timers.Timer {

        private final TimingWheel wheel;
        private final long tick;
        private final Runnable task;
        private @Nullable Entry previous;
        private @Nullable Entry next;
        private boolean linked = true;
        /** Taken from its slot, about to fire in this very advance. */
        private boolean queued;

        Entry(TimingWheel wheel, long tick, Runnable task) {
            this.wheel = wheel;
            this.tick = tick;
            this.task = task;
        }

        @Override
        public void cancel() {
            queued = false;
            if (linked) {
                wheel.unlink(this, (int) (tick % SLOTS));
                next = null;
            }
        }
    }
}
