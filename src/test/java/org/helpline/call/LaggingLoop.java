package org.helpline.call;

import java.time.Duration;
import java.util.function.Supplier;
import org.helpline.core.Clock;
import org.helpline.core.Loop;
import org.helpline.core.SameThreadLoop;
import org.helpline.core.Timers;

/**
 * A loop in virtual time that what is told reaches late, but in order, as between threads. Counts the timers that are
 * started on it.
 */
public final class LaggingLoop implements Loop, Timers {

    private final SameThreadLoop inner;
    private final Supplier<Duration> lag;
    private long lastDue;
    private int pendingTimers;

    /** Zero lag is the loop's next turn. */
    public LaggingLoop(SameThreadLoop inner, Supplier<Duration> lag) {
        this.inner = inner;
        this.lag = lag;
        this.lastDue = inner.clock().nanos();
    }

    @Override
    public boolean tell(Runnable task) {
        long now = inner.clock().nanos();
        lastDue = Math.max(lastDue, now + lag.get().toNanos());
        if (lastDue == now) {
            return inner.tell(task);
        }
        inner.after(Duration.ofNanos(lastDue - now), task);
        return true;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Counted timer = new Counted();
        timer.inner = inner.after(delay, () -> {
            timer.end();
            task.run();
        });
        return timer;
    }

    /** Timers that have neither fired nor been cancelled. */
    public int pendingTimers() {
        return pendingTimers;
    }

    private final class Counted implements Timer {
        private Timer inner = () -> {};
        private boolean over;

        Counted() {
            pendingTimers++;
        }

        void end() {
            if (!over) {
                over = true;
                pendingTimers--;
            }
        }

        @Override
        public void cancel() {
            end();
            inner.cancel();
        }
    }

    @Override
    public boolean offer(Runnable task) {
        return tell(task);
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
        return inner.clock();
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public int backlog() {
        return inner.backlog();
    }

    @Override
    public long shed() {
        return 0;
    }
}
