package org.helpline.journal.measure;

import org.helpline.core.SoundVerdict;

/**
 * How one leg of a call sounded.
 *
 * @param number of the fact that told it
 * @param leg {@code caller}, or {@code agent:} and a name
 * @param at when it was answered, in milliseconds since 1970
 * @param agent whose phone it was; empty: not an agent's
 * @param queue the one that the caller was in last; empty: none
 * @param trunk by which it came or went; empty: by none
 * @param codec what it spoke at first, as in SDP; empty: not known
 */
record LegSound(
        String call,
        long number,
        String leg,
        long at,
        String agent,
        String queue,
        String trunk,
        String codec,
        SoundVerdict sound) {}
