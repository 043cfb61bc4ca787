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

/**
 * Where calls lead to, and what it takes.
 *
 * @param all each by the fewest keys; {@code shallowest}: by the fewest questions; {@code quickest}: in the shortest time
 * @param whileOpen each in the shortest time while everything is open
 */
public record Goals(List<Goal> all, List<Goal> shallowest, List<Goal> quickest, List<Goal> whileOpen) {

    /**
     * The easiest way to a goal.
     *
     * @param name {@code queue support}, {@code hang up} and so on
     * @param keys the fewest questions that must be answered
     * @param questions how many are heard on that way, answered or not
     * @param time how long that way takes if everything is heard out
     * @param trail that way
     */
    public record Goal(String name, int keys, int questions, Duration time, Trail trail) {

        /** Whether somebody talks to the caller there. */
        public boolean isPerson() {
            return Goals.isPerson(name);
        }
    }

    private record Way(int keys, int questions, Duration time, Optional<Leg> last, Optional<Way> before) {

        List<Leg> legs() {
            List<Leg> legs = new ArrayList<>();
            for (Optional<Way> way = Optional.of(this);
                    way.isPresent();
                    way = way.get().before()) {
                way.get().last().ifPresent(legs::addFirst);
            }
            return legs;
        }
    }

    /** What the name of a goal begins with that is another script. */
    public static final String SCRIPT = "script ";

    /** Whether somebody talks to the caller there. */
    static boolean isPerson(String goal) {
        return goal.startsWith("queue ")
                || goal.startsWith("agent ")
                || goal.startsWith("extension ")
                || goal.startsWith("number ");
    }

    static Goals of(Family family, Journeys journeys) {
        Comparator<Way> quickest = Comparator.comparing(Way::time);
        return new Goals(
                walk(family, journeys, Comparator.comparingInt(Way::keys).thenComparing(Way::time), _ -> true),
                walk(family, journeys, Comparator.comparingInt(Way::questions).thenComparing(Way::time), _ -> true),
                walk(family, journeys, quickest, _ -> true),
                walk(family, journeys, quickest, Leg::isOpen));
    }

    /** While everything is open; empty: no way leads to one. */
    public Optional<Goal> quickestHuman() {
        return whileOpen.stream().filter(g -> isPerson(g.name())).min(Comparator.comparing(Goal::time));
    }

    /** Dijkstra's shortest ways from the begin of the call. */
    private static List<Goal> walk(Family family, Journeys journeys, Comparator<Way> better, Predicate<Leg> taken) {
        Map<String, Goal> goals = new TreeMap<>();
        Map<Node, Boolean> done = new HashMap<>();
        PriorityQueue<Way> open = new PriorityQueue<>(better);
        open.add(new Way(0, 0, Duration.ZERO, Optional.empty(), Optional.empty()));
        while (!open.isEmpty()) {
            Way way = open.poll();
            if (way.last().isPresent()) {
                Leg leg = way.last().get();
                leg.goals()
                        .forEach(name -> goals.computeIfAbsent(
                                name,
                                n -> new Goal(
                                        n, way.keys(), way.questions(), way.time(), Trail.of(family, way.legs()))));
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
                boolean settled = done.containsKey(leg.to()) && goals.keySet().containsAll(leg.goals());
                if (!settled && taken.test(leg)) {
                    int asked = leg.from().filter(n -> n.state.isAsking()).isPresent() ? 1 : 0;
                    open.add(new Way(
                            way.keys() + leg.presses(),
                            way.questions() + asked,
                            way.time().plus(leg.time()),
                            Optional.of(leg),
                            Optional.of(way)));
                }
            }
        }
        return List.copyOf(goals.values());
    }
}
