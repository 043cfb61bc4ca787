package org.helpline.acd;

import java.time.Duration;
import org.helpline.core.InteractionId;

/** What moves an agent from state to state, and what that asks to be done. */
sealed interface AgentInput {

    /** The agent, or a supervisor for them, pressed something. */
    record Commanded(Acd.AgentCommand command) implements AgentInput {}

    /** A caller is offered. */
    record OfferMade(long offer, InteractionId interaction) implements AgentInput {}

    /** The phone was answered in time; {@code wrapUp} is the queue's. */
    record Accepted(Duration wrapUp) implements AgentInput {}

    /** The phone did not take it. */
    record Failed(Acd.OfferFailure why) implements AgentInput {}

    /** The caller went away while it rang, or another agent took them. */
    record CallerLeft() implements AgentInput {}

    /** The agent was to talk with a customer who could not be reached. */
    record NotReached(String why) implements AgentInput {}

    /** The agent calls somebody themselves; {@code wrapUp} follows if they are reached. */
    record Dials(InteractionId interaction, Duration wrapUp) implements AgentInput {}

    /** The conversation goes on as one with another caller. */
    record HandedOver(InteractionId to) implements AgentInput {}

    /** The conversation ended. */
    record Released() implements AgentInput {}

    /** The server has started again, and the agent is what they were before; {@code rest} of a wrap-up. */
    record TakenUp(AgentState as, Duration rest) implements AgentInput {}

    /** The one timer of this agent ran out: pause, return or wrap-up. */
    record TimerOver() implements AgentInput {}

    /** What a step asks for. */
    sealed interface Effect {
        /** Starts the agent's timer; there is only one. */
        record StartTimer(Duration after) implements Effect {}

        /** Moves the end of the running timer. */
        record ExtendTimer(Duration by) implements Effect {}

        /** Stops it. */
        record StopTimer() implements Effect {}

        /** The agent does not want the offer that rings: the caller goes back in line. */
        record GiveBack(long offer, String why) implements Effect {}
    }
}
