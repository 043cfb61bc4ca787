package org.helpline.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;

/**
 * Settings of queues and agents.
 *
 * @param serviceLevel answers within this time count for the board (FIELD N5: 18 s)
 */
public record AcdSettings(List<QueueSettings> queues, List<AgentSettings> agents, Duration serviceLevel) {

    /**
     * One queue.
     *
     * @param name as scripts name it
     * @param music the music file's name without suffix
     * @param maxWait zero: no limit; {@code maxSize} zero: no limit
     * @param overflow where a caller goes when the queue is full or the wait too long
     * @param nobody where a caller goes when nobody is logged in; empty: waits all the same
     * @param closed where waiting callers go when {@code hours} close; {@code hours} empty: always open
     * @param ring how long an agent's phone rings; {@code wrapUp} after each call
     */
    public record QueueSettings(
            QueueName name,
            String music,
            Duration maxWait,
            int maxSize,
            Target overflow,
            Optional<Target> nobody,
            Optional<Target> closed,
            Optional<String> hours,
            Duration ring,
            Duration wrapUp) {}

    /**
     * One agent.
     *
     * @param queues served queues
     * @param alwaysReady a static agent without a desk: logged in and ready from the start, and again after each call
     * @param skills what callers may need, such as {@code billing}
     * @param listed whether callers who spell the name find it
     */
    public record AgentSettings(
            AgentId id,
            String name,
            List<QueueName> queues,
            boolean alwaysReady,
            Role role,
            Set<String> skills,
            boolean listed) {

        /** Without skills, and listed. */
        public AgentSettings(AgentId id, String name, List<QueueName> queues, boolean alwaysReady, Role role) {
            this(id, name, queues, alwaysReady, role, Set.of(), true);
        }
    }

    /** What a person may do at the desk. */
    public enum Role {
        AGENT,
        SUPERVISOR
    }

    /** Where to send a caller on: {@code queue:NAME}, {@code script:NAME} or {@code goodbye}. */
    public sealed interface Target {
        /** Another queue. */
        record ToQueue(QueueName queue) implements Target {}

        /** A script from its start. */
        record ToScript(String script) implements Target {}

        /** The prompt {@code goodbye}, then hang up. */
        record Goodbye() implements Target {}
    }
}
