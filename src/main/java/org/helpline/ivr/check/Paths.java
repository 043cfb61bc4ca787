package org.helpline.ivr.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.Digit;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.QueueWait;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;

/** The ways from section to section. {@code human} counts as one. */
final class Paths {

    private static final String HUMAN = "human";

    private final Script script;
    private final Exits exits;

    Paths(Script script) {
        this.script = script;
        this.exits = new Exits(script);
    }

    /** Sections that lead back to themselves without any key, and the step that closes the round. */
    record Round(List<String> sections, Place at) {}

    /** Every section that a call can come to. */
    Set<String> reachedFromStart() {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(Script.START, HUMAN));
        script.queues().values().forEach(q -> block(q).forEach(a -> open.addAll(goes(a))));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (reached.add(name)) {
                section(name).ifPresent(a -> open.addAll(goes(a)));
            }
        }
        return reached;
    }

    private Optional<Action> section(String name) {
        return name.equals(HUMAN)
                ? script.human()
                : Optional.ofNullable(script.sections().get(name));
    }

    private static List<Action> block(QueueWait wait) {
        List<Action> actions = new ArrayList<>(Steps.branches(wait.sendOn()));
        wait.keys().values().forEach(c -> actions.add(c.action()));
        wait.offer().ifPresent(o -> actions.add(o.choice().action()));
        return actions;
    }

    private static List<String> goes(Action action) {
        List<String> names = new ArrayList<>();
        for (ScriptStep step : action.steps()) {
            if (step instanceof ScriptStep.Go go) {
                names.add(go.section());
            } else if (step instanceof ScriptStep.Do(var _, ScriptStep.Routine.Section s, var _, var _)) {
                names.add(s.name());
            }
            Steps.inner(step).forEach(a -> names.addAll(goes(a)));
        }
        return names;
    }

    /** Whether some key, silence or wrong key of the question leads, however far, to somebody. */
    boolean reachHuman(ScriptStep.Input input) {
        Set<String> seen = new HashSet<>();
        Deque<Action> open = new ArrayDeque<>(Steps.inner(input));
        while (!open.isEmpty()) {
            Action action = open.pop();
            if (action.steps().stream().anyMatch(Paths::offersHuman)) {
                return true;
            }
            action.steps().forEach(s -> open.addAll(Steps.inner(s)));
            for (String name : goes(action)) {
                if (seen.add(name)) {
                    section(name).ifPresent(open::add);
                }
            }
        }
        return false;
    }

    private static boolean offersHuman(ScriptStep step) {
        return switch (step) {
            case ScriptStep.Human _, ScriptStep.JoinQueue _, ScriptStep.Transfer _, ScriptStep.ToScript _ -> true;
            case ScriptStep.Callback _ -> false; // its question knows key 0 itself
            case ScriptStep.Menu m -> !m.keys().containsKey(Digit.ZERO);
            case ScriptStep.ChooseLanguage c -> !c.keys().containsKey(Digit.ZERO);
            case ScriptStep.RecordCaller r -> !r.keys().containsKey(Digit.ZERO);
            case ScriptStep.SpellName s -> !s.keys().containsKey(Digit.ZERO);
            case ScriptStep.DialExtension _ -> false;
            case ScriptStep.Ask _, ScriptStep.Say _, ScriptStep.Notice _, ScriptStep.SetLanguage _ -> false;
            case ScriptStep.SetVariables _, ScriptStep.When _, ScriptStep.LookUp _, ScriptStep.Go _ -> false;
            case ScriptStep.Switch _, ScriptStep.Declare _ -> false;
            case ScriptStep.Do d -> d.routine() instanceof ScriptStep.Routine.Script; // that has its own way to a human
            case ScriptStep.Return _, ScriptStep.Split _ -> false;
            case ScriptStep.HangUp _, ScriptStep.Again _, ScriptStep.Next _ -> false;
        };
    }

    /** The rounds of a caller who never presses a key. */
    List<Round> silentRounds() {
        Map<String, Map<String, Place>> edges = new LinkedHashMap<>();
        script.sections().forEach((name, action) -> edges.put(name, silentWays(action)));
        script.human().ifPresent(h -> edges.put(HUMAN, silentWays(h)));
        List<Round> rounds = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (String name : edges.keySet()) {
            search(name, edges, new ArrayList<>(), done, rounds);
        }
        return rounds;
    }

    private static void search(
            String name,
            Map<String, Map<String, Place>> edges,
            List<String> path,
            Set<String> done,
            List<Round> rounds) {
        if (done.contains(name)) {
            return;
        }
        path.add(name);
        edges.getOrDefault(name, Map.of()).forEach((to, at) -> {
            int begin = path.indexOf(to);
            if (begin >= 0) {
                List<String> round = new ArrayList<>(path.subList(begin, path.size()));
                round.add(to);
                rounds.add(new Round(round, at));
            } else {
                search(to, edges, path, done, rounds);
            }
        });
        path.removeLast();
        done.add(name);
    }

    private Map<String, Place> silentWays(Action action) {
        Map<String, Place> ways = new LinkedHashMap<>();
        silent(action, ways);
        return ways;
    }

    private void silent(Action action, Map<String, Place> ways) {
        for (ScriptStep step : action.steps()) {
            if (step instanceof ScriptStep.Go go) {
                ways.putIfAbsent(go.section(), go.at());
            } else if (step instanceof ScriptStep.Human human) {
                ways.putIfAbsent(HUMAN, human.at());
            }
            withoutKey(step).forEach(a -> silent(a, ways));
            if (step instanceof ScriptStep.Input input && !isPassedInSilence(input)) {
                return;
            }
        }
    }

    private boolean isPassedInSilence(ScriptStep.Input input) {
        List<Action> silence = input instanceof ScriptStep.RecordCaller r
                ? r.nothing()
                : input.retries().silence();
        return silence.stream().anyMatch(a -> exits.of(a).contains(Exits.Exit.NEXT));
    }

    /** The actions inside a step that come about by themselves. */
    private Collection<Action> withoutKey(ScriptStep step) {
        return switch (step) {
            case ScriptStep.RecordCaller r -> {
                List<Action> all = new ArrayList<>(r.nothing());
                r.full().ifPresent(all::add);
                r.then().ifPresent(all::add);
                yield all;
            }
            case ScriptStep.Input input -> input.retries().silence();
            case ScriptStep.When when -> Steps.inner(when);
            case ScriptStep.Split split -> Steps.inner(split);
            case ScriptStep.Do _, ScriptStep.Return _ -> List.of();
            case ScriptStep.LookUp lookUp -> Steps.inner(lookUp);
            case ScriptStep.JoinQueue queue -> {
                List<Action> all = new ArrayList<>(Steps.branches(queue.sendOn()));
                QueueWait wait = script.queues().get(queue.queue().value());
                if (wait != null) {
                    all.addAll(Steps.branches(wait.sendOn()));
                }
                yield all;
            }
            case ScriptStep.Transfer transfer -> transfer.ringing().missed().all();
            case ScriptStep.Callback callback -> callback.ask().retries().silence(); // nothing else without a key
            case ScriptStep.Say _, ScriptStep.Notice _, ScriptStep.SetLanguage _ -> List.of();
            case ScriptStep.SetVariables _, ScriptStep.Go _, ScriptStep.ToScript _ -> List.of();
            case ScriptStep.HangUp _, ScriptStep.Human _, ScriptStep.Again _, ScriptStep.Next _ -> List.of();
            case ScriptStep.Switch _, ScriptStep.Declare _ -> List.of();
        };
    }
}
