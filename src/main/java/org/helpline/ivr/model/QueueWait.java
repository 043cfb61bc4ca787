package org.helpline.ivr.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.helpline.core.Digit;

/**
 * What a waiting caller hears and may press; an entry of {@code queues:}.
 *
 * @param music empty: the music of the queue's settings
 * @param every how often {@code say} is said, first at once; zero: only once
 * @param say empty: nothing
 * @param keys a key that only says something keeps the place; any other leaves the queue
 */
public record QueueWait(
        Place at, String music, Duration every, List<Spoken> say, Map<Digit, Choice> keys, SendOn sendOn) {}
