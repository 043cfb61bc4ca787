package org.helpline.journal.measure;

import java.time.Instant;
import org.helpline.core.Personal;
import org.helpline.core.SoundVerdict;

/**
 * A leg of which the sound was poor.
 *
 * @param caller the number of its call's caller as it was sent; empty: withheld
 * @param leg {@code caller}, or {@code agent:} and a name
 * @param at when it was answered
 * @param trunk by which it came or went; empty: by none
 */
public record PoorLeg(
        String call,
        Personal caller,
        String leg,
        Instant at,
        String queue,
        String trunk,
        String codec,
        SoundVerdict sound) {}
