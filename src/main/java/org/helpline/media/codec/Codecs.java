package org.helpline.media.codec;

import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.OpusTerms;

/** Makes the coders of streams. Any thread; what it makes is for one. */
public final class Codecs {

    private final Opus opus;

    /** With the best Opus that is there. */
    public Codecs() {
        this(Opus.best());
    }

    /** With this Opus. */
    public Codecs(Opus opus) {
        this.opus = opus;
    }

    /** Where Opus comes from, for the log. */
    public String opusName() {
        return opus.name();
    }

    /**
     * For a stream that comes.
     *
     * @return makes samples at 8 kHz
     */
    public Decoder decoder(AudioCodec codec) {
        return switch (codec) {
            case PCMU, PCMA -> new G711Coder(codec);
            case G722 -> new G722Decoder(Samples.RATE);
            case OPUS -> opus.decoder(Samples.RATE);
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
            case OPUS -> opus.encoder(Samples.RATE, terms);
        };
    }
}
