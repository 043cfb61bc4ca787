package org.helpline.ivr.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.core.Digit;
import org.helpline.ivr.check.Exits.Exit;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Retries;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;

/** What the steps alone show of a caller who can get lost: ends that are none, dead steps, lists whose last word does not leave. */
final class FlowCheck {

    private final Script script;
    private final Findings findings;
    private final Exits exits;
    private final Paths paths;
    private final Set<String> routines;

    FlowCheck(Script script, Findings findings) {
        this.script = script;
        this.findings = findings;
        this.exits = new Exits(script);
        this.paths = new Paths(script);
        this.routines = new Routines(script).sections();
    }

    void check() {
        script.sections().forEach(this::section);
        script.human().ifPresent(this::human);
        new Steps(script).forEach(this::step);
        script.queues().values().forEach(q -> q.keys().values().forEach(c -> rest(c.action())));
        deadSections();
        new Routines(script).rounds().forEach(findings::problem);
    }

    /**
     * Whether some caller may go round for ever or never reach anybody, as far as the steps alone show it, whatever their conditions say:
     * a proof has to tell.
     */
    boolean isDoubtful() {
        boolean[] lonely = {false};
        new Steps(script).forEach(step -> lonely[0] |= step instanceof ScriptStep.Input i && !reachesHuman(i));
        return lonely[0] || !paths.silentRounds().isEmpty();
    }

    private void section(String name, Action section) {
        if (rest(section).contains(Exit.ON) && !routines.contains(name)) {
            for (Place at : ends(section.steps())) {
                findings.problem(
                        at,
                        "The section '" + name + "' runs off its end here.",
                        "Say where it goes on: a section, queue, script, human, again or hangup.");
            }
        }
    }

    private void human(Action human) {
        if (!rest(human).isEmpty()) {
            findings.problem(human.at(), "'human' leads to nobody.", "Let it end with a queue, script or section.");
        }
    }

    /** The steps at whose end the section has no next one. */
    private List<Place> ends(List<ScriptStep> steps) {
        ScriptStep last = steps.getLast();
        List<Place> places = new ArrayList<>();
        if (last instanceof ScriptStep.Menu menu) {
            menu.keys().values().stream()
                    .map(c -> c.action())
                    .filter(a -> exits.of(a).contains(Exit.ON))
                    .forEach(a -> places.add(a.steps().getLast().at()));
        } else if (last instanceof ScriptStep.JoinQueue
                || last instanceof ScriptStep.Transfer
                || last instanceof ScriptStep.When) {
            Steps.inner(last).stream()
                    .filter(a -> exits.of(a).contains(Exit.ON))
                    .forEach(a -> places.add(a.steps().getLast().at()));
        }
        return places.isEmpty() ? List.of(last.at()) : places;
    }

    private Set<Exit> rest(Action action) {
        return exits.of(
                action.steps(),
                dead -> findings.problem(
                        dead.at(),
                        "This step is never reached.",
                        "What stands before it always leaves: remove one of them."));
    }

    private void step(ScriptStep step) {
        Steps.inner(step).forEach(this::rest);
        if (step instanceof ScriptStep.Input input) {
            list(input, "silence", input.retries().silence());
            list(input, "wrong", input.retries().wrong());
            if (input instanceof ScriptStep.RecordCaller r) {
                list(input, "nothing", r.nothing());
            }
        }
    }

    private void list(ScriptStep.Input input, String word, List<Action> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Action last = entries.getLast();
        Set<Exit> ways = exits.of(last);
        if (ways.contains(Exit.ON) || ways.contains(Exit.AGAIN)) {
            findings.problem(
                    shown(last.at(), input.retries()),
                    "The last word of '" + word + "' does not leave.",
                    "End the list with human, hangup, next, or a section.");
        }
        for (Action entry : entries.subList(0, entries.size() - 1)) {
            Set<Exit> own = exits.of(entry);
            if (!own.contains(Exit.ON) && !own.contains(Exit.AGAIN)) {
                findings.problem(
                        shown(entry.at(), input.retries()),
                        "Nothing after this word of '" + word + "' is ever reached.",
                        "It always leaves: make it the last one.");
            }
        }
    }

    private static Place shown(Place at, Retries retries) {
        return at.line() > 0 ? at : retries.at();
    }

    /** Key 0 means a human unless a script gives it to something else; then something else must lead to one. */
    private boolean reachesHuman(ScriptStep.Input input) {
        boolean several = input instanceof ScriptStep.Ask || input instanceof ScriptStep.DialExtension;
        boolean zeroIsHuman = !several && !overrides(input);
        // the house's own people, and those who have had their human
        boolean isForTheHouse = input instanceof ScriptStep.Ask a
                && (a.pin().isPresent() || a.answer().scale().isPresent());
        return isForTheHouse || script.human().isEmpty() || zeroIsHuman || paths.reachHuman(input);
    }

    private static boolean overrides(ScriptStep.Input input) {
        return switch (input) {
            case ScriptStep.Menu m -> m.keys().containsKey(Digit.ZERO);
            case ScriptStep.ChooseLanguage c -> c.keys().containsKey(Digit.ZERO);
            case ScriptStep.RecordCaller r -> r.keys().containsKey(Digit.ZERO);
            case ScriptStep.SpellName s -> s.keys().containsKey(Digit.ZERO);
            case ScriptStep.Ask _, ScriptStep.DialExtension _ -> false;
        };
    }

    private void deadSections() {
        Set<String> reached = paths.reachedFromStart();
        for (Map.Entry<String, Action> section : script.sections().entrySet()) {
            if (!reached.contains(section.getKey())) {
                findings.problem(
                        section.getValue().at(),
                        "Nothing leads to the section '" + section.getKey() + "'.",
                        "Let a step go to it, or remove it.");
            }
        }
    }
}
