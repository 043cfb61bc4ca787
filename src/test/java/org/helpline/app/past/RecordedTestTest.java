package org.helpline.app.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.helpline.core.Problems;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Lengths;
import org.helpline.ivr.trial.Coverage;
import org.helpline.ivr.trial.Played;
import org.helpline.ivr.trial.Timing;
import org.helpline.ivr.trial.Trial;
import org.helpline.ivr.trial.TrialFiles;
import org.helpline.ivr.trial.TrialReport;
import org.helpline.ivr.trial.TrialRun;
import org.helpline.ivr.trial.TrialText;
import org.helpline.ivr.trial.Verdict;
import org.helpline.ivr.trial.Vocabulary;
import org.helpline.journal.PastCall;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A call that was becomes a test that goes the same way. */
class RecordedTestTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Istanbul");
    /** The call was heard in longer recordings than a test in virtual time supposes, by somebody who needs a moment. */
    private static final Timing ON_THE_PHONE = new Timing(
            (script, u) -> Lengths.OF_TEXT.of(script, u).multipliedBy(17).dividedBy(10),
            Duration.ofMillis(420),
            Duration.ofMillis(260));

    @TestFactory
    Stream<DynamicTest> everyShippedTestThatWasACallGoesTheSameWayAgain() {
        return Stream.of("support-line", "information-line")
                .flatMap(name -> trials(Samples.sample(name)).stream()
                        .map(trial -> DynamicTest.dynamicTest(name + ": " + trial.name(), () -> again(name, trial))));
    }

    private static void again(String name, Trial trial) {
        Script script = Samples.sample(name);
        Played call = new TrialRun(script, PlayedCalls.surroundings().at(ON_THE_PHONE), new Coverage()).play(trial);
        assertThat(call.verdict().passed()).isTrue();
        PastCall past = PlayedCalls.past(call, trial.given().caller());
        List<String> lines = RecordedTest.of(past, ZONE, false);
        Played replayed = new TrialRun(script, PlayedCalls.surroundings(), new Coverage()).play(parsed(lines, script));
        assertThat(PathTaken.ofMoments(replayed.moments()))
                .as(() -> String.join("\n", lines))
                .isEqualTo(PathTaken.of(past.facts()));
        Verdict verdict = replayed.verdict();
        assertThat(verdict.failure()).as(() -> TrialReport.explained(verdict)).isEmpty();
    }

    @Test
    void tellsNothingOfWhoCalledAndWhatWasKeyed() {
        Script script = Samples.sample("support-line");
        Trial trial = trials(script).stream()
                .filter(t -> t.name().startsWith("order number in Turkish"))
                .findFirst()
                .orElseThrow();
        Played call = new TrialRun(script, PlayedCalls.surroundings().at(ON_THE_PHONE), new Coverage()).play(trial);
        PastCall past = PlayedCalls.past(call, "+905321234567");
        assertThat(String.join("\n", RecordedTest.of(past, ZONE, false)))
                .doesNotContain("+905321234567")
                .contains("caller: +15550100")
                .containsSubsequence("press 1", "press 2", "press 3", "press 4", "press hash");
        assertThat(String.join("\n", RecordedScenario.of(past, false)))
                .containsSubsequence("Signal=1", "Signal=2", "Signal=3", "Signal=4", "Signal=#");
        assertThat(String.join("\n", RecordedTest.of(past, ZONE, true)))
                .contains("caller: +905321234567")
                .containsSubsequence("press 4", "press 7", "press 1", "press 1", "press hash");
    }

    private static Trial parsed(List<String> lines, Script script) {
        Problems problems = new Problems();
        List<Trial> trials = TrialText.parse(String.join("\n", lines), names(script), problems);
        assertThat(problems.all()).as(() -> String.join("\n", lines)).isEmpty();
        return trials.getFirst();
    }

    private static List<Trial> trials(Script script) {
        Problems problems = new Problems();
        List<Trial> trials = new ArrayList<>();
        try {
            for (Path file : TrialFiles.in(script.folder())) {
                trials.addAll(TrialFiles.read(file, names(script), problems));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return trials;
    }

    private static Vocabulary names(Script script) {
        return Vocabulary.of(script, Samples.KNOWN.queues(), Samples.KNOWN.hours(), Map.of());
    }
}
