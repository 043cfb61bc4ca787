package org.helpline.interaction;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.acd.LineEntry;
import org.helpline.acd.WaitRange;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.interaction.DeskPort.Result;

/** What supervisors may ask of the house. Any thread; stages never complete exceptionally. */
public interface Supervision {

    /** A house in which nobody supervises. */
    Supervision NONE = new Supervision() {
        @Override
        public CompletionStage<Result> carryOut(String by, Order order) {
            return CompletableFuture.completedStage(new Result.Refused("Nobody supervises here."));
        }

        @Override
        public CompletionStage<List<Waiting>> waiting(QueueName queue, int most) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public Optional<Duties> duties(AgentId agent) {
            return Optional.empty();
        }
    };

    /** Carries out an order of the account {@code by}. */
    CompletionStage<Result> carryOut(String by, Order order);

    /** Who waits in a queue, in turn; at most so many. */
    CompletionStage<List<Waiting>> waiting(QueueName queue, int most);

    /** What an agent serves and knows now; empty if there is no such agent. */
    Optional<Duties> duties(AgentId agent);

    /** The orders. */
    sealed interface Order {
        /** Sets an agent's state; while they talk it waits for the end of the call. {@code reason}: of {@link To#NOT_READY}. */
        record Force(AgentId agent, To to, String reason) implements Order {}

        /** Sends a caller who waits, or talks with an agent, to a queue, where they are the last. */
        record Move(InteractionId call, QueueName to) implements Order {}

        /** Has an agent rung for a caller who waits, whatever queue and skills; or sends one who talks to that agent. */
        record Assign(InteractionId call, AgentId to) implements Order {}

        /** Puts a caller who waits before all others of the queue. */
        record First(InteractionId call) implements Order {}

        /** Ends a call that waits or is talked in. */
        record HangUp(InteractionId call) implements Order {}

        /**
         * Rings the supervisor's own phone, to be beside the agent who has this call; or, once they are, has them heard otherwise. Answered when they are
         * there, or do not come.
         */
        record Beside(InteractionId call, SupervisorVoice voice) implements Order {}

        /** The same with the call that this agent has in hand. */
        record BesideAgent(AgentId agent, SupervisorVoice voice) implements Order {}

        /** The supervisor is no longer beside an agent of this call. */
        record Leave(InteractionId call) implements Order {}

        /** Begins, pauses or ends the recording of a conversation, whatever its queue says of that. */
        record Take(InteractionId call, Taking what) implements Order {}

        /** Has an agent serve other queues and have other skills, each with its level from 1 to 5, until the server restarts. */
        record Reassign(AgentId agent, List<QueueName> queues, Map<String, Integer> skills) implements Order {}

        /** Has an agent serve and know again what the settings say. */
        record AsWritten(AgentId agent) implements Order {}
    }

    /** What is done with a recording. */
    enum Taking {
        START,
        PAUSE,
        RESUME,
        STOP
    }

    /** To what an agent is set. */
    enum To {
        READY,
        NOT_READY,
        /** Logged out. */
        OFFLINE,
        /** Whatever follows the wrap-up that runs. */
        END_WRAP_UP
    }

    /**
     * Somebody who waits.
     *
     * @param customer who they may be; empty if nobody knows
     * @param expected how long they are likely to wait yet; empty while it cannot be known
     */
    record Waiting(LineEntry entry, Personal number, Personal customer, Optional<WaitRange> expected) {}

    /**
     * What an agent serves and knows.
     *
     * @param forNow whether a supervisor has changed it until the server restarts
     */
    record Duties(List<QueueName> queues, SortedMap<String, Integer> skills, boolean forNow) {}
}
