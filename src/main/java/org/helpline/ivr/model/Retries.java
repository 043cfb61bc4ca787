package org.helpline.ivr.model;

import java.time.Duration;
import java.util.List;

/**
 * What silence and wrong keys lead to: the first entry the first time, and so on. An entry that does not leave is carried out
 * and the caller listened to again; the last one leaves.
 *
 * @param at where it was written; line 0 when it is the language's default
 * @param waitFor how long a key is awaited after the prompt
 */
public record Retries(Place at, Duration waitFor, List<Action> silence, List<Action> wrong) {}
