package org.helpline.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The machine's clock, begun at another hour and moved on by hand: what plays takes the time it takes, what only waits need not be waited
 * for. Loops that follow it are woken when it is moved. Any thread.
 */
public final class MovableClock implements Clock {

    private final Clock machine;
    private final Instant origin;
    private final long begunNanos;
    private final int slowness;
    private final AtomicLong movedNanos = new AtomicLong();
    private final List<Runnable> told = new CopyOnWriteArrayList<>();

    /** A clock that shows {@code begin} now, and runs as {@code machine} does. */
    public MovableClock(Clock machine, Instant begin) {
        this(machine, begin, 1);
    }

    /** The same at a fraction of the speed: 2 is half of it. What a busy machine does late is then less late. 1 or more. */
    public MovableClock(Clock machine, Instant begin, int slowness) {
        this.machine = machine;
        this.slowness = slowness;
        this.origin = begin;
        this.begunNanos = machine.nanos();
    }

    /** Moves it on and wakes whoever follows it; negative durations are refused. */
    public void move(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("a clock does not go back: " + by);
        }
        movedNanos.addAndGet(by.toNanos());
        told.forEach(Runnable::run);
    }

    @Override
    public long nanos() {
        return begunNanos + (machine.nanos() - begunNanos) / slowness + movedNanos.get();
    }

    @Override
    public Instant now() {
        return origin.plusNanos(nanos() - begunNanos);
    }

    @Override
    public void onMove(Runnable wake) {
        told.add(wake);
    }
}
