package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;

/** What the ACD decided; told on the ACD's loop to {@link AcdListener}. */
public sealed interface AcdEvent {

    /** The caller waits. {@code position} counts from 1. */
    record Queued(InteractionId interaction, QueueName queue, int position) implements AcdEvent {}

    /** The caller was not taken. {@code why}: {@code full}, {@code closed}, {@code nobody serving}, {@code nobody ready}, {@code expected wait},
     * {@code unknown queue}. */
    record NotQueued(InteractionId interaction, QueueName queue, String why) implements AcdEvent {}

    /** The caller's position changed. */
    record PositionChanged(InteractionId interaction, int position) implements AcdEvent {}

    /** Another stage of the caller's plan holds: what the agent must have now, and which other queues' agents may be rung too. */
    record Relaxed(InteractionId interaction, QueueName queue, int stage, Demand demand, Set<QueueName> also)
            implements AcdEvent {

        /** {@code german 3, or of sales}; {@code anybody}. */
        public String words() {
            String who = demand.words().isEmpty() ? "anybody" : demand.words();
            return also.isEmpty()
                    ? who
                    : who + ", also of "
                            + String.join(
                                    ", ",
                                    also.stream().map(QueueName::value).sorted().toList());
        }
    }

    /**
     * A decision: who is about to be rung for a caller, or that nobody can be; and why nobody else is. The {@link Offer} or {@link
     * CallbackDue} follows, or was told just before.
     *
     * @param offer 0 if nobody is rung
     * @param because what decided it, in words; empty if nobody is rung
     * @param wanted what an agent must have, in words; empty: anybody will do
     */
    record Decided(
            long offer,
            InteractionId interaction,
            QueueName queue,
            Optional<AgentId> rung,
            String because,
            String wanted,
            List<QueueFact.Passed> passed)
            implements AcdEvent {}

    /** Ring this agent for this caller; exactly one of accepted, failed must follow, unless withdrawn. */
    record Offer(
            long offer, InteractionId interaction, QueueName queue, AgentId agent, Duration waited, Duration ringFor)
            implements AcdEvent {}

    /** Stop ringing. {@code takenBy} another agent, who has the caller now; empty: nobody has. */
    record Withdraw(long offer, InteractionId interaction, AgentId agent, String why, Optional<AgentId> takenBy)
            implements AcdEvent {}

    /** The offer was accepted in time: connect them. */
    record Connect(long offer, InteractionId interaction, QueueName queue, AgentId agent, Duration waited)
            implements AcdEvent {}

    /** The queue gives the caller up. {@code why}: {@code max wait}, {@code closed}, {@code nobody serving}, {@code nobody ready}. */
    record SendOn(InteractionId interaction, QueueName queue, String why, Duration waited) implements AcdEvent {}

    /** The agent is reserved for a call that they make. */
    record Dialling(InteractionId interaction, AgentId agent) implements AcdEvent {}

    /** The agent cannot make a call now. {@code why}: {@code offline}, {@code no phone} or {@code busy}. */
    record NotDialling(InteractionId interaction, AgentId agent, String why) implements AcdEvent {}

    /** The caller left on {@link Acd#leave}. */
    record Gone(InteractionId interaction, QueueName queue, Acd.LeaveReason why, Duration waited) implements AcdEvent {}

    /**
     * A call-back is promised. {@code position} counts from 1; 0 while the queue is closed. {@code asked} is since when the
     * customer waits, on the phone or off it.
     */
    record CallbackTaken(InteractionId from, InteractionId callback, QueueName queue, int position, Instant asked)
            implements AcdEvent {}

    /** One was promised to this number before. */
    record CallbackThere(InteractionId from, InteractionId callback, QueueName queue) implements AcdEvent {}

    /** It is not promised. {@code why}: {@code full}, {@code unknown queue}. */
    record CallbackNotTaken(InteractionId from, QueueName queue, String why) implements AcdEvent {}

    /**
     * An agent is reserved for a call-back: an attempt begins. Exactly one of reached and missed must follow, unless {@link
     * CallbackMissed} is told first.
     *
     * @param interaction the attempt, which {@link Withdraw} and {@link Connect} name too
     * @param attempts how often the customer was called in vain
     * @param customerFirst call the customer and then ring the agent, who is offered when {@link Acd#reached} is told; else ring
     *     the agent, tell {@link Acd#accepted}, and call the customer when {@link Connect} comes
     */
    record CallbackDue(
            long offer,
            InteractionId interaction,
            InteractionId callback,
            QueueName queue,
            AgentId agent,
            Duration waited,
            Duration ringFor,
            int attempts,
            boolean customerFirst)
            implements AcdEvent {}

    /** The customer talks, or waits for the agent whose phone rings. */
    record CallbackReached(InteractionId interaction, InteractionId callback, QueueName queue, Duration waited)
            implements AcdEvent {}

    /**
     * The attempt is over, without the customer.
     *
     * @param attempts how often the customer was called in vain
     * @param again when the next attempt may come
     */
    record CallbackMissed(
            InteractionId interaction, InteractionId callback, QueueName queue, String why, int attempts, Instant again)
            implements AcdEvent {}

    /** What is being done about a call-back changed. {@code agent}: who is rung for it or has it, while it is being made. */
    record CallbackIs(InteractionId callback, QueueName queue, CallbackState state, Optional<AgentId> agent)
            implements AcdEvent {}

    /** The call-back is over, without the customer: cancelled or given up. {@code why} is one plain sentence. */
    record CallbackOver(InteractionId callback, QueueName queue, String why) implements AcdEvent {}

    /** An agent's state changed; the words are those of {@link org.helpline.core.AgentFact.StateChanged}. */
    record AgentChanged(AgentId agent, String state, String reason, Optional<InteractionId> interaction)
            implements AcdEvent {}

    /** Wrap-up was lengthened. */
    record WrapUpExtended(AgentId agent, Duration by) implements AcdEvent {}
}
