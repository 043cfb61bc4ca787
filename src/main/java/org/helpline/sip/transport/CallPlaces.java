package org.helpline.sip.transport;

import java.util.Optional;
import org.helpline.core.Directory;

/**
 * Calls that live on another loop than their Call-ID says, so that they can be joined with one that lives there. A place counts for the
 * requests from a certain CSeq on, and for all responses: what came before, such as the ACK of a challenge, is still the first loop's.
 * Shared by all loops; any thread.
 */
public final class CallPlaces {

    private final Directory<String, Place> places = new Directory<>();

    private record Place(int loop, long fromCSeq, boolean used) {
        Place inUse() {
            return new Place(loop, fromCSeq, true);
        }
    }

    /** From this CSeq on the call lives on that loop. */
    public void put(String callId, int loop, long fromCSeq) {
        places.put(callId, new Place(loop, fromCSeq, false));
    }

    /** Whether the call lives elsewhere. */
    public boolean has(String callId) {
        return places.size() > 0 && places.find(callId).isPresent();
    }

    /** The call lives where its Call-ID says. */
    public void remove(String callId) {
        places.remove(callId);
    }

    /** The same if it did not come again. */
    public void removeUnused(String callId) {
        places.removeIf(callId, p -> !p.used());
    }

    /** How many calls live elsewhere. */
    public int size() {
        return places.size();
    }

    /** The loop that a message belongs to; empty: as its Call-ID says. */
    Optional<Integer> of(Head head) {
        if (places.size() == 0) {
            return Optional.empty();
        }
        Optional<Place> place =
                places.find(head.callId()).filter(p -> !head.isRequest() || head.cseqNumber() >= p.fromCSeq());
        if (place.isPresent() && !place.get().used()) {
            places.replace(head.callId(), Place::inUse);
        }
        return place.map(Place::loop);
    }
}
