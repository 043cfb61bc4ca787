package org.helpline.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tests say of splits, sub-scripts and variables of all kinds. */
class RoutineTrialsTest {

    private static final Script VERIFY =
            Samples.loaded(Samples.checkAs("verify", """
            helpline: 1
            languages: [en]
            human: none
            takes: {number: text}
            gives: boolean
            start:
              - {ask: which_pin, digits: 2, as: pin, silence: [hangup], wrong: [[{say: no_pin}, again], hangup], pattern: "[1-4]*"}
              - {when: pin == "11", then: {return: true}}
              - return: false
            """, "which_pin: Your PIN?\nno_pin: That is no PIN.\n"));

    private static final Script FIT =
            Samples.loaded(Samples.checkAs("test", """
            helpline: 1
            languages: [en]
            hours: office
            human: none
            start:
              - split: {20%: new_menu, else: old_menu}
            new_menu:
              - set: {total: = money("10 TRY") * 1.25, order: {eta: 2026-12-24}}
              - do: {script: verify, with: {number: caller.number}, as: verified}
              - {when: verified && weekday == "monday", then: {say: fine}, else: {say: pity}}
              - hangup
            old_menu: [{say: as_ever}, hangup]
            """, "fine: Fine.\npity: A pity.\nas_ever: As ever.\n"));

    private static final Surroundings HOUSE = new Surroundings(
            Map.of("office", Samples.OFFICE),
            _ -> "calm",
            (_, _) -> new Target.Goodbye(),
            Map.of("test", FIT, "verify", VERIFY));

    private static List<Problem> problems(String entries) {
        Problems problems = new Problems();
        TrialParser.parse("x.test.yaml", Trials.file(entries), names(), problems);
        return problems.all();
    }

    private static Vocabulary names() {
        return Vocabulary.of(FIT, Samples.KNOWN.queues(), Samples.KNOWN.hours(), HOUSE.scripts());
    }

    private static Verdict run(String entries, Coverage coverage) {
        assertThat(problems(entries)).isEmpty();
        Trial trial = TrialParser.parse("x.test.yaml", Trials.file(entries), names(), new Problems())
                .getFirst();
        return new TrialRun(FIT, HOUSE, coverage).run(trial);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call: [hears which_pin, press 11, hears fine]\nends: hangup\nvariables: {verified: true}",
                "split: 20%\ncall: [hears which_pin, press 55, hears no_pin, press 12, hears pity]",
                "split: new_menu\nat: 2026-11-18 10:00\ncall: [press 11, hears pity]",
                "split: else\ncall: [goes to old_menu, hears as_ever]\nnever: which_pin",
                "split: [old_menu]\ncall: [hears as_ever]",
                "call: [press 11]\nvariables: {total: 12.5 TRY, order.eta: 2026-12-24, verified: yes}",
            })
    void holds(String entries) {
        Verdict verdict = run(entries, new Coverage());
        assertThat(verdict.failure()).as(() -> TrialReport.explained(verdict)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            split: 30%       ~ '30%' is no side of a split. Did you mean '20%'?
            split: new_menus ~ 'new_menus' is no side of a split. Did you mean 'new_menu'?
            split: {a: b}    ~ A side is one word.
            """)
    void aSideThatIsNoneIsTold(String entry, String told) {
        assertThat(problems(entry + "\ncall: [silence]").toString()).contains(told);
    }

    @Test
    void aWrongValueIsTold() {
        Verdict.Failure failure = run("call: [press 11]\nvariables: {total: 12.6 TRY}", new Coverage())
                .failure()
                .orElseThrow();
        assertThat(failure.happened()).isEqualTo("it is 12.50 TRY");
    }

    @Test
    void coverageTellsSidesAndKeepsTheStepsOfTwoScriptsApart() {
        Coverage coverage = new Coverage();
        run("call: [press 11]", coverage);
        assertThat(coverage.of(FIT).missed().toString())
                .contains("else of start/1")
                .doesNotContain("20% of start/1");
        assertThat(coverage.of(VERIFY).missed().toString())
                .contains("no of start/2")
                .doesNotContain("yes of start/2", "start/1 ask");
        run("split: else\ncall: [hears as_ever]", coverage);
        assertThat(coverage.of(FIT).missed().toString()).doesNotContain("else of start/1");
    }
}
