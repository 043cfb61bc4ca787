package org.helpline.ivr.prove;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.helpline.core.ScriptFact;

/** Where calls lead to, and what it takes. */
public record Goals(List<Goal> all, Optional<Goal> quickestHuman) {

    /**
     * The easiest way to a goal.
     *
     * @param name {@code queue support}, {@code hang up} and so on
     * @param keys the fewest questions that must be answered
     * @param questions how many are heard on that way, answered or not
     * @param time how long that way takes if everything is heard out
     */
    public record Goal(String name, int keys, int questions, Duration time) {}

    private record Way(int keys, int questions, Duration time, Optional<Leg> last) {}

    /** Whether it is a human, or another script, which is proved by itself. */
    static boolean isHuman(String goal) {
        return goal.startsWith("script ") || isPerson(goal);
    }

    private static boolean isPerson(String goal) {
        return goal.startsWith("queue ") || goal.startsWith("agent ") || goal.startsWith("extension ");
    }

    static Goals of(Journeys journeys) {
        Comparator<Way> fewestKeys = Comparator.comparingInt(Way::keys).thenComparing(Way::time);
        Map<String, Goal> all = walk(journeys, fewestKeys, _ -> true);
        Optional<Goal> quickest =
                walk(journeys, Comparator.comparing(Way::time), l -> l.world().isOpen()).values().stream()
                        .filter(g -> isPerson(g.name()))
                        .min(Comparator.comparing(Goal::time));
        return new Goals(List.copyOf(all.values()), quickest);
    }

    /** Dijkstra's shortest ways from the begin of the call. */
    private static Map<String, Goal> walk(Journeys journeys, Comparator<Way> better, Predicate<Leg> taken) {
        Map<String, Goal> goals = new TreeMap<>();
        Map<Node, Boolean> done = new HashMap<>();
        PriorityQueue<Way> open = new PriorityQueue<>(better);
        open.add(new Way(0, 0, Duration.ZERO, Optional.empty()));
        while (!open.isEmpty()) {
            Way way = open.poll();
            if (way.last().isPresent()) {
                Leg leg = way.last().get();
                reached(leg)
                        .forEach(name ->
                                goals.putIfAbsent(name, new Goal(name, way.keys(), way.questions(), way.time())));
                if (done.put(leg.to(), true) != null) {
                    continue;
                }
            }
            List<Leg> next = way.last()
                    .map(l -> l.to().choices.stream()
                            .flatMap(c -> c.legs().stream())
                            .toList())
                    .orElse(journeys.begins());
            for (Leg leg : next) {
                if (taken.test(leg)) {
                    int asked = leg.from().filter(n -> n.state.isAsking()).isPresent() ? 1 : 0;
                    open.add(new Way(
                            way.keys() + leg.presses(),
                            way.questions() + asked,
                            way.time().plus(leg.time()),
                            Optional.of(leg)));
                }
            }
        }
        return goals;
    }

    private static List<String> reached(Leg leg) {
        List<String> names = new ArrayList<>();
        for (ScriptFact fact : leg.facts()) {
            if (fact instanceof ScriptFact.Left left) {
                names.add(left.to());
            }
        }
        return names;
    }
}
