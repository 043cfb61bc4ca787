package org.helpline.journal.measure;

import java.time.Duration;
import java.time.Instant;
import org.helpline.core.Personal;

/**
 * A caller who hung up in a queue.
 *
 * @param number as it was sent; empty: withheld
 * @param at when they joined
 * @param again how often the same number has called since; {@code served} whether an agent has talked with it since
 */
public record Lost(
        String call, Personal number, String queue, Instant at, Duration waited, int again, boolean served) {}
