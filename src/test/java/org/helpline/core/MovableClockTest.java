package org.helpline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MovableClockTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PASSES = 1_000;
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

    @Test
    void standsStillWhileItIsHeldAndRunsOnFromThere() {
        ManualClock machine = new ManualClock(Instant.EPOCH);
        MovableClock clock = new MovableClock(machine, EVENING);
        clock.hold();
        machine.move(Duration.ofHours(1));
        assertThat(clock.now()).isEqualTo(EVENING);
        clock.move(Duration.ofMillis(5));
        clock.run();
        machine.move(Duration.ofSeconds(2));
        assertThat(clock.now()).isEqualTo(EVENING.plusMillis(2_005));
    }

    @Test
    void everyTimerFiresAtItsMomentHoweverFarTheNextStepMayGo() {
        MovableClock clock = new MovableClock(Clock.system(), EVENING);
        clock.hold();
        Instant held = clock.now();
        List<Instant> fired = new CopyOnWriteArrayList<>();
        try (ThreadLoop loop = ThreadLoop.start("stepped", clock, 10)) {
            loop.tell(() -> {
                loop.after(Duration.ofMillis(7), () -> fired.add(clock.now()));
                loop.after(Duration.ofMillis(1_234), () -> fired.add(clock.now()));
            });
            assertThat(clock.awaitDone(PATIENCE)).isTrue();
            for (int i = 0; i < 3; i++) {
                clock.step(Duration.ofMinutes(1));
                assertThat(clock.awaitDone(PATIENCE)).isTrue();
            }
        }
        assertThat(fired).containsExactly(held.plusMillis(7), held.plusMillis(1_234));
        assertThat(clock.now()).isEqualTo(held.plusMillis(61_234));
    }

    @Test
    void waitsUntilWhatIsHandedFromLoopToLoopIsDone() {
        MovableClock clock = new MovableClock(Clock.system(), EVENING);
        clock.hold();
        AtomicInteger passed = new AtomicInteger();
        try (ThreadLoop one = ThreadLoop.start("one", clock, 10);
                ThreadLoop other = ThreadLoop.start("other", clock, 10)) {
            pass(one, other, passed);
            assertThat(clock.awaitDone(PATIENCE)).isTrue();
            assertThat(passed).hasValue(PASSES);
        }
    }

    private static void pass(ThreadLoop to, ThreadLoop next, AtomicInteger passed) {
        to.tell(() -> {
            if (passed.incrementAndGet() < PASSES) {
                pass(next, to, passed);
            }
        });
    }

    @Test
    void tellsThatSomebodyIsNotDoneInTime() throws InterruptedException {
        MovableClock clock = new MovableClock(Clock.system(), EVENING);
        CountDownLatch end = new CountDownLatch(1);
        try (ThreadLoop loop = ThreadLoop.start("slow", clock, 10)) {
            loop.tell(() -> {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(clock.awaitDone(Duration.ofMillis(10))).isFalse();
            end.countDown();
            assertThat(clock.awaitDone(PATIENCE)).isTrue();
        }
    }

    @Test
    void aTickerTicksAtEveryPointOfItsGridWhichItsClockComesTo() {
        MovableClock clock = new MovableClock(Clock.system(), EVENING);
        clock.hold();
        List<Long> ticks = new CopyOnWriteArrayList<>();
        long began = clock.nanos();
        try (Ticker ticker = Ticker.start("stepped-tick", clock, Duration.ofMillis(5), () -> {}, ticks::add)) {
            for (int i = 0; i < PASSES; i++) {
                clock.step(Duration.ofMillis(3));
                assertThat(clock.awaitDone(PATIENCE)).isTrue();
            }
            assertThat(ticker.due()).hasValue(began + (PASSES / 2 + 1) * 5_000_000L);
            assertThat(ticks).hasSize(PASSES / 2);
        }
        for (int i = 0; i < PASSES / 2; i++) {
            assertThat(ticks.get(i) - began).isEqualTo((i + 1) * 5_000_000L);
        }
    }
}
