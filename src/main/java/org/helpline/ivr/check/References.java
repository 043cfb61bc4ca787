package org.helpline.ivr.check;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.helpline.core.Digit;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.Choice;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.Dial;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.QueueRule;
import org.helpline.ivr.model.QueueWait;
import org.helpline.ivr.model.Ringing;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.model.Template;
import org.helpline.ivr.model.Term;
import org.helpline.ivr.model.Variable;
import org.helpline.ivr.model.Wanted;
import org.helpline.ivr.parse.ParsedScript;
import org.helpline.ivr.parse.Words;

/** Whether everything that a script names exists. */
final class References {

    private final Script script;
    private final Known known;
    private final Findings findings;
    private final LookUpUse lookUps;
    private final SubScripts subScripts;
    private final Variables variables;

    References(ParsedScript parsed, Known known, Findings findings) {
        this.script = parsed.script();
        this.known = known;
        this.findings = findings;
        this.lookUps = new LookUpUse(script, known, findings);
        this.subScripts = new SubScripts(script);
        this.variables = new Variables(script, lookUps, subScripts, findings);
    }

    void check() {
        script.human().ifPresent(a -> action(a, false));
        script.sections().values().forEach(a -> action(a, false));
        script.queues().forEach(this::queueBlock);
        variables.check();
        subScripts.check(variables, findings);
    }

    private void queueBlock(String queue, QueueWait wait) {
        exists(wait.at(), queue, known.queues(), "queue");
        if (!wait.music().isEmpty()) {
            exists(wait.at(), wait.music(), known.music(), "music");
        }
        spoken(wait.at(), wait.say());
        wait.offer().ifPresent(o -> {
            spoken(o.choice().action().at(), o.say());
            action(o.choice().action(), false);
        });
        wait.rules().forEach(this::rule);
        if (!wait.rules().isEmpty() && !isJoined(queue)) {
            findings.remark(
                    wait.rules().getFirst().at(),
                    "No step of this script leads to the queue " + queue + ".",
                    "Its rules count only for callers whom the settings or an agent send there.");
        }
        wait.keys().values().forEach(c -> action(c.action(), false));
        Steps.branches(wait.sendOn()).forEach(a -> action(a, false));
    }

    private boolean isJoined(String queue) {
        boolean[] joined = new boolean[1];
        new Steps(script)
                .forEach(s -> joined[0] |=
                        s instanceof ScriptStep.JoinQueue q && q.queue().value().equals(queue));
        return joined[0];
    }

    private void rule(QueueRule rule) {
        condition(rule.at(), rule.when());
        rule.needs().keySet().forEach(skill -> skill(rule.at(), skill));
        rule.prefer().flatMap(Wanted.Preferred::agent).ifPresent(t -> slots(rule.at(), t));
        if (!Satisfiable.isSatisfiable(rule.when())) {
            findings.problem(
                    rule.at(),
                    "This rule never counts: its condition holds of no call.",
                    "Look at what 'when' compares, and at && and ||.");
        }
    }

    private void action(Action action, boolean inQuestion) {
        for (ScriptStep step : action.steps()) {
            step(step, inQuestion);
            boolean inside = inQuestion || step instanceof ScriptStep.Input;
            Steps.inner(step).forEach(a -> action(a, inside));
        }
    }

    private void step(ScriptStep step, boolean inQuestion) {
        switch (step) {
            case ScriptStep.Say s -> spoken(s.at(), s.what());
            case ScriptStep.Menu m -> {
                spoken(m.at(), m.prompt());
                m.extensions().ifPresent(d -> dial(m.at(), d));
                m.extensions().ifPresent(d -> m.keys().forEach((key, choice) -> beginsAnExtension(key, choice, d)));
            }
            case ScriptStep.DialExtension d -> {
                spoken(d.at(), d.prompt());
                dial(d.at(), d.dial());
            }
            case ScriptStep.SpellName s -> {
                spoken(s.at(), s.prompt());
                spoken(s.at(), s.choose());
                spoken(s.at(), s.more());
                dial(s.at(), s.dial());
            }
            case ScriptStep.Ask a -> {
                keptSecret(a);
                spoken(a.at(), a.prompt());
                spoken(a.at(), a.confirm());
            }
            case ScriptStep.RecordCaller r -> {
                spoken(r.at(), r.prompt());
                spoken(r.at(), r.review());
                r.box().ifPresent(q -> exists(r.at(), q.value(), known.queues(), "queue"));
                r.asPrompt().ifPresent(_ -> afterPin(r.at()));
            }
            case ScriptStep.Declare d -> {
                exists(d.at(), d.calendar(), known.hours(), "calendar");
                d.says().values().forEach(words -> spoken(d.at(), words));
                if (!d.to().equals(ScriptStep.Declare.TELL)) {
                    afterPin(d.at());
                }
            }
            case ScriptStep.Switch s -> {
                spoken(s.at(), s.isOn());
                spoken(s.at(), s.isOff());
                if (s.to() != ScriptStep.Switch.To.TELL) {
                    afterPin(s.at());
                }
            }
            case ScriptStep.ChooseLanguage c -> spoken(c.at(), c.prompt());
            case ScriptStep.SetLanguage _ -> {}
            case ScriptStep.SetVariables s -> s.values().values().forEach(a -> assigned(s.at(), a));
            case ScriptStep.Notice n -> notice(n);
            case ScriptStep.When w -> condition(w.at(), w.condition());
            case ScriptStep.JoinQueue q -> {
                exists(q.at(), q.queue().value(), known.queues(), "queue");
                wanted(q.at(), q.wanted());
                q.pop().values().forEach(t -> slots(q.at(), t));
            }
            case ScriptStep.Transfer t -> transfer(t);
            case ScriptStep.Callback c -> callback(c);
            case ScriptStep.LookUp l -> lookUp(l);
            case ScriptStep.Do d -> {
                boolean section = d.routine() instanceof ScriptStep.Routine.Section;
                exists(
                        d.at(),
                        d.routine().name(),
                        section ? script.sections().keySet() : known.scripts(),
                        section ? "section" : "script");
                d.with().values().forEach(a -> assigned(d.at(), a));
            }
            case ScriptStep.Return r -> r.value().ifPresent(a -> assigned(r.at(), a));
            case ScriptStep.Split _ -> {}
            case ScriptStep.Go g ->
                exists(g.at(), g.section(), script.sections().keySet(), "section");
            case ScriptStep.ToScript t -> exists(t.at(), t.script(), known.scripts(), "script");
            case ScriptStep.HangUp _ -> {}
            case ScriptStep.Human h -> human(h.at());
            case ScriptStep.Again a -> question(a.at(), "again", inQuestion);
            case ScriptStep.Next n -> question(n.at(), "next", inQuestion);
        }
    }

    /** Without a PIN in the call nothing is changed: a script that never asks for one can change nothing. */
    private void afterPin(Place at) {
        boolean[] asks = new boolean[1];
        new Steps(script)
                .forEach(
                        s -> asks[0] |= s instanceof ScriptStep.Ask a && a.pin().isPresent());
        if (!asks[0]) {
            findings.problem(at, "Nobody is asked for a PIN before this.", "Put a 'pin: enter_pin' step before it.");
        }
    }

    private void transfer(ScriptStep.Transfer step) {
        Template name = switch (step.whom()) {
            case ScriptStep.Whom.Agent a -> a.id();
            case ScriptStep.Whom.Extension e -> e.number();
            case ScriptStep.Whom.Outside n -> n.number();
        };
        slots(step.at(), name);
        if (name.slots().isEmpty()) {
            switch (step.whom()) {
                case ScriptStep.Whom.Agent a ->
                    exists(step.at(), a.id().fill(n -> n), known.book().agents(), "agent");
                case ScriptStep.Whom.Extension e ->
                    exists(step.at(), e.number().fill(n -> n), known.book().numbers(), "extension");
                case ScriptStep.Whom.Outside n -> outside(step.at(), n.number().fill(t -> t));
            }
        }
        ringing(step.at(), step.ringing());
    }

    private void outside(Place at, String number) {
        if (known.book().number(number).isEmpty()) {
            findings.problem(
                    at,
                    "No trunk may call " + number + ".",
                    "Write it as +49301234567, and let a trunk call it: allow in conf/trunks.ini.");
        }
    }

    private void dial(Place at, Dial dial) {
        if (known.book().numbers().isEmpty() && known.book().agents().isEmpty()) {
            findings.problem(at, "There is nobody to dial.", "Name extensions in conf/extensions.ini.");
        }
        ringing(at, dial.ringing());
    }

    /** Such a key waits for the next one: callers should know, or it should be another key. */
    private void beginsAnExtension(Digit key, Choice choice, Dial dial) {
        String symbol = Character.toString(key.symbol());
        known.book().numbers().stream()
                .filter(n -> n.startsWith(symbol))
                .findFirst()
                .ifPresent(n -> findings.remark(
                        choice.action().at(),
                        "Key " + symbol + " takes " + dial.between().toMillis() / 1000.0
                                + " s longer here, since extension " + n + " begins with it.",
                        "Take another key, or extensions that begin otherwise."));
    }

    private void ringing(Place at, Ringing ringing) {
        spoken(at, ringing.say());
        ringing.pop().values().forEach(t -> slots(at, t));
        if (!ringing.music().isEmpty() && !ringing.music().equals(Ringing.RINGBACK)) {
            exists(at, ringing.music(), known.music(), "music");
        }
    }

    private void callback(ScriptStep.Callback step) {
        exists(step.at(), step.queue().value(), known.queues(), "queue");
        slots(step.at(), step.number());
        spoken(step.at(), step.promise());
        spoken(step.at(), step.there());
        spoken(step.at(), step.refused());
        if (!known.callbacks()) {
            findings.problem(
                    step.at(),
                    "Nobody can be called back: the server does not know which numbers it may call, or by what way.",
                    "Set callbacks.allow and callbacks.contact in conf/callbacks.properties.");
        }
    }

    private void keptSecret(ScriptStep.Ask ask) {
        Variable variable = script.head().variables().get(ask.variable());
        if (ask.secret() && variable != null && variable.ofCustomer()) {
            findings.problem(
                    ask.at(),
                    "'" + ask.variable() + "' is a secret, and would be kept for the customer's next calls.",
                    "Remove 'keep: customer' from it, or 'secret'.");
        }
    }

    private void lookUp(ScriptStep.LookUp step) {
        lookUps.check(step);
        step.with().values().forEach(a -> assigned(step.at(), a));
        spoken(step.at(), step.meanwhile());
        if (!known.music().contains(step.music()) && !step.music().equals("default")) {
            exists(step.at(), step.music(), known.music(), "music");
        }
    }

    private void notice(ScriptStep.Notice notice) {
        if (!known.notices().isEmpty()) {
            exists(notice.at(), notice.name(), known.notices(), "notice");
        }
    }

    private void human(Place at) {
        if (script.human().isEmpty()) {
            findings.problem(
                    at, "'human' is said here, but the script has none.", "Add 'human: {queue: …}' at the top.");
        }
    }

    private void question(Place at, String word, boolean inQuestion) {
        if (!inQuestion) {
            findings.problem(
                    at,
                    "'" + word + "' belongs to a question.",
                    "Write it under the keys, silence or wrong of a menu or ask.");
        }
    }

    private void condition(Place at, Condition condition) {
        switch (condition) {
            case Condition.Calendar c -> exists(at, c.hours(), known.hours(), "calendar");
            case Condition.Expression e -> calendars(e.tree());
            case Condition.IsText t -> variable(at, t.variable());
            case Condition.IsNumber n -> variable(at, n.variable());
        }
    }

    /** A queue that is asked before anybody joins it. */
    private void asked(Place at, String name) {
        QueueFigure.Asked.by(name).ifPresent(a -> exists(at, a.queue(), known.queues(), "queue"));
    }

    /** The calendars and queues that an expression asks. */
    private void calendars(Term term) {
        if (term instanceof Term.Apply a
                && a.operation().asksCalendar()
                && a.parts().getFirst() instanceof Term.Constant c) {
            exists(new Place("", c.at().line(), c.at().column()), c.value().written(), known.hours(), "calendar");
        }
        if (term instanceof Term.Name name) {
            asked(new Place("", name.at().line(), name.at().column()), name.name());
        }
        term.parts().forEach(this::calendars);
    }

    private void assigned(Place at, Assigned assigned) {
        switch (assigned) {
            case Assigned.Filled f -> slots(at, f.text());
            case Assigned.Computed c -> calendars(c.tree());
            case Assigned.Listed l -> l.entries().forEach(a -> assigned(at, a));
            case Assigned.Mapped m -> m.entries().values().forEach(a -> assigned(at, a));
            case Assigned.Fixed _ -> {}
        }
    }

    private void spoken(Place at, List<Spoken> what) {
        for (Spoken spoken : what) {
            if (spoken instanceof Spoken.Value value) {
                variable(at, value.slot().name());
                lookUps.said(at, value.slot());
            } else if (spoken instanceof Spoken.Prompt prompt) {
                script.languages()
                        .forEach(tag -> script.prompts().text(prompt.id(), tag).ifPresent(t -> {
                            slots(at, t);
                            t.slots().forEach(slot -> lookUps.said(at, slot));
                        }));
            }
        }
    }

    private void slots(Place at, Template text) {
        text.slots().stream().map(Slot::name).forEach(n -> variable(at, n));
    }

    private void variable(Place at, String name) {
        asked(at, name);
        if (!lookUps.variable(at, name) && !variables.exists(name)) {
            variables.unknown(at, name);
        }
    }

    private void wanted(Place at, Wanted wanted) {
        wanted.skills().forEach(skill -> skill(at, skill));
        wanted.relaxed().forEach(r -> r.also().forEach(q -> exists(at, q.value(), known.queues(), "queue")));
        wanted.priority().ifPresent(p -> assigned(at, p));
        wanted.prefer().flatMap(Wanted.Preferred::agent).ifPresent(t -> slots(at, t));
    }

    private void skill(Place at, String name) {
        if (!known.skills().contains(name)) {
            String near = known.skills().isEmpty()
                    ? ""
                    : Words.suggestion(name, new TreeSet<>(known.skills()), "skill") + " ";
            String fix = near + "An agent gets it in conf/agents.ini, by 'skills'.";
            findings.problem(at, "No agent has the skill '" + name + "'.", fix);
        }
    }

    private void exists(Place at, String name, Collection<String> there, String kind) {
        if (there.contains(name)) {
            return;
        }
        String what = "There is no " + kind + " '" + name + "'.";
        findings.problem(at, what, Words.suggestion(name, new TreeSet<>(there), "other " + kind));
    }
}
