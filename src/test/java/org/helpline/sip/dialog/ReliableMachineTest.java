package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reliable provisional responses, state by state: RFC 3262 §3, §5. */
class ReliableMachineTest {

    /** {@code !}: a description of ours is out; {@code ~}: the unacknowledged one carries it; {@code +}: one waits; {@code =}: the answer waits. */
    @ParameterizedTest
    @CsvSource({
        "Free, Ring, Free, SendPlain",
        "Free, RingReliably, Unheard, SendReliable",
        "Free, MediaReliably, Unheard~!, SendReliable:sdp",
        "Free!, MediaReliably, Unheard!, SendReliable",
        "Free, Answer, Over, Answer:sdp",
        "Free!, Answer, Over, Answer",
        "Free, Prack, Free, RefusePrack",
        "Free, GiveUp, Free, ''",
        "Unheard, Ring, Unheard, SendPlain",
        "Unheard, RingReliably, Unheard+, ''",
        "Unheard, Prack, Free, StopRepeating TakePrack",
        "Unheard+, Prack, Unheard, StopRepeating TakePrack SendReliable",
        "Unheard~!, Prack, Free!, StopRepeating TakePrack:ours",
        "Unheard, WrongPrack, Unheard, RefusePrack",
        "Unheard, Answer, Late, StopRepeating Answer:sdp",
        "Unheard!, Answer, Late, StopRepeating Answer",
        "Unheard~!, Answer, Unheard~!=, ''",
        "Unheard~!=, RingReliably, Unheard~!=, ''",
        "Unheard~!=, Prack, Over, StopRepeating TakePrack:ours Answer",
        "Unheard~!=, GiveUp, Over, StopRepeating Reject",
        "Unheard, GiveUp, Over, StopRepeating Reject",
        "Late, Prack, Over, TakePrack",
        "Late, WrongPrack, Late, RefusePrack",
        "Late, RingReliably, Late, ''",
        "Over, Prack, Over, RefusePrack",
        "Over, Ring, Over, ''",
        "Over, Answer, Over, ''",
        "Over, GiveUp, Over, ''",
    })
    void goes(String from, String event, String to, String effects) {
        ReliableMachine.Step step = ReliableMachine.step(state(from), event(event), 7);
        assertThat(shown(step.next())).isEqualTo(to);
        assertThat(step.effects().stream().map(ReliableMachineTest::effect).collect(Collectors.joining(" ")))
                .isEqualTo(effects);
    }

    /** Whatever happens in whatever order, one is under way at a time, numbers grow by one, and the 200 goes out once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsTheRulesWhateverComes(long seed) {
        Random random = new Random(seed);
        String[] events = {"Ring", "RingReliably", "MediaReliably", "Prack", "WrongPrack", "Answer", "GiveUp"};
        for (int run = 0; run < 500; run++) {
            ReliableMachine.State state = ReliableMachine.begin(40);
            long expected = 40;
            int finals = 0;
            int descriptions = 0;
            for (int i = 0; i < 30; i++) {
                ReliableMachine.Step step =
                        ReliableMachine.step(state, event(events[random.nextInt(events.length)], expected - 1), 7);
                for (ReliableMachine.Effect effect : step.effects()) {
                    if (effect instanceof ReliableMachine.Effect.SendReliable sent) {
                        assertThat(sent.rseq()).as("seed %d run %d", seed, run).isEqualTo(expected++);
                        descriptions += sent.sdp().isPresent() ? 1 : 0;
                    }
                    finals += effect instanceof ReliableMachine.Effect.Answer
                                    || effect instanceof ReliableMachine.Effect.Reject
                            ? 1
                            : 0;
                }
                state = step.next();
            }
            assertThat(finals).as("seed %d run %d", seed, run).isLessThan(2);
            assertThat(descriptions).as("seed %d run %d", seed, run).isLessThan(2);
        }
    }

    private static ReliableMachine.State state(String shown) {
        boolean described = shown.contains("!");
        Optional<String> answer = shown.contains("=") ? Optional.of("sdp") : Optional.empty();
        List<ReliableMachine.Event.Ring> waiting =
                shown.contains("+") ? List.of(new ReliableMachine.Event.Ring(180, Optional.empty(), true)) : List.of();
        return switch (shown.replaceAll("[!~+=]", "")) {
            case "Free" -> new ReliableMachine.State.Free(4, described);
            case "Unheard" -> new ReliableMachine.State.Unheard(3, shown.contains("~"), described, waiting, answer);
            case "Late" -> new ReliableMachine.State.Late(3);
            default -> new ReliableMachine.State.Over();
        };
    }

    private static ReliableMachine.Event event(String name) {
        return event(name, 3);
    }

    private static ReliableMachine.Event event(String name, long rseq) {
        return switch (name) {
            case "Ring" -> new ReliableMachine.Event.Ring(180, Optional.empty(), false);
            case "RingReliably" -> new ReliableMachine.Event.Ring(180, Optional.empty(), true);
            case "MediaReliably" -> new ReliableMachine.Event.Ring(183, Optional.of("sdp"), true);
            case "Answer" -> new ReliableMachine.Event.Answer("sdp");
            case "Prack" -> new ReliableMachine.Event.Prack(new RAck(rseq, 7, "INVITE"));
            case "WrongPrack" -> new ReliableMachine.Event.Prack(new RAck(rseq + 5, 7, "INVITE"));
            default -> new ReliableMachine.Event.GiveUp();
        };
    }

    private static String shown(ReliableMachine.State state) {
        return switch (state) {
            case ReliableMachine.State.Free free -> "Free" + (free.described() ? "!" : "");
            case ReliableMachine.State.Unheard u ->
                "Unheard" + (u.carriesSdp() ? "~" : "") + (u.described() ? "!" : "")
                        + (u.waiting().isEmpty() ? "" : "+") + (u.answer().isPresent() ? "=" : "");
            case ReliableMachine.State.Late _ -> "Late";
            case ReliableMachine.State.Over _ -> "Over";
        };
    }

    private static String effect(ReliableMachine.Effect effect) {
        return switch (effect) {
            case ReliableMachine.Effect.SendReliable sent ->
                "SendReliable" + (sent.sdp().isPresent() ? ":sdp" : "");
            case ReliableMachine.Effect.Answer answer ->
                "Answer" + (answer.sdp().isEmpty() ? "" : ":sdp");
            case ReliableMachine.Effect.TakePrack take -> "TakePrack" + (take.answersOurs() ? ":ours" : "");
            default -> effect.getClass().getSimpleName();
        };
    }
}
