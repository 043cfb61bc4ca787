package org.helpline.acd;

import java.util.Optional;
import java.util.TreeSet;
import org.helpline.config.AcdSettings.QueueSettings;

/** A queue: its callers, its free agents and its counts. Confined to the ACD's loop. */
final class AcdQueue {

    final Line line = new Line();
    private final TreeSet<Seat> free = new TreeSet<>(Seat.IDLE);

    QueueSettings settings;

    /** No longer in the settings: takes nobody, and those in it are served by who served it last. */
    boolean dismissed;

    /** Agents who serve it and are not offline. */
    int loggedIn;

    /** Callers for one agent alone who came by this queue. */
    int personal;

    long offered;
    long answered;
    long answeredInTime;
    long abandoned;
    long sentOn;

    /** Left, to be called back. */
    long callback;

    /** Call-backs that are promised now; those whose customers were reached, and those that came to nothing. */
    int promised;

    long reached;
    long missed;

    final Pace pace = new Pace();

    AcdQueue(QueueSettings settings) {
        this.settings = settings;
    }

    void list(Seat seat) {
        free.add(seat);
        seat.listedIn.add(this);
    }

    void unlist(Seat seat) {
        free.remove(seat);
        seat.listedIn.remove(this);
    }

    boolean hasFreeAgent() {
        return !free.isEmpty();
    }

    /** Of those with the skills the longest idle first, but whoever refused this caller only when nobody else is free. */
    Optional<Seat> bestFor(Place place) {
        Optional<Seat> first = Optional.empty();
        for (Seat seat : free) {
            if (seat.has(place.ticket.needs())) {
                if (!place.refusedBy.contains(seat.id())) {
                    return Optional.of(seat);
                }
                first = first.or(() -> Optional.of(seat));
            }
        }
        return first;
    }

    boolean isFull() {
        return settings.maxSize() > 0 && line.size() >= settings.maxSize();
    }

    int waiting() {
        return line.size() + personal;
    }
}
