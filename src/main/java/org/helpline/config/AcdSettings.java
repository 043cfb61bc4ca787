package org.helpline.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.AgentId;
import org.helpline.core.Digit;
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
     * @param callbacks how callers are called back
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
            Duration wrapUp,
            CallbackTerms callbacks) {

        /** A queue that calls back as usual. */
        public QueueSettings(
                QueueName name,
                String music,
                Duration maxWait,
                int maxSize,
                Target overflow,
                Optional<Target> nobody,
                Optional<Target> closed,
                Optional<String> hours,
                Duration ring,
                Duration wrapUp) {
            this(name, music, maxWait, maxSize, overflow, nobody, closed, hours, ring, wrapUp, CallbackTerms.USUAL);
        }
    }

    /**
     * How a queue calls back.
     *
     * @param customerFirst the customer's phone is called before the agent's; else the other way round
     * @param again how long after each attempt in vain the next one comes; after as many the call-back is given up
     * @param most call-backs that may be promised at one time; zero: no limit
     * @param keep how long after it was asked for a call-back is worth making
     */
    public record CallbackTerms(boolean customerFirst, List<Duration> again, int most, Duration keep) {

        /** Agent first, three attempts, for two days. */
        public static final CallbackTerms USUAL = new CallbackTerms(
                false, List.of(Duration.ofMinutes(5), Duration.ofMinutes(30)), 50, Duration.ofDays(2));
    }

    /**
     * One agent.
     *
     * @param queues served queues
     * @param alwaysReady a static agent without a desk: logged in and ready from the start, and again after each call
     * @param skills what callers may need, such as {@code billing}
     * @param listed whether callers who spell the name find it
     * @param srtp how sound is kept secret on the agent's phones; empty: as {@code media.srtp} says
     * @param accept the key that takes a call on the agent's phone, so that no mailbox ever does; empty: whoever answers takes it
     */
    public record AgentSettings(
            AgentId id,
            String name,
            List<QueueName> queues,
            boolean alwaysReady,
            Role role,
            Set<String> skills,
            boolean listed,
            Optional<TrunkSettings.Srtp> srtp,
            Optional<AcceptKey> accept) {

        /** The same without the queues that are not known. */
        public AgentSettings serving(Set<QueueName> known) {
            List<QueueName> there = queues.stream().filter(known::contains).toList();
            return new AgentSettings(id, name, there, alwaysReady, role, skills, listed, srtp, accept);
        }

        /** Whoever answers takes the call. */
        public AgentSettings(
                AgentId id,
                String name,
                List<QueueName> queues,
                boolean alwaysReady,
                Role role,
                Set<String> skills,
                boolean listed,
                Optional<TrunkSettings.Srtp> srtp) {
            this(id, name, queues, alwaysReady, role, skills, listed, srtp, Optional.empty());
        }

        /** Encrypted as all are. */
        public AgentSettings(
                AgentId id,
                String name,
                List<QueueName> queues,
                boolean alwaysReady,
                Role role,
                Set<String> skills,
                boolean listed) {
            this(id, name, queues, alwaysReady, role, skills, listed, Optional.empty());
        }

        /** Without skills, and listed. */
        public AgentSettings(AgentId id, String name, List<QueueName> queues, boolean alwaysReady, Role role) {
            this(id, name, queues, alwaysReady, role, Set.of(), true);
        }
    }

    /**
     * The key that an agent presses to take a call.
     *
     * @param say what is said to whoever answers the phone, in {@code language}
     * @param within they have this long; then it counts as no answer
     */
    public record AcceptKey(Digit key, String say, String language, Duration within) {}

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
