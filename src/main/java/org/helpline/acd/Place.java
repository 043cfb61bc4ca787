package org.helpline.acd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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

    /** Whoever has been in this line longest. */
    static final Comparator<Place> AGE =
            ((Comparator<Place>) (a, b) -> Long.signum(a.joinedNanos - b.joinedNanos)).thenComparingLong(p -> p.number);

    private static final int FIRST_LANE = 0;
    private static final int USUAL_LANE = 1;

    final Ticket ticket;
    final AcdQueue queue;
    final Line line;

    /** In order of joining, over all queues. */
    final long number;

    /** Since when the caller waits, in whatever queue. */
    final long sinceNanos;

    /** Since when in this one. */
    final long joinedNanos;

    /** When somebody without priority would have come whose turn is the same. */
    private final long rankNanos;

    /** Settled when the place comes into the line. */
    private int lane;

    /** Before all others, whatever the queue. */
    private boolean jumps;

    /** Put there by a supervisor; the larger, the later. */
    private int ahead;

    /** What holds now of the ticket's plan; changed only while nobody may be offered the caller. */
    private int stage;

    private List<AcdQueue> also = List.of();
    private boolean helped;
    private @Nullable Seat preferred;

    /** Present for a caller whom this agent alone may take. */
    private final @Nullable Seat only;

    /** Where the caller stands for those who look for somebody to serve; empty while nobody may be offered them. */
    private final List<Heads> heads = new ArrayList<>();

    /** Present for a call-back, until its customer waits on the phone. */
    @Nullable
    Promise promise;

    final Set<AgentId> refusedBy = new HashSet<>();

    private record Unserved(int stage, int refused, boolean helped, boolean alone) {}

    private @Nullable Unserved told;
    private InteractionId interaction;
    TicketState state = new TicketState.Waiting();
    int toldPosition;

    /** For any agent of the queue, or for one alone. */
    Place(Ticket ticket, AcdQueue queue, Optional<Seat> only, long number, long joinedNanos) {
        this.ticket = ticket;
        this.queue = queue;
        this.only = only.orElse(null);
        this.line = only.map(s -> s.own).orElse(queue.line);
        this.number = number;
        this.joinedNanos = joinedNanos;
        this.sinceNanos = joinedNanos - ticket.waited().toNanos();
        Sharing sharing = queue.settings.sharing();
        this.rankNanos = sinceNanos
                - sharing.headStart().toNanos()
                - sharing.priorityWorth().multipliedBy(ticket.priority()).toNanos();
        this.interaction = ticket.interaction();
    }

    // ---- whose turn, and for whom

    /** Before all others; only while out of the line. */
    void first() {
        jumps = true;
    }

    /** Even before those, and before those who were put there with a smaller number, from 1; only while out of the line. */
    void ahead(int number) {
        ahead = number;
    }

    /** Comes into the line: whoever is first, or of an urgent queue, goes before the others from now on. */
    void enters() {
        lane = ahead > 0 ? FIRST_LANE - ahead : jumps || queue.urgent ? FIRST_LANE : USUAL_LANE;
    }

    /** What the agent must have now; who is waited for need have nothing. */
    Demand demand() {
        return alone() != null ? Demand.ANY : ticket.plan().stages().get(stage).demand();
    }

    int stage() {
        return stage;
    }

    /** The agent who alone may be rung now, if there is one. */
    @Nullable
    Seat alone() {
        return only != null ? only : preferred;
    }

    /** The free agents whom to ring now, those of the queue before others. */
    List<Bench> benches() {
        if (also.isEmpty() && !helped && !queue.urgent) {
            return List.of(queue.free());
        }
        List<Bench> benches = new ArrayList<>();
        benches.add(queue.free());
        also.forEach(q -> benches.add(q.free()));
        if (mayBeHelped()) {
            benches.add(queue.reserve());
        }
        return benches;
    }

    /** The queues whose agents may be rung now, its own first. */
    List<AcdQueue> mayServe() {
        if (also.isEmpty()) {
            return List.of(queue);
        }
        List<AcdQueue> queues = new ArrayList<>(List.of(queue));
        queues.addAll(also);
        return queues;
    }

    /** Whether those who help out may be rung. */
    boolean mayBeHelped() {
        return helped || queue.urgent;
    }

    /** Whether something has changed of who may be rung since it was last said that nobody can; from now on it is said. */
    boolean isNewlyAlone() {
        Unserved now = new Unserved(stage, refusedBy.size(), mayBeHelped(), alone() != null);
        boolean changed = !now.equals(told);
        told = now;
        return changed;
    }

    /** How long in this line. */
    Duration stayed(Now now) {
        return now.since(joinedNanos);
    }

    // ---- what changes while they wait

    boolean mayBeOffered() {
        return !heads.isEmpty();
    }

    /** From now on agents may be offered this caller. */
    void open(Unsettled unsettled) {
        if (preferred != null && !Patience.isAtWork(preferred)) {
            preferred = null; // went while the caller was asked for a number, or a phone rang
        }
        if (only == null && preferred != null) {
            heads.add(preferred.wished);
        } else {
            heads.add(line.heads);
            also.forEach(q -> heads.add(q.guests));
            if (helped) {
                heads.add(queue.helped);
            }
        }
        heads.forEach(h -> h.add(this));
        unsettled.may(this);
    }

    /** Nobody may be offered this caller for now. */
    void close(Unsettled unsettled) {
        heads.forEach(h -> h.remove(this));
        heads.clear();
        unsettled.mayNot(this);
    }

    /** The next stage holds; {@code others} are the queues whose agents may be rung too. Only while closed. */
    void relax(List<AcdQueue> others) {
        stage++;
        alsoBy(others);
    }

    /** From now on agents of these queues may be rung too. Only while closed. */
    void alsoBy(List<AcdQueue> others) {
        also = others;
    }

    /** The queues beside its own whose agents may be rung. */
    List<AcdQueue> also() {
        return also;
    }

    boolean hasNextStage() {
        return only == null && stage + 1 < ticket.plan().stages().size();
    }

    /** Those who help out may be rung. Only while closed. */
    void help() {
        helped = true;
    }

    boolean isHelped() {
        return helped || only != null;
    }

    @Nullable
    Seat preferred() {
        return preferred;
    }

    /** Waits for this agent, or for nobody any more. Only while closed. */
    void prefer(@Nullable Seat seat) {
        preferred = seat;
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
