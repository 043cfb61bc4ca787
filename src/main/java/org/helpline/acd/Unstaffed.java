package org.helpline.acd;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Since when nobody is ready for those in a queue's line, by what they need. Confined to the ACD's loop. */
final class Unstaffed {

    private final Map<List<Plan.Stage>, Long> sinceNanos = new HashMap<>();

    Set<Checkpoint.OfUnstaffed> checkpoint() {
        return sinceNanos.entrySet().stream()
                .map(e -> new Checkpoint.OfUnstaffed(e.getKey(), e.getValue()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** As it was. */
    void resume(Set<Checkpoint.OfUnstaffed> was) {
        was.forEach(u -> sinceNanos.put(u.stages(), u.sinceNanos()));
    }

    /** Looks at who is there now. Those who have waited as long as the queue lets them while nobody was; by age. */
    List<Place> overdue(AcdQueue queue, Roster roster, Now now) {
        Duration most = queue.settings.joining().maxUnstaffed();
        if (most.isZero()) {
            sinceNanos.clear();
            return List.of();
        }
        look(queue, roster, now);
        return sinceNanos.isEmpty()
                ? List.of()
                : queue.line.olderThan(now.nanos() - most.toNanos()).stream()
                        .filter(p -> isOverdue(p, most, now))
                        .toList();
    }

    private void look(AcdQueue queue, Roster roster, Now now) {
        sinceNanos.keySet().retainAll(queue.line.plans());
        for (List<Plan.Stage> stages : queue.line.plans()) {
            if (roster.isStaffed(queue, stages) || roster.isHelpInSight(queue, stages)) {
                sinceNanos.remove(stages);
            } else {
                sinceNanos.putIfAbsent(stages, now.nanos());
            }
        }
    }

    private boolean isOverdue(Place place, Duration most, Now now) {
        Long since = sinceNanos.get(place.ticket.plan().stages());
        return since != null && now.since(since).compareTo(most) >= 0;
    }
}
