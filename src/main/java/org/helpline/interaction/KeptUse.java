package org.helpline.interaction;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.model.Variable;

/** Whether a script, or one that it runs and comes back from, has variables that are kept for the customer. */
final class KeptUse {

    private final Function<String, Optional<Script>> scripts;
    private final Set<String> seen = new HashSet<>();

    private KeptUse(Function<String, Optional<Script>> scripts) {
        this.scripts = scripts;
    }

    static boolean of(Script script, Function<String, Optional<Script>> scripts) {
        return new KeptUse(scripts).keeps(script);
    }

    private boolean keeps(Script script) {
        if (!seen.add(script.name())) {
            return false;
        }
        if (script.head().variables().values().stream().anyMatch(Variable::ofCustomer)) {
            return true;
        }
        boolean[] found = {false};
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.Do(var _, ScriptStep.Routine.Script s, var _, var _)) {
                found[0] =
                        found[0] || scripts.apply(s.name()).filter(this::keeps).isPresent();
            }
        });
        return found[0];
    }
}
