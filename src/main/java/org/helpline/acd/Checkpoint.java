package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;

/**
 * All that the ACD knows between two inputs, exactly: one that goes on from here decides the same, byte for byte. What follows from
 * the rest (lists of free agents, counts of who is logged in) is left out. Agents are named by their place in {@code seats}, since one
 * who has gone may have callers yet while another one of the same name has come; callers by their number. Immutable.
 *
 * @param settings those that hold
 * @param lots where the lots are that are drawn among agents
 * @param idled how often an agent has become idle; {@code joined} how many have joined; {@code offers} how many were made; {@code
 *     ahead} how many were put ahead by hand
 * @param urgent queues that were declared so, whether they are there or not
 * @param queues in their order; {@code direct} that of callers who are put through past all queues
 * @param places callers and call-backs by their number
 * @param promised the call-backs, in the order in which they were promised
 * @param awaited for whom alone somebody waits, in order
 * @param withdrawn offers for whose late answers the word is kept
 * @param unsettled of whom it is not yet known that nobody is there for them
 */
public record Checkpoint(
        AcdSettings settings,
        long lots,
        long idled,
        long joined,
        long offers,
        int ahead,
        Set<QueueName> urgent,
        List<OfQueue> queues,
        OfQueue direct,
        List<OfSeat> seats,
        List<OfPlace> places,
        List<Long> promised,
        List<Integer> awaited,
        List<OfTalk> talks,
        List<AcdEvent.Withdraw> withdrawn,
        List<OfDue> due,
        OfUnsettled unsettled) {

    /**
     * A queue.
     *
     * @param gone its settings, if it is no longer in them
     */
    record OfQueue(
            QueueName name,
            Optional<QueueSettings> gone,
            double lastLot,
            Counts counts,
            OfPace pace,
            Set<OfUnstaffed> unstaffed,
            OfLine line) {}

    /** Since when nobody is ready for those who need this. */
    record OfUnstaffed(List<Plan.Stage> stages, long sinceNanos) {}

    /** What a queue counts. */
    record Counts(
            long offered,
            long answered,
            long answeredInTime,
            long abandoned,
            long sentOn,
            long callback,
            long reached,
            long missed) {}

    /** How fast a queue moves, as {@link Pace} has it. */
    record OfPace(List<Long> intervals, boolean backlog, long since, boolean answeredBefore) {}

    /** What cannot be seen of those who stand in a line. {@code impatient} in the order in which they came. */
    record OfLine(boolean moved, int untold, List<Long> impatient) {

        static final OfLine EMPTY = new OfLine(false, 0, List.of());
    }

    /**
     * An agent.
     *
     * @param gone the agent's settings, if they are no longer in them
     * @param here whether the agent is still one of those who take calls; the others are only waited for
     * @param own the line of callers for this agent alone, if there was any
     */
    record OfSeat(
            AgentId id,
            Optional<AgentSettings> gone,
            boolean here,
            AgentState state,
            boolean reachable,
            List<QueueName> servesOut,
            long idleNumber,
            int order,
            long calls,
            long talkNanos,
            long talksSinceNanos,
            Instant since,
            Optional<Long> timerEndsNanos,
            List<OfStanding> standings,
            Optional<OfLine> own) {}

    /** How an agent stands among those of a queue. */
    record OfStanding(QueueName queue, long lastOffer, double lot) {}

    /**
     * A caller or a call-back in line.
     *
     * @param direct whether it is past all queues
     * @param named whether it is known by its interaction: not a call-back between two attempts
     * @param open whether agents may be offered it
     */
    record OfPlace(
            Acd.Ticket ticket,
            boolean direct,
            boolean named,
            InteractionId interaction,
            long number,
            long joinedNanos,
            long rankNanos,
            int lane,
            boolean jumps,
            int ahead,
            int stage,
            List<QueueName> also,
            boolean helped,
            Optional<Integer> preferred,
            Optional<Integer> only,
            boolean open,
            Set<AgentId> refusedBy,
            Optional<Place.Unserved> told,
            TicketState state,
            int toldPosition,
            Optional<OfPromise> promise) {}

    /** What makes a place a call-back's. */
    record OfPromise(
            InteractionId callback,
            Personal number,
            Instant asked,
            Optional<Instant> until,
            Set<InteractionId> calls,
            Optional<CallbackState> told,
            int attempts,
            Instant notBefore) {}

    /** Who talks with a caller, oldest first. */
    record OfTalk(InteractionId interaction, List<Integer> seats) {}

    /** When something changes for a caller. */
    record OfDue(long atNanos, long place) {}

    /** Nobody, as a rule. */
    record OfUnsettled(List<Long> places, List<Integer> seats) {}

    /** How the call-backs that are promised would be given to an ACD that begins. */
    List<Acd.KeptCallback> callbacks() {
        return promised.stream()
                .flatMap(number -> places.stream().filter(p -> p.number == number))
                .flatMap(place -> place.promise().map(p -> kept(place, p)).stream())
                .toList();
    }

    private static Acd.KeptCallback kept(OfPlace place, OfPromise promise) {
        Optional<Acd.CallbackWindow> window = promise.until()
                .map(until -> new Acd.CallbackWindow(promise.asked().minusNanos(1), until));
        Acd.CallbackTicket ticket = new Acd.CallbackTicket(
                promise.callback(),
                place.interaction(),
                place.ticket().queue(),
                place.ticket().priority(),
                promise.number(),
                Duration.ZERO,
                window);
        return new Acd.KeptCallback(ticket, promise.asked(), promise.attempts(), promise.notBefore());
    }
}
