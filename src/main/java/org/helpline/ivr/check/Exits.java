package org.helpline.ivr.check;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Choice;
import org.helpline.ivr.model.Dial;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.QueueWait;
import org.helpline.ivr.model.Retries;
import org.helpline.ivr.model.Ringing;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;

/** In which ways steps can end, apart from leaving for good. */
final class Exits {

    /** A way to end. */
    enum Exit {
        /** The step after it is run. */
        ON,
        /** The question around it is put again. */
        AGAIN,
        /** The question around it is left for the step after it. */
        NEXT
    }

    private final Script script;

    /** The queues whose ways out are looked at. */
    private final Set<String> within = new HashSet<>();

    Exits(Script script) {
        this.script = script;
    }

    Set<Exit> of(Action action) {
        return of(action.steps(), _ -> {});
    }

    /** The same, telling the first step of each dead rest. */
    Set<Exit> of(List<ScriptStep> steps, Consumer<ScriptStep> dead) {
        Set<Exit> exits = EnumSet.noneOf(Exit.class);
        for (ScriptStep step : steps) {
            Set<Exit> own = of(step);
            exits.addAll(own);
            exits.remove(Exit.ON);
            if (!own.contains(Exit.ON)) {
                int after = steps.indexOf(step) + 1;
                if (after < steps.size()) {
                    dead.accept(steps.get(after));
                }
                return exits;
            }
        }
        exits.add(Exit.ON);
        return exits;
    }

    Set<Exit> of(ScriptStep step) {
        return switch (step) {
            case ScriptStep.Switch _, ScriptStep.Declare _ -> EnumSet.of(Exit.ON);
            case ScriptStep.Say _, ScriptStep.Notice _, ScriptStep.SetLanguage _ -> EnumSet.of(Exit.ON);
            case ScriptStep.SetVariables _, ScriptStep.ChooseLanguage _ -> EnumSet.of(Exit.ON);
            case ScriptStep.Ask _ -> EnumSet.of(Exit.ON);
            case ScriptStep.Menu m -> menu(m);
            case ScriptStep.RecordCaller r -> record(r);
            case ScriptStep.When w -> when(w);
            case ScriptStep.Do _ -> EnumSet.of(Exit.ON);
            case ScriptStep.Return _ -> EnumSet.noneOf(Exit.class);
            case ScriptStep.Split s -> split(s);
            case ScriptStep.JoinQueue q -> queue(q);
            case ScriptStep.Transfer t -> ringing(t.ringing());
            case ScriptStep.DialExtension d -> dialling(d.keys().values(), d.dial(), d.retries());
            case ScriptStep.SpellName s -> dialling(s.keys().values(), s.dial(), s.retries());
            case ScriptStep.Callback c -> callback(c);
            case ScriptStep.LookUp l -> lookUp(l);
            case ScriptStep.Again _ -> EnumSet.of(Exit.AGAIN);
            case ScriptStep.Next _ -> EnumSet.of(Exit.NEXT);
            case ScriptStep.Go _, ScriptStep.ToScript _ -> EnumSet.noneOf(Exit.class);
            case ScriptStep.HangUp _, ScriptStep.Human _ -> EnumSet.noneOf(Exit.class);
        };
    }

    /** A key's steps that end go on after the menu; a retry's go back to it. */
    private Set<Exit> menu(ScriptStep.Menu menu) {
        boolean keysGoOn = menu.keys().values().stream()
                .map(c -> of(c.action()))
                .anyMatch(e -> e.contains(Exit.ON) || e.contains(Exit.NEXT));
        boolean retriesGoOn = java.util.stream.Stream.concat(
                        menu.retries().silence().stream(), menu.retries().wrong().stream())
                .anyMatch(a -> of(a).contains(Exit.NEXT));
        boolean diallingGoesOn = menu.extensions()
                .map(d -> ringing(d.ringing()))
                .filter(e -> e.contains(Exit.ON) || e.contains(Exit.NEXT))
                .isPresent();
        return keysGoOn || retriesGoOn || diallingGoesOn ? EnumSet.of(Exit.ON) : EnumSet.noneOf(Exit.class);
    }

    private Set<Exit> record(ScriptStep.RecordCaller step) {
        Set<Exit> exits = EnumSet.noneOf(Exit.class);
        exits.addAll(step.isLast() ? EnumSet.noneOf(Exit.class) : branch(step.then()));
        step.full().ifPresent(a -> exits.addAll(of(a)));
        boolean keysGoOn =
                step.keys().values().stream().anyMatch(c -> of(c.action()).contains(Exit.ON));
        if (keysGoOn) {
            exits.add(Exit.ON);
        }
        return exits;
    }

    private Set<Exit> when(ScriptStep.When when) {
        Set<Exit> exits = EnumSet.noneOf(Exit.class);
        exits.addAll(branch(when.then()));
        exits.addAll(branch(when.otherwise()));
        return exits;
    }

    private Set<Exit> split(ScriptStep.Split split) {
        Set<Exit> exits = EnumSet.noneOf(Exit.class);
        split.sides().forEach(s -> exits.addAll(of(s.action())));
        int all = split.sides().stream().mapToInt(ScriptStep.Side::percent).sum();
        if (all < 100) {
            exits.add(Exit.ON);
        }
        return exits;
    }

    private Set<Exit> branch(Optional<Action> action) {
        return action.map(this::of).orElse(EnumSet.of(Exit.ON));
    }

    /** A question whose answer rings somebody; what is written within it may put it again. */
    private Set<Exit> dialling(Collection<Choice> keys, Dial dial, Retries retries) {
        Set<Exit> exits = EnumSet.noneOf(Exit.class);
        exits.addAll(ringing(dial.ringing()));
        keys.forEach(c -> exits.addAll(of(c.action())));
        boolean on = exits.contains(Exit.ON)
                || exits.contains(Exit.NEXT)
                || Stream.concat(retries.silence().stream(), retries.wrong().stream())
                        .anyMatch(a -> of(a).contains(Exit.NEXT));
        return on ? EnumSet.of(Exit.ON) : EnumSet.noneOf(Exit.class);
    }

    /** Whoever is not reached goes on with the next step, unless every branch is written. */
    private Set<Exit> ringing(Ringing ringing) {
        Set<Exit> exits = EnumSet.noneOf(Exit.class);
        for (Missed.Why why : Missed.Why.values()) {
            exits.addAll(branch(ringing.missed().branch(why)));
        }
        ringing.after().ifPresent(a -> exits.addAll(of(a)));
        return exits;
    }

    /** Without a word of its own it ends with goodbye, or with the human. */
    private Set<Exit> callback(ScriptStep.Callback step) {
        Set<Exit> exits = EnumSet.noneOf(Exit.class);
        step.failed().ifPresent(a -> exits.addAll(of(a)));
        step.then().ifPresent(a -> exits.addAll(of(a)));
        Retries retries = step.ask().retries();
        Stream.concat(retries.silence().stream(), retries.wrong().stream())
                .map(this::of)
                .filter(own -> own.contains(Exit.NEXT))
                .forEach(_ -> exits.add(Exit.ON));
        return exits;
    }

    private Set<Exit> lookUp(ScriptStep.LookUp step) {
        Set<Exit> exits = EnumSet.of(Exit.ON); // found
        exits.addAll(of(step.none()));
        exits.addAll(of(step.failed()));
        return exits;
    }

    private Set<Exit> queue(ScriptStep.JoinQueue step) {
        Set<Exit> exits = EnumSet.noneOf(Exit.class);
        Steps.inner(step).forEach(a -> exits.addAll(of(a)));
        String queue = step.queue().value();
        QueueWait wait = script.queues().get(queue);
        if (wait != null && within.add(queue)) { // a key may lead back to the queue: what it adds is known then
            Steps.branches(wait.sendOn()).forEach(a -> exits.addAll(of(a)));
            wait.keys().values().stream()
                    .map(c -> c.action())
                    .filter(a -> !a.steps().stream().allMatch(ScriptStep.Say.class::isInstance))
                    .forEach(a -> exits.addAll(of(a)));
            wait.offer().ifPresent(o -> exits.addAll(of(o.choice().action())));
            within.remove(queue);
        }
        return exits;
    }
}
