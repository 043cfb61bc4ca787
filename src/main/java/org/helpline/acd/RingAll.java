package org.helpline.acd;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.helpline.config.AcdSettings.Sharing;
import org.helpline.config.AcdSettings.Strategy;

/**
 * Of queues that ring all: whose phone rings beside the first one's. Each caller who waits is given an agent first, by the rules of
 * everybody; those who are free then ring for the callers whose phones ring already, from the first in line on, and so does whoever
 * becomes free meanwhile. Nobody is rung twice for one ring of phones. Confined to the ACD's loop.
 */
final class RingAll {

    /** Callers for whom a phone rings, by their queue: where nobody is free in a queue, none of its callers has to be looked at. */
    private final Map<AcdQueue, Set<Place>> rung = new LinkedHashMap<>();

    /** Those of them for whom agents of other queues may be rung too, now or later: that can begin while phones ring. */
    private final Set<Place> relaxed = new LinkedHashSet<>();

    /** Whether all are to be rung for this caller; never for one who is for a certain agent, nor for a call-back. */
    static boolean isBy(Place place) {
        return ringsAll(place.queue) && place.promise == null && place.alone() == null;
    }

    /** The caller's state has changed, or has been taken up from a checkpoint. */
    void moved(Place place) {
        if (!(place.state instanceof TicketState.Offered)) {
            relaxed.remove(place);
            rung.computeIfPresent(place.queue, (_, places) -> places.remove(place) && places.isEmpty() ? null : places);
        } else if (mayBeRelaxed(place)) {
            relaxed.add(place);
        } else {
            rung.computeIfAbsent(place.queue, _ -> new LinkedHashSet<>()).add(place);
        }
    }

    private static boolean mayBeRelaxed(Place place) {
        return place.ticket.plan().stages().stream().anyMatch(s -> !s.also().isEmpty());
    }

    /** One more agent to ring; empty if nobody is free, or enough phones ring. */
    Optional<Routing.Match> next() {
        return Stream.concat(
                        rung.entrySet().stream()
                                .filter(e -> ringsAll(e.getKey()) && e.getKey().isAnybodyFree())
                                .flatMap(e -> e.getValue().stream()),
                        relaxed.stream())
                .filter(p -> isBy(p) && hasRoom(p))
                .sorted(Place.TURN)
                .flatMap(p -> Routing.another(p).map(seat -> new Routing.Match(p, seat)).stream())
                .findFirst();
    }

    private static boolean ringsAll(AcdQueue queue) {
        return queue.settings.sharing().strategy() == Strategy.RING_ALL;
    }

    private static boolean hasRoom(Place place) {
        Sharing sharing = place.queue.settings.sharing();
        return place.state instanceof TicketState.Offered offered
                && offered.givenUp().isEmpty()
                && offered.offers().size() < sharing.ringAtOnce();
    }
}
