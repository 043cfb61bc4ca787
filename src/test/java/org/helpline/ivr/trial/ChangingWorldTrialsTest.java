package org.helpline.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tests say of calendars that change in the middle of a call, and of one split after another. */
class ChangingWorldTrialsTest {

    private static final Script FIT = Samples.loaded(Samples.check(
            """
            helpline: 1
            languages: [en]
            hours: office
            human: none
            start:
              - say: welcome
              - {when: closed, go: late}
              - {queue: support, too_long: later}
            later:
              - {when: holiday, go: feast}
              - {when: closed, go: late}
              - split: {20%: again_later, else: back}
            back: [{say: back}, {split: {20%: late, else: again_later}}]
            again_later: [{split: {30%: {say: lucky}}}, {say: again}, hangup]
            feast: [{say: feast}, hangup]
            late: [{say: late}, hangup]
            """, "welcome: Welcome.\nback: Back.\nlate: Late.\nagain: Again.\nfeast: Feast.\nlucky: Lucky.\n"));

    private static List<Problem> problems(String entries) {
        Problems problems = new Problems();
        TrialParser.parse("x.test.yaml", Trials.file(entries), names(), problems);
        return problems.all();
    }

    private static Vocabulary names() {
        return Vocabulary.of(FIT, Samples.KNOWN.queues(), Samples.KNOWN.hours(), Map.of("test", FIT));
    }

    private static Verdict run(String entries) {
        assertThat(problems(entries)).isEmpty();
        Trial trial = TrialParser.parse("x.test.yaml", Trials.file(entries), names(), new Problems())
                .getFirst();
        Surroundings surroundings = new Surroundings(
                Map.of("office", Samples.OFFICE), _ -> "calm", (_, _) -> new Target.Goodbye(), Map.of("test", FIT));
        return new TrialRun(FIT, surroundings, new Coverage()).run(trial);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call: [waits in support, queue too_long, hears again]",
                "call: [waits in support, becomes closed, queue too_long, hears late]",
                "call: [waits in support, office becomes closed, queue too_long, hears late]",
                "call: [waits in support, office becomes holiday, queue too_long, hears feast]",
                "call: [waits in support, becomes closed, office becomes open, queue too_long, hears again]",
                "call: [waits in support, office becomes holiday, becomes open, queue too_long, hears again]",
                "hours: closed\ncall: [becomes open, hears welcome, hears late]",
                "at: 2026-11-18 17:59\ncall: [waits in support, wait 30s, queue too_long, hears again]",
                "at: 2026-11-18 17:59\ncall: [waits in support, wait 2m, queue too_long, hears late]",
                "at: 2026-11-18 17:59\ncall: [waits in support, wait 2m, becomes open, queue too_long, hears again]",
                "split: else\ncall: [waits in support, queue too_long, hears back, hears again]",
                "split: [else, 20%]\ncall: [waits in support, queue too_long, hears back, hears late]",
                "split: [20%, 30%]\ncall: [waits in support, queue too_long, hears lucky, hears again]",
                "split: [20%, none]\ncall: [waits in support, queue too_long, hears again]\nnever: lucky",
                "split: [else, else, 30%]\ncall: [waits in support, queue too_long, hears back, hears lucky]",
            })
    void holds(String entries) {
        assertThat(run(entries).failure()).as(entries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call: [waits in support, becomes closed, queue too_long, hears again]",
                "call: [becomes closed, hears late]",
                "split: [20%, else]\ncall: [waits in support, queue too_long, hears back]",
            })
    void doesNotHold(String entries) {
        assertThat(run(entries).failure()).as(entries).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            office becomes shut   ~ 'shut' is no state of a calendar.
            offices becomes open  ~ 'offices' is no calendar. Did you mean 'office'?
            becomes               ~ 'becomes' says too little or too much.
            office becomes        ~ 'office becomes' says too little or too much.
            """)
    void whatIsNoChangeIsTold(String act, String told) {
        assertThat(problems("call: [" + act + "]")).first().asString().contains(told);
    }
}
