package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;

/**
 * What was published, and by which script: places are told apart only within one.
 *
 * @param script whose step it was; for the begin of a script that is run, that script; for its end, the one that it comes back to
 */
record Told(Script script, ScriptFact fact) {

    /** Who told each fact, when the first is of {@code begin}. */
    static List<Told> of(Family family, Script begin, List<ScriptFact> facts) {
        List<Told> told = new ArrayList<>();
        Script script = begin;
        for (ScriptFact fact : facts) {
            if (fact instanceof ScriptFact.SubScriptBegan b) {
                script = family.find(b.script()).orElse(script);
            } else if (fact instanceof ScriptFact.SubScriptEnded e) {
                script = family.find(e.outer()).orElse(script);
            }
            told.add(new Told(script, fact));
        }
        return List.copyOf(told);
    }

    /** The step that was entered, if it is a step's beginning. */
    Optional<ScriptStep> step(Family family) {
        return fact instanceof ScriptFact.Entered e ? family.steps(script).step(e) : Optional.empty();
    }
}
