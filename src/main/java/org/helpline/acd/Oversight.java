package org.helpline.acd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;

/** What supervisors see of lines and change in them by hand. Confined to the ACD's loop. */
final class Oversight {

    private final FloorState state;
    private int ahead;

    Oversight(FloorState state) {
        this.state = state;
    }

    /** Who waits in a queue, in turn, then those who wait for one agent alone; at most so many. */
    List<LineEntry> line(QueueName name, int most, Now now) {
        Optional<AcdQueue> queue = state.roster().queue(name);
        if (queue.isEmpty()) {
            return List.of();
        }
        List<LineEntry> line = new ArrayList<>();
        queue.get().line.first(most).forEach(p -> line.add(entry(p, now)));
        for (Seat seat : state.places().awaited()) {
            seat.own.first(most - line.size()).stream()
                    .filter(p -> p.queue == queue.get())
                    .forEach(p -> line.add(entry(p, now)));
        }
        return line;
    }

    private static LineEntry entry(Place place, Now now) {
        Seat alone = place.alone();
        return new LineEntry(
                place.interaction(),
                place.queue.settings.name(),
                place.line.positionOf(place),
                now.instant().minus(now.since(place.sinceNanos)),
                place.ticket.priority(),
                place.demand().words(),
                Optional.ofNullable(alone).map(Seat::id),
                place.state instanceof TicketState.Offered offered
                        ? List.copyOf(offered.offers().values())
                        : List.of());
    }

    int ahead() {
        return ahead;
    }

    /** As many were put ahead. */
    void resume(int aheadSoFar) {
        ahead = aheadSoFar;
    }

    boolean waits(InteractionId interaction) {
        return caller(interaction).isPresent();
    }

    /** A caller is the next of the line, whoever is put there later even before; nothing if they wait nowhere. */
    void first(InteractionId interaction) {
        caller(interaction).ifPresent(p -> p.line.reorder(p, x -> x.ahead(++ahead)));
    }

    /** Whoever waits in a queue; no call-back, and nobody who is rung past all queues. */
    private Optional<Place> caller(InteractionId interaction) {
        return state.places()
                .of(interaction)
                .filter(p -> p.promise == null && p.ticket.atOnce().isEmpty());
    }

    /** Whether a caller can be given to that agent now. */
    Acd.Given mayGive(InteractionId interaction, AgentId agent) {
        Place place = caller(interaction).orElse(null);
        Seat seat = state.roster().seat(agent).filter(s -> !s.dismissed).orElse(null);
        if (place == null) {
            return Acd.Given.NOT_WAITING;
        }
        if (seat == null || !(seat.state instanceof AgentState.Ready)) {
            return Acd.Given.NOT_READY;
        }
        if (!seat.reachable) {
            return Acd.Given.NO_PHONE;
        }
        return switch (place.state) {
            case TicketState.Offered offered -> offered.givenUp().isPresent() ? Acd.Given.LEAVING : Acd.Given.RUNG;
            case TicketState.Waiting _ -> Acd.Given.RUNG;
            case TicketState.Held _ -> Acd.Given.LEAVING; // is being asked where to be called back
            case TicketState.Connected _, TicketState.Calling _, TicketState.Resting _, TicketState.Gone _ ->
                Acd.Given.NOT_WAITING;
        };
    }
}
