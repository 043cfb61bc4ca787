package org.helpline.ivr.prove;

import java.util.Map;
import java.util.TreeMap;
import org.helpline.core.BusinessHours;

/**
 * What a call has been told of the world so far. A calendar says the same until the caller has waited or talked; then it is asked anew.
 *
 * @param hours what calendars said, by name; {@code notices} and {@code fullBoxes} likewise
 * @param remembered the language of an earlier call; empty for none
 * @param caller the number; empty when withheld
 */
record World(
        Map<String, BusinessHours.State> hours,
        Map<String, Boolean> notices,
        Map<String, Boolean> fullBoxes,
        String remembered,
        String caller,
        String dialled) {

    /** The same with more that was asked. */
    World with(
            Map<String, BusinessHours.State> moreHours,
            Map<String, Boolean> moreNotices,
            Map<String, Boolean> moreBoxes) {
        return new World(
                merged(hours, moreHours),
                merged(notices, moreNotices),
                merged(fullBoxes, moreBoxes),
                remembered,
                caller,
                dialled);
    }

    /** The same after a long time. */
    World later() {
        return hours.isEmpty() ? this : new World(Map.of(), notices, fullBoxes, remembered, caller, dialled);
    }

    /** Whether no calendar said anything but open. */
    boolean isOpen() {
        return hours.values().stream().allMatch(s -> s == BusinessHours.State.OPEN);
    }

    private static <T> Map<String, T> merged(Map<String, T> one, Map<String, T> other) {
        if (other.isEmpty()) {
            return one;
        }
        Map<String, T> all = new TreeMap<>(one);
        all.putAll(other);
        return Map.copyOf(all);
    }
}
