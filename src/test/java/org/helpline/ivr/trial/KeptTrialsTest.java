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

/** What tests say of variables that are kept for the customer. */
class KeptTrialsTest {

    private static final Script FIT =
            Samples.loaded(Samples.check("""
            helpline: 1
            languages: [en]
            human: none
            variables: {shop: {type: text, keep: customer}, visits: {type: number, default: 0, keep: customer}}
            start:
              - {when: 'shop != ""', then: [{say: known}, hangup]}
              - {ask: which_shop, digits: 1, as: shop, silence: [hangup], wrong: [hangup]}
              - hangup
            """, "which_shop: Which shop?\nknown: \"We know you, {visits}.\"\n"));

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
        return new TrialRun(
                        FIT,
                        new Surroundings(Map.of(), _ -> "calm", (_, _) -> new Target.Goodbye(), Map.of("test", FIT)),
                        new Coverage())
                .run(trial);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call: [hears which_shop, press 3]\nkeeps: {shop: 3}",
                "kept: {shop: Leeds, visits: 4}\ncall: [hears 'We know you, 4.']",
                "kept: {shop: Leeds}\ncall: [hears known]\nnever: which_shop",
            })
    void holds(String entries) {
        Verdict verdict = run(entries.replace("'We know you, 4.'", "We know you"));
        assertThat(verdict.failure()).as(() -> TrialReport.explained(verdict)).isEmpty();
    }

    @Test
    void whatIsNotKeptIsTold() {
        Verdict.Failure failure = run("call: [hears which_shop, silence]\nkeeps: {shop: 3}")
                .failure()
                .orElseThrow();
        assertThat(failure.expected()).isEqualTo("shop is kept as 3");
        assertThat(failure.happened()).isEqualTo("it is (not kept)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'kept: {shp: Leeds}'     | 'shp' is no variable that is kept for the customer.
            'kept: {visits: many}'   | 'many' is no number, as 'visits' is.
            'kept: {shop: [a, b]}'   | This is no plain value.
            'kept: Leeds'            | 'kept' is no table.
            """)
    void mistakesAreTold(String entry, String what) {
        assertThat(problems(entry + "\ncall: press 1"))
                .extracting(Problem::what)
                .contains(what);
    }
}
