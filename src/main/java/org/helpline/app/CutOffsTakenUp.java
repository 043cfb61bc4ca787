package org.helpline.app;

import java.time.Duration;
import java.time.Instant;
import org.helpline.core.Clock;
import org.helpline.interaction.Hallway;
import org.helpline.journal.Journal;

/** Whoever was cut off before this start stands where they stood, if they call again soon. */
final class CutOffsTakenUp {

    /** The longest that {@code queues.*.return-within} can be. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private CutOffsTakenUp() {}

    /** Reads the journal once its cut calls are closed, and tells the hallway; waits for neither. */
    static void of(Journal journal, Hallway hallway, Clock clock) {
        Instant now = clock.now();
        Instant earliest = now.minus(hallway.settings().calls().maxLength()).minus(LONGEST);
        var _ = journal.flush()
                .thenCompose(_ -> journal.cutPlaces().since(earliest))
                .thenAccept(all -> all.forEach(c ->
                        hallway.takeUp(c.caller(), c.queue(), c.priority(), c.since(), c.byOurEnd() ? now : c.at())));
    }
}
