package org.helpline.ivr.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Every step of a script, inner ones included, each once, in the order written. */
public record Steps(Script script) {

    /** Tells each step. */
    public void forEach(Consumer<ScriptStep> consumer) {
        script.human().ifPresent(a -> walk(a, consumer));
        script.sections().values().forEach(a -> walk(a, consumer));
        script.queues().values().forEach(q -> {
            q.keys().values().forEach(c -> walk(c.action(), consumer));
            q.offer().ifPresent(o -> walk(o.choice().action(), consumer));
            branches(q.sendOn()).forEach(a -> walk(a, consumer));
        });
    }

    private static void walk(Action action, Consumer<ScriptStep> consumer) {
        for (ScriptStep step : action.steps()) {
            consumer.accept(step);
            inner(step).forEach(a -> walk(a, consumer));
        }
    }

    /** The actions written inside a step: keys, branches, then silence and wrong keys. */
    public static List<Action> inner(ScriptStep step) {
        List<Action> inner = new ArrayList<>();
        switch (step) {
            case ScriptStep.Menu m -> m.keys().values().forEach(c -> inner.add(c.action()));
            case ScriptStep.Ask a -> a.keys().values().forEach(c -> inner.add(c.action()));
            case ScriptStep.RecordCaller r -> {
                r.keys().values().forEach(c -> inner.add(c.action()));
                inner.addAll(r.nothing());
                r.full().ifPresent(inner::add);
                r.then().ifPresent(inner::add);
            }
            case ScriptStep.When w -> {
                w.then().ifPresent(inner::add);
                w.otherwise().ifPresent(inner::add);
            }
            case ScriptStep.JoinQueue q -> {
                inner.addAll(branches(q.sendOn()));
                q.after().ifPresent(inner::add);
            }
            case ScriptStep.Transfer _ -> {}
            case ScriptStep.DialExtension d -> d.keys().values().forEach(c -> inner.add(c.action()));
            case ScriptStep.SpellName s -> s.keys().values().forEach(c -> inner.add(c.action()));
            case ScriptStep.Callback c -> {
                inner.add(new Action(c.ask().at(), List.of(c.ask())));
                c.failed().ifPresent(inner::add);
                c.then().ifPresent(inner::add);
            }
            case ScriptStep.LookUp l -> {
                inner.add(l.none());
                inner.add(l.failed());
            }
            case ScriptStep.Split s -> s.sides().forEach(side -> inner.add(side.action()));
            case ScriptStep.Do _, ScriptStep.Return _ -> {}
            case ScriptStep.Say _, ScriptStep.Notice _, ScriptStep.ChooseLanguage _ -> {}
            case ScriptStep.SetLanguage _, ScriptStep.SetVariables _, ScriptStep.Go _ -> {}
            case ScriptStep.ToScript _, ScriptStep.HangUp _, ScriptStep.Human _ -> {}
            case ScriptStep.Again _, ScriptStep.Next _, ScriptStep.Switch _ -> {}
            case ScriptStep.Declare _ -> {}
        }
        ringing(step).ifPresent(r -> {
            inner.addAll(r.missed().all());
            r.after().ifPresent(inner::add);
        });
        if (step instanceof ScriptStep.Input input) {
            inner.addAll(input.retries().silence());
            inner.addAll(input.retries().wrong());
        }
        return inner;
    }

    /** The variables that a step sets. */
    public static Set<String> sets(ScriptStep step) {
        return switch (step) {
            case ScriptStep.Ask a when a.pin().isPresent() -> Set.of();
            case ScriptStep.Ask a -> Set.of(a.variable());
            case ScriptStep.SetVariables s -> s.values().keySet();
            case ScriptStep.Do d -> d.result().isEmpty() ? Set.of() : Set.of(d.result());
            case ScriptStep.LookUp l -> Set.of(l.variable());
            case ScriptStep.RecordCaller r -> r.variable().isEmpty() ? Set.of() : Set.of(r.variable());
            case ScriptStep.DialExtension _ -> Set.of(BuiltIn.PERSON);
            case ScriptStep.Menu m -> m.extensions().isEmpty() ? Set.of() : Set.of(BuiltIn.PERSON);
            case ScriptStep.SpellName _ -> Set.of(BuiltIn.PERSON, BuiltIn.CHOICE);
            default -> Set.of(); // a callback's number is built in; the rest sets nothing
        };
    }

    /** How the step rings somebody; empty for one that rings nobody. */
    public static Optional<Ringing> ringing(ScriptStep step) {
        return switch (step) {
            case ScriptStep.Transfer t -> Optional.of(t.ringing());
            case ScriptStep.DialExtension d -> Optional.of(d.dial().ringing());
            case ScriptStep.SpellName s -> Optional.of(s.dial().ringing());
            case ScriptStep.Menu m -> m.extensions().map(Dial::ringing);
            default -> Optional.empty();
        };
    }

    /** The branches of a queue. */
    public static List<Action> branches(SendOn sendOn) {
        List<Action> all = new ArrayList<>(sendOn.branches().values());
        sendOn.then().ifPresent(all::add);
        return all;
    }
}
