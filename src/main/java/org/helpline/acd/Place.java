package org.helpline.acd;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings.Sharing;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.jspecify.annotations.Nullable;

/** A caller's place in line. Confined to the ACD's loop. */
final class Place {

    /**
     * Whose turn it is. A point of priority and the head start of a queue count as waiting; all waits grow alike, so the order of two
     * never changes while they wait, and nobody waits for ever behind those of higher priority.
     */
    static final Comparator<Place> TURN = Comparator.<Place>comparingInt(p -> p.lane)
            .thenComparing((a, b) -> Long.signum(a.rankNanos - b.rankNanos))
            .thenComparingLong(p -> p.number);

    /** Whoever has waited longest. */
    static final Comparator<Place> AGE = ((Comparator<Place>) (a, b) -> Long.signum(a.sinceNanos - b.sinceNanos))
            .thenComparingLong(p -> p.number);

    private static final int FIRST_LANE = 0;
    private static final int USUAL_LANE = 1;

    final Ticket ticket;
    final AcdQueue queue;
    final Line line;

    /** In order of joining, over all queues. */
    final long number;

    final long sinceNanos;

    /** When somebody without priority would have come whose turn is the same. */
    private final long rankNanos;

    /** Changed only out of the line. */
    private int lane = USUAL_LANE;

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
        Sharing sharing = queue.settings.sharing();
        this.rankNanos = sinceNanos
                - sharing.headStart().toNanos()
                - sharing.priorityWorth().multipliedBy(ticket.priority()).toNanos();
        this.interaction = ticket.interaction();
    }

    /** Before all others; only while out of the line. */
    void beFirst() {
        lane = FIRST_LANE;
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
