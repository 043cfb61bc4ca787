package org.helpline.acd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.Set;
import org.helpline.config.AcdSettings;

/** Writes the {@link Checkpoint} of a floor; looks only. Confined to the ACD's loop. */
final class CheckpointWriter {

    private final FloorState state;
    private final List<Place> promised;
    private final List<Place> places;
    private final Map<Seat, Integer> seats = new LinkedHashMap<>();
    private final Set<AcdQueue> there;

    private CheckpointWriter(FloorState state, List<Place> promised) {
        this.state = state;
        this.promised = promised;
        this.there = new HashSet<>(state.roster().queues());
        this.places = places(state, promised);
        state.roster().seats().forEach(this::number);
        state.places().awaited().forEach(this::number);
        state.talks().seats().forEach(this::number);
        places.forEach(p -> p.seats().forEach(this::number));
    }

    /** Of all that a floor has. */
    static Checkpoint of(FloorState state, CallbackRules callbacks, Oversight oversight, AcdSettings settings) {
        return new CheckpointWriter(state, callbacks.promised()).write(oversight, settings);
    }

    private static List<Place> places(FloorState state, List<Place> promised) {
        SequencedSet<Place> all = new LinkedHashSet<>(state.places().named());
        all.addAll(promised);
        return all.stream().sorted(Comparator.comparingLong(p -> p.number)).toList();
    }

    private void number(Seat seat) {
        seats.putIfAbsent(seat, seats.size());
    }

    private int numberOf(Seat seat) {
        return Objects.requireNonNull(seats.get(seat), () -> "nobody has numbered " + seat.id());
    }

    private Checkpoint write(Oversight oversight, AcdSettings settings) {
        Roster.Marks marks = state.roster().marks();
        Collection<AcdQueue> queues = state.roster().queues();
        return new Checkpoint(
                settings,
                marks.lots(),
                marks.idled(),
                state.places().joined(),
                state.offers().made(),
                oversight.ahead(),
                marks.urgent(),
                queues.stream().map(AcdQueue::checkpoint).toList(),
                state.roster().direct().checkpoint(),
                seats(queues),
                places.stream().map(this::place).toList(),
                promised.stream().map(p -> p.number).toList(),
                state.places().awaited().stream().map(this::numberOf).toList(),
                state.talks().checkpoint(this::numberOf),
                state.offers().withdrawn(),
                state.patience().checkpoint(),
                state.unsettled().checkpoint(this::numberOf));
    }

    private List<Checkpoint.OfSeat> seats(Collection<AcdQueue> queues) {
        Set<Seat> here = new HashSet<>(state.roster().seats());
        List<Checkpoint.OfSeat> written = new ArrayList<>();
        seats.keySet().forEach(s -> written.add(s.checkpoint(here.contains(s), queues)));
        return List.copyOf(written);
    }

    private Checkpoint.OfPlace place(Place place) {
        boolean named =
                state.places().of(place.interaction()).filter(p -> p == place).isPresent();
        return place.checkpoint(
                this::numberOf, there::contains, place.queue == state.roster().direct(), named);
    }
}
