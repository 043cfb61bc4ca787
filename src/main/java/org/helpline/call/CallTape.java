package org.helpline.call;

import java.time.Duration;
import org.helpline.media.MediaLeg;
import org.helpline.media.capture.SoundSink;
import org.helpline.media.capture.Tape;
import org.helpline.media.capture.TapeTerms;

/** The recording of a conversation under way: {@link Leg#tape} begins it, {@link Leg#on} takes part. Nothing has to be closed. */
public final class CallTape {

    private final Tape sound;

    CallTape(Tape sound) {
        this.sound = sound;
    }

    /** How to record; made by whoever keeps recordings. */
    public static final class Terms {

        private final SoundSink sink;

        /** Into this. */
        public Terms(SoundSink sink) {
            this.sink = sink;
        }

        TapeTerms sound(Duration longest) {
            return new TapeTerms(sink, longest);
        }
    }

    void takes(MediaLeg leg) {
        leg.on(sound);
    }
}
