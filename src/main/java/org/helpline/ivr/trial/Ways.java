package org.helpline.ivr.trial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.helpline.core.Digit;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Choice;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.QueueRule;
import org.helpline.ivr.model.QueueWait;
import org.helpline.ivr.model.Ringing;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.SendOn;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.run.StepIndex;

/**
 * All steps and branches that a script's designer has written. What the language adds by itself (line 0) does not count; a retry
 * list that is declared once counts for each question, since each has to be heard with its own prompts.
 */
final class Ways {

    private final Map<String, Way> ways = new LinkedHashMap<>();
    private final Map<String, String> saidByKey = new LinkedHashMap<>();

    private Ways(Script script) {
        script.queues().values().forEach(this::keysThatOnlySay);
        new Steps(script).forEach(this::step);
        script.queues().values().forEach(this::queue);
    }

    /** In the order written; steps and branches mixed. */
    static List<Way> of(Script script) {
        return new Ways(script).ways.values().stream().sorted(Way.AS_WRITTEN).toList();
    }

    private void step(ScriptStep step) {
        if (step.at().line() > 0) {
            String id = StepIndex.id(step);
            add(new Way(step.at(), saidByKey.getOrDefault(id, id), id, true, ""));
        }
        switch (step) {
            case ScriptStep.Menu m -> {
                keys(m.at(), m.keys());
                m.extensions().ifPresent(d -> ringing(m.at(), d.ringing()));
            }
            case ScriptStep.DialExtension d -> {
                keys(d.at(), d.keys());
                ringing(d.at(), d.dial().ringing());
            }
            case ScriptStep.SpellName s -> {
                keys(s.at(), s.keys());
                ringing(s.at(), s.dial().ringing());
            }
            case ScriptStep.Ask a -> keys(a.at(), a.keys());
            case ScriptStep.Switch _, ScriptStep.Declare _ -> {}
            case ScriptStep.RecordCaller r -> {
                keys(r.at(), r.keys());
                entries(r, "nothing", r.nothing());
                r.full().ifPresent(a -> firstStep(r.at(), "full", a));
                r.then().ifPresent(a -> firstStep(r.at(), "then", a));
            }
            case ScriptStep.ChooseLanguage c -> c.keys().keySet().forEach(k -> key(c.at(), c.at(), k));
            case ScriptStep.When w -> {
                branch(w.at(), w.then().map(Action::at).orElse(w.at()), StepIndex.id(w) + ": yes", "yes of " + w.at());
                branch(
                        w.at(),
                        w.otherwise().map(Action::at).orElse(w.at()),
                        StepIndex.id(w) + ": no",
                        "no of " + w.at());
            }
            case ScriptStep.Notice n ->
                branch(n.at(), n.at(), Coverage.said(n.name()), "notice " + n.name() + " switched on");
            case ScriptStep.JoinQueue q -> {
                sendOn(q.at(), q.sendOn());
                q.after().ifPresent(a -> firstStep(q.at(), "after", a));
            }
            case ScriptStep.Transfer t -> ringing(t.at(), t.ringing());
            case ScriptStep.Callback c -> {
                c.failed().ifPresent(a -> firstStep(c.at(), "failed", a));
                c.then().ifPresent(a -> firstStep(c.at(), "then", a));
            }
            case ScriptStep.LookUp l -> {
                branch(l.at(), l.at(), Coverage.lookedUp(l.at().name(), "found"), "found of " + l.at());
                branch(l.at(), l.none().at(), Coverage.lookedUp(l.at().name(), "none"), "none of " + l.at());
                branch(l.at(), l.failed().at(), Coverage.lookedUp(l.at().name(), "failed"), "failed of " + l.at());
            }
            case ScriptStep.Split s ->
                s.sides()
                        .forEach(side -> branch(
                                s.at(),
                                side.action().at(),
                                StepIndex.id(s) + ": " + side.label(),
                                side.label() + " of " + s.at()));
            case ScriptStep.Do _, ScriptStep.Return _ -> {}
            case ScriptStep.Say _, ScriptStep.SetLanguage _, ScriptStep.SetVariables _, ScriptStep.Go _ -> {}
            case ScriptStep.ToScript _, ScriptStep.HangUp _, ScriptStep.Human _ -> {}
            case ScriptStep.Again _, ScriptStep.Next _ -> {}
        }
        if (step instanceof ScriptStep.Input input) {
            entries(input, "silence", input.retries().silence());
            entries(input, "wrong", input.retries().wrong());
        }
    }

    private void add(Way way) {
        ways.putIfAbsent((way.isStep() ? "step " : "branch ") + way.id() + (way.isStep() ? way.words() : ""), way);
    }

    private void branch(Place of, Place at, String id, String words) {
        add(new Way(at, id, words, false, at.name().equals(of.name()) ? "" : at.name()));
    }

    private void keys(Place of, Map<Digit, Choice> keys) {
        keys.forEach((key, choice) -> key(of, choice.action().at(), key));
    }

    private void key(Place of, Place at, Digit key) {
        branch(of, at, Coverage.key(of.name(), Character.toString(key.symbol())), "key " + key.symbol() + " of " + of);
    }

    private void entries(ScriptStep.Input input, String word, List<Action> entries) {
        for (int i = 0; i < entries.size(); i++) {
            Place at = entries.get(i).at();
            if (at.line() > 0) {
                boolean own = at.name().startsWith(input.at().name() + ".");
                branch(
                        input.at(),
                        own ? at : input.at(),
                        Coverage.retry(input.at().name(), word, i + 1),
                        word + " " + (i + 1) + " of " + input.at());
            }
        }
    }

    private void queue(QueueWait wait) {
        keys(wait.at(), wait.keys());
        wait.offer()
                .filter(o -> !wait.keys().containsKey(o.key()))
                .ifPresent(o -> key(wait.at(), o.choice().action().at(), o.key()));
        wait.rules().forEach(rule -> rule(wait, rule));
        sendOn(wait.at(), wait.sendOn());
    }

    private void rule(QueueWait wait, QueueRule rule) {
        String words = rule.note().isEmpty() ? rule.name() : "rule " + rule.note();
        add(new Way(rule.at(), Coverage.ruled(rule.at().name()), words + " of " + wait.at(), false, ""));
    }

    private void sendOn(Place of, SendOn sendOn) {
        sendOn.branches().forEach((reason, action) -> firstStep(of, reason.word(), action));
        sendOn.then().ifPresent(a -> firstStep(of, "then", a));
    }

    private void ringing(Place of, Ringing ringing) {
        ringing.missed().branches().forEach((why, action) -> firstStep(of, why.word(), action));
        ringing.missed().then().ifPresent(a -> firstStep(of, "then", a));
        ringing.after().ifPresent(a -> firstStep(of, "after", a));
    }

    /** Such a branch is taken when its first step is. */
    private void firstStep(Place of, String word, Action action) {
        branch(of, action.at(), StepIndex.id(action.steps().getFirst()), word + " of " + of);
    }

    /** A key of a queue that only says something enters no step: its steps are taken when the key is pressed. */
    private void keysThatOnlySay(QueueWait wait) {
        wait.keys().forEach((key, choice) -> {
            List<ScriptStep> steps = choice.action().steps();
            if (steps.stream().allMatch(ScriptStep.Say.class::isInstance)) {
                String id = Coverage.key(wait.at().name(), Character.toString(key.symbol()));
                steps.forEach(s -> saidByKey.put(StepIndex.id(s), id));
            }
        });
    }
}
