package org.helpline.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wheel against the simplest thing that could be right: a list. */
class TimingWheelTest {

    private static final long MILLI = 1_000_000L;
    private static final long ORIGIN = Long.MAX_VALUE - 5_000 * MILLI; // the clock wraps during the test

    private final TimingWheel wheel = new TimingWheel(ORIGIN);
    private final List<String> fired = new ArrayList<>();

    @Test
    void firesInOrderNeitherEarlyNorLaterThanATick() {
        start(505, "b");
        start(500, "a");
        start(505, "c");
        start(60_000, "next turn");
        advance(499);
        assertThat(fired).isEmpty();
        advance(500);
        assertThat(fired).containsExactly("a");
        advance(509);
        assertThat(fired).containsExactly("a");
        advance(510);
        assertThat(fired).containsExactly("a", "b", "c");
        advance(59_999);
        assertThat(fired).hasSize(3);
        advance(60_000);
        assertThat(fired).hasSize(4);
        assertThat(wheel.size()).isZero();
        assertThat(wheel.nextNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aTaskMayCancelItsNeighbourAndStartMore() {
        List<TimingWheel.Entry> later = new ArrayList<>();
        wheel.start(at(100), () -> {
            fired.add("first");
            later.forEach(TimingWheel.Entry::cancel);
            start(100, "again");
        });
        later.add(start(100, "cancelled in the same slot"));
        later.add(start(300, "cancelled in another"));
        advance(100);
        assertThat(fired).containsExactly("first");
        advance(1_000);
        assertThat(fired).containsExactly("first", "again");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void doesWhatAListWouldDo(long seed) {
        Random random = new Random(seed);
        List<Long> due = new ArrayList<>();
        List<TimingWheel.Entry> entries = new ArrayList<>();
        List<Boolean> cancelled = new ArrayList<>();
        List<Integer> seen = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 2_000; i++) {
            int id = i;
            long delay = random.nextInt(10) == 0 ? random.nextInt(200_000) : random.nextInt(5_000);
            due.add(now + delay);
            cancelled.add(false);
            entries.add(wheel.start(at(now + delay), () -> seen.add(id)));
            if (random.nextInt(3) == 0) {
                int victim = random.nextInt(entries.size());
                if (!seen.contains(victim)) {
                    cancelled.set(victim, true);
                }
                entries.get(victim).cancel();
            }
            now += random.nextInt(100);
            seen.clear();
            advance(now);
            for (int id2 : seen) {
                assertThat(cancelled.get(id2))
                        .as("seed %d: %d was cancelled", seed, id2)
                        .isFalse();
                assertThat(due.get(id2)).as("seed %d: early", seed).isLessThanOrEqualTo(now);
                cancelled.set(id2, true);
            }
            for (int k = 0; k <= i; k++) {
                if (!cancelled.get(k)) {
                    assertThat(due.get(k)).as("seed %d: %d is late", seed, k).isGreaterThan(now - 10);
                }
            }
        }
        long left = cancelled.stream().filter(done -> !done).count();
        assertThat(wheel.size()).isEqualTo((int) left);
    }

    private TimingWheel.Entry start(long millis, String name) {
        return wheel.start(at(millis), () -> fired.add(name));
    }

    private static long at(long millis) {
        return ORIGIN + millis * MILLI;
    }

    private void advance(long millis) {
        wheel.advance(at(millis), Runnable::run);
    }
}
