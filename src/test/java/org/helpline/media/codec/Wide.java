package org.helpline.media.codec;

import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.OpusTerms;

/** The coders of phones that speak wideband: the same codecs at 16 kHz. */
public final class Wide {

    /** Samples in a second. */
    public static final int RATE = 16_000;

    private Wide() {}

    /** Of G722 or OPUS. */
    public static Encoder encoder(AudioCodec codec) {
        return codec == AudioCodec.G722 ? new G722Encoder(RATE) : Opus.best().encoder(RATE, OpusTerms.OURS.unpaused());
    }

    /** Of G722 or OPUS. */
    public static Decoder decoder(AudioCodec codec) {
        return codec == AudioCodec.G722 ? new G722Decoder(RATE) : Opus.best().decoder(RATE);
    }
}
