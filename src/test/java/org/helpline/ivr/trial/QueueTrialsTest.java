package org.helpline.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.core.QueueName;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts ask what a queue is like before a caller joins it; tests say what they are told. */
class QueueTrialsTest {

    private static final Script FIT = Samples.loaded(Samples.check("""
            helpline: 1
            languages: [en]
            human: {queue: support}
            start:
              - {when: queue.support.agents == 0, go: nobody}
              - {when: queue.support.wait > 10m, go: long}
              - {when: 'queue.support.waiting >= 5 && !has(queue.support.wait)', go: crowd}
              - {when: queue.billing.free > 0, then: {say: others}}
              - queue: support
            nobody: [{say: nobody}, hangup]
            long: [{say: long}, {queue: support}]
            crowd: [{say: crowd}, {queue: support}]
            """, """
            nobody: Nobody is here.
            long: "You would wait {queue.support.wait|duration}."
            crowd: Many are waiting.
            others: Billing is free.
            """));

    private static Vocabulary names() {
        return Vocabulary.of(FIT, Samples.KNOWN.queues(), Samples.KNOWN.hours(), Map.of("test", FIT));
    }

    private static List<Problem> problems(String entries) {
        Problems problems = new Problems();
        TrialParser.parse("x.test.yaml", Trials.file(entries), names(), problems);
        return problems.all();
    }

    private static Surroundings world() {
        return new Surroundings(Map.of(), _ -> "calm", (_, _) -> new Target.Goodbye(), Map.of("test", FIT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call: [hears others, waits in support]\nnever: [nobody, long, crowd]",
                "queues: {support: {agents: 0}}\ncall: [hears nobody]\nends: hangup",
                "queues: {support: {wait: 15m}}\ncall: [hears You would wait fifteen minutes., waits in support]",
                "queues: {support: {wait: 10m}}\ncall: [waits in support]\nnever: long",
                "queues: {support: {wait: unknown}}\ncall: [waits in support]\nnever: [long, crowd]",
                "queues: {support: {waiting: 5}}\ncall: [hears crowd]",
                "queues: {support: {waiting: 5, wait: 2m}}\ncall: [waits in support]\nnever: crowd",
                "queues: {billing: {free: 0}}\ncall: [waits in support]\nnever: others",
                "queues: {billing: {waiting: 1}}\ncall: [waits in support]\nnever: others",
            })
    void holds(String entries) {
        assertThat(problems(entries)).isEmpty();
        Trial trial = TrialParser.parse("x.test.yaml", Trials.file(entries), names(), new Problems())
                .getFirst();
        Verdict verdict = new TrialRun(FIT, world(), new Coverage()).run(trial);
        assertThat(verdict.failure()).as(() -> TrialReport.explained(verdict)).isEmpty();
    }

    /** A wait that is likely to be too long is no wait that was: the settings may lead elsewhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "call: [hears others, queue too_long, waits in billing]",
                "call: [hears others, waits in support, queue too_long]\nends: hangup"
            })
    void atTheDoorOrWhileTheyWait(String entries) {
        Surroundings world = new Surroundings(
                Map.of(),
                _ -> "calm",
                (_, why) -> why.equals("expected wait")
                        ? new Target.ToQueue(new QueueName("billing"))
                        : new Target.Goodbye(),
                Map.of("test", FIT));
        Trial trial = TrialParser.parse("x.test.yaml", Trials.file(entries), names(), new Problems())
                .getFirst();
        Verdict verdict = new TrialRun(FIT, world, new Coverage()).run(trial);
        assertThat(verdict.failure()).as(() -> TrialReport.explained(verdict)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'queues: {suport: {wait: 12m}}'     | 'suport' is no queue.
            'queues: {support: {wiat: 12m}}'    | 'wiat' is nothing that a queue is asked.
            'queues: {support: {wait: long}}'   | 'long' is no duration.
            'queues: {support: {agents: -1}}'   | '-1' is no number.
            'queues: {support: {free: unknown}}' | 'unknown' is no number.
            'queues: {support: 12m}'            | 'support' has no figures.
            """)
    void mistakesAreTold(String entry, String what) {
        assertThat(problems(entry + "\ncall: press 1"))
                .extracting(Problem::what)
                .contains(what);
    }

    @Test
    void whoTriesAScriptSaysItAndItIsInTheTestThatIsMadeOfIt() {
        List<String> lines = new ArrayList<>();
        TryOut call = new TryOut(FIT, world(), names(), lines::add, _ -> {});
        lines.clear();
        call.take("queues support wait=15m");
        assertThat(lines).anyMatch(l -> l.contains("You would wait fifteen minutes."));
        lines.clear();
        call.take("test");
        assertThat(lines).contains("    queues: {support: {wait: 15m}}");
        lines.clear();
        call.take("queues support wait=soon");
        assertThat(lines)
                .containsExactly(
                        "'wait=soon' says nothing of a queue. Write for example 'queues support wait=12m waiting=8'.");
    }
}
