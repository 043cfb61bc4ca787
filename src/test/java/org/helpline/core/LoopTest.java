package org.helpline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final ManualClock clock = new ManualClock(NOON);
    private final SameThreadLoop loop = new SameThreadLoop("test", clock);

    @Test
    void timersFireInOrderAndEachAtItsInstant() {
        List<String> fired = new ArrayList<>();
        loop.after(Duration.ofSeconds(2), () -> fired.add("b " + clock.now()));
        loop.after(Duration.ofSeconds(1), () -> fired.add("a " + clock.now()));
        loop.after(Duration.ofSeconds(1), () -> fired.add("a2 " + clock.now()));
        loop.advance(Duration.ofSeconds(3));
        assertThat(fired)
                .containsExactly("a 2026-11-22T12:00:01Z", "a2 2026-11-22T12:00:01Z", "b 2026-11-22T12:00:02Z");
        assertThat(clock.now()).isEqualTo(NOON.plusSeconds(3));
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void aCancelledTimerIsSilentAndNotPending() {
        List<String> fired = new ArrayList<>();
        Timers.Timer timer = loop.after(Duration.ofSeconds(1), () -> fired.add("no"));
        timer.cancel();
        assertThat(loop.pendingTimers()).isZero();
        loop.advance(Duration.ofSeconds(2));
        assertThat(fired).isEmpty();
    }

    @Test
    void aTimerStartedByATimerFiresInTheSameAdvance() {
        List<Instant> fired = new ArrayList<>();
        loop.after(Duration.ofSeconds(1), () -> loop.after(Duration.ofSeconds(1), () -> fired.add(clock.now())));
        loop.advance(Duration.ofSeconds(2));
        assertThat(fired).containsExactly(NOON.plusSeconds(2));
    }

    @Test
    void joinedLoopsShareOneOrderOfThings() {
        List<String> ran = new ArrayList<>();
        SameThreadLoop other = loop.joinedBy("other");
        loop.tell(() -> ran.add("1"));
        other.tell(() -> ran.add("2"));
        loop.tell(() -> ran.add("3"));
        other.run();
        assertThat(ran).containsExactly("1", "2", "3");
    }

    @Test
    void aClockDoesNotGoBack() {
        assertThatThrownBy(() -> clock.move(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aThreadsLoopRunsTasksInOrderAndOutlivesOneThatFails() throws InterruptedException {
        BlockingQueue<String> ran = new ArrayBlockingQueue<>(10);
        try (ThreadLoop thread = ThreadLoop.start("thread", Clock.system(), 10)) {
            thread.tell(() -> ran.add("1 " + thread.isInside()));
            thread.tell(() -> {
                throw new IllegalStateException("on purpose");
            });
            thread.tell(() -> thread.after(Duration.ofMillis(1), () -> ran.add("2")));
            assertThat(ran.poll(5, TimeUnit.SECONDS)).isEqualTo("1 true");
            assertThat(ran.poll(5, TimeUnit.SECONDS)).isEqualTo("2");
            assertThat(thread.isInside()).isFalse();
            assertThatThrownBy(thread::assertInside).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aFullBacklogShedsOffersAndKeepsWhatMustNotBeLost() throws InterruptedException {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        BlockingQueue<String> ran = new ArrayBlockingQueue<>(10);
        try (ThreadLoop thread = ThreadLoop.start("full", Clock.system(), 2)) {
            thread.tell(() -> {
                held.countDown();
                try {
                    hold.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(held.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(thread.offer(() -> ran.add("a"))).isTrue();
            assertThat(thread.offer(() -> ran.add("b"))).isTrue();
            assertThat(thread.offer(() -> ran.add("shed"))).isFalse();
            assertThat(thread.tell(() -> ran.add("bye"))).isTrue();
            assertThat(thread.shed()).isEqualTo(1);
            hold.countDown();
            assertThat(List.of(take(ran), take(ran), take(ran))).containsExactly("a", "b", "bye");
        }
    }

    private static String take(BlockingQueue<String> queue) throws InterruptedException {
        String value = queue.poll(5, TimeUnit.SECONDS);
        return value == null ? "nothing" : value;
    }
}
