package org.helpline.ivr.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.helpline.ivr.model.Promises;
import org.helpline.ivr.prove.Budget;
import org.helpline.ivr.prove.Finding;
import org.helpline.ivr.prove.Goals;
import org.helpline.ivr.prove.Proof;

/** What it takes to come to goals that lie in other scripts, to which calls are handed, and what 'check' allows of it. */
final class SetGoals {

    private final Map<String, Proof> proofs = new LinkedHashMap<>();

    private SetGoals(List<LoadResult> results) {
        results.forEach(r -> r.proof().ifPresent(p -> proofs.put(r.name(), p)));
    }

    /** The same results, those of scripts that do not keep what they promise refused. */
    static List<LoadResult> judge(List<LoadResult> results) {
        SetGoals goals = new SetGoals(results);
        return results.stream()
                .map(r -> r instanceof LoadResult.Loaded loaded ? SetFindings.refuse(loaded, goals.broken(loaded)) : r)
                .toList();
    }

    private List<Finding> broken(LoadResult.Loaded loaded) {
        if (loaded.proof().isEmpty()) {
            return List.of();
        }
        Promises promises = loaded.proof().get().promises();
        List<Finding> findings = new ArrayList<>();
        findings.addAll(beyond(loaded, Goals::all, Comparator.comparingInt(Goals.Goal::keys), promises, Budget::keys));
        findings.addAll(beyond(
                loaded,
                Goals::shallowest,
                Comparator.comparingInt(Goals.Goal::questions),
                promises,
                Budget::questions));
        findings.addAll(
                beyond(loaded, Goals::quickest, Comparator.comparing(Goals.Goal::time), promises, Budget::time));
        reached(loaded.name(), Goals::whileOpen, Comparator.comparing(Goals.Goal::time)).values().stream()
                .filter(Goals.Goal::isPerson)
                .min(Comparator.comparing(Goals.Goal::time))
                .flatMap(g -> Budget.timeToHuman(promises, g))
                .ifPresent(findings::add);
        return findings;
    }

    private List<Finding> beyond(
            LoadResult.Loaded loaded,
            Function<Goals, List<Goals.Goal>> list,
            Comparator<Goals.Goal> better,
            Promises promises,
            BiFunction<Promises, Goals.Goal, Optional<Finding>> judge) {
        return reached(loaded.name(), list, better).values().stream()
                .flatMap(g -> judge.apply(promises, g).stream())
                .toList();
    }

    /** Dijkstra's shortest ways through the scripts, to every goal of each. */
    private Map<String, Goals.Goal> reached(
            String script, Function<Goals, List<Goals.Goal>> list, Comparator<Goals.Goal> better) {
        Map<String, Goals.Goal> goals = new TreeMap<>();
        Set<String> done = new HashSet<>();
        PriorityQueue<Goals.Goal> open = new PriorityQueue<>(better);
        onFrom(script, list).forEach(open::add);
        while (!open.isEmpty()) {
            Goals.Goal goal = open.poll();
            goals.putIfAbsent(goal.name(), goal);
            if (goal.name().startsWith(Goals.SCRIPT) && done.add(goal.name())) {
                onFrom(goal.name().substring(Goals.SCRIPT.length()), list).forEach(next -> open.add(sum(goal, next)));
            }
        }
        return goals;
    }

    private List<Goals.Goal> onFrom(String script, Function<Goals, List<Goals.Goal>> list) {
        return Optional.ofNullable(proofs.get(script))
                .map(p -> list.apply(p.goals()))
                .orElse(List.of());
    }

    private static Goals.Goal sum(Goals.Goal way, Goals.Goal on) {
        Duration time = way.time().plus(on.time());
        return new Goals.Goal(
                on.name(),
                way.keys() + on.keys(),
                way.questions() + on.questions(),
                time,
                way.trail().then(on.trail()));
    }
}
