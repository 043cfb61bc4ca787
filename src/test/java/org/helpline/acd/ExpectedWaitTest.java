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
        "0, 1, 0",
        "1, 1, 0",
        "60, 1, 1",
        "61, 2, 1",
        "299, 5, 4",
        "300, 5, 5",
        "301, 6, 5",
        "600, 10, 10",
        "601, 15, 10",
        "1500, 25, 25",
        "1501, 30, 25",
        "1801, 40, 30",
        "3599, 60, 50",
        "7200, 120, 120",
        "7201, 150, 120"
    })
    void isRoundedOutwardsAsPeopleRound(long seconds, long up, long down) {
        assertThat(ExpectedWait.up(Duration.ofSeconds(seconds))).isEqualTo(Duration.ofMinutes(up));
        assertThat(ExpectedWait.down(Duration.ofSeconds(seconds))).isEqualTo(Duration.ofMinutes(down));
    }

    @Test
    void isSilentWhileItCannotBeKnown() {
        assertThat(ExpectedWait.of(line(4, Optional.empty()), 3)).isEmpty();
        assertThat(ExpectedWait.of(line(0, Optional.of(minutes(20, 40))), 0)).isEmpty();
    }

    @Test
    void whoWouldJoinNowStandsLast() {
        Board.QueueLine line = line(4, Optional.of(minutes(20, 20)));
        assertThat(ExpectedWait.of(line, 0)).isEqualTo(ExpectedWait.of(line, 5)).isPresent();
    }

    /** The more places bear witness and the more are to come, the better it is known. */
    @Test
    void isNarrowerTheMoreIsKnown() {
        assertThat(width(minutes(20, 20).range(5)))
                .isLessThan(width(minutes(3, 3).range(5)));
        assertThat(width(minutes(20, 20).range(20)))
                .isLessThan(width(minutes(20, 20).range(2)));
    }

    private static double width(WaitRange range) {
        return (double) range.most().toMillis() / range.least().toMillis();
    }

    /** P38: never negative, never in the past, never less further back, and its end is never before what the pace says. */
    @RepeatedTest(200)
    void p38IsNeverNegativeNorInThePastWhateverTheQueueHasDone(RepetitionInfo seed) {
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
        Pace.Seen seen = pace.seen(now);
        double low = -3 + random.nextDouble() * 2;
        Tempo tempo = new Tempo(seen.places(), seen.taken(), new Tempo.Leeway(low, 0.4 + random.nextDouble()));
        WaitRange before = WaitRange.NONE;
        for (int position = 1; position < 40; position++) {
            WaitRange wait =
                    ExpectedWait.of(line(40, Optional.of(tempo)), position).orElseThrow();
            assertThat(wait.least()).isGreaterThanOrEqualTo(before.least());
            assertThat(wait.most())
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(1))
                    .isGreaterThanOrEqualTo(wait.least())
                    .isGreaterThanOrEqualTo(before.most());
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
        assertThat(tempo(pace, 180)).isEmpty();
        pace.answered(240 * SECOND);
        assertThat(tempo(pace, 240)).contains(new Tempo(3, Duration.ofMinutes(3), Tempo.Leeway.NONE));
    }

    /** An answer while agents are free shows how fast a phone is picked up, not how fast the queue moves. */
    @Test
    void learnsNothingWhileAgentsAreFree() {
        Pace pace = new Pace();
        for (int i = 1; i < 10; i++) {
            pace.look(false, i * SECOND);
            pace.answered(i * SECOND);
        }
        assertThat(tempo(pace, 10)).isEmpty();
    }

    @Test
    void growsAsSoonAsNobodyIsAnsweredAndFallsSilentAfterAnHour() {
        Pace pace = new Pace();
        pace.look(true, 0);
        for (int i = 0; i <= 3; i++) {
            pace.answered(i * 60L * SECOND);
        }
        assertThat(tempo(pace, 600).orElseThrow().range(1).most())
                .isGreaterThan(tempo(pace, 180).orElseThrow().range(1).most());
        assertThat(tempo(pace, 3_800)).isEmpty();
    }

    @Test
    void aQueueTellsItsTempoOnTheBoard() {
        Shift shift = Shift.outOfABacklog();
        Board.QueueLine line = shift.queueLine("support");
        Tempo tempo = line.tempo().orElseThrow();
        assertThat(tempo.taken().toSeconds() / tempo.places()).isBetween(80.0, 140.0);
        WaitRange wait = ExpectedWait.of(line, 3).orElseThrow();
        assertThat(wait.least()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(3));
        assertThat(wait.most()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(15));
    }

    private static Optional<Tempo> tempo(Pace pace, long seconds) {
        WaitModel model = WaitModel.NOTHING;
        return model.tempo(new QueueName("support"), model.hour(java.time.Instant.EPOCH), pace.seen(seconds * SECOND));
    }

    private static Tempo minutes(int places, long minutes) {
        return new Tempo(places, Duration.ofMinutes(minutes), Tempo.Leeway.NONE);
    }

    private static Board.QueueLine line(int inLine, Optional<Tempo> tempo) {
        return new Board.QueueLine(
                new QueueName("support"), inLine, Duration.ZERO, 0, 0, 0, 0, 0, 0, 0, 0, 0, inLine, tempo, false);
    }
}
