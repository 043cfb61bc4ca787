package org.helpline.ivr.prove;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Template;

/** Which variables steps read. */
record Names(Script script) {

    /** Read by the step itself when a call comes to it, before it sets anything. */
    Set<String> readBy(ScriptStep step) {
        Set<String> names = new LinkedHashSet<>();
        switch (step) {
            case ScriptStep.Say s -> said(s.what(), names);
            case ScriptStep.Notice n -> said(List.of(new Spoken.Prompt(n.name())), names);
            case ScriptStep.Input i -> said(i.prompt(), names);
            case ScriptStep.SetVariables s -> names.addAll(readToSet(s));
            case ScriptStep.When w -> names.addAll(readBy(w.condition()));
            case ScriptStep.LookUp l ->
                l.with().values().forEach(t -> t.slots().stream().map(Slot::name).forEach(names::add));
            default -> {}
        }
        return names;
    }

    /** Read by a waiting caller's announcements. */
    Set<String> saidIn(String queue) {
        Set<String> names = new LinkedHashSet<>();
        var wait = script.queues().get(queue);
        if (wait != null) {
            said(wait.say(), names);
        }
        return names;
    }

    static Set<String> readToSet(ScriptStep.SetVariables step) {
        Set<String> names = new LinkedHashSet<>();
        for (Template text : step.values().values()) {
            text.slots().stream().map(Slot::name).forEach(names::add);
        }
        return names;
    }

    static Set<String> readBy(Condition condition) {
        return switch (condition) {
            case Condition.Calendar _ -> Set.of();
            case Condition.IsText t -> Set.of(t.variable());
            case Condition.IsNumber n -> Set.of(n.variable());
        };
    }

    private void said(List<Spoken> what, Set<String> names) {
        for (Spoken spoken : what) {
            switch (spoken) {
                case Spoken.Prompt p ->
                    script.languages().forEach(tag -> script.prompts()
                            .text(p.id(), tag)
                            .ifPresent(t -> t.slots().stream().map(Slot::name).forEach(names::add)));
                case Spoken.Value v -> names.add(v.slot().name());
                case Spoken.Sound _ -> {}
            }
        }
    }
}
