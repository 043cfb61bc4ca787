package org.helpline.ivr.prove;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.Atom;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.QueueWait;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Template;
import org.helpline.ivr.model.Wanted;

/** Which variables steps read. */
record Names(Script script) {

    /** Read by the step itself when a call comes to it, before it sets anything. */
    Set<String> readBy(ScriptStep step) {
        Set<String> names = new LinkedHashSet<>();
        switch (step) {
            case ScriptStep.Say s -> said(s.what(), names);
            case ScriptStep.Notice n -> said(List.of(new Spoken.Prompt(n.name())), names);
            case ScriptStep.Input i -> said(i.prompt(), names);
            case ScriptStep.SetVariables s ->
                names.addAll(readAsIfThere(s.values().values()));
            case ScriptStep.When w -> names.addAll(readBy(w.condition()));
            case ScriptStep.LookUp l -> names.addAll(readAsIfThere(l.with().values()));
            case ScriptStep.Do d -> names.addAll(readAsIfThere(d.with().values()));
            case ScriptStep.Return r ->
                names.addAll(readAsIfThere(r.value().stream().toList()));
            case ScriptStep.JoinQueue q -> {
                names.addAll(readAsIfThere(q.wanted().priority().stream().toList()));
                q.wanted().prefer().flatMap(Wanted.Preferred::agent).ifPresent(t -> slots(t, names));
            }
            default -> {}
        }
        return names;
    }

    /** Read by what a caller hears who waits in this queue; the server itself sets the position there. */
    Set<String> readIn(QueueWait wait) {
        Set<String> names = new LinkedHashSet<>();
        said(wait.say(), names);
        return names;
    }

    private static Set<String> readAsIfThere(Collection<Assigned> values) {
        Set<String> names = new LinkedHashSet<>();
        for (Assigned value : values) {
            switch (value) {
                case Assigned.Computed c -> names.addAll(Reads.of(c.tree()));
                case Assigned.Listed l -> names.addAll(readAsIfThere(l.entries()));
                case Assigned.Mapped m -> names.addAll(readAsIfThere(m.entries().values()));
                case Assigned.Fixed _, Assigned.Filled _ -> names.addAll(readToSet(List.of(value)));
            }
        }
        return names;
    }

    static Set<String> readToSet(ScriptStep.SetVariables step) {
        return readToSet(step.values().values());
    }

    static Set<String> readToSet(Collection<Assigned> values) {
        Set<String> names = new LinkedHashSet<>();
        for (Assigned value : values) {
            switch (value) {
                case Assigned.Fixed _ -> {}
                case Assigned.Filled f -> slots(f.text(), names);
                case Assigned.Computed c -> names.addAll(c.tree().names());
                case Assigned.Listed l -> names.addAll(readToSet(l.entries()));
                case Assigned.Mapped m -> names.addAll(readToSet(m.entries().values()));
            }
        }
        return names;
    }

    /** Without those that are only asked whether they are there, or asked so first. */
    private static Set<String> readBy(Condition condition) {
        return switch (condition) {
            case Condition.IsText t -> t.text().isEmpty() ? Set.of() : Set.of(t.variable());
            case Condition.IsNumber n -> Set.of(n.variable());
            case Condition.Expression e -> Reads.of(e.tree());
            case Condition.Calendar _ -> Set.of();
        };
    }

    /** All that decides it, calendars apart. */
    static Set<String> decidedBy(Condition condition) {
        Set<String> names = new LinkedHashSet<>();
        for (Atom atom : atoms(condition)) {
            switch (atom) {
                case Atom.Compare c -> names.add(c.name());
                case Atom.Among a -> names.add(a.name());
                case Atom.Like l -> names.add(l.name());
                case Atom.IsTrue t -> names.add(t.name());
                case Atom.IsThere t -> names.add(t.name());
                case Atom.Opaque o -> names.addAll(o.term().names());
                case Atom.Calendar _, Atom.Fixed _ -> {}
            }
        }
        switch (condition) {
            case Condition.IsText t -> names.add(t.variable());
            case Condition.IsNumber n -> names.add(n.variable());
            case Condition.Calendar _, Condition.Expression _ -> {}
        }
        return names;
    }

    /** The questions of what a step decides or works out. */
    static List<Atom> atoms(ScriptStep step) {
        return switch (step) {
            case ScriptStep.When w -> atoms(w.condition());
            case ScriptStep.SetVariables s -> atoms(s.values().values());
            case ScriptStep.Do d -> atoms(d.with().values());
            case ScriptStep.Return r -> atoms(r.value().stream().toList());
            default -> List.of();
        };
    }

    private static List<Atom> atoms(Collection<Assigned> values) {
        return values.stream()
                .filter(Assigned.Computed.class::isInstance)
                .flatMap(v -> ((Assigned.Computed) v).tree().atoms().stream())
                .toList();
    }

    static List<Atom> atoms(Condition condition) {
        return condition instanceof Condition.Expression e ? e.tree().atoms() : List.of();
    }

    private static void slots(Template text, Set<String> names) {
        text.slots().stream().map(Slot::name).forEach(names::add);
    }

    private void said(List<Spoken> what, Set<String> names) {
        for (Spoken spoken : what) {
            switch (spoken) {
                case Spoken.Prompt p ->
                    script.languages()
                            .forEach(tag -> script.prompts().text(p.id(), tag).ifPresent(t -> slots(t, names)));
                case Spoken.Value v -> names.add(v.slot().name());
                case Spoken.Sound _ -> {}
            }
        }
    }
}
