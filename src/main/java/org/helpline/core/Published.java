package org.helpline.core;

import java.time.Instant;

/**
 * A fact with its place in history.
 *
 * @param stream what it belongs to: an {@link InteractionId}'s value, {@code agent:NAME}, or {@code server}
 * @param number 1, 2, 3 … within the stream, given by the loop that owns the stream
 * @param at when it happened
 * @param offsetMillis milliseconds since the stream began (for a call: since its INVITE), 0 or more
 */
public record Published(String stream, long number, Instant at, long offsetMillis, Fact fact) {}
