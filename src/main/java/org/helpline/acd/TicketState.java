package org.helpline.acd;

import java.util.Optional;
import org.helpline.core.AgentId;

/**
 * Where a waiting caller is.
 *
 * <pre>
 *             OfferMade             Accepted
 *  Waiting ──────────────▶ Offered ──────────▶ Connected
 *     │  ▲   OfferLost        │
 *     │  └────────────────────┤ Left, or OfferLost when given up meanwhile
 *     │ Left, GivenUp         ▼
 *     └───────────────────▶  Gone
 * </pre>
 */
sealed interface TicketState {

    /** In line, nobody's phone rings. */
    record Waiting() implements TicketState {}

    /**
     * An agent's phone rings.
     *
     * @param givenUp why the queue would send the caller on, were it not for this offer
     */
    record Offered(long offer, AgentId agent, Optional<String> givenUp) implements TicketState {}

    /** Talks to the agent; no longer in line. */
    record Connected(AgentId agent) implements TicketState {}

    /** Left, or sent on. */
    record Gone() implements TicketState {}

    /** What moves a caller. */
    sealed interface Input {
        /** An agent is offered the caller. */
        record OfferMade(long offer, AgentId agent) implements Input {}

        /** The agent did not take it. */
        record OfferLost() implements Input {}

        /** The agent took it. */
        record Accepted() implements Input {}

        /** The caller left. */
        record Left(Acd.LeaveReason why) implements Input {}

        /** The queue will not keep the caller: max wait, closed, nobody serving. */
        record GivenUp(String why) implements Input {}
    }

    /** What a step asks for. */
    sealed interface Effect {
        /** Stop ringing that agent. */
        record Withdraw(long offer, AgentId agent, String why) implements Effect {}

        /** Connect caller and agent. */
        record Connect(long offer, AgentId agent) implements Effect {}

        /** Send the caller on. */
        record SendOn(String why) implements Effect {}

        /** Note that the caller left. */
        record Depart(Acd.LeaveReason why) implements Effect {}
    }
}
