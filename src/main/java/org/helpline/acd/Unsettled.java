package org.helpline.acd;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * Callers and agents of whom it is not yet known that nobody is there for them: those who came, became free or changed since the last
 * look. All the others were looked at before, so that a decision costs the same whatever the lengths of lines. Confined to the ACD's
 * loop.
 */
final class Unsettled {

    private final TreeSet<Place> places = new TreeSet<>(Place.TURN);
    private final Set<Seat> seats = new LinkedHashSet<>();
    private final List<Place> inVain = new ArrayList<>();

    /** The caller may be offered; their turn and demand do not change while they may. */
    void may(Place place) {
        places.add(place);
    }

    void mayNot(Place place) {
        places.remove(place);
    }

    /** The agent may be rung, perhaps by callers of other queues than before. */
    void may(Seat seat) {
        seats.add(seat);
    }

    void mayNot(Seat seat) {
        seats.remove(seat);
    }

    Checkpoint.OfUnsettled checkpoint(ToIntFunction<Seat> numbers) {
        return new Checkpoint.OfUnsettled(
                places.stream().map(p -> p.number).toList(),
                seats.stream().map(numbers::applyAsInt).toList());
    }

    /** The first caller for whom an agent is free; those before are settled: nobody is. */
    Optional<Place> firstPlace() {
        while (!places.isEmpty()) {
            Place first = places.first();
            if (Routing.seatFor(first).isPresent()) {
                return Optional.of(first);
            }
            places.pollFirst();
            inVain.add(first);
        }
        return Optional.empty();
    }

    /** Callers for whom it was found that nobody is free, since the last time. */
    List<Place> takeInVain() {
        List<Place> taken = List.copyOf(inVain);
        inVain.clear();
        return taken;
    }

    /** The first caller for whom one of these agents is free; agents for whom nobody waits are settled. */
    Optional<Place> firstOfSeats() {
        Place first = null;
        for (Seat seat : Set.copyOf(seats)) {
            Place next = Routing.nextFor(seat).orElse(null);
            if (next == null) {
                seats.remove(seat);
            } else if (first == null || Place.TURN.compare(next, first) < 0) {
                first = next;
            }
        }
        return Optional.ofNullable(first);
    }
}
