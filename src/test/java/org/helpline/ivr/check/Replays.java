package org.helpline.ivr.check;

import java.util.Map;
import java.util.Optional;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.ScriptFiles;
import org.helpline.ivr.parse.ScriptParser;
import org.helpline.ivr.run.Target;
import org.helpline.ivr.trial.Coverage;
import org.helpline.ivr.trial.Played;
import org.helpline.ivr.trial.Surroundings;
import org.helpline.ivr.trial.Trial;
import org.helpline.ivr.trial.TrialParser;
import org.helpline.ivr.trial.TrialRun;
import org.helpline.ivr.trial.Verdict;
import org.helpline.ivr.trial.Vocabulary;

/** Runs the calls that a check shows, as {@code script test} would. */
final class Replays {

    private Replays() {}

    /** The verdict of a call to a script, fit or not. */
    static Verdict run(ScriptFiles files, String call) {
        Script script = ScriptParser.parse(files, new Problems()).orElseThrow().script();
        return run(script, Map.of(script.name(), script), call);
    }

    /** The same where it may run others. */
    static Verdict run(Script script, Map<String, Script> all, String call) {
        return play(script, all, call).verdict();
    }

    /** All that happens in it. */
    static Played play(Script script, Map<String, Script> all, String call) {
        Vocabulary names = Vocabulary.of(
                script,
                Samples.KNOWN.queues(),
                Samples.KNOWN.hours(),
                Samples.KNOWN.book(),
                all,
                Samples.KNOWN.lookUps());
        Problems problems = new Problems();
        Optional<Trial> trial = TrialParser.parse("shown.test.yaml", "tests:\n" + call, names, problems).stream()
                .findFirst();
        if (!problems.isEmpty()) {
            throw new AssertionError(
                    problems.all().stream().map(Problem::toString).toList() + "\n" + call);
        }
        Surroundings surroundings = new Surroundings(
                Map.of("office", Samples.OFFICE),
                _ -> "calm",
                (_, _) -> new Target.Goodbye(),
                Samples.KNOWN.book(),
                all);
        return new TrialRun(script, surroundings, new Coverage()).play(trial.orElseThrow());
    }
}
