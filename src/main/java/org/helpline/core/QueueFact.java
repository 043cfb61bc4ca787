package org.helpline.core;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What happened to a caller in a queue. */
public sealed interface QueueFact extends Fact {

    /**
     * The caller joined.
     *
     * @param position counts from 1
     * @param carried how long they have waited in other queues, which counts on here
     * @param needs the skills that an agent must have at first, with their levels: {@code billing, german 3}; empty: anybody will do
     */
    record Joined(QueueName queue, int position, int priority, Duration carried, String needs) implements QueueFact {

        public Joined {
            carried = Objects.requireNonNullElse(carried, Duration.ZERO); // an earlier version did not write it
            needs = Objects.requireNonNullElse(needs, "");
        }

        /** Anybody will do. */
        public Joined(QueueName queue, int position, int priority, Duration carried) {
            this(queue, position, priority, carried, "");
        }

        /** Comes from no other queue. */
        public Joined(QueueName queue, int position, int priority) {
            this(queue, position, priority, Duration.ZERO);
        }
    }

    /** The queue did not take the caller. {@code why}: {@code full}, {@code closed}, {@code nobody serving}, {@code nobody ready}, {@code expected wait}. */
    record NotQueued(QueueName queue, String why) implements QueueFact {}

    /** Others may be rung than before: {@code words} say what an agent needs from now on. {@code stage} counts from 1. */
    record Relaxed(QueueName queue, int stage, String words) implements QueueFact {}

    /**
     * Who is rung for the caller, and why nobody else.
     *
     * @param offer 0 if nobody is rung
     * @param rung the agent; empty: nobody
     * @param because what decided it; empty if nobody is rung
     * @param wanted what an agent must have; empty: anybody will do
     * @param passed those who were not rung: all of them in a small queue, else the first ones by name and the others as numbers
     */
    record Decided(QueueName queue, long offer, String rung, String because, String wanted, List<Passed> passed)
            implements QueueFact {}

    /** Agents who were passed over. {@code why} in words; {@code more} are not named. */
    record Passed(String why, List<AgentId> agents, int more) {}

    /** The caller has an old place back. {@code why}: {@code call-back}, {@code cut off}; {@code waited} what counts of the wait before. */
    record Returned(QueueName queue, String why, Duration waited) implements QueueFact {}

    /**
     * The call broke off while the caller waited, or talked with an agent: whoever calls again soon stands where they stood.
     *
     * @param waited since they came there, whatever came between
     */
    record CutOff(QueueName queue, int priority, Duration waited) implements QueueFact {}

    /** An agent is offered the caller; {@code pop} is what that agent's desk shows, and nobody else's. */
    record Offered(QueueName queue, AgentId agent, long offer, Duration waited, ScreenPop pop) implements QueueFact {}

    /** A look-up that was slower than the offer found the customer: what that agent's desk shows from now on, and nobody else's. */
    record PopCompleted(QueueName queue, AgentId agent, ScreenPop pop) implements QueueFact {}

    /** The agent took it. */
    record OfferAccepted(QueueName queue, AgentId agent, long offer) implements QueueFact {}

    /** The agent did not. {@code why}: {@code no answer}, {@code declined}, {@code busy}, {@code unreachable}, {@code withdrawn: …}. */
    record OfferEnded(QueueName queue, AgentId agent, long offer, String why) implements QueueFact {}

    /** The caller left the queue for an agent. */
    record Connected(QueueName queue, AgentId agent, Duration waited) implements QueueFact {}

    /** The caller hung up while waiting. */
    record Abandoned(QueueName queue, Duration waited) implements QueueFact {}

    /** A call-back is promised. {@code position} counts from 1; 0 while the queue is closed. */
    record CallbackPromised(QueueName queue, String callback, Personal number, int position) implements QueueFact {}

    /** A call-back is promised that nobody asked for in a call; {@code source} as in {@code callbacks show}: {@code desk:anna}. */
    record CallbackBooked(QueueName queue, String callback, Personal number, int position, String source)
            implements QueueFact {}

    /** A call-back was promised to this number before, and stands. */
    record CallbackStands(QueueName queue, String callback) implements QueueFact {}

    /** There is no call-back. {@code why} is part of a sentence. */
    record CallbackRefused(QueueName queue, String why) implements QueueFact {}

    /** The caller was promised a call-back: while this call is up nobody calls them. */
    record CallbackAsleep(QueueName queue, String callback) implements QueueFact {}

    /** Nobody served the caller: the call-back has its turn again. */
    record CallbackAwake(QueueName queue, String callback) implements QueueFact {}

    /** The call-back is not wanted any more. {@code why} is one plain sentence. */
    record CallbackOver(QueueName queue, String callback, String why) implements QueueFact {}

    /** The customer of a call-back has answered. {@code waited} since they asked. */
    record CallbackReached(QueueName queue, String callback, Duration waited) implements QueueFact {}

    /** The attempt came to nothing. {@code again}: when the next may come; zero for at once. */
    record CallbackMissed(QueueName queue, String callback, String why, int attempts, Duration again)
            implements QueueFact {}

    /**
     * The queue sent the caller on. {@code why}: {@code max wait}, {@code closed}, {@code nobody serving}, {@code nobody ready}, {@code key},
     * {@code callback}.
     */
    record SentOn(QueueName queue, String why, Duration waited) implements QueueFact {}
}
