package org.helpline.ivr.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;

/** Finds the step that a fact speaks of. Immutable; any thread. */
public final class StepIndex {

    private static final String YES = ": yes";
    private static final String NO = ": no";

    private final Map<String, ScriptStep> byFact = new HashMap<>();

    /** The steps of a script. */
    public StepIndex(Script script) {
        new Steps(script).forEach(step -> byFact.putIfAbsent(id(step), step));
    }

    /** All steps. */
    public Collection<ScriptStep> all() {
        return byFact.values();
    }

    /** What tells a step of a script from all others: its place's name alone does not, for {@code {say: x, go: y}} is two. */
    public static String id(ScriptStep step) {
        return step.at().name() + " " + InWords.of(step);
    }

    /** The {@link #id} of the step that was entered. */
    public static String id(ScriptFact.Entered entered) {
        String what = entered.what();
        boolean fork =
                (what.startsWith("when ") && (what.endsWith(YES) || what.endsWith(NO))) || what.startsWith("split ");
        String words = fork ? what.substring(0, what.lastIndexOf(':')) : what;
        return entered.place() + " " + words;
    }

    /** The step that was entered; empty for a fact of another script. */
    public Optional<ScriptStep> step(ScriptFact.Entered entered) {
        return Optional.ofNullable(byFact.get(id(entered)));
    }
}
