package org.helpline.acd;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.helpline.config.AcdSettings.QueueSettings;

/** A queue: its callers, its free agents and its counts. Confined to the ACD's loop. */
final class AcdQueue {

    final Line line = new Line();
    private TreeSet<Standing> free;

    QueueSettings settings;

    /** The lot of the agent who was rung last, or of the first who is free if that is less. */
    double lastLot;

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
        this.free = new TreeSet<>(Standing.order(settings.sharing().strategy()));
    }

    /** Takes new settings, while nobody is listed. */
    void adopt(QueueSettings next) {
        settings = next;
        free = new TreeSet<>(Standing.order(next.sharing().strategy()));
    }

    void list(Seat seat, RandomGenerator random) {
        Standing standing = seat.standing(this);
        standing.draw(this, random);
        free.add(standing);
        seat.listedIn.add(this);
    }

    void unlist(Seat seat) {
        free.remove(seat.standing(this));
        seat.listedIn.remove(this);
    }

    /** The agent, no longer listed, is rung. */
    void rung(Standing standing, long offer) {
        standing.lastOffer = offer;
        lastLot = free.isEmpty() ? standing.lot : Math.min(standing.lot, free.first().lot);
    }

    boolean hasFreeAgent() {
        return !free.isEmpty();
    }

    /** Of those with the skills the first by the queue's strategy, but whoever refused this caller only when nobody else is free. */
    Optional<Seat> bestFor(Place place) {
        Set<String> needs = place.ticket.needs();
        Optional<Seat> best = Optional.empty();
        for (Standing standing : free) {
            Seat seat = standing.seat;
            if (seat.has(needs)) {
                best = best.filter(b -> !goesBefore(seat, b, place)).or(() -> Optional.of(seat));
                if (!settings.sharing().skillsFirst() && !place.refusedBy.contains(seat.id())) {
                    return best;
                }
            }
        }
        return best;
    }

    /** Though the strategy has the other before. */
    private boolean goesBefore(Seat seat, Seat other, Place place) {
        boolean refused = place.refusedBy.contains(seat.id());
        boolean otherRefused = place.refusedBy.contains(other.id());
        return refused == otherRefused
                ? settings.sharing().skillsFirst() && seat.levels(place.ticket.needs()) > other.levels(place.ticket.needs())
                : otherRefused;
    }

    boolean isFull() {
        return settings.maxSize() > 0 && line.size() >= settings.maxSize();
    }

    int waiting() {
        return line.size() + personal;
    }
}
