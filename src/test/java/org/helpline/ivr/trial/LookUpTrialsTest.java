package org.helpline.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P16: tests with made-up answers of look-ups and a prepared context. */
class LookUpTrialsTest {

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: {queue: support}
            start:
              - {ask: number, digits: 4, as: order_no}
              - look_up: order_status
                with: {number: order_no}
                as: order
                meanwhile: one_moment
                none: [{say: not_found}, start]
                failed: human
              - {say: arrives, go: main}
            main: {menu: anything_else, keys: {1: start, 2: hangup}}
            """;

    private static final String PROMPTS = """
            number: Your number please.
            one_moment: One moment please.
            not_found: There is no such order.
            arrives: "Order {order.number} of {order.items} pieces is {order.state} and arrives on {order.eta}."
            anything_else: Anything else?
            """;

    private static final Script FIT = Samples.loaded(Samples.check(SCRIPT, PROMPTS));

    private static final String FOUND =
            "look_ups: {order_status: {number: 4711, state: open, eta: 2026-12-01, items: 3}}\n";

    private static Surroundings surroundings() {
        return new Surroundings(Map.of(), _ -> "calm", (_, _) -> new Target.Goodbye(), Map.of("test", FIT));
    }

    private static Vocabulary names() {
        return Vocabulary.of(
                FIT,
                Samples.KNOWN.queues(),
                Samples.KNOWN.hours(),
                PhoneBook.EMPTY,
                Map.of("test", FIT),
                Samples.KNOWN.lookUps());
    }

    private static Verdict run(String entries, Coverage coverage) {
        Problems problems = new Problems();
        List<Trial> trials = TrialParser.parse("x.test.yaml", Trials.file(entries), names(), problems);
        if (!problems.isEmpty()) {
            throw new AssertionError(problems.all().toString());
        }
        return new TrialRun(FIT, surroundings(), coverage).run(trials.getFirst());
    }

    private static Verdict run(String entries) {
        return run(entries, new Coverage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FOUND
                        + "call: [press 4711, hears Order 4711 of 3 pieces is open and arrives on 2026-12-01.]\nnever: one_moment",
                FOUND + "call: [press 4711, hears arrives, hears anything_else]\nvariables: {order.eta: 2026-12-01}",
                "look_ups: {order_status: none}\ncall: [press 4711, hears not_found, hears number]",
                "look_ups: {order_status: failed}\ncall: [press 4711]\nends: waiting in support",
                "look_ups: {order_status: {after: 5s, answer: none}}\ncall: [press 4711, hears one_moment, hears not_found]",
                "look_ups: {order_status: {after: 5s, answer: {state: open}}}\ncall: [press 4711, wait 3s, press 2, wait 3s]\nends: hangup",
                "look_ups: {order_status: [none, {number: 4712}]}\n"
                        + "call: [press 4711, hears not_found, press 4712, hears arrives]",
                "look_ups: {order_status: [none, failed]}\n"
                        + "call: [press 4711, hears not_found, press 4712]\nends: waiting in support",
                "look_ups: {order_status: [none, {state: \"on its way\"}]}\ncall:\n"
                        + "  [press 1111, hears not_found, press 2222, hears arrives, press 1, press 3333, hears arrives]",
                "look_ups: {order_status: {number: 1, state: x, eta: \"\"}}\ncall: [press 4711, hears arrives on .]",
                "call: [press 4711, answer order_status none, hears not_found]",
                "call: [press 4711, 'answer order_status number=4711 state=\"on its way\"', hears arrives]",
                FOUND + "call: [hears number, hangs up]\nends: abandoned",
            })
    void holds(String entries) {
        Verdict verdict = run(entries);
        assertThat(verdict.failure()).as(() -> TrialReport.explained(verdict)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call: press 4711",
                "call: [press 4711, hears arrives]",
                "call: [press 4711, wait 1m, press 2]",
                "call: press 4711\nends: hangup",
            })
    void aTestThatDoesNotSayWhatALookUpAnswersFails(String entries) {
        Verdict.Failure failure = run(entries).failure().orElseThrow();
        assertThat(failure.expected()).isEqualTo("the test says what the look-up order_status answers");
        assertThat(failure.happened())
                .isEqualTo("it does not; add 'look_ups: {order_status: {…}}' to it, or none, or failed");
    }

    @Test
    void aCallerWhoHangsUpMeanwhileNeedsNoAnswer() {
        assertThat(run("call: [press 4711, hangs up]\nends: abandoned").failure())
                .isEmpty();
    }

    @Test
    void anAnswerThatNobodyAskedForDoesNotFit() {
        Verdict.Failure failure =
                run("call: [answer order_status none]").failure().orElseThrow();
        assertThat(failure.expected()).isEqualTo("the script asks the look-up order_status");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'look_ups: {order_state: none}'            | 'order_state' is no look-up of conf/look-ups.ini.
            'look_ups: {order_status: nothing}'        | 'nothing' is no answer of a look-up.
            'look_ups: {order_status: {eat: 1}}'       | The look-up 'order_status' answers no 'eat'.
            'look_ups: {order_status: {eta: soon}}'    | 'soon' is no date, as 'eta' of the look-up 'order_status' is.
            'look_ups: {order_status: {items: three}}' | 'three' is no number, as 'items' of the look-up 'order_status' is.
            'look_ups: {order_status: [[none]]}'       | A list stands inside a list.
            'look_ups: {order_status: {after: soon, answer: none}}' | 'after' is no length of time.
            'look_ups: [order_status]'                 | 'look_ups' is a table.
            'call: [answer order_status eat=1]'        | The look-up 'order_status' answers no 'eat'.
            'call: [answer order_stats none]'          | 'order_stats' is no look-up.
            """)
    void mistakesAreTold(String entry, String what) {
        String call = entry.startsWith("call") ? "" : "\ncall: press 1";
        Problems problems = new Problems();
        TrialParser.parse("x.test.yaml", Trials.file(entry + call), names(), problems);
        assertThat(problems.all()).extracting(Problem::what).contains(what);
    }

    @Test
    void coverageKnowsWhatWasFoundAndWhatWasNot() {
        Coverage coverage = new Coverage();
        run(FOUND + "call: [press 4711, hears arrives]", coverage);
        assertThat(coverage.of(FIT).missed())
                .anyMatch(m -> m.contains("none of start/2"))
                .anyMatch(m -> m.contains("failed of start/2"))
                .noneMatch(m -> m.contains("found of start/2"));
        run("look_ups: {order_status: none}\ncall: [press 4711, hears not_found]", coverage);
        assertThat(coverage.of(FIT).missed()).noneMatch(m -> m.contains("none of start/2"));
    }

    @Test
    void whoTriesAScriptIsAskedWhatTheLookUpAnswers() {
        List<String> out = new ArrayList<>();
        TryOut call = new TryOut(FIT, surroundings(), names(), out::add, _ -> {});
        call.take("4711");
        assertThat(out)
                .last()
                .isEqualTo(
                        "The script asks the look-up order_status: say 'answer order_status none', '… failed' or '… FIELD=VALUE …'.");
        call.take("answer order_status number=4711 eta=2026-12-01");
        assertThat(out).anyMatch(l -> l.endsWith("answer: number: 4711, eta: 2026-12-01"));
        call.take("test");
        assertThat(String.join("\n", out))
                .contains("    look_ups:\n      order_status: {number: \"4711\", eta: 2026-12-01}\n")
                .contains("call: [hears number, press 4711, hears anything_else]");
    }
}
