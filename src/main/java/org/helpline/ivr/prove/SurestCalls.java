package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** To each situation the shortest call; where that takes forks without knowing how, the one that takes the fewest such forks. */
final class SurestCalls {

    private final Journeys journeys;
    private final Map<Node, Way> best = new HashMap<>();

    private record Way(int guesses, int moves, Leg last, Optional<Way> before) {

        static Way of(Optional<Way> before, Leg last) {
            return new Way(
                    before.map(Way::guesses).orElse(0) + last.guesses().size(),
                    before.map(Way::moves).orElse(0) + 1,
                    last,
                    before);
        }

        List<Leg> legs() {
            List<Leg> legs = new ArrayList<>();
            for (Optional<Way> way = Optional.of(this);
                    way.isPresent();
                    way = way.get().before()) {
                legs.addFirst(way.get().last());
            }
            return legs;
        }
    }

    SurestCalls(Journeys journeys) {
        this.journeys = journeys;
    }

    /** Dijkstra's shortest ways, when they are asked for first: few scripts have anything to show. */
    private void find() {
        PriorityQueue<Way> open =
                new PriorityQueue<>(Comparator.comparingInt(Way::guesses).thenComparingInt(Way::moves));
        journeys.begins().forEach(leg -> open.add(Way.of(Optional.empty(), leg)));
        while (!open.isEmpty()) {
            Way way = open.poll();
            Node end = way.last().to();
            if (best.putIfAbsent(end, way) == null) {
                end.choices.forEach(c -> c.legs().forEach(leg -> open.add(Way.of(Optional.of(way), leg))));
            }
        }
    }

    /** The call that comes there; empty for a situation that none comes to. */
    List<Leg> to(Node node) {
        List<Leg> shortest = node.from.map(Journeys::to).orElse(List.of());
        if (shortest.stream().allMatch(l -> l.guesses().isEmpty())) {
            return shortest;
        }
        if (best.isEmpty()) {
            find();
        }
        return Optional.ofNullable(best.get(node)).map(Way::legs).orElse(shortest);
    }

    /** The call that takes this way last. */
    List<Leg> to(Leg last) {
        List<Leg> legs = new ArrayList<>(last.from().map(this::to).orElse(List.of()));
        legs.add(last);
        return legs;
    }
}
