package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.QueueWait;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.run.Situation;

/**
 * Which variables can still make a difference to where a call goes: those that a condition may read before they are set anew. Others
 * need not tell situations apart, which keeps the number of situations small. It errs on the side of keeping one.
 */
final class Liveness {

    private final Script script;
    private final Set<String> matter;
    private final Set<String> ruled;
    private final Map<String, Set<String>> sections = new HashMap<>();
    private Set<String> human = Set.of();
    private Set<String> queues = Set.of();

    Liveness(Script script, Set<String> matter) {
        this.script = script;
        this.matter = matter;
        Set<String> inRules = new HashSet<>();
        Family.rules(script).forEach(r -> inRules.addAll(Names.decidedBy(r.when())));
        this.ruled = kept(inRules);
        if (!matter.isEmpty()) {
            while (again()) {
                // until no section reads more than was thought
            }
        }
    }

    private boolean again() {
        boolean more = false;
        for (Map.Entry<String, Action> section : script.sections().entrySet()) {
            Set<String> read = before(section.getValue(), ruled);
            more |= !read.equals(sections.put(section.getKey(), read));
        }
        Set<String> reachedByZero = script.human().map(a -> before(a, ruled)).orElse(ruled);
        more |= !reachedByZero.equals(human);
        human = reachedByZero;
        Set<String> inQueues = new HashSet<>(ruled); // an agent may send callers from one queue to another
        for (QueueWait wait : script.queues().values()) {
            wait.keys().values().forEach(c -> inQueues.addAll(before(c.action(), ruled)));
            Steps.branches(wait.sendOn()).forEach(a -> inQueues.addAll(before(a, ruled)));
        }
        more |= !inQueues.equals(queues);
        queues = inQueues;
        return more;
    }

    /**
     * Those that matter from here on, of the script that runs and of each that waits for it to come back, nearest first.
     *
     * @param of what is known of each script
     */
    static List<Set<String>> at(Situation situation, Script running, Family family, Map<String, Liveness> of) {
        List<Set<String>> live = new ArrayList<>();
        List<Situation.Rest> rests = new ArrayList<>();
        Optional<ScriptStep> begin = situation.step();
        boolean ringing = situation.isRinging();
        Script script = running;
        for (Situation.Rest rest : situation.rests()) {
            if (rest instanceof Situation.Rest.Routine(ScriptStep.Do run)
                    && Family.runs(run).isPresent()) {
                live.add(in(of, script).at(rests, begin, ringing));
                script = family.of(run);
                rests.clear();
                begin = Optional.of(run);
                ringing = false;
            } else {
                rests.add(rest);
            }
        }
        live.add(in(of, script).at(rests, begin, ringing));
        return live;
    }

    private static Liveness in(Map<String, Liveness> of, Script script) {
        return Objects.requireNonNull(of.get(script.name()));
    }

    private Set<String> at(List<Situation.Rest> rests, Optional<ScriptStep> step, boolean ringing) {
        if (matter.isEmpty()) {
            return Set.of();
        }
        if (ringing) {
            return matter; // what follows is not among the rests
        }
        Set<String> after = ruled;
        for (Situation.Rest rest : rests.reversed()) {
            after = switch (rest) {
                case Situation.Rest.Steps s -> before(s.steps(), s.next(), after);
                case Situation.Rest.Routine _ -> after;
                case Situation.Rest.Booking b -> before(b.step(), after);
                case Situation.Rest.Question q -> union(after, before(q.step(), after));
            };
        }
        return step.isPresent() ? union(before(step.get(), after), confirmed(step.get(), after)) : after;
    }

    /** An answer that is still to be confirmed has been set already. */
    private static Set<String> confirmed(ScriptStep step, Set<String> after) {
        return step instanceof ScriptStep.Ask a && !a.confirm().isEmpty() ? after : Set.of();
    }

    private Set<String> before(Action action, Set<String> after) {
        return before(action.steps(), 0, after);
    }

    private Set<String> before(List<ScriptStep> steps, int from, Set<String> after) {
        Set<String> read = after;
        for (int i = steps.size() - 1; i >= from; i--) {
            read = before(steps.get(i), read);
        }
        return read;
    }

    private Set<String> before(ScriptStep step, Set<String> after) {
        return switch (step) {
            case ScriptStep.Go g -> sections.getOrDefault(g.section(), Set.of());
            case ScriptStep.Human _ -> human;
            case ScriptStep.HangUp _ -> human; // key 0 in the last words
            case ScriptStep.Again _ -> Set.of(); // the question itself counts
            case ScriptStep.ToScript _ -> matter;
            case ScriptStep.Do d
            when Family.runs(d).isPresent() ->
                union(
                        human,
                        union(
                                without(after, d.result()),
                                kept(Names.readToSet(d.with().values()))));
            case ScriptStep.Do _, ScriptStep.Return _ -> matter; // what comes back reads what it likes
            case ScriptStep.SetVariables s -> set(s, after);
            case ScriptStep.When w ->
                union(
                        kept(Names.decidedBy(w.condition())),
                        w.then().isPresent() && w.otherwise().isPresent()
                                ? inside(w, after)
                                : union(after, inside(w, after)));
            case ScriptStep.Ask a -> union(without(after, a.variable()), union(human, inside(a, after)));
            case ScriptStep.LookUp l -> union(withoutFields(after, l.variable()), inside(l, after));
            case ScriptStep.JoinQueue q -> union(union(queues, after), inside(q, after)); // with what rules ask
            default -> union(union(after, human), inside(step, after));
        };
    }

    private Set<String> set(ScriptStep.SetVariables step, Set<String> after) {
        Set<String> read = new HashSet<>(after);
        boolean counts = step.values().keySet().stream().anyMatch(after::contains);
        step.values().keySet().forEach(read::remove);
        if (counts) {
            read.addAll(kept(Names.readToSet(step)));
        }
        return read;
    }

    /** What its keys, branches and retries read. */
    private Set<String> inside(ScriptStep step, Set<String> after) {
        Set<String> read = new HashSet<>();
        for (Action action : Steps.inner(step)) {
            read.addAll(before(action, endsIn(step, action) ? after : Set.of()));
        }
        return read;
    }

    /** Whether the steps after it may follow: a retry that ends is followed by its question. */
    private static boolean endsIn(ScriptStep step, Action action) {
        return !(step instanceof ScriptStep.Input i)
                || leaves(action)
                || Stream.concat(i.retries().silence().stream(), i.retries().wrong().stream())
                        .noneMatch(retry -> retry == action);
    }

    private static boolean leaves(Action action) {
        return action.steps().stream()
                .anyMatch(s ->
                        s instanceof ScriptStep.Next || Steps.inner(s).stream().anyMatch(Liveness::leaves));
    }

    private Set<String> kept(Set<String> names) {
        Set<String> kept = new HashSet<>(names);
        kept.retainAll(matter);
        return kept;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        if (one.containsAll(other)) {
            return one;
        }
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    private static Set<String> withoutFields(Set<String> names, String variable) {
        Set<String> rest = new HashSet<>(names);
        rest.removeIf(n -> n.equals(variable) || n.startsWith(variable + "."));
        return rest;
    }

    private static Set<String> without(Set<String> names, String name) {
        if (!names.contains(name)) {
            return names;
        }
        Set<String> rest = new HashSet<>(names);
        rest.remove(name);
        return rest;
    }
}
