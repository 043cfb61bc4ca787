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

/** Tests say which rules of a queue hold for a caller. */
class QueueRuleTrialsTest {

    private static final Script FIT = Samples.loaded(Samples.check("""
            helpline: 1
            languages: [en]
            human: {queue: support}
            start:
              - {ask: number, digits: 1, as: answer, silence: human, wrong: human}
              - queue: support
            queues:
              support:
                rules:
                  - {when: 'answer == "7"', priority: +3, note: VIP}
                  - {when: 'caller.number.startsWith("+49")', needs: [english]}
            """, "number: Your number please."));

    private static Vocabulary names() {
        return Vocabulary.of(FIT, Samples.KNOWN.queues(), Samples.KNOWN.hours(), Map.of("test", FIT));
    }

    private static Verdict run(String entries) {
        Problems problems = new Problems();
        Trial trial = TrialParser.parse("x.test.yaml", Trials.file(entries), names(), problems)
                .getFirst();
        assertThat(problems.all()).isEmpty();
        return run(trial, new Coverage());
    }

    private static Verdict run(Trial trial, Coverage coverage) {
        Surroundings world =
                new Surroundings(Map.of(), _ -> "calm", (_, _) -> new Target.Goodbye(), Map.of("test", FIT));
        return new TrialRun(FIT, world, coverage).run(trial);
    }

    @Test
    void aRuleThatNoTestTakesIsTold() {
        Trial vip = TrialParser.parse(
                        "x.test.yaml", Trials.file("call: [press 7, waits in support]"), names(), new Problems())
                .getFirst();
        Coverage coverage = new Coverage();
        assertThat(coverage.of(FIT).missed())
                .contains("test/script.yaml:10:9: no test takes rule VIP of queues/support.");
        run(vip, coverage);
        assertThat(coverage.of(FIT).missed())
                .filteredOn(m -> m.contains("rule"))
                .containsExactly("test/script.yaml:11:9: no test takes rule 2 of queues/support.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "+4930", 7 | [VIP, rule 2]
            "+1555", 7 | VIP
            "+4930", 1 | [rule 2]
            "+1555", 1 | none
            """)
    void theRulesThatHoldAreNamedInOrder(String call, String rules) {
        String[] parts = call.split(", ", -1);
        Verdict verdict =
                run("caller: " + parts[0] + "\ncall: [press " + parts[1] + ", waits in support]\nrules: " + rules);
        assertThat(verdict.failure()).as(() -> TrialReport.explained(verdict)).isEmpty();
    }

    @Test
    void anotherRuleFailsTheTestWithThoseThatHeld() {
        Verdict verdict = run("caller: '+4930'\ncall: [press 7, waits in support]\nrules: VIP");
        assertThat(verdict.failure().orElseThrow().happened()).isEqualTo("these hold: VIP, rule 2");
    }

    @Test
    void aRuleThatIsNotThereIsAMistake() {
        Problems problems = new Problems();
        TrialParser.parse("x.test.yaml", Trials.file("call: [press 7]\nrules: [VPI]"), names(), problems);
        assertThat(problems.all())
                .extracting(Problem::what)
                .isEqualTo(List.of("'VPI' is no rule of a queue of this script."));
    }
}
