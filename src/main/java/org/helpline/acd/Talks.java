package org.helpline.acd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.helpline.core.InteractionId;

/**
 * Which agents talk to which caller, oldest first: of several conversations (a transfer joins before the first agent hangs up) the
 * oldest ends first. Confined to the ACD's loop.
 */
final class Talks {

    private final Map<InteractionId, List<Seat>> talks = new HashMap<>();

    void begin(InteractionId interaction, Seat seat) {
        talks.computeIfAbsent(interaction, _ -> new ArrayList<>()).add(seat);
    }

    /** Everybody's, by the names of the callers. */
    List<Checkpoint.OfTalk> checkpoint(ToIntFunction<Seat> seats) {
        return talks.entrySet().stream()
                .map(t -> new Checkpoint.OfTalk(
                        t.getKey(), t.getValue().stream().map(seats::applyAsInt).toList()))
                .sorted(Comparator.comparing(t -> t.interaction().value()))
                .toList();
    }

    /** All who talk. */
    List<Seat> seats() {
        return talks.values().stream().flatMap(List::stream).toList();
    }

    /** Ends the oldest conversation of that caller; whose it was. */
    Optional<Seat> endOldest(InteractionId interaction) {
        Optional<Seat> oldest = Optional.ofNullable(talks.get(interaction)).map(List::getFirst);
        oldest.ifPresent(seat -> end(interaction, seat));
        return oldest;
    }

    /**
     * Ends the conversation of these two.
     *
     * @return false if it had ended before
     */
    boolean end(InteractionId interaction, Seat seat) {
        List<Seat> talking = talks.get(interaction);
        boolean ended = talking != null && talking.remove(seat);
        if (talking != null && talking.isEmpty()) {
            talks.remove(interaction);
        }
        return ended;
    }
}
