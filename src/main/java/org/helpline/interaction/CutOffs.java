package org.helpline.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.helpline.core.Directory;
import org.helpline.core.QueueName;

/** Who was cut off lately, and where they stood, by whom they are and the queue. Any thread. */
final class CutOffs {

    private final Directory<String, Kept> places = new Directory<>();

    /** From so many on those are looked for whose time is over. */
    private static final int SWEPT = 256;

    private record Kept(String key, OldPlace place, Instant until) {}

    /**
     * Somebody who was cut off before a restart.
     *
     * @param caller who they are, by a name that tells nothing of them
     * @param at from when on the time counts in which they must call again
     */
    record CutOff(String caller, QueueName queue, int priority, Instant since, Instant at) {}

    /** Keeps a place for so long. */
    void keep(String caller, OldPlace place, Duration within, Instant now) {
        if (within.isZero() || within.isNegative()) {
            return;
        }
        if (places.size() >= SWEPT) {
            places.all().stream()
                    .filter(k -> !k.until().isAfter(now))
                    .forEach(k -> places.removeIf(k.key(), k::equals));
        }
        String key = key(caller, place.queue());
        places.put(key, new Kept(key, place, now.plus(within)));
    }

    /** The place of somebody who calls again, if it is still theirs; nobody has it after them. */
    Optional<OldPlace> take(String caller, QueueName queue, Instant now) {
        String key = key(caller, queue);
        Optional<Kept> kept = places.find(key);
        places.remove(key);
        return kept.filter(k -> k.until().isAfter(now)).map(Kept::place);
    }

    /** Takes up what was before a restart. */
    void restore(CutOff before, Duration within, Instant now) {
        OldPlace place = new OldPlace(before.queue(), before.priority(), before.since());
        keep(before.caller(), place, Duration.between(now, before.at().plus(within)), now);
    }

    private static String key(String caller, QueueName queue) {
        return queue + " " + caller;
    }
}
