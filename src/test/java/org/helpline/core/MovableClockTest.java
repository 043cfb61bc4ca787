package org.helpline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MovableClockTest {

    private static final Instant EVENING = Instant.parse("2026-12-24T18:00:00Z");

    @Test
    void showsTheHourThatItWasGivenAndRunsAsTheMachineDoes() {
        ManualClock machine = new ManualClock(Instant.EPOCH);
        MovableClock clock = new MovableClock(machine, EVENING);
        machine.move(Duration.ofSeconds(3));
        clock.move(Duration.ofMinutes(20));
        assertThat(clock.now()).isEqualTo(EVENING.plusSeconds(1_203));
        assertThat(clock.nanos() - machine.nanos())
                .isEqualTo(Duration.ofMinutes(20).toNanos());
    }

    @Test
    void wakesALoopThatSleepsTowardsATimer() throws InterruptedException {
        MovableClock clock = new MovableClock(Clock.system(), EVENING);
        CountDownLatch fired = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        try (ThreadLoop loop = ThreadLoop.start("movable", clock, 10)) {
            loop.tell(() -> {
                loop.after(Duration.ofHours(1), fired::countDown);
                started.countDown();
            });
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            clock.move(Duration.ofHours(1));
            assertThat(fired.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void neverGoesBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MovableClock(Clock.system(), EVENING).move(Duration.ofMillis(-1)));
    }
}
