package org.helpline.ivr.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.helpline.core.Problems;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.Script;

/**
 * The tests of scripts.
 *
 * @param queues names that tests may use; {@code hours} and {@code lookUps} likewise
 */
public record TrialSuite(
        Surroundings surroundings, Set<String> queues, Set<String> hours, Map<String, LookUpShape> lookUps) {

    /** The tests beside a script, and what is wrong with their files. */
    public List<Trial> trials(Script script, Predicate<Path> wanted, Problems problems) throws IOException {
        Vocabulary names = Vocabulary.of(script, queues, hours, surroundings.book(), surroundings.scripts(), lookUps);
        List<Trial> trials = new ArrayList<>();
        for (Path file : TrialFiles.in(script.folder())) {
            if (wanted.test(file)) {
                trials.addAll(TrialFiles.read(file, names, problems));
            }
        }
        return trials;
    }

    /**
     * Runs the tests beside these scripts; blocks on files. A file with a mistake in it is told, and its other tests run.
     *
     * @param wanted which test files
     * @throws IOException if a folder cannot be listed
     */
    public TrialReport run(List<Script> scripts, Predicate<Path> wanted) throws IOException {
        Problems problems = new Problems();
        Coverage coverage = new Coverage();
        List<Verdict> verdicts = new ArrayList<>();
        List<Script> tested = new ArrayList<>();
        List<String> untested = new ArrayList<>();
        for (Script script : scripts) {
            List<Trial> trials = trials(script, wanted, problems);
            TrialRun run = new TrialRun(script, surroundings, coverage);
            trials.forEach(t -> verdicts.add(run.run(t)));
            if (trials.isEmpty()) {
                untested.add(script.name());
            } else {
                tested.add(script);
            }
        }
        List<Coverage.Share> shares = tested.stream().map(coverage::of).toList();
        return new TrialReport(verdicts, problems.all(), shares, untested);
    }
}
