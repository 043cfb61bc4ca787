package org.helpline.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The machine's clock, begun at another hour and moved on by hand. Held, it stands still but for that: whoever holds it moves it a little,
 * waits until everybody who follows it has done what was then due, and so on. However busy the machine is, nobody is late by such a clock;
 * and an idle machine is faster than the time. Loops that follow it are woken when it is moved. Any thread.
 */
public final class MovableClock implements Clock {

    private final Clock machine;
    private final Instant origin;
    private final long begunNanos;
    private volatile Hand hand;
    private final AtomicInteger inHand = new AtomicInteger();
    private volatile Optional<Thread> waiting = Optional.empty();
    private final List<Follower> followers = new CopyOnWriteArrayList<>();

    /** Where it stood when the machine's stood there; it follows the machine's unless it is held. */
    private record Hand(long nanos, long machineNanos, boolean held) {

        long at(long machine) {
            return held ? nanos : nanos + machine - machineNanos;
        }
    }

    /** A clock that shows {@code begin} now, and runs as {@code machine} does. */
    public MovableClock(Clock machine, Instant begin) {
        this.machine = machine;
        this.origin = begin;
        this.begunNanos = machine.nanos();
        this.hand = new Hand(begunNanos, begunNanos, false);
    }

    /** Moves it on and wakes whoever has something to do then; negative durations are refused. */
    public void move(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("a clock does not go back: " + by);
        }
        on(by.toNanos());
        wakeWhoIsDue();
    }

    /**
     * Moves it on to the next moment that somebody sleeps for, but no further than {@code most}, and wakes them.
     */
    public void step(Duration most) {
        long now = nanos();
        long by = most.toNanos();
        for (Follower follower : followers) {
            OptionalLong due = follower.due();
            long in = due.isPresent() ? due.getAsLong() - now : by;
            by = in > 0 ? Math.min(by, in) : by; // who is due now has work in hand
        }
        move(Duration.ofNanos(by));
    }

    private void wakeWhoIsDue() {
        long now = nanos();
        for (Follower follower : followers) {
            OptionalLong due = follower.due();
            if (due.isPresent() && due.getAsLong() - now <= 0) {
                follower.wake();
            }
        }
    }

    /** Has it stand still until it is moved. */
    public void hold() {
        set(true);
    }

    /** Has it run as the machine's again, from where it stands. */
    public void run() {
        set(false);
        wakeWhoIsDue();
    }

    private synchronized void on(long nanos) {
        hand = new Hand(hand.nanos() + nanos, hand.machineNanos(), hand.held());
    }

    private synchronized void set(boolean held) {
        long now = machine.nanos();
        hand = new Hand(hand.at(now), now, held);
    }

    /**
     * Waits until nobody who follows it has anything in hand. What comes from beyond, such as a packet on its way, is not known here.
     *
     * @return false if somebody still had after {@code patience} of the machine's time
     */
    public boolean awaitDone(Duration patience) {
        long end = machine.nanos() + patience.toNanos();
        waiting = Optional.of(Thread.currentThread());
        while (inHand.get() > 0 && machine.nanos() - end < 0) {
            LockSupport.parkNanos(this, Math.max(1, end - machine.nanos()));
        }
        waiting = Optional.empty();
        return inHand.get() <= 0;
    }

    @Override
    public void handed() {
        inHand.incrementAndGet();
    }

    @Override
    public void done() {
        if (inHand.decrementAndGet() == 0) {
            waiting.ifPresent(LockSupport::unpark);
        }
    }

    @Override
    public long nanos() {
        return hand.at(machine.nanos());
    }

    @Override
    public Instant now() {
        return origin.plusNanos(nanos() - begunNanos);
    }

    @Override
    public void follow(Follower follower) {
        followers.add(follower);
    }
}
