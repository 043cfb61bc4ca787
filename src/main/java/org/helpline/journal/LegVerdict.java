package org.helpline.journal;

import org.helpline.core.SoundVerdict;

/**
 * How one leg of a call sounded.
 *
 * @param leg as in {@link org.helpline.core.CallFact}
 */
public record LegVerdict(String leg, SoundVerdict sound) {}
