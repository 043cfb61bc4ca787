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

    private static final int MOST_GUESSES = 10_000;

    private enum Use {
        NOT_YET,
        /** Only where its first request was taken to; no message of it says more. */
        GUESSED,
        IN_USE
    }

    private record Place(int loop, long fromCSeq, Use use) {
        Place inUse() {
            return new Place(loop, fromCSeq, Use.IN_USE);
        }
    }

    /** From this CSeq on the call lives on that loop. */
    public void put(String callId, int loop, long fromCSeq) {
        places.put(callId, new Place(loop, fromCSeq, Use.NOT_YET));
    }

    /** The same of a call that nobody has let in yet; {@link #removeUnused} strikes it out unless {@link #settle} was said. */
    void guess(String callId, int loop, long fromCSeq) {
        if (places.size() < MOST_GUESSES) { // strangers may make us guess
            places.put(callId, new Place(loop, fromCSeq, Use.GUESSED));
        }
    }

    /** It was let in. */
    public void settle(String callId) {
        places.replace(callId, Place::inUse);
    }

    /** The loop of a call that another names; empty: as its Call-ID says. */
    Optional<Integer> of(String callId) {
        return places.size() == 0 ? Optional.empty() : places.find(callId).map(Place::loop);
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
        places.removeIf(callId, p -> p.use() != Use.IN_USE);
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
        if (place.isPresent() && place.get().use() == Use.NOT_YET) {
            places.replace(head.callId(), Place::inUse);
        }
        return place.map(Place::loop);
    }
}
