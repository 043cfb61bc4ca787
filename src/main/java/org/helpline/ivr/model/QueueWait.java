package org.helpline.ivr.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.Digit;

/**
 * What a waiting caller hears and may press; an entry of {@code queues:}.
 *
 * @param music empty: the music of the queue's settings
 * @param every how often {@code say} is said, first at once; zero: only once
 * @param say empty: nothing
 * @param keys a key that only says something keeps the place, one that asks for a call-back too; any other leaves the queue
 * @param offer a call-back that is offered when the wait is long
 * @param rules what changes for some callers when they join, in order
 * @param maxWait how long a caller waits at most; empty: as the queue's settings say
 */
public record QueueWait(
        Place at,
        String music,
        Duration every,
        List<Spoken> say,
        Map<Digit, Choice> keys,
        Optional<Offer> offer,
        List<QueueRule> rules,
        Optional<Duration> maxWait,
        SendOn sendOn) {

    /**
     * {@code offer_callback:} said with the announcement whenever the expected wait is longer than {@code waitOver}.
     *
     * @param key takes the offer; {@code choice} is its way on
     */
    public record Offer(Duration waitOver, List<Spoken> say, Digit key, Choice choice) {}
}
