package org.helpline.call;

import org.helpline.media.MediaLeg;
import org.helpline.media.MediaMix;
import org.helpline.media.MixPart;

/** Where several legs hear each other: {@link Calls#mix} makes it, {@link Leg#join} takes part. Nothing has to be closed. */
public final class Mix {

    private final MediaMix sound;

    Mix(MediaMix sound) {
        this.sound = sound;
    }

    /** How a leg takes part. */
    public enum Voice {
        /** Is heard by all, and hears all. */
        HEARD,
        /** Neither hears nor is heard. */
        HELD
    }

    void takes(MediaLeg leg, Voice voice) {
        leg.mix(
                sound,
                switch (voice) {
                    case HEARD -> MixPart.FULL;
                    case HELD -> MixPart.HELD;
                });
    }
}
