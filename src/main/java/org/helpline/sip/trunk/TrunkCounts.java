package org.helpline.sip.trunk;

import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What one trunk carries. Any thread; nothing waits. */
final class TrunkCounts {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final LongAdder total = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final AtomicReference<String> lastRefusal = new AtomicReference<>("");
    private final AtomicReference<Day> day;
    /** When the next call would be due if they came at an even pace; {@code Long.MIN_VALUE}: none came yet. */
    private final AtomicLong due = new AtomicLong(Long.MIN_VALUE);

    private record Day(LocalDate date, AtomicInteger calls) {}

    TrunkCounts(LocalDate today) {
        day = new AtomicReference<>(new Day(today, new AtomicInteger()));
    }

    int now() {
        return now.get();
    }

    int most() {
        return most.get();
    }

    long total() {
        return total.sum();
    }

    long refusedTotal() {
        return refused.sum();
    }

    String lastRefusal() {
        return String.valueOf(lastRefusal.get());
    }

    void refused(String sentence) {
        refused.increment();
        lastRefusal.set(sentence);
    }

    /** Calls out of this day; midnight begins with none. */
    AtomicInteger today(LocalDate today) {
        Day current = day.updateAndGet(d -> d.date.equals(today) ? d : new Day(today, new AtomicInteger()));
        return current.calls;
    }

    /** Takes one of {@code limit} places until the permit is released; empty: none is left. 0 is no limit. */
    Optional<Allowances.Permit> enter(int limit) {
        if (!isTaken(now, limit)) {
            return Optional.empty();
        }
        AtomicBoolean released = new AtomicBoolean();
        return Optional.of(() -> {
            if (released.compareAndSet(false, true)) {
                now.decrementAndGet();
            }
        });
    }

    /** Takes one of the {@code cap} calls of a day; false: none is left. 0 is no cap. */
    boolean charge(LocalDate today, int cap) {
        return isTaken(today(today), cap);
    }

    /** One of the calls of the day was not made. */
    void giveBack(LocalDate today) {
        today(today).updateAndGet(n -> Math.max(0, n - 1));
    }

    /** Looks and takes at once, so that loops that ask in the same moment never get more than there is. */
    private static boolean isTaken(AtomicInteger count, int limit) {
        int before = count.getAndUpdate(n -> limit > 0 && n >= limit ? n : n + 1);
        return limit == 0 || before < limit;
    }

    /** A call that has its place was granted. */
    void granted() {
        most.accumulateAndGet(now.get(), Math::max);
        total.increment();
    }

    /** Whether one more call keeps the pace: {@code perSecond} in the long run, so many at once after a rest. */
    boolean pace(int perSecond, long nowNanos) {
        long step = SECOND / perSecond;
        while (true) {
            long before = due.get();
            long from = before == Long.MIN_VALUE || before - nowNanos < 0 ? nowNanos : before;
            if (from - nowNanos > SECOND - step) {
                return false;
            }
            if (due.compareAndSet(before, from + step)) {
                return true;
            }
        }
    }
}
