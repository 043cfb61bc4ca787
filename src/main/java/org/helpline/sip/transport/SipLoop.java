package org.helpline.sip.transport;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.helpline.core.Clock;
import org.helpline.core.Loop;
import org.helpline.core.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link Loop} on a Netty event loop: the thread that owns the sockets also owns the calls. A task that throws is logged and ends
 * alone. The timing wheel sleeps until the next occupied slot, so an idle loop does not wake.
 */
public final class SipLoop implements Loop, Timers, Clock.Follower {

    private static final Logger LOG = LoggerFactory.getLogger(SipLoop.class);
    private static final long MILLI = 1_000_000L;

    private final int index;
    private final EventLoop events;
    private final Clock clock;
    private final int capacity;
    private final AtomicInteger backlog = new AtomicInteger();
    private final AtomicLong shed = new AtomicLong();
    private final TimingWheel wheel;
    private @Nullable Future<?> wake;
    private volatile long wakeNanos;
    private volatile boolean asleep;

    /**
     * A loop on {@code events}.
     *
     * @param capacity how many tasks may wait before {@link #offer} sheds
     */
    SipLoop(int index, EventLoop events, Clock clock, int capacity) {
        this.index = index;
        this.events = events;
        this.clock = clock;
        this.capacity = capacity;
        this.wheel = new TimingWheel(clock.nanos());
        clock.follow(this);
    }

    @Override
    public OptionalLong due() {
        return asleep ? OptionalLong.of(wakeNanos) : OptionalLong.empty();
    }

    @Override
    public void wake() {
        tell(this::lookAgain);
    }

    private void lookAgain() {
        if (wake != null) {
            wake.cancel(false);
        }
        turn();
    }

    /** Its place among the loops: what {@link CallIds} calls the owner. */
    public int index() {
        return index;
    }

    EventLoop events() {
        return events;
    }

    @Override
    public boolean offer(Runnable task) {
        if (backlog.get() >= capacity) {
            shed.incrementAndGet();
            return false;
        }
        return tell(task);
    }

    @Override
    public boolean tell(Runnable task) {
        backlog.incrementAndGet();
        clock.handed();
        try {
            events.execute(() -> {
                backlog.decrementAndGet();
                guard(task);
                clock.done();
            });
            return true;
        } catch (RejectedExecutionException e) { // it has ended
            backlog.decrementAndGet();
            clock.done();
            return false;
        }
    }

    /** Runs a task here and now; what it throws is logged. */
    void guard(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("loop={} a task failed; the loop goes on", name(), e);
        }
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        assertInside();
        TimingWheel.Entry entry = wheel.start(clock.nanos() + Math.max(0, delay.toNanos()), task);
        wakeAt(wheel.nextNanos());
        return entry;
    }

    private void wakeAt(long nanos) {
        if (nanos == Long.MAX_VALUE || (wake != null && wakeNanos - nanos <= 0)) {
            return;
        }
        if (wake != null) {
            wake.cancel(false);
        }
        wakeNanos = nanos;
        asleep = true; // told before the time is read: who moves the time afterwards sees it
        long millis = Math.max(1, Math.ceilDiv(nanos - clock.nanos(), MILLI));
        wake = events.schedule(this::turn, millis, TimeUnit.MILLISECONDS);
    }

    private void turn() {
        wake = null;
        asleep = false;
        wheel.advance(clock.nanos(), this::guard);
        wakeAt(wheel.nextNanos());
    }

    @Override
    public boolean isInside() {
        return events.inEventLoop();
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
        return "sip-" + index;
    }

    @Override
    public int backlog() {
        return Math.max(0, backlog.get());
    }

    @Override
    public long shed() {
        return shed.get();
    }
}
