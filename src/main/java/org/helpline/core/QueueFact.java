package org.helpline.core;

import java.time.Duration;

/** What happened to a caller in a queue. */
public sealed interface QueueFact extends Fact {

    /** The caller joined. {@code position} counts from 1. */
    record Joined(QueueName queue, int position, int priority) implements QueueFact {}

    /** The queue did not take the caller. {@code why}: {@code full}, {@code closed}, {@code nobody serving}. */
    record NotQueued(QueueName queue, String why) implements QueueFact {}

    /** Others may be rung than before: {@code words} say what an agent needs from now on. {@code stage} counts from 1. */
    record Relaxed(QueueName queue, int stage, String words) implements QueueFact {}

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

    /** A call-back was promised to this number before, and stands. */
    record CallbackStands(QueueName queue, String callback) implements QueueFact {}

    /** There is no call-back. {@code why} is part of a sentence. */
    record CallbackRefused(QueueName queue, String why) implements QueueFact {}

    /** The customer of a call-back has answered. {@code waited} since they asked. */
    record CallbackReached(QueueName queue, String callback, Duration waited) implements QueueFact {}

    /** The attempt came to nothing. {@code again}: when the next may come; zero for at once. */
    record CallbackMissed(QueueName queue, String callback, String why, int attempts, Duration again)
            implements QueueFact {}

    /** The queue sent the caller on. {@code why}: {@code max wait}, {@code closed}, {@code nobody serving}, {@code key}, {@code callback}. */
    record SentOn(QueueName queue, String why, Duration waited) implements QueueFact {}
}
