package org.helpline.acd;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Callers who may be offered, by what they need: whoever is next for an agent is the first of those lines that the agent can serve. */
final class Heads {

    private final Map<Demand, TreeSet<Place>> lines = new HashMap<>();

    /** The caller's demand must not change while they are here. */
    void add(Place place) {
        lines.computeIfAbsent(place.demand(), _ -> new TreeSet<>(Place.TURN)).add(place);
    }

    void remove(Place place) {
        TreeSet<Place> alike = lines.get(place.demand());
        if (alike != null && alike.remove(place) && alike.isEmpty()) {
            lines.remove(place.demand());
        }
    }

    void forEach(Consumer<Place> each) {
        lines.values().forEach(line -> line.forEach(each));
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Whose turn it is among those whom the agent can serve. */
    Optional<Place> nextFor(Seat seat) {
        Place next = null;
        for (Map.Entry<Demand, TreeSet<Place>> line : lines.entrySet()) {
            Place first = line.getValue().first();
            if ((next == null || Place.TURN.compare(first, next) < 0) && seat.meets(line.getKey())) {
                next = first;
            }
        }
        return Optional.ofNullable(next);
    }

    /** Whose turn it is of all. */
    Optional<Place> next() {
        return lines.values().stream().map(TreeSet::first).min(Place.TURN);
    }
}
