package org.helpline.ivr.prove;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.helpline.core.BusinessHours;
import org.helpline.ivr.model.QueueFigure;

/**
 * What a call has been told of the world so far. Calendars and queues say the same until the caller has waited or talked; then they are
 * asked anew.
 *
 * @param hours what calendars said, by name; {@code notices} and {@code fullBoxes} likewise
 * @param queues what was asked of queues before anybody joined them, by {@code queue.support.wait}; empty for unknown
 * @param remembered the language of an earlier call; empty for none
 * @param caller the number; empty when withheld
 */
record World(
        Map<String, BusinessHours.State> hours,
        Map<String, Boolean> notices,
        Map<String, Boolean> fullBoxes,
        Map<String, String> queues,
        String remembered,
        String caller,
        String dialled) {

    /** The same with more that was asked. */
    World with(
            Map<String, BusinessHours.State> moreHours,
            Map<String, Boolean> moreNotices,
            Map<String, Boolean> moreBoxes,
            Map<String, String> moreQueues) {
        return new World(
                merged(hours, moreHours),
                merged(notices, moreNotices),
                merged(fullBoxes, moreBoxes),
                merged(queues, moreQueues),
                remembered,
                caller,
                dialled);
    }

    /** The same where these calendars are asked anew. */
    World without(Set<String> calendars) {
        if (calendars.isEmpty()) {
            return this;
        }
        Map<String, BusinessHours.State> left = new TreeMap<>(hours);
        left.keySet().removeAll(calendars);
        return new World(Map.copyOf(left), notices, fullBoxes, queues, remembered, caller, dialled);
    }

    /** The same after a long time. */
    World later() {
        return hours.isEmpty() && queues.isEmpty()
                ? this
                : new World(Map.of(), notices, fullBoxes, Map.of(), remembered, caller, dialled);
    }

    /** Whether no calendar said anything but open, and no queue that it has nobody. */
    boolean isOpen() {
        return hours.values().stream().allMatch(s -> s == BusinessHours.State.OPEN)
                && queues.entrySet().stream().noneMatch(q -> isNobody(q.getKey(), q.getValue()));
    }

    private static boolean isNobody(String asked, String said) {
        return said.equals("0")
                && QueueFigure.Asked.by(asked)
                        .filter(a -> a.figure() == QueueFigure.AGENTS)
                        .isPresent();
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
