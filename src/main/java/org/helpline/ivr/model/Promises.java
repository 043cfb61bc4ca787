package org.helpline.ivr.model;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a script shall keep to; {@code check:} at its top. What is not written is not asked for, but a human in reach.
 *
 * @param humanWithin how many questions may lie between any question and a human while everything is open
 * @param keys how many questions may have to be answered to any goal
 * @param timeToHuman how long it may take to a human while everything is open, if everything is heard out
 */
public record Promises(OptionalInt humanWithin, OptionalInt keys, Optional<Duration> timeToHuman) {

    /** Nothing written. */
    public static final Promises UNWRITTEN = new Promises(OptionalInt.empty(), OptionalInt.empty(), Optional.empty());

    /** Unless the settings say otherwise. */
    public static final int HUMAN_WITHIN = 3;
}
