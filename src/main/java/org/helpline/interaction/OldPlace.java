package org.helpline.interaction;

import java.time.Duration;
import java.time.Instant;
import org.helpline.acd.Acd.Ticket;
import org.helpline.core.QueueName;

/**
 * Where somebody stood before.
 *
 * @param since since when they wait, as far as that counts
 */
record OldPlace(QueueName queue, int priority, Instant since) {

    /** What counts of the wait by {@code now}; never negative. */
    Duration waited(Instant now) {
        Duration waited = Duration.between(since, now);
        return waited.isNegative() ? Duration.ZERO : waited;
    }

    /** The ticket of somebody who stands here again, unless they come with a better one. */
    Ticket of(Ticket ticket, Instant now) {
        Duration waited = waited(now);
        return ticket.waited().compareTo(waited) >= 0
                ? ticket
                : ticket.after(waited).again(Math.max(priority, ticket.priority()), ticket.only());
    }
}
