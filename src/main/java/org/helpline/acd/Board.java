package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;

/** Queues and agents at one moment. Immutable. */
public record Board(Instant at, List<QueueLine> queues, List<AgentLine> agents) {

    /**
     * One queue since midnight of the server's zone or since start.
     *
     * @param longestWait of those who wait now
     * @param answeredInTime answered within the service level; {@code answered} and {@code abandoned} all of them
     */
    public record QueueLine(
            QueueName queue,
            int waiting,
            Duration longestWait,
            long offered,
            long answered,
            long answeredInTime,
            long abandoned,
            long sentOn) {}

    /** One agent. {@code state} and {@code reason} as in {@link AcdEvent.AgentChanged}; {@code until} the end of wrap-up. */
    public record AgentLine(
            AgentId agent,
            String name,
            String state,
            String reason,
            Instant since,
            Optional<Instant> until,
            Optional<InteractionId> interaction,
            List<QueueName> queues,
            boolean reachable) {}
}
