package org.helpline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TickerTest {

    @ParameterizedTest(name = "due {0}, now {1}: next {2}")
    @CsvSource({
        "100, 100, 105",
        "100, 104, 105",
        "100, 105, 105",
        "100, 109, 105", // late, but only this one
        "100, 110, 110", // one was swallowed
        "100, 123, 120", // four were
        "-3, -1, 2", // the clock's origin is arbitrary
        "9223372036854775805, -9223372036854775806, -9223372036854775806" // and may wrap
    })
    void ticksStayOnTheirGridAndSwallowedOnesAreNotMadeUpFor(long due, long now, long next) {
        assertThat(Ticker.next(due, now, 5)).isEqualTo(next);
    }

    @ParameterizedTest(name = "took {0} of {1}: leaves the core for {2}")
    @CsvSource({
        "0, 5, 0",
        "4, 5, 0", // in time
        "8, 5, 2", // a quarter
        "23, 5, 5",
        "700, 5, 50" // but what is paced comes back
    })
    void aTickThatOverranLeavesTheCoreToOthersForAQuarterOfItsTime(long took, long period, long rest) {
        assertThat(Ticker.rest(took, period)).isEqualTo(rest);
    }

    @Test
    void goesOnAfterATickThatFailedUntilItIsClosed() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        ConcurrentLinkedQueue<Long> dues = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<String> first = new ConcurrentLinkedQueue<>();
        Runnable atStart = () -> first.add(Thread.currentThread().getName());
        Ticker ticker = Ticker.start("test-tick", Clock.system(), Duration.ofMillis(1), atStart, due -> {
            dues.add(due);
            three.countDown();
            if (three.getCount() == 1) {
                throw new IllegalStateException("as if");
            }
        });
        assertThat(first).containsExactly("test-tick");
        assertThat(three.await(10, TimeUnit.SECONDS)).isTrue();
        ticker.close();
        assertThat(List.copyOf(dues)).doesNotHaveDuplicates().isSorted();
    }
}
