package org.helpline.ivr.model;

import java.time.Duration;
import java.util.Optional;

/**
 * What a script shall keep to; {@code check:} at its top. What is not written is not asked for, but a human in reach.
 *
 * @param at where they are written; line 0 when they are not
 * @param humanWithin how many keys may lie between any question and a human while everything is open
 * @param keys how many keys any goal may take
 * @param questions how many questions may be heard on the way to any goal
 * @param time how long the quickest way to any goal may take, if everything is heard out
 * @param timeToHuman how long the quickest way to a human may take while everything is open, if everything is heard out
 */
public record Promises(
        Place at,
        Optional<Integer> humanWithin,
        Optional<Integer> keys,
        Optional<Integer> questions,
        Optional<Duration> time,
        Optional<Duration> timeToHuman) {

    /** Nothing written. */
    public static final Promises UNWRITTEN = new Promises(
            new Place("check", 0, 0),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Keys to a human, unless the settings say otherwise. */
    public static final int HUMAN_WITHIN = 3;
}
