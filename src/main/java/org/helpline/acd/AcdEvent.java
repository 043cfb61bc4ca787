package org.helpline.acd;

import java.time.Duration;
import java.util.Optional;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;

/** What the ACD decided; told on the ACD's loop to {@link AcdListener}. */
public sealed interface AcdEvent {

    /** The caller waits. {@code position} counts from 1. */
    record Queued(InteractionId interaction, QueueName queue, int position) implements AcdEvent {}

    /** The caller was not taken. {@code why}: {@code full}, {@code closed}, {@code nobody serving}, {@code unknown queue}. */
    record NotQueued(InteractionId interaction, QueueName queue, String why) implements AcdEvent {}

    /** The caller's position changed. */
    record PositionChanged(InteractionId interaction, int position) implements AcdEvent {}

    /** Ring this agent for this caller; exactly one of accepted, failed must follow, unless withdrawn. */
    record Offer(
            long offer, InteractionId interaction, QueueName queue, AgentId agent, Duration waited, Duration ringFor)
            implements AcdEvent {}

    /** Stop ringing. */
    record Withdraw(long offer, InteractionId interaction, AgentId agent, String why) implements AcdEvent {}

    /** The offer was accepted in time: connect them. */
    record Connect(long offer, InteractionId interaction, QueueName queue, AgentId agent, Duration waited)
            implements AcdEvent {}

    /** The queue gives the caller up. {@code why}: {@code max wait}, {@code closed}, {@code nobody serving}. */
    record SendOn(InteractionId interaction, QueueName queue, String why, Duration waited) implements AcdEvent {}

    /** The caller left on {@link Acd#leave}. */
    record Gone(InteractionId interaction, QueueName queue, Acd.LeaveReason why, Duration waited) implements AcdEvent {}

    /** An agent's state changed; the words are those of {@link org.helpline.core.AgentFact.StateChanged}. */
    record AgentChanged(AgentId agent, String state, String reason, Optional<InteractionId> interaction)
            implements AcdEvent {}

    /** Wrap-up was lengthened. */
    record WrapUpExtended(AgentId agent, Duration by) implements AcdEvent {}
}
