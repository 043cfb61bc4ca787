package org.helpline.call;

import org.helpline.media.MediaLeg;
import org.helpline.media.MediaMix;
import org.helpline.media.MixPart;

/** Where several legs hear each other: {@link Calls#mix} makes it, {@link Leg#join} takes part. Nothing has to be closed. */
public final class Mix {

    /** More do not hear each other. */
    public static final int MOST = MediaMix.MOST;

    private final MediaMix sound;

    Mix(MediaMix sound) {
        this.sound = sound;
    }

    /** How a leg takes part. */
    public sealed interface Voice {
        /** Is heard by all, and hears all. */
        record Heard() implements Voice {}

        /** Hears all, and is heard by nobody. */
        record Listening() implements Voice {}

        /** Hears all, and is heard by {@code to} alone; by nobody while that one is not in the mix. */
        record Whispering(Leg to) implements Voice {}

        /** Neither hears nor is heard. */
        record Held() implements Voice {}
    }

    /** Is heard by all, and hears all. */
    public static final Voice HEARD = new Voice.Heard();

    /** Neither hears nor is heard. */
    public static final Voice HELD = new Voice.Held();

    void takes(MediaLeg leg, Voice voice) {
        leg.mix(
                sound,
                switch (voice) {
                    case Voice.Heard _ -> MixPart.FULL;
                    case Voice.Listening _ -> MixPart.LISTENING;
                    case Voice.Whispering w ->
                        w.to() instanceof Line line && line.media() != null
                                ? new MixPart(new MixPart.Voice.ToOne(line.media()))
                                : MixPart.LISTENING;
                    case Voice.Held _ -> MixPart.HELD;
                });
    }
}
