package org.helpline.acd;

import java.time.Duration;
import java.util.Optional;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;

/** The handle of the ACD: commands from any thread, carried out in order on the ACD's loop; answers are {@link AcdEvent}s. */
public interface Acd {

    /** A caller wants to wait; answered by {@link AcdEvent.Queued} or {@link AcdEvent.NotQueued}. */
    void join(Ticket ticket);

    /** The caller no longer waits (hung up, pressed a key, was sent elsewhere); a running offer is withdrawn. */
    void leave(InteractionId interaction, LeaveReason why);

    /** The agent's phone was answered: the offer becomes a conversation, unless the caller has gone ({@link AcdEvent.Withdraw} says so). */
    void accepted(long offer);

    /** The agent's phone did not take it. */
    void failed(long offer, OfferFailure why);

    /** The conversation ended: the agent goes to wrap-up. */
    void released(InteractionId interaction);

    /** An agent's (or supervisor's) command. */
    void agent(AgentId agent, AgentCommand command);

    /** Whether the agent has a phone that can ring; agents without one are not offered calls. */
    void reachable(AgentId agent, boolean reachable);

    /** Queues and agents as they are now: an immutable snapshot. */
    Board board();

    /**
     * A caller's place in line.
     *
     * @param priority higher is served first; equal ones in order of {@code since}
     * @param only offer to this agent alone (a transfer to a colleague)
     */
    record Ticket(InteractionId interaction, QueueName queue, int priority, Optional<AgentId> only) {}

    /** Why a caller left. */
    enum LeaveReason {
        ABANDONED,
        KEY,
        SENT_ON
    }

    /** Why an offer failed. */
    enum OfferFailure {
        /** The phone rang for the ring time: the agent becomes not ready. */
        NO_ANSWER,
        /** The agent pressed decline (603, 480 …): not rung again at once. */
        DECLINED,
        /** 486. */
        BUSY,
        /** No phone, 404, 408, transport failure: the agent becomes not ready. */
        UNREACHABLE
    }

    /** What an agent may do. */
    sealed interface AgentCommand {
        /** Logs in: not ready at first. */
        record LogIn() implements AgentCommand {}

        /** Logs out; after the call in hand if there is one. */
        record LogOut() implements AgentCommand {}

        /** Ready for calls; ends wrap-up. */
        record Ready() implements AgentCommand {}

        /** Not ready; after the call in hand if there is one. */
        record NotReady(String reason) implements AgentCommand {}

        /** Lengthens the wrap-up that runs. */
        record ExtendWrapUp(Duration by) implements AgentCommand {}
    }
}
