package org.helpline.acd;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.helpline.acd.Acd.Ticket;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.jspecify.annotations.Nullable;

/** A caller's place in line. Confined to the ACD's loop. */
final class Place {

    /** Whose turn it is: higher priority, then whoever has waited longest. */
    static final Comparator<Place> TURN =
            Comparator.<Place>comparingInt(p -> -p.priority).thenComparingLong(p -> p.number);

    /** Whoever has waited longest. */
    static final Comparator<Place> AGE = Comparator.comparingLong(p -> p.number);

    final Ticket ticket;
    final AcdQueue queue;
    final Line line;

    /** In order of joining, over all queues. */
    final long number;

    final long sinceNanos;

    /** Of this line; changed only out of it. */
    int priority;

    /** Present for a call-back, until its customer waits on the phone. */
    @Nullable
    Promise promise;

    final Set<AgentId> refusedBy = new HashSet<>();
    private InteractionId interaction;
    TicketState state = new TicketState.Waiting();
    int toldPosition;

    Place(Ticket ticket, AcdQueue queue, Line line, long number, long sinceNanos) {
        this.ticket = ticket;
        this.queue = queue;
        this.line = line;
        this.number = number;
        this.sinceNanos = sinceNanos;
        this.priority = ticket.priority();
        this.interaction = ticket.interaction();
    }

    /** The call; of a call-back the attempt that was made last. */
    InteractionId interaction() {
        return interaction;
    }

    /** Of a call-back: a new attempt. */
    void attempt(InteractionId next) {
        interaction = next;
    }
}
