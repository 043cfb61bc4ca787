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

/** Tests say who is there with which skills, and look at who may be rung, and when. */
class AgentTrialsTest {

    private static final Script FIT = Samples.loaded(Samples.check("""
            helpline: 1
            languages: [en]
            human: {queue: support}
            start:
              - queue: support
                needs: {english: 3}
                relax:
                  - {after: 30s, needs: {english: 1}}
                  - {after: 60s, needs: none, also: [billing]}
                prefer: last_agent
                prefer_for: 20s
            queues:
              support:
                keys: {1: {queue: billing}, 2: callback}
            """, """
            callback_confirm: "We call {callback.number|digits}."
            callback_promise: We will call.
            callback_there: We call already.
            callback_refused: Not that number.
            callback_number: Your number.
            """));

    private static final String THREE = """
            agents:
              anna: {skills: {english: 2}, queues: [support]}
              ben: {skills: {english: 4}, queues: [support]}
              cem: {skills: [billing], queues: [billing]}
            """;

    private static Vocabulary names() {
        return Vocabulary.of(FIT, Samples.KNOWN.queues(), Samples.KNOWN.hours(), Map.of("test", FIT));
    }

    private static List<Problem> problems(String entries) {
        Problems problems = new Problems();
        TrialParser.parse("x.test.yaml", Trials.file(entries), names(), problems);
        return problems.all();
    }

    private static Verdict run(String entries) {
        assertThat(problems(entries)).isEmpty();
        Trial trial = TrialParser.parse("x.test.yaml", Trials.file(entries), names(), new Problems())
                .getFirst();
        Surroundings world =
                new Surroundings(Map.of(), _ -> "calm", (_, _) -> new Target.Goodbye(), Map.of("test", FIT));
        return new TrialRun(FIT, world, new Coverage()).run(trial);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call: [waits in support, may ring ben]",
                "call: [may ring ben, wait 29s, may ring ben]",
                "call: [waits in support, wait 30s, may ring anna or ben]",
                "call: [waits in support, wait 61s, 'may ring anna, ben, cem']",
                "last_agent: anna\ncall: [waits in support, may ring anna, wait 20s, may ring ben]",
                "last_agent: cem\ncall: [waits in support, may ring ben]",
                "last_agent: eve\ncall: [waits in support, may ring ben]",
                "call: [waits in support, wait 40s, press 1, waits in billing, may ring cem]",
            })
    void holds(String entries) {
        Verdict verdict = run(THREE + entries);
        assertThat(verdict.failure()).as(() -> TrialReport.explained(verdict)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            free    | may ring ben
            talking | may ring nobody
            away    | may ring ben
            """)
    void p80TheLastAgentIsWaitedForOnlyWhileAtWork(String state, String first) {
        String agents = "agents: {ana: {skills: {english: 1}, state: " + state + "}, ben: {skills: {english: 4}}}\n";
        String ana = state.equals("free") ? "may ring ana" : first;
        Verdict verdict =
                run(agents + "last_agent: ana\ncall: [waits in support, " + ana + ", wait 20s, may ring ben]");
        assertThat(verdict.failure()).as(() -> TrialReport.explained(verdict)).isEmpty();
    }

    @Test
    void whoMayBeRungInsteadIsTold() {
        Verdict verdict = run(THREE + "call: [waits in support, may ring anna]");
        assertThat(verdict.failure().orElseThrow().expected()).isEqualTo("anna may be rung");
        assertThat(verdict.failure().orElseThrow().happened()).isEqualTo("ben may be rung");
    }

    @Test
    void anAgentOfWhomTheTestSaysNothingIsToldSo() {
        Verdict verdict = run(THREE + "call: [waits in support, may ring dora]");
        assertThat(verdict.failure().orElseThrow().happened()).contains("add 'agents: {dora: {…}}'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'agents: {anna: sleeping}'                 | 'sleeping' is nothing that an agent does.
            'agents: {anna: {skills: {english: 6}}}'   | A skill has a level from 1 to 5.
            'agents: {anna: {queues: [suport]}}'       | 'suport' is no queue.
            'agents: {anna: {skils: [english]}}'       | An agent has no 'skils'.
            'agents: {Anna!: free}'                    | 'Anna!' is no agent.
            'agents: {anna: [english]}'                | 'anna' is a list.
            """)
    void mistakesAreTold(String entry, String what) {
        assertThat(problems(entry + "\ncall: press 1"))
                .extracting(Problem::what)
                .contains(what);
    }
}
