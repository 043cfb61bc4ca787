package org.helpline.media.play;

import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.OpusTerms;

/**
 * How the packets of a prompt are cut and encoded: all calls for which this is the same can share them.
 *
 * @param bitrate of Opus, in steps, so that callers who ask for odd ones share them, too; 0 for a codec that has but one
 * @param correctsErrors whether each packet of Opus tells once more what was in the one before
 * @param millis of sound in each packet
 */
public record Variant(AudioCodec codec, int bitrate, boolean correctsErrors, int millis) {

    private static final int STEP = 4_000;
    private static final int LEAST = 6_000;
    private static final int SAMPLES_PER_MILLI = 8;

    /** For a peer who asks for this; never more bits than that. */
    public static Variant of(AudioCodec codec, OpusTerms terms, int millis) {
        if (codec != AudioCodec.OPUS) {
            return new Variant(codec, 0, false, millis);
        }
        int bits = Math.min(terms.bitrate(), OpusTerms.USUAL_BITRATE);
        return new Variant(codec, Math.max(LEAST, bits / STEP * STEP), terms.correctsErrors(), millis);
    }

    /**
     * Whether packets that were encoded once can be sent in any call, whatever it has heard before. Opus' can, being made to bear the loss of those before
     * them. G.711 needs none: it is cut up byte by byte. G.722 cannot: its decoder goes on with the state that the last sound left, and a stream that was
     * begun in another one is heard as a click of up to full scale where it begins loud.
     */
    public boolean isShared() {
        return codec == AudioCodec.OPUS;
    }

    /** Samples at 8 kHz in each packet. */
    public int samples() {
        return millis * SAMPLES_PER_MILLI;
    }

    /** What the encoder is to be told: without pauses, as what is played is no speech. */
    OpusTerms terms() {
        return new OpusTerms(bitrate, correctsErrors, false, OpusTerms.NONE.playbackRate());
    }
}
