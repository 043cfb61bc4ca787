package org.helpline.ivr.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How somebody is rung for a caller, and what follows.
 *
 * @param ring how long the phone rings
 * @param say heard while it rings, once; empty: nothing
 * @param music heard before and after that: {@link #RINGBACK}, or music by name; empty: silence
 * @param pop lines for the agent's screen, by label
 * @param after where to go on when whoever answered has left; empty: goodbye
 */
public record Ringing(
        Duration ring,
        List<Spoken> say,
        String music,
        Map<String, Template> pop,
        Missed missed,
        Optional<Action> after) {

    /** The same, leading elsewhere when nobody is reached. */
    public Ringing missing(Missed other) {
        return new Ringing(ring, say, music, pop, other, after);
    }

    /** The tone that tells a caller that a phone rings. */
    public static final String RINGBACK = "ringback";

    /** How long a phone rings unless the script says otherwise. */
    public static final Duration USUAL = Duration.ofSeconds(20);
}
