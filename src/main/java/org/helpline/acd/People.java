package org.helpline.acd;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.acd.Acd.CallbackTicket;
import org.helpline.acd.Acd.Miss;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;

/**
 * What people do in a {@link Play}, whom it cannot ask. Each does for the same caller what they did for that caller; beyond that they do
 * what they did for others, by lot.
 *
 * @param agents what each agent did when rung, to draw from; who is not in it picks up
 * @param customers of call-backs, by the call-back
 * @param attempts what customers of a queue did when they were called, to draw from; where there is none they answer
 * @param tick how far into each second the ACD looks at what falls due
 */
public record People(
        Map<AgentId, List<Ring>> agents,
        Map<InteractionId, Customer> customers,
        Map<QueueName, List<Attempt>> attempts,
        Duration tick) {

    /** Agents who pick up whenever they are rung, customers who answer. */
    public static final People WILLING = new People(Map.of(), Map.of(), Map.of(), Duration.ZERO);

    static final Duration SOME_RING = Duration.ofSeconds(5);
    static final Duration SOME_TALK = Duration.ofMinutes(3);

    /** What an agent does when rung. */
    public sealed interface Ring {

        /** Takes the call after so long. */
        record Taken(Duration after) implements Ring {}

        /** Does not take it. {@code back}: so long after it they say that they are ready, if they have to and do. */
        record Refused(Duration after, OfferFailure why, Optional<Duration> back) implements Ring {}

        /** Lets it ring, however long that is. */
        record RungOut(Optional<Duration> back) implements Ring {}

        /** It stopped so soon that nobody knows; they would have taken it later. */
        record Cut(Duration after) implements Ring {}
    }

    /**
     * What is known of one caller.
     *
     * @param rings what each agent did who was rung for them, in order
     * @param holds when they were asked for a number
     * @param lot what is drawn for them follows from it
     */
    public record Ways(Map<AgentId, List<Ring>> rings, List<Hold> holds, long lot) {

        static final Ways NONE = new Ways(Map.of(), List.of(), 0);
    }

    /**
     * A caller is asked for the number of a call-back.
     *
     * @param after so long after they joined; {@code lasts} until they have answered
     * @param wish what they want; empty: to wait on
     */
    public record Hold(Duration after, Duration lasts, Optional<CallbackTicket> wish) {}

    /**
     * A customer's phone is called.
     *
     * @param miss empty: they answer
     * @param after so long after the call began
     */
    public record Attempt(Optional<Miss> miss, Duration after, Duration talk, Duration wrapUp) {}

    /** What is known of a call-back's customer. {@code patience}: who was called first waits so long for an agent. */
    public record Customer(List<Attempt> attempts, Ways ways, Duration patience) {

        static final Customer UNKNOWN = new Customer(List.of(), Ways.NONE, Survival.NEVER);
    }
}
