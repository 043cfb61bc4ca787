package org.helpline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.trunk.OutMachine.Effect;
import org.helpline.sip.trunk.OutMachine.Event;
import org.helpline.sip.trunk.OutMachine.State;
import org.helpline.sip.trunk.OutMachine.Way;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried when, state by state and event by event. The ways are a1 and a2 of trunk a, then b1 of trunk b. */
class OutMachineTest {

    private static final Way A1 = new Way("a", 0, "a1", "+4930");
    private static final Way A2 = new Way("a", 1, "a2", "+4930");
    private static final Way B1 = new Way("b", 0, "b1", "+4930");

    @ParameterizedTest
    @CsvSource({
        "Trying a1, Heard, Heard a1, StopPatience",
        "Trying a1, Silent, Trying a2, Abandon Blame:a1 Tried:a1:0 StopPatience Enter:a2",
        "Heard a1, Silent, Heard a1, ''",
        "Trying b1, Silent, Trying b1, ''",
        "Trying a1, Failed, Trying a2, Blame:a1 Tried:a1:0 StopPatience Enter:a2",
        "Trying b1, Failed, Over, Blame:b1 StopPatience Tried:b1:0 Failed Release",
        "Trying a1, Barred, Trying b1, Tried::0 StopPatience Enter:b1",
        "Trying b1, Barred, Over, StopPatience Tried::0 Refused:603 Release",
        "Heard a1, Locked, Trying b1, Tried:a1:407 StopPatience Enter:b1",
        "Trying b1, Locked, Over, StopPatience Tried:b1:407 Refused:407 Release",
        "Heard a1, Ring, Ringing a1, StopPatience Provisional",
        "Trying a1, Accept, Up a1, StopPatience Tried:a1:200 Answered",
        "Ringing a1, Accept, Up a1, StopPatience Tried:a1:200 Answered",
        "Ringing a1, Ring, Ringing a1, Provisional",
        "Ringing a1, Failed, Over, StopPatience Tried:a1:0 Failed Release",
        "Ringing a1, Silent, Ringing a1, ''",
        "Ringing a1, Heard, Ringing a1, ''",
        "Trying a1, End, Over, StopPatience Abandon Release",
        "Ringing a1, End, Over, StopPatience Abandon Release",
        "Up a1, End, Over, Abandon Release",
        "Up a1, Refuse 486, Up a1, ''",
        "Over, End, Over, ''",
        "Over, Accept, Over, ''",
    })
    void aCallByTrunk(String from, String event, String to, String effects) {
        OutMachine.Step step = OutMachine.step(state(from), event(event));
        assertThat(words(step.next())).isEqualTo(to);
        assertThat(step.effects().stream().map(OutMachineTest::words).collect(Collectors.joining(" ")))
                .isEqualTo(effects);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void aTargetThatFailsIsFollowedByTheNextOneAtOnce(int status) {
        OutMachine.Step step = OutMachine.step(state("Heard a1"), new Event.Refused(status, "x"));
        assertThat(words(step.next())).isEqualTo("Trying a2");
    }

    /** P45: fail-over re-dials somebody who pressed Decline. */
    @ParameterizedTest
    @ValueSource(ints = {486, 600, 603, 607, 404, 480, 484, 403, 487, 488, 410, 606})
    void aCalleeWhoSaidNoIsNotCalledByAnotherTrunk_P45(int status) {
        for (String from : List.of("Trying a1", "Heard a1", "Ringing a1")) {
            OutMachine.Step step = OutMachine.step(state(from), new Event.Refused(status, "no"));
            assertThat(words(step.next())).as(from).isEqualTo("Over");
            assertThat(refusal(step))
                    .isEqualTo(status + " no trunk a: a1 refused with " + status + ": " + TrunkAnswers.meaning(status));
        }
    }

    /** P45: a phone has rung, so another way would ring it a second time. */
    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void nothingIsTriedAgainOnceAPhoneHasRung_P45(int status) {
        assertThat(words(OutMachine.step(state("Ringing a1"), new Event.Refused(status, "x"))
                        .next()))
                .isEqualTo("Over");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void theLastWayIsReachedWithinFourSeconds(int count) {
        List<Way> ways = IntStream.range(0, count)
                .mapToObj(i -> new Way("t" + i, 0, "h" + i, "+4930"))
                .toList();
        OutMachine.Step step = OutMachine.start(ways);
        Duration spent = Duration.ZERO;
        while (true) {
            Effect.Enter enter = (Effect.Enter) step.effects().getLast();
            if (enter.patience().isEmpty()) {
                assertThat(enter.way()).isEqualTo(ways.getLast());
                break;
            }
            assertThat(enter.patience().get()).isBetween(Duration.ofMillis(500), OutMachine.PATIENCE);
            spent = spent.plus(enter.patience().get());
            step = OutMachine.step(step.next(), new Event.Silent());
        }
        assertThat(spent).isLessThan(Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Trying a1", "Ringing a1"})
    void aRedirectionIsFollowedThriceAndNoMore(String from) {
        State state = state(from);
        for (int i = 1; i <= 3; i++) {
            OutMachine.Step step = OutMachine.step(state, new Event.Redirected(302, "Moved", List.of("+4" + i)));
            assertThat(((Effect.Enter) step.effects().getLast()).way().number()).isEqualTo("+4" + i);
            state = step.next();
        }
        OutMachine.Step fourth = OutMachine.step(state, new Event.Redirected(302, "Moved", List.of("+49")));
        assertThat(words(fourth.next())).isEqualTo("Over");
        assertThat(refusal(fourth)).startsWith("302 Moved trunk a: a1 refused with 302: ");
    }

    @Test
    void eachAnswerOfATrunkIsToldWithWhatToDo() {
        for (int status = 300; status < 700; status++) {
            assertThat(refusal(OutMachine.step(state("Ringing a1"), new Event.Refused(status, "no"))))
                    .startsWith(status + " no trunk a: a1 refused with " + status + ": ")
                    .containsPattern("[a-z]{2,}.*[;,] .{10,}");
        }
    }

    private static String refusal(OutMachine.Step step) {
        return step.effects().stream()
                .map(e -> e instanceof Effect.Tell(SipLegEvent.Refused r)
                        ? r.status() + " " + r.reason() + " " + r.sentence()
                        : "")
                .collect(Collectors.joining());
    }

    private static State state(String words) {
        return switch (words) {
            case "Trying a1" -> new State.Trying(A1, List.of(A2, B1), OutMachine.PATIENCE, false, 0);
            case "Heard a1" -> new State.Trying(A1, List.of(A2, B1), OutMachine.PATIENCE, true, 0);
            case "Trying b1" -> new State.Trying(B1, List.of(), OutMachine.PATIENCE, false, 0);
            case "Ringing a1" -> new State.Ringing(A1, 0);
            case "Up a1" -> new State.Up(A1);
            case "Over" -> new State.Over();
            default -> throw new IllegalArgumentException(words);
        };
    }

    private static Event event(String words) {
        return switch (words) {
            case "Heard" -> new Event.Heard();
            case "Silent" -> new Event.Silent();
            case "Failed" -> new Event.Failed("no way");
            case "Barred" -> new Event.Barred(603, "It may not.");
            case "Locked" -> new Event.Locked(407, "Wrong password.");
            case "Ring" -> new Event.Provisional(180, Optional.empty());
            case "Accept" -> new Event.Accepted(Optional.of("sdp"));
            case "End" -> new Event.End("over");
            case "Refuse 486" -> new Event.Refused(486, "Busy Here");
            default -> throw new IllegalArgumentException(words);
        };
    }

    private static String words(State state) {
        return switch (state) {
            case State.Trying t -> (t.heard() ? "Heard " : "Trying ") + t.now().host();
            case State.Ringing r -> "Ringing " + r.now().host();
            case State.Up u -> "Up " + u.now().host();
            case State.Over _ -> "Over";
        };
    }

    private static String words(Effect effect) {
        return switch (effect) {
            case Effect.Enter e -> "Enter:" + e.way().host();
            case Effect.Abandon _ -> "Abandon";
            case Effect.StopPatience _ -> "StopPatience";
            case Effect.Blame b -> "Blame:" + b.way().host();
            case Effect.Release _ -> "Release";
            case Effect.Tell(SipLegEvent.Tried t) -> "Tried:" + t.target() + ":" + t.status();
            case Effect.Tell(SipLegEvent.Refused r) -> "Refused:" + r.status();
            case Effect.Tell(SipLegEvent e) -> e.getClass().getSimpleName();
        };
    }
}
