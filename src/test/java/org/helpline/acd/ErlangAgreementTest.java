package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Target;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is played agrees with what theory says, where there is a theory: random calls, patient callers, alike agents. */
class ErlangAgreementTest {

    private static final QueueName SUPPORT = new QueueName("support");
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final Duration HANDLE = Duration.ofMinutes(3);
    private static final int RUNS = 60;
    private static final double SURE = 3.29; // 99.9 %

    @ParameterizedTest
    @CsvSource({"1, 0.6", "5, 0.7", "5, 0.85", "20, 0.9"})
    void aDayOfRandomCallsWaitsAsErlangSays(int agents, double load) {
        double perHour = load * agents * 3600 / (double) HANDLE.toSeconds();
        ErlangC theory = ErlangC.of(perHour, HANDLE, agents);
        List<Double> means = new ArrayList<>();
        List<Double> waiting = new ArrayList<>();
        for (int seed = 1; seed <= RUNS; seed++) {
            List<Play.Stay> stays = settled(Play.of(day(agents, perHour, seed), seed));
            means.add(stays.stream()
                    .mapToDouble(s -> (double) s.waited().toMillis())
                    .average()
                    .orElseThrow());
            waiting.add(stays.stream()
                    .mapToDouble(s -> s.waited().isZero() ? 0 : 1)
                    .average()
                    .orElseThrow());
        }
        assertThat(mean(means))
                .as("mean wait, ms")
                .isCloseTo((double) theory.meanWait().toMillis(), within(sure(means)));
        assertThat(mean(waiting)).as("share that waits").isCloseTo(theory.waits(), within(sure(waiting)));
    }

    @Test
    void erlangsNumbersAreThoseOfTheTables() {
        // 10 erlang, 12 agents: C = 0.4493, mean wait 0.2247 of a handle time (Cooper, Introduction to Queueing Theory)
        ErlangC c = ErlangC.of(200, HANDLE, 12);
        assertThat(c.waits()).isCloseTo(0.4493, within(0.001));
        assertThat(c.meanWait().toMillis()).isCloseTo(Math.round(0.22465 * 180_000), within(60L));
    }

    @Test
    void theSameDayAndSeedAreTheSamePlay() {
        Play.Day day = day(5, 85, 3);
        assertThat(Play.of(day, 3)).isEqualTo(Play.of(day, 3));
    }

    @Test
    void oneAgentMoreWaitsLess() {
        assertThat(settled(Play.of(day(5, 90, 1), 1)).stream()
                        .mapToLong(s -> s.waited().toMillis())
                        .sum())
                .isGreaterThan(settled(Play.of(day(6, 90, 1), 1)).stream()
                        .mapToLong(s -> s.waited().toMillis())
                        .sum());
    }

    private static List<Play.Stay> settled(Play.Outcome outcome) {
        return outcome.stays().stream()
                .filter(s -> s.at().isAfter(NINE.plus(Duration.ofHours(2)))) // began empty
                .toList();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElseThrow();
    }

    private static double sure(List<Double> values) {
        double mean = mean(values);
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return SURE * Math.sqrt(squares / (values.size() - 1) / values.size());
    }

    private static Play.Day day(int agents, double perHour, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Play.Call> calls = new ArrayList<>();
        Instant end = NINE.plus(Duration.ofHours(16));
        Instant at = NINE;
        for (int i = 0; at.isBefore(end); i++) {
            at = at.plusMillis(Math.round(-Math.log(1 - random.nextDouble()) * 3_600_000 / perHour));
            Duration talk = Duration.ofMillis(Math.round(-Math.log(1 - random.nextDouble()) * HANDLE.toMillis()));
            calls.add(new Play.Call(
                    at,
                    new Ticket(new InteractionId("c" + i), SUPPORT, 0, java.util.Optional.empty()),
                    Survival.NEVER,
                    Duration.ZERO,
                    talk,
                    Duration.ZERO));
        }
        List<AgentSettings> people = IntStream.range(0, agents)
                .mapToObj(i -> Shift.agent("a" + i, true, List.of(SUPPORT)))
                .toList();
        List<Play.Deed> deeds = people.stream()
                .map(a -> new Play.Deed(NINE, new AcdInput.Reachable(a.id(), true)))
                .toList();
        QueueSettings q = Shift.withWrapUp("support", Duration.ZERO);
        QueueSettings endless = new QueueSettings(
                q.name(),
                "",
                Duration.ZERO,
                0,
                new Target.Goodbye(),
                q.nobody(),
                q.closed(),
                q.hours(),
                q.ring(),
                q.wrapUp());
        return new Play.Day(
                new AcdSettings(List.of(endless), people, Duration.ofSeconds(18)), NINE, end, calls, deeds, List.of());
    }
}
