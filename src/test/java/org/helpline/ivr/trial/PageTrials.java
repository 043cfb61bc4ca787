package org.helpline.ivr.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Target;

/** The tests and the session that docs/scripts.md shows. */
public final class PageTrials {

    private static final Surroundings SETTINGS =
            new Surroundings(Map.of(), _ -> "default", (_, _) -> new Target.Goodbye(), Map.of());

    private PageTrials() {}

    /** What is wrong with a test file, and every test of it that fails. */
    public static List<String> failures(Script script, String file) {
        Problems problems = new Problems();
        List<String> wrong = new ArrayList<>();
        for (Trial trial : TrialParser.parse("calls.test.yaml", file, names(script), problems)) {
            Verdict verdict = new TrialRun(script, SETTINGS, new Coverage()).run(trial);
            if (!verdict.passed()) {
                wrong.add(TrialReport.explained(verdict));
            }
        }
        problems.all().stream().map(Problem::toString).forEach(wrong::add);
        return wrong;
    }

    /** A session in the terminal in which these lines are typed. */
    public static String session(Script script, List<String> typed) {
        List<String> seen = new ArrayList<>();
        TryOut call = new TryOut(script, SETTINGS, names(script), seen::add, _ -> {});
        for (String line : typed) {
            seen.add("> " + line);
            call.take(line);
        }
        return String.join("\n", seen);
    }

    private static Vocabulary names(Script script) {
        return Vocabulary.of(script, Samples.KNOWN.queues(), Samples.KNOWN.hours(), Map.of());
    }
}
