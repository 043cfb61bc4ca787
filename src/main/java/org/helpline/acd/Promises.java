package org.helpline.acd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.InteractionId;

/** All call-backs that are promised, one for each number. Confined to the ACD's loop. */
final class Promises {

    private final Map<InteractionId, Place> byCallback = new LinkedHashMap<>();
    private final Map<String, Place> byNumber = new LinkedHashMap<>();

    void add(Place place, Promise promise) {
        byCallback.put(promise.callback, place);
        byNumber.put(promise.number, place);
        place.queue.promised++;
    }

    void remove(Place place, Promise promise) {
        if (byCallback.remove(promise.callback) != null) {
            byNumber.remove(promise.number);
            place.queue.promised--;
        }
    }

    boolean isEmpty() {
        return byCallback.isEmpty();
    }

    Optional<Place> find(InteractionId callback) {
        return Optional.ofNullable(byCallback.get(callback));
    }

    /** The one that this number was promised. */
    Optional<Place> ofNumber(String number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /** All, in the order in which they were promised. */
    List<Place> all() {
        return new ArrayList<>(byCallback.values());
    }
}
