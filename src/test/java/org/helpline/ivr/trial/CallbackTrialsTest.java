package org.helpline.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.helpline.core.Problems;
import org.helpline.ivr.Samples;
import org.helpline.ivr.check.ScriptLoader;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Target;
import org.junit.jupiter.api.Test;

/** A script with everything that callers who would wait can do, and its tests in the language of tests. */
class CallbackTrialsTest {

    private static final Path FOLDER = Path.of("src/test/resources/ivr/callbacks");

    @Test
    void aTestTellsWhatACallerWhoIsCalledBackDoes() throws Exception {
        Script script = Samples.loaded(ScriptLoader.load(FOLDER, Samples.KNOWN));
        Problems problems = new Problems();
        Vocabulary names = Vocabulary.of(script, Samples.KNOWN.queues(), Samples.KNOWN.hours(), Map.of());
        List<Trial> trials = TrialFiles.read(FOLDER.resolve("calls.test.yaml"), names, problems);
        assertThat(problems.all()).isEmpty();
        Surroundings surroundings = new Surroundings(
                Map.of("office", Samples.OFFICE), _ -> "default", (_, _) -> new Target.Goodbye(), Map.of());
        TrialRun run = new TrialRun(script, surroundings, new Coverage());
        assertThat(trials).hasSize(7).allSatisfy(trial -> {
            Verdict verdict = run.run(trial);
            assertThat(verdict.failure())
                    .as(() -> TrialReport.explained(verdict))
                    .isEmpty();
        });
    }

    @Test
    void aTestThatExpectsAnotherNumberFails() throws Exception {
        Script script = Samples.loaded(ScriptLoader.load(FOLDER, Samples.KNOWN));
        Surroundings surroundings = new Surroundings(
                Map.of("office", Samples.OFFICE), _ -> "default", (_, _) -> new Target.Goodbye(), Map.of());
        TrialCall call = new TrialCall(script, Circumstances.ORDINARY, surroundings);
        call.act(new TrialAct.WantsCallback());
        assertThat(call.act(new TrialAct.Press("1"))).isEmpty();
        assertThat(call.act(new TrialAct.CallbackTo("+4912345")))
                .hasValueSatisfying(r -> assertThat(r.happened()).contains("it asks for one to +15550100"));
    }
}
