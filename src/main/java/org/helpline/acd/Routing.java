package org.helpline.acd;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is offered to whom: of all callers for whom an agent is free the one with the longest wait, priority counted in; to the
 * preferred agent, else the first of the queue by its strategy, else the first of the other queues that may help.
 */
final class Routing {

    private Routing() {}

    /** A caller and an agent who is free for them. */
    record Match(Place place, Seat seat) {}

    /** The next match; a caller or agent without one is settled. */
    static Optional<Match> next(Unsettled unsettled) {
        Optional<Place> place = unsettled.firstPlace();
        Optional<Place> head = unsettled.firstOfSeats();
        return Stream.concat(place.stream(), head.stream())
                .min(Place.TURN)
                .flatMap(p -> seatFor(p).map(s -> new Match(p, s)));
    }

    /** The agent to ring for a caller who may be offered; empty if nobody who could serve them is free. */
    static Optional<Seat> seatFor(Place place) {
        Seat alone = place.alone();
        if (alone != null) {
            return Optional.of(alone).filter(Seat::isFree);
        }
        Optional<Seat> refused = Optional.empty();
        for (Bench bench : place.benches()) {
            Optional<Seat> best = bench.bestFor(place);
            if (best.isPresent() && !place.refusedBy.contains(best.get().id())) {
                return best;
            }
            refused = refused.or(() -> best);
        }
        return refused;
    }

    /** Somebody else to ring for a caller whose phones ring already; nobody who has been rung for them before. */
    static Optional<Seat> another(Place place) {
        return place.benches().stream()
                .flatMap(bench -> bench.bestFor(place).stream())
                .filter(seat -> !place.refusedBy.contains(seat.id()))
                .findFirst();
    }

    /** Whose turn it is for a free agent. */
    static Optional<Place> nextFor(Seat seat) {
        Place next = null;
        for (Heads heads : seat.heads()) {
            Place first = heads.nextFor(seat).orElse(null);
            if (first != null && (next == null || Place.TURN.compare(first, next) < 0)) {
                next = first;
            }
        }
        return Optional.ofNullable(next);
    }
}
