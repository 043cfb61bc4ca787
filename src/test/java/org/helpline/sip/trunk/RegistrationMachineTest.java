package org.helpline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.helpline.sip.trunk.RegistrationMachine.Effect;
import org.helpline.sip.trunk.RegistrationMachine.Event;
import org.helpline.sip.trunk.RegistrationMachine.State;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link RegistrationMachine} as a table, and at random. */
class RegistrationMachineTest {

    private static final Map<String, State> STATES = Map.of(
            "RESTING", new State.Resting(),
            "ASKING", new State.Asking(0, false),
            "RENEWING", new State.Asking(0, true),
            "REGISTERED", new State.Registered(),
            "WAITING", new State.Waiting(1),
            "REFUSED", new State.Refused(),
            "LEAVING", new State.Leaving(),
            "OVER", new State.Over());

    private static final Map<String, Event> EVENTS = Map.of(
            "DUE", new Event.Due(),
            "MACHINES", new Event.MachinesThere(),
            "2XX", new Event.Accepted(Duration.ofMinutes(5)),
            "423", new Event.TooBrief(Duration.ofMinutes(15)),
            "403", new Event.Refused("no"),
            "503", new Event.Unavailable("busy", Duration.ZERO),
            "NONE", new Event.NoneLeft("all", Duration.ZERO),
            "LOST", new Event.Lost("gone"),
            "LEAVE", new Event.Leave());

    @ParameterizedTest
    @CsvSource({
        "RESTING,    DUE,      ASKING,     Tell AskFirst",
        "RESTING,    MACHINES, ASKING,     Tell AskFirst",
        "RESTING,    LEAVE,    OVER,       End",
        "ASKING,     2XX,      REGISTERED, Tell Wake",
        "ASKING,     423,      ASKING,     AskLonger",
        "ASKING,     403,      REFUSED,    Tell Wake",
        "ASKING,     503,      ASKING,     AskNext",
        "ASKING,     NONE,     WAITING,    Tell Wake",
        "ASKING,     LOST,     ASKING,     ''",
        "ASKING,     LEAVE,    OVER,       End",
        "RENEWING,   2XX,      REGISTERED, Tell Wake",
        "RENEWING,   503,      RENEWING,   AskNext",
        "RENEWING,   NONE,     WAITING,    Tell Wake",
        "RENEWING,   LEAVE,    LEAVING,    SayGoodbye Wake",
        "REGISTERED, DUE,      RENEWING,   AskFirst",
        "REGISTERED, LOST,     ASKING,     Tell AskFirst",
        "REGISTERED, MACHINES, REGISTERED, ''",
        "REGISTERED, 403,      REGISTERED, ''",
        "REGISTERED, LEAVE,    LEAVING,    SayGoodbye Wake",
        "REFUSED,    DUE,      ASKING,     AskFirst",
        "REFUSED,    MACHINES, REFUSED,    ''",
        "REFUSED,    LOST,     REFUSED,    ''",
        "REFUSED,    LEAVE,    OVER,       End",
        "WAITING,    LOST,     WAITING,    ''",
        "WAITING,    LEAVE,    OVER,       End",
        "LEAVING,    2XX,      OVER,       End",
        "LEAVING,    503,      OVER,       End",
        "LEAVING,    403,      OVER,       End",
        "LEAVING,    DUE,      OVER,       End",
        "LEAVING,    LEAVE,    LEAVING,    ''",
        "OVER,       DUE,      OVER,       ''",
        "OVER,       2XX,      OVER,       ''",
    })
    void steps(String from, String event, String to, String effects) {
        RegistrationMachine.Step step = RegistrationMachine.on(
                Objects.requireNonNull(STATES.get(from)), Objects.requireNonNull(EVENTS.get(event)));
        assertThat(step.next()).isEqualTo(STATES.get(to));
        assertThat(step.effects().stream()
                        .map(e -> e.getClass().getSimpleName())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(effects);
    }

    @Test
    void waitsLongerAfterEachRoundAndNeverGivesUp() {
        State state = new State.Asking(0, false);
        long before = 0;
        for (int round = 0; round < 1_000; round++) {
            RegistrationMachine.Step step =
                    RegistrationMachine.on(state, new Event.NoneLeft("no answer", Duration.ZERO));
            long seconds = wake(step).after().toSeconds();
            assertThat(seconds).isBetween(Math.min(before + 1, 300), 300L);
            before = seconds;
            state = RegistrationMachine.on(step.next(), new Event.Due()).next();
            assertThat(state).isInstanceOf(State.Asking.class);
        }
        assertThat(before).isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "60, 60", "1800, 1800", "86400, 3600"})
    void comesAgainNotBeforeTheRegistrarSaid(long retryAfter, long seconds) {
        RegistrationMachine.Step step = RegistrationMachine.on(
                new State.Asking(0, false), new Event.NoneLeft("busy", Duration.ofSeconds(retryAfter)));
        assertThat(wake(step).after()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"3600", "300", "60", "59", "20", "2"})
    void renewsInTimeWhateverTheJitter(long granted) {
        Effect.Wake wake = wake(
                RegistrationMachine.on(new State.Asking(0, false), new Event.Accepted(Duration.ofSeconds(granted))));
        double latest = wake.after().toNanos() / 1e9 * (1 + wake.spread());
        double earliest = wake.after().toNanos() / 1e9 * (1 - wake.spread());
        assertThat(latest).isLessThanOrEqualTo(granted * 0.9);
        assertThat(earliest).isGreaterThan(granted * 0.4);
    }

    @Test
    void aRefusedPasswordIsTriedOnceAnHour() {
        Effect.Wake wake = wake(RegistrationMachine.on(new State.Asking(3, true), new Event.Refused("no")));
        assertThat(wake.after()).isEqualTo(Duration.ofHours(1));
    }

    /** Whatever comes, a machine that is not over has a REGISTER out or a wake-up set: it never stops for good. */
    @RepeatedTest(20)
    void neverFallsAsleep(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Event> events = EVENTS.values().stream()
                .filter(e -> !(e instanceof Event.Leave))
                .toList();
        State state = new State.Resting();
        boolean awake = true; // whoever makes it sets the first
        for (int i = 0; i < 500; i++) {
            RegistrationMachine.Step step = RegistrationMachine.on(state, events.get(random.nextInt(events.size())));
            boolean moved = !step.next().equals(state);
            boolean acts = step.effects().stream().anyMatch(e -> !(e instanceof Effect.Tell));
            awake = moved ? acts : awake || acts;
            state = step.next();
            assertThat(awake)
                    .as("in %s, seed %s", state, repetition.getCurrentRepetition())
                    .isTrue();
        }
    }

    private static Effect.Wake wake(RegistrationMachine.Step step) {
        return step.effects().stream()
                .filter(Effect.Wake.class::isInstance)
                .map(Effect.Wake.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
