package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedWaitTest {

    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "60, 1",
        "61, 2",
        "299, 5",
        "300, 5",
        "301, 6",
        "600, 10",
        "601, 15",
        "1500, 25",
        "1501, 30",
        "1801, 40",
        "7200, 120",
        "7201, 150"
    })
    void isRoundedUpAsPeopleRound(long seconds, long minutes) {
        assertThat(ExpectedWait.rounded(Duration.ofSeconds(seconds))).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void isSilentWhileItCannotBeKnown() {
        assertThat(ExpectedWait.of(line(4, Optional.empty()), 3)).isEmpty();
        assertThat(ExpectedWait.of(line(0, Optional.of(Duration.ofMinutes(2))), 0))
                .isEmpty();
    }

    @Test
    void whoWouldJoinNowStandsLast() {
        Board.QueueLine line = line(4, Optional.of(Duration.ofMinutes(1)));
        assertThat(ExpectedWait.of(line, 0)).contains(Duration.ofMinutes(5));
        assertThat(ExpectedWait.of(line, 2)).contains(Duration.ofMinutes(2));
    }

    /** Whatever the queue has done: never less than its pace says, never less further back, never zero. */
    @RepeatedTest(200)
    void growsWithThePlaceAndIsNeverTooShort(RepetitionInfo seed) {
        Random random = new Random(seed.getCurrentRepetition());
        Pace pace = new Pace();
        long now = random.nextLong();
        pace.look(true, now);
        int answers = 4 + random.nextInt(30);
        for (int i = 0; i < answers; i++) {
            now += (1 + random.nextInt(600)) * SECOND;
            pace.answered(now);
            if (i > 4 && random.nextInt(5) == 0) {
                pace.look(false, now);
                now += random.nextInt(3600) * SECOND;
                pace.look(true, now);
            }
        }
        Duration interval = pace.interval(now).orElseThrow();
        assertThat(interval).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(600));
        Duration before = Duration.ZERO;
        for (int position = 1; position < 40; position++) {
            Duration wait =
                    ExpectedWait.of(line(40, Optional.of(interval)), position).orElseThrow();
            assertThat(wait)
                    .isGreaterThanOrEqualTo(interval.multipliedBy(position))
                    .isGreaterThanOrEqualTo(before);
            before = wait;
        }
    }

    @Test
    void knowsNothingBeforeThreeIntervals() {
        Pace pace = new Pace();
        pace.look(true, 0);
        pace.answered(60 * SECOND);
        pace.answered(120 * SECOND);
        pace.answered(180 * SECOND);
        assertThat(pace.interval(180 * SECOND)).isEmpty();
        pace.answered(240 * SECOND);
        assertThat(pace.interval(240 * SECOND)).contains(Duration.ofSeconds(60));
    }

    /** An answer while agents are free shows how fast a phone is picked up, not how fast the queue moves. */
    @Test
    void learnsNothingWhileAgentsAreFree() {
        Pace pace = new Pace();
        for (int i = 1; i < 10; i++) {
            pace.look(false, i * SECOND);
            pace.answered(i * SECOND);
        }
        assertThat(pace.interval(10 * SECOND)).isEmpty();
    }

    @Test
    void growsAsSoonAsNobodyIsAnsweredAndFallsSilentAfterAnHour() {
        Pace pace = new Pace();
        pace.look(true, 0);
        for (int i = 0; i <= 3; i++) {
            pace.answered(i * 60L * SECOND);
        }
        assertThat(pace.interval(600 * SECOND)).contains(Duration.ofSeconds(150));
        assertThat(pace.interval(3_800 * SECOND)).isEmpty();
    }

    @Test
    void aQueueTellsItsPaceOnTheBoard() {
        Shift shift = Shift.outOfABacklog();
        Board.QueueLine line = shift.queueLine("support");
        assertThat(line.interval().orElseThrow()).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(100));
        assertThat(ExpectedWait.of(line, 3)).contains(Duration.ofMinutes(5));
    }

    private static Board.QueueLine line(int inLine, Optional<Duration> interval) {
        return new Board.QueueLine(
                new QueueName("support"), inLine, Duration.ZERO, 0, 0, 0, 0, 0, 0, 0, 0, 0, inLine, interval);
    }
}
