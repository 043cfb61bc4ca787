package org.helpline.acd;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Offers by number. Numbers only grow, so a late answer can never be taken for another offer's. Confined to the ACD's loop. */
final class OpenOffers {

    private static final int WITHDRAWN_KEPT = 1024;

    private final Map<Long, Place> open = new HashMap<>();
    private final Map<Long, AcdEvent.Withdraw> withdrawn = new LinkedHashMap<>();
    private long made;

    /** A new offer of this caller; its number. */
    long open(Place place) {
        open.put(++made, place);
        return made;
    }

    long made() {
        return made;
    }

    /** What was withdrawn, oldest first. */
    List<AcdEvent.Withdraw> withdrawn() {
        return List.copyOf(withdrawn.values());
    }

    /** As it was, but for those that are open. */
    void resume(long madeSoFar, List<AcdEvent.Withdraw> gone) {
        made = madeSoFar;
        gone.forEach(this::remember);
    }

    /** An offer that was made before. */
    void resume(long offer, Place place) {
        open.put(offer, place);
    }

    /** Who is offered; empty if the offer is over, or never was. */
    Optional<Place> place(long offer) {
        return Optional.ofNullable(open.get(offer));
    }

    void close(long offer) {
        open.remove(offer);
    }

    /** Keeps in mind what was withdrawn, for answers that cross it; the oldest are forgotten. */
    void remember(AcdEvent.Withdraw withdraw) {
        withdrawn.put(withdraw.offer(), withdraw);
        if (withdrawn.size() > WITHDRAWN_KEPT) {
            withdrawn.remove(withdrawn.keySet().iterator().next());
        }
    }

    /** What was said when it was withdrawn; empty if it was not, or long ago. */
    Optional<AcdEvent.Withdraw> withdrawn(long offer) {
        return Optional.ofNullable(withdrawn.get(offer));
    }
}
