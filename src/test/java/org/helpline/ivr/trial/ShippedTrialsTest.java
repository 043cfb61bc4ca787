package org.helpline.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.helpline.core.Problems;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Target;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests that we ship beside the sample scripts hold, and lead through every step and branch. */
class ShippedTrialsTest {

    private static final List<String> SAMPLES = List.of("support-line", "information-line");

    @TestFactory
    Stream<DynamicContainer> everyShippedTestHolds() {
        return SAMPLES.stream()
                .map(name -> DynamicContainer.dynamicContainer(
                        name,
                        trials(name).stream()
                                .map(trial -> DynamicTest.dynamicTest(trial.name(), () -> {
                                    Verdict verdict = run(name, new Coverage()).run(trial);
                                    assertThat(verdict.failure())
                                            .as(() -> TrialReport.explained(verdict))
                                            .isEmpty();
                                }))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"support-line", "information-line"})
    void theyLeadThroughEveryStepAndBranch(String name) {
        Coverage coverage = new Coverage();
        List<Trial> trials = trials(name);
        trials.forEach(run(name, coverage)::run);
        Coverage.Share share = coverage.of(Samples.sample(name));
        assertThat(trials).hasSizeGreaterThan(10);
        assertThat(share.missed()).isEmpty();
        assertThat(share.steps()).isGreaterThan(30);
        assertThat(share.branches()).isGreaterThan(15);
    }

    private static TrialRun run(String name, Coverage coverage) {
        return new TrialRun(Samples.sample(name), surroundings(), coverage);
    }

    private static Surroundings surroundings() {
        return ServerQueues.in(new Surroundings(
                Map.of("office", Samples.OFFICE), _ -> "default", (_, _) -> new Target.Goodbye(), Map.of()));
    }

    private static List<Trial> trials(String name) {
        Script script = Samples.sample(name);
        Vocabulary names = Vocabulary.of(script, Samples.KNOWN.queues(), Samples.KNOWN.hours(), Map.of());
        Problems problems = new Problems();
        List<Trial> trials = new ArrayList<>();
        try {
            for (Path file : TrialFiles.in(script.folder())) {
                trials.addAll(TrialFiles.read(file, names, problems));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(problems.all()).isEmpty();
        return trials;
    }
}
