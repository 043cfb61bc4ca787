package org.helpline.acd;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.helpline.core.AgentId;

/**
 * Where a waiting caller is.
 *
 * <pre>
 *             OfferMade             Accepted
 *  Waiting ──────────────▶ Offered ──────────▶ Connected
 *     │  ▲   last OfferLost   │
 *     │  └────────────────────┤ Left, or the last OfferLost when given up meanwhile
 *     │ Left, GivenUp         ▼
 *     └───────────────────▶  Gone
 *
 *  Waiting, Offered ──Hold──▶ Held ──Resumed──▶ Waiting      Held ──Left──▶ Gone
 *
 *  a call-back:
 *  Waiting ──OfferMade──▶ Offered ──AgentTook──▶ Calling ──Reached──▶ Gone
 *     ▲                      │                      │
 *     │ Due      Missed      ▼        Missed        │       any ──Left──▶ Gone
 *     └──────────────────  Resting ◀────────────────┘   Waiting ──Rest──▶ Resting
 * </pre>
 */
sealed interface TicketState {

    /** In line, nobody's phone rings. */
    record Waiting() implements TicketState {}

    /**
     * An agent's phone rings, or those of several agents.
     *
     * @param offers whose phone rings, by offer; never empty, and more than one only in a queue that rings all
     * @param givenUp why the queue would send the caller on, were it not for these offers
     */
    record Offered(SortedMap<Long, AgentId> offers, Optional<String> givenUp) implements TicketState {

        public Offered {
            offers = Collections.unmodifiableSortedMap(offers);
        }

        /** The first offer. */
        Offered(long offer, AgentId agent) {
            this(new TreeMap<>(Map.of(offer, agent)), Optional.empty());
        }

        /** One more is rung. */
        Offered with(long offer, AgentId agent) {
            SortedMap<Long, AgentId> more = new TreeMap<>(offers);
            more.put(offer, agent);
            return new Offered(more, givenUp);
        }

        /** One of them is rung no more; nobody may be left. */
        SortedMap<Long, AgentId> without(long offer) {
            SortedMap<Long, AgentId> left = new TreeMap<>(offers);
            left.remove(offer);
            return left;
        }

        /** @throws IllegalStateException if there is no such offer */
        AgentId agent(long offer) {
            AgentId agent = offers.get(offer);
            if (agent == null) {
                throw new IllegalStateException("caller in " + this + " has no offer " + offer);
            }
            return agent;
        }
    }

    /** Talks to the agent; no longer in line. */
    record Connected(AgentId agent) implements TicketState {}

    /** Is asked for the number of a call-back; keeps the place, and is not offered. */
    record Held() implements TicketState {}

    /** A call-back whose agent is there while the customer's phone is called; not in line. */
    record Calling(AgentId agent) implements TicketState {}

    /** A call-back between two attempts, or out of the queue's hours; not in line. */
    record Resting() implements TicketState {}

    /** Left, or sent on. */
    record Gone() implements TicketState {}

    /** What moves a caller. */
    sealed interface Input {
        /** An agent is offered the caller. */
        record OfferMade(long offer, AgentId agent) implements Input {}

        /** The agent did not take it. */
        record OfferLost(long offer) implements Input {}

        /** Somebody else is to be rung. */
        record Recalled() implements Input {}

        /** The agent took it. */
        record Accepted(long offer) implements Input {}

        /** The agent took a call-back. */
        record AgentTook(long offer) implements Input {}

        /** The caller is asked for a number. */
        record Hold() implements Input {}

        /** The caller waits again. */
        record Resumed() implements Input {}

        /** The customer of a call-back has answered. */
        record Reached() implements Input {}

        /** The customer of a call-back has not. */
        record Missed(String why) implements Input {}

        /** A call-back has to wait for the queue's hours. */
        record Rest() implements Input {}

        /** A call-back has rested. */
        record Due() implements Input {}

        /** The caller left. */
        record Left(Acd.LeaveReason why) implements Input {}

        /** The queue will not keep the caller: max wait, closed, nobody serving, nobody ready. */
        record GivenUp(String why) implements Input {}
    }

    /** What a step asks for. */
    sealed interface Effect {
        /** Stop ringing that agent; {@code takenBy} another one, who has the caller. */
        record Withdraw(long offer, AgentId agent, String why, Optional<AgentId> takenBy) implements Effect {}

        /** Connect caller and agent. */
        record Connect(long offer, AgentId agent) implements Effect {}

        /** Send the caller on. */
        record SendOn(String why) implements Effect {}

        /** Nobody is offered the call-back any more, and no customer called: free the agent. */
        record FreeAgent(AgentId agent, String why) implements Effect {}

        /** Note that the caller left. */
        record Depart(Acd.LeaveReason why) implements Effect {}
    }
}
