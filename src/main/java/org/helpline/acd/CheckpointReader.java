package org.helpline.acd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;
import org.jspecify.annotations.Nullable;

/** Brings an empty floor to where a {@link Checkpoint} is. Confined to the ACD's loop. */
final class CheckpointReader {

    private final Checkpoint from;
    private final FloorState state;
    private final Map<QueueName, AcdQueue> queues = new LinkedHashMap<>();
    private final List<Seat> seats = new ArrayList<>();
    private final Map<Long, Place> places = new LinkedHashMap<>();

    private CheckpointReader(Checkpoint from, FloorState state) {
        this.from = from;
        this.state = state;
    }

    /** @throws IllegalArgumentException if it does not hold together */
    static void resume(Checkpoint from, FloorState state, Moves moves, Oversight oversight) {
        try {
            new CheckpointReader(from, state).resume(moves, oversight);
        } catch (NullPointerException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a checkpoint that does not hold together", e);
        }
    }

    private void resume(Moves moves, Oversight oversight) {
        moves.serviceLevel(from.settings().serviceLevel());
        oversight.resume(from.ahead());
        readQueues();
        readSeats();
        readPlaces(moves.callbacks());
        state.roster()
                .resume(
                        new Roster.Marks(from.lots(), from.idled(), from.urgent()),
                        List.copyOf(queues.values()),
                        seatsHere());
        from.places().forEach(this::stand);
        resumeLines();
        state.places().resume(from.joined());
        state.offers().resume(from.offers(), from.withdrawn());
        from.awaited().forEach(s -> state.places().await(seats.get(s)));
        from.talks().forEach(t -> t.seats().forEach(s -> state.talks().begin(t.interaction(), seats.get(s))));
        state.patience().resume(from.due(), this::place);
        from.unsettled().places().forEach(p -> state.unsettled().may(place(p)));
        from.unsettled().seats().forEach(s -> state.unsettled().may(seats.get(s)));
    }

    private void readQueues() {
        Map<QueueName, QueueSettings> named = new HashMap<>();
        from.settings().queues().forEach(q -> named.put(q.name(), q));
        for (Checkpoint.OfQueue was : from.queues()) {
            QueueSettings settings = was.gone().orElseGet(() -> known(named.get(was.name())));
            AcdQueue queue = new AcdQueue(settings, state.unsettled());
            queue.resume(was);
            queues.put(was.name(), queue);
        }
        state.roster().direct().resume(from.direct());
    }

    private void readSeats() {
        Map<AgentId, AgentSettings> named = new HashMap<>();
        from.settings().agents().forEach(a -> named.put(a.id(), a));
        for (Checkpoint.OfSeat was : from.seats()) {
            AgentSettings settings = was.gone().orElseGet(() -> known(named.get(was.id())));
            Seat seat = new Seat(settings, was.since(), state.unsettled());
            seat.resume(was, queues);
            seats.add(seat);
        }
    }

    private List<Seat> seatsHere() {
        List<Seat> here = new ArrayList<>();
        for (int i = 0; i < seats.size(); i++) {
            if (from.seats().get(i).here()) {
                here.add(seats.get(i));
            }
        }
        return here;
    }

    private void readPlaces(CallbackRules callbacks) {
        for (Checkpoint.OfPlace was : from.places()) {
            AcdQueue queue = was.direct()
                    ? state.roster().direct()
                    : known(queues.get(was.ticket().queue()));
            List<AcdQueue> also =
                    was.also().stream().map(name -> known(queues.get(name))).toList();
            Place place = Place.resumed(was, queue, also, seats);
            places.put(was.number(), place);
            if (was.named()) {
                state.places().name(place);
            }
            if (was.only().isPresent()) {
                queue.personal++;
            }
        }
        from.promised().forEach(number -> callbacks.resume(place(number)));
    }

    /** In line, where they do not rest or are called. */
    private void stand(Checkpoint.OfPlace was) {
        Place place = place(was.number());
        switch (was.state()) {
            case TicketState.Waiting _, TicketState.Held _ -> place.line.resume(place, was.open());
            case TicketState.Offered offered -> {
                place.line.resume(place, was.open());
                offered.offers().keySet().forEach(o -> state.offers().resume(o, place));
                state.ringAll().moved(place);
            }
            case TicketState.Calling _, TicketState.Resting _ -> {}
            case TicketState.Connected _, TicketState.Gone _ ->
                throw new IllegalArgumentException("a caller in a checkpoint who is in no line: " + was.interaction());
        }
    }

    private void resumeLines() {
        from.queues().forEach(q -> known(queues.get(q.name())).line.resume(q.line(), this::place));
        state.roster().direct().line.resume(from.direct().line(), this::place);
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get(i);
            from.seats().get(i).own().ifPresent(line -> seat.own.resume(line, this::place));
        }
    }

    private Place place(long number) {
        return known(places.get(number));
    }

    private static <T> T known(@Nullable T value) {
        return Objects.requireNonNull(value, "a checkpoint names what it has not");
    }
}
