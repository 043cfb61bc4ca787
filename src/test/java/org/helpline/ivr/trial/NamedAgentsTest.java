package org.helpline.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.helpline.app.stage.RealQueues;
import org.helpline.config.AcdSettings.Strategy;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests call agents by name, and the server's queues ring them: by their strategies, for the time of the settings, as the plan says. */
class NamedAgentsTest {

    private static final Script FIT = Samples.loaded(Samples.check("""
            helpline: 1
            languages: [en]
            human: {queue: support}
            start:
              - queue: support
                needs: {english: 3}
                relax:
                  - {after: 30s, needs: none}
            queues:
              support:
                keys: {1: {queue: billing}}
            """, ""));

    private static final String TWO = "agents: {anna: {skills: {english: 3}}, ben: {skills: {english: 4}}}\n";

    private static Vocabulary names() {
        return Vocabulary.of(FIT, Samples.KNOWN.queues(), Samples.KNOWN.hours(), Map.of("test", FIT));
    }

    private static Trial trial(String entries, Problems problems) {
        return TrialParser.parse("x.test.yaml", Trials.file(entries), names(), problems)
                .getFirst();
    }

    private static Surroundings bare() {
        return new Surroundings(
                Map.of(), _ -> "calm", (_, _) -> new org.helpline.ivr.run.Target.Goodbye(), Map.of("test", FIT));
    }

    private static Verdict run(Strategy strategy, String entries) {
        Problems problems = new Problems();
        Trial trial = trial(entries, problems);
        assertThat(problems.all()).isEmpty();
        Surroundings world = bare().queueing(agents -> new RealQueues(ServerQueues.settings(strategy), agents));
        return new TrialRun(FIT, world, new Coverage()).run(trial);
    }

    private static void holds(Strategy strategy, String entries) {
        Verdict verdict = run(strategy, entries);
        assertThat(verdict.failure()).as(() -> TrialReport.explained(verdict)).isEmpty();
    }

    private static String happened(String entries) {
        return run(Strategy.LONGEST_IDLE, entries).failure().orElseThrow().happened();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LONGEST_IDLE    | anna: {skills: [english]}, ben: {skills: [english]}                                             | anna
            LONGEST_IDLE    | ben: {skills: [english]}, anna: {skills: [english]}                                             | ben
            FEWEST_CALLS    | anna: {skills: [english], calls: 3}, ben: {skills: [english], calls: 1}                         | ben
            LEAST_TALK_TIME | anna: {skills: [english], calls: 3, talked: 5m}, ben: {skills: [english], calls: 1, talked: 9m} | anna
            TOP_DOWN        | anna: {skills: [english]}, ben: {skills: [english]}                                             | ben
            RING_ALL        | anna: {skills: [english]}, ben: {skills: [english]}                                             | anna and ben
            """)
    void theQueuesStrategyDecidesWhoIsRung(Strategy strategy, String agents, String rung) {
        holds(strategy, "agents: {" + agents + "}\ncall: [waits in support, queue rings " + rung + "]");
    }

    /** Whom they ring is one whom the plan lets them ring. */
    @ParameterizedTest
    @EnumSource
    void everyStrategyRingsSomebodyWhoMayBeRung(Strategy strategy) {
        RealQueues queues = new RealQueues(
                ServerQueues.settings(strategy),
                trial(TWO.replace("english: 3", "english: 1") + "call: [wait 1s]", new Problems())
                        .given()
                        .agents());
        TrialCall call = new TrialCall(FIT, Circumstances.ORDINARY, bare());
        call.moments().forEach(m -> {
            if (m instanceof Moment.Did(var _, Effect.Enqueue wanted)) {
                queues.join(wanted);
            }
        });
        assertThat(queues.rung()).isEqualTo(Set.of("ben"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // who lets it ring is followed by the next
                "call: [waits in support, queue rings anna, wait 19s, queue rings anna, wait 1s, queue rings ben]",
                "call: [queue rings anna, agent anna refuses, queue rings ben, agent ben answers after 5s]\nends: served",
                // whoever is rung answers, if nobody is named
                "call: [queue rings anna, agent answers, agent leaves after 1m]\nends: served",
                "call: [queue rings anna, agent anna goes, queue rings ben, agent ben goes, queue rings nobody,"
                        + " agent anna comes, queue rings anna]",
                // queues hear what was before the test asked for them
                "call: [waits in support, wait 20s, queue rings ben]",
                "call: [waits in support, press 1, waits in billing, queue rings anna]",
                // of whom the test says nothing, the settings know the queues; whom neither knows serves all
                "call: [agent anna goes, agent ben goes, agent dora comes, queue rings nobody, wait 30s, queue rings dora]",
            })
    void holds(String entries) {
        holds(Strategy.LONGEST_IDLE, TWO + entries);
    }

    @Test
    void aCallLastsLongerThanTheSettingsLetACallerWait() {
        holds(Strategy.LONGEST_IDLE, "call: [waits in support, wait 30m, agent anna comes, queue rings anna]");
    }

    @Test
    void thePlanOfTheScriptHolds() {
        holds(
                Strategy.LONGEST_IDLE,
                "agents: {anna: {skills: {english: 2}}}\n"
                        + "call: [waits in support, queue rings nobody, wait 29s, queue rings nobody, wait 1s, queue rings anna]");
    }

    @Test
    void whoTalksComesBack() {
        holds(
                Strategy.LONGEST_IDLE,
                "agents: {anna: {skills: [english], state: talking}}\n"
                        + "call: [waits in support, queue rings nobody, agent anna comes, queue rings anna, may ring anna]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            queue rings ben                       | the queue rings anna
            'queue rings anna, agent ben refuses' | the queue rings anna
            'queue rings anna, agent ben answers' | the queue rings anna
            'agent anna answers after 20s'        | the queue rings ben
            """)
    void whoIsRungInsteadIsTold(String acts, String happened) {
        assertThat(happened(TWO + "call: [waits in support, " + acts + "]")).isEqualTo(happened);
    }

    @Test
    void whereNoServerIsTheQueuesAreNotKnown() {
        Trial trial = trial(TWO + "call: [waits in support, queue rings anna]", new Problems());
        assertThat(new TrialRun(FIT, bare(), new Coverage())
                        .run(trial)
                        .failure()
                        .orElseThrow()
                        .happened())
                .isEqualTo("no server's queues are known here");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'agents: {anna: {calls: many}}'      | 'many' is no number of calls.
            'agents: {anna: {talked: long}}'     | 'long' is no length of time.
            'call: [queue rings]'                | 'queue rings' says too little or too much.
            'call: [agent anna comes after 5s]'  | 'agent anna comes after 5s' says too little or too much.
            """)
    void slipsAreTold(String entries, String told) {
        Problems problems = new Problems();
        trial(entries.contains("call") ? entries : entries + "\ncall: [wait 1s]", problems);
        assertThat(problems.all()).extracting(Problem::what).contains(told);
    }
}
