package org.helpline.ivr.check;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.ivr.model.Choice;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;

/** The lines that a script can write into the pop. */
public final class PopLines {

    private PopLines() {}

    /** The labels, sorted. */
    public static Set<String> of(Script script) {
        Set<String> labels = new TreeSet<>();
        new Steps(script).forEach(step -> {
            switch (step) {
                case ScriptStep.Ask a -> {
                    labels.add(a.show());
                    shown(a.keys().values(), labels);
                }
                case ScriptStep.Menu m -> shown(m.keys().values(), labels);
                case ScriptStep.RecordCaller r -> shown(r.keys().values(), labels);
                case ScriptStep.DialExtension d -> shown(d.keys().values(), labels);
                case ScriptStep.SpellName n -> shown(n.keys().values(), labels);
                case ScriptStep.JoinQueue q -> labels.addAll(q.pop().keySet());
                case ScriptStep.Transfer t -> labels.addAll(t.ringing().pop().keySet());
                default -> {}
            }
        });
        script.queues().values().forEach(q -> {
            shown(q.keys().values(), labels);
            q.offer().ifPresent(o -> labels.add(o.choice().show()));
        });
        labels.remove("");
        return labels;
    }

    private static void shown(Collection<Choice> choices, Set<String> labels) {
        choices.forEach(c -> labels.add(c.show()));
    }
}
