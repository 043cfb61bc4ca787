package org.helpline.media;

/**
 * How a leg takes part in a mix.
 *
 * @param gain how much louder the others hear it than it speaks, as a factor: 0 to 16
 */
public record MixPart(Voice voice, double gain) {

    private static final double MOST_GAIN = 16;

    /** Is heard by all, as it speaks. */
    public static final MixPart FULL = new MixPart(new Voice.ToAll());

    /** Hears all, and is heard by nobody. */
    public static final MixPart LISTENING = new MixPart(new Voice.ToNobody());

    /** Neither hears nor is heard, but stays. */
    public static final MixPart HELD = new MixPart(new Voice.Held());

    /** Checks the gain. */
    public MixPart {
        if (!(gain >= 0 && gain <= MOST_GAIN)) {
            throw new IllegalArgumentException("no gain of a mix: " + gain);
        }
    }

    /** As loud as it speaks. */
    public MixPart(Voice voice) {
        this(voice, 1);
    }

    /** Who hears it. */
    public sealed interface Voice {
        /** All. */
        record ToAll() implements Voice {}

        /** One member alone; nobody while that one is not in the mix. */
        record ToOne(MediaLeg listener) implements Voice {}

        /** Nobody; it hears. */
        record ToNobody() implements Voice {}

        /** Nobody, and it does not hear either. */
        record Held() implements Voice {}
    }
}
