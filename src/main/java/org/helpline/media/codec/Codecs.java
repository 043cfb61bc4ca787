package org.helpline.media.codec;

import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.OpusTerms;

/** Makes the coders of streams. Any thread; what it makes is for one. */
public final class Codecs {

    /**
     * For a stream that comes.
     *
     * @return makes samples at 8 kHz
     */
    public Decoder decoder(AudioCodec codec) {
        return switch (codec) {
            case PCMU, PCMA -> new G711Coder(codec);
            case G722 -> new G722Decoder(Samples.RATE);
            case OPUS -> throw new IllegalStateException("no Opus");
        };
    }

    /**
     * For a stream that goes.
     *
     * @param terms what the peer asks of Opus
     * @return takes samples at 8 kHz
     */
    public Encoder encoder(AudioCodec codec, OpusTerms terms) {
        return switch (codec) {
            case PCMU, PCMA -> new G711Coder(codec);
            case G722 -> new G722Encoder(Samples.RATE);
            case OPUS -> throw new IllegalStateException("no Opus");
        };
    }
}
