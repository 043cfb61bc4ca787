package org.helpline.acd;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.InteractionId;

/** The places of callers, and of attempts of call-backs, by interaction. Confined to the ACD's loop. */
final class Places {

    private final Map<InteractionId, Place> places = new HashMap<>();
    private final Set<Seat> awaited = new LinkedHashSet<>();
    private long joined;

    /** The number of the next to join. */
    long nextNumber() {
        return ++joined;
    }

    long joined() {
        return joined;
    }

    /** As many have joined. */
    void resume(long joinedSoFar) {
        joined = joinedSoFar;
    }

    /** All that have a name. */
    Collection<Place> named() {
        return places.values();
    }

    Optional<Place> of(InteractionId interaction) {
        return Optional.ofNullable(places.get(interaction));
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    void name(Place place) {
        places.put(place.interaction(), place);
    }

    /** Nothing if another one has the name by now. */
    void unname(Place place) {
        places.remove(place.interaction(), place);
    }

    /** Somebody waits for this agent alone. */
    void await(Seat seat) {
        awaited.add(seat);
    }

    /** Agents for whom nobody waits any more are no longer awaited. */
    void dropUnawaited() {
        awaited.removeIf(s -> s.own.isEmpty());
    }

    /** The agents for whom alone somebody waits; as they are, not a copy. */
    Set<Seat> awaited() {
        return awaited;
    }
}
