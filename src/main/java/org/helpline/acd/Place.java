package org.helpline.acd;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.helpline.acd.Acd.Ticket;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;

/** A caller's place in line. Confined to the ACD's loop. */
final class Place {

    /** Whose turn it is: higher priority, then whoever has waited longest. */
    static final Comparator<Place> TURN =
            Comparator.<Place>comparingInt(p -> -p.ticket.priority()).thenComparingLong(p -> p.number);

    /** Whoever has waited longest. */
    static final Comparator<Place> AGE = Comparator.comparingLong(p -> p.number);

    final Ticket ticket;
    final AcdQueue queue;
    final Line line;

    /** In order of joining, over all queues. */
    final long number;

    final long sinceNanos;
    final Set<AgentId> refusedBy = new HashSet<>();
    TicketState state = new TicketState.Waiting();
    int toldPosition;

    Place(Ticket ticket, AcdQueue queue, Line line, long number, long sinceNanos) {
        this.ticket = ticket;
        this.queue = queue;
        this.line = line;
        this.number = number;
        this.sinceNanos = sinceNanos;
    }

    InteractionId interaction() {
        return ticket.interaction();
    }
}
