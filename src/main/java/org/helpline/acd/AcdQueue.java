package org.helpline.acd;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.AcdSettings.QueueSettings;

/** A queue: its callers, its free agents and its counts. Confined to the ACD's loop. */
final class AcdQueue {

    final Line line;

    /** Callers of other queues whom this one's agents may take too. */
    final Heads guests = new Heads();

    /** Callers who have waited long enough for those who help out. */
    final Heads helped = new Heads();

    /** Free agents who serve it, and those who help out. */
    private Bench free;

    private Bench reserve;

    /** All of them, free or not. */
    final Crew crew = new Crew();

    QueueSettings settings;

    /** Before all other queues; those who help out serve it too. Changed only together with the order of its line. */
    boolean urgent;

    /** The lot of the agent who was rung last, or of the first who is free if that is less. */
    double lastLot;

    /** No longer in the settings: takes nobody, and those in it are served by who served it last. */
    boolean dismissed;

    /** Agents who serve it and are not offline. */
    int loggedIn;

    /** The same for those who have what some callers need, as far as it was asked for. */
    final Map<Demand, Integer> loggedInWith = new HashMap<>();

    /** Agents who serve it and are neither offline nor not ready, nor without a phone. */
    int atWork;

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
    final Unstaffed unstaffed = new Unstaffed();

    AcdQueue(QueueSettings settings, Unsettled unsettled) {
        this.settings = settings;
        this.line = new Line(unsettled);
        this.free = new Bench(settings.sharing());
        this.reserve = new Bench(settings.sharing());
    }

    /** Takes new settings, while nobody is listed. */
    void adopt(QueueSettings next) {
        settings = next;
        free = new Bench(next.sharing());
        reserve = new Bench(next.sharing());
    }

    /** {@code helping}: not one of those who serve it, but of those who help out. */
    void list(Seat seat, boolean helping, Lots lots) {
        seat.standing(this).draw(this, lots);
        resume(seat, helping);
    }

    /** The same with the lot that was drawn. */
    void resume(Seat seat, boolean helping) {
        (helping ? reserve : free).add(seat.standing(this));
        seat.listedIn.add(this);
    }

    void unlist(Seat seat) {
        free.remove(seat.standing(this));
        reserve.remove(seat.standing(this));
        seat.listedIn.remove(this);
    }

    /** The agent, no longer listed, is rung. */
    void rung(Standing standing, long offer) {
        standing.lastOffer = offer;
        lastLot = free.leastLot(standing);
    }

    Bench free() {
        return free;
    }

    Bench reserve() {
        return reserve;
    }

    // ---- checkpoints

    Checkpoint.OfQueue checkpoint() {
        return new Checkpoint.OfQueue(
                settings.name(),
                dismissed ? Optional.of(settings) : Optional.empty(),
                lastLot,
                new Checkpoint.Counts(offered, answered, answeredInTime, abandoned, sentOn, callback, reached, missed),
                pace.checkpoint(),
                unstaffed.checkpoint(),
                line.checkpoint());
    }

    /** As it was, but for those who stand in it. */
    void resume(Checkpoint.OfQueue was) {
        dismissed = was.gone().isPresent();
        lastLot = was.lastLot();
        offered = was.counts().offered();
        answered = was.counts().answered();
        answeredInTime = was.counts().answeredInTime();
        abandoned = was.counts().abandoned();
        sentOn = was.counts().sentOn();
        callback = was.counts().callback();
        reached = was.counts().reached();
        missed = was.counts().missed();
        pace.resume(was.pace());
        unstaffed.resume(was.unstaffed());
    }

    /** Of those who serve it or help out. */
    boolean isAnybodyFree() {
        return !free.isEmpty() || !reserve.isEmpty();
    }

    boolean isFull() {
        return settings.maxSize() > 0 && line.size() >= settings.maxSize();
    }

    int waiting() {
        return line.size() + personal;
    }
}
