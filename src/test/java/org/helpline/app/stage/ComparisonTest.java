package org.helpline.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.Problems;
import org.helpline.core.Published;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Lengths;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.ivr.run.Target;
import org.helpline.ivr.trial.Coverage;
import org.helpline.ivr.trial.Played;
import org.helpline.ivr.trial.Surroundings;
import org.helpline.ivr.trial.Timing;
import org.helpline.ivr.trial.TrialRun;
import org.helpline.ivr.trial.TrialText;
import org.helpline.ivr.trial.Vocabulary;
import org.junit.jupiter.api.Test;

/** Two traces of one call: what counts as the same, and how a difference is told. */
class ComparisonTest {

    private static final Script LINE = Samples.sample("support-line");
    private static final long ENOUGH_SOUND = 100_000;

    static Played played() {
        Surroundings surroundings = new Surroundings(
                Map.of("office", Samples.OFFICE), _ -> "default", (_, _) -> new Target.Goodbye(), Map.of());
        var trial = TrialText.parse(
                        "tests: [{name: it, call: [press 1, hears main_menu, press 3, hears opening_hours]}]",
                        Vocabulary.of(LINE, Samples.KNOWN.queues(), Samples.KNOWN.hours(), Map.of()),
                        new Problems())
                .getFirst();
        Timing timing = new Timing(Lengths.OF_TEXT, Duration.ofMillis(300), Duration.ofMillis(140));
        return new TrialRun(LINE, surroundings.at(timing), new Coverage()).play(trial);
    }

    /** The facts that a server tells of the same call, each somewhat late, and changed by {@code other}. */
    private static StageCall.Result real(
            Played played, long lateMillis, UnaryOperator<Fact> other, Optional<String> trouble) {
        List<Published> facts = new ArrayList<>();
        for (Moment moment : played.moments()) {
            @org.jspecify.annotations.Nullable
            Fact fact = switch (moment) {
                case Moment.Did(var _, Effect.Publish(ScriptFact f)) -> f;
                case Moment.Told(var _, ScriptEvent.KeyPressed k) ->
                    new CallFact.DigitPressed(
                            "caller",
                            new org.helpline.core.Personal(
                                    String.valueOf(k.digit().symbol())),
                            "rtp");
                default -> null;
            };
            if (fact != null) {
                Duration late = fact instanceof ScriptFact.Started ? Duration.ZERO : Duration.ofMillis(lateMillis);
                Duration after = moment.after().plus(late);
                facts.add(new Published(
                        "call", facts.size() + 1, played.begin().plus(after), after.toMillis(), other.apply(fact)));
            }
        }
        Duration end = played.verdict().lasted();
        facts.add(new Published(
                "call",
                facts.size() + 1,
                played.begin().plus(end),
                end.toMillis(),
                new CallFact.Ended("self-served", "caller", "The caller hung up.")));
        return new StageCall.Result(facts, trouble, ENOUGH_SOUND);
    }

    private static Comparison compared(long lateMillis, UnaryOperator<Fact> other) {
        return Comparison.of(played(), real(played(), lateMillis, other, Optional.empty()));
    }

    @Test
    void theSameStepsKeysAndPromptsWithinFortyMillisecondsAreTheSame() {
        Comparison same = compared(39, UnaryOperator.identity());
        assertThat(same.difference()).isEmpty();
        assertThat(same.latest()).isEqualTo(Duration.ofMillis(39));
    }

    @Test
    void whatIsLaterIsOnlyLate() {
        Comparison late = compared(45, UnaryOperator.identity());
        assertThat(late.onlyLate()).isTrue();
        assertThat(late.difference().orElseThrow()).contains("the same at");
    }

    @Test
    void anotherPromptIsToldWithBothSides() {
        Comparison other = compared(
                5,
                fact -> fact instanceof ScriptFact.Prompted p && p.prompt().equals("opening_hours")
                        ? new ScriptFact.Prompted("closed_today", p.language())
                        : fact);
        assertThat(other.onlyLate()).isFalse();
        assertThat(other.difference().orElseThrow())
                .contains("in virtual time")
                .contains("hears opening_hours in en; on the phone: hears closed_today in en")
                .contains("  |  ");
    }

    @Test
    void keysThatTheRecordHidesAreTheSameWhateverTheyAre() {
        Comparison same = compared(
                5,
                fact -> fact instanceof CallFact.DigitPressed d
                        ? new CallFact.DigitPressed(d.leg(), new org.helpline.core.Personal("•"), d.via())
                        : fact);
        assertThat(same.difference()).isEmpty();
    }

    @Test
    void anotherKeyIsADifference() {
        Comparison other = compared(
                5,
                fact -> fact instanceof CallFact.DigitPressed d
                        ? new CallFact.DigitPressed(d.leg(), new org.helpline.core.Personal("8"), d.via())
                        : fact);
        assertThat(other.difference().orElseThrow()).contains("key 1; on the phone: key 8");
    }

    @Test
    void aKeyThatWasNotHeardIsADifferenceThoughTheStepsAreTheSame() {
        Played played = played();
        StageCall.Result all = real(played, 5, UnaryOperator.identity(), Optional.empty());
        List<Published> deaf = all.facts().stream()
                .filter(f -> !(f.fact() instanceof CallFact.DigitPressed))
                .toList();
        assertThat(Comparison.of(played, new StageCall.Result(deaf, Optional.empty(), ENOUGH_SOUND))
                        .difference()
                        .orElseThrow())
                .contains("key 1; on the phone: nothing");
    }

    @Test
    void aCallWithoutSoundIsNotTheSame() {
        Played played = played();
        StageCall.Result silent = new StageCall.Result(
                real(played, 5, UnaryOperator.identity(), Optional.empty()).facts(), Optional.empty(), 3);
        assertThat(Comparison.of(played, silent).difference().orElseThrow()).contains("of sound came");
    }

    @Test
    void aCallThatTheServerEndedIsNotOneThatTheCallerEnded() {
        Played played = played();
        List<Published> facts = new ArrayList<>(
                real(played, 5, UnaryOperator.identity(), Optional.empty()).facts());
        Published last = facts.removeLast();
        facts.add(new Published(
                last.stream(),
                last.number(),
                last.at(),
                last.offsetMillis(),
                new CallFact.Ended("failed", "server", "Broken.")));
        assertThat(Comparison.of(played, new StageCall.Result(facts, Optional.empty(), ENOUGH_SOUND))
                        .difference()
                        .orElseThrow())
                .contains("the call ended by server, in virtual time by caller");
    }
}
