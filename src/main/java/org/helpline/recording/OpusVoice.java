package org.helpline.recording;

import java.nio.ByteBuffer;
import org.helpline.media.codec.Encoder;
import org.helpline.media.codec.Opus;
import org.helpline.sdp.OpusTerms;

/** Encodes one voice, 20 ms at a time. One thread; to be closed. */
final class OpusVoice implements AutoCloseable {

    /** Samples of a frame. */
    static final int SAMPLES = Container.RATE * Opus.FRAME_MILLIS / 1_000;

    private static final OpusTerms TERMS = new OpusTerms(16_000, false, false, Container.RATE);
    private static final int MOST_BYTES = 1_500;

    /** A frame of 20 ms of which nothing is said: the decoder goes on as it was (RFC 6716 §3.2.1). */
    private static final byte[] NOTHING = {0x08};

    private final Encoder encoder;
    private final ByteBuffer packet = ByteBuffer.allocate(MOST_BYTES);

    OpusVoice(Opus opus) {
        encoder = opus.encoder(Container.RATE, TERMS);
    }

    /** One packet of one frame: 160 samples become at most 1,275 bytes. */
    byte[] encode(short[] frame) {
        int bytes = encoder.encode(frame, 0, SAMPLES, packet, 0);
        byte[] made = new byte[bytes];
        packet.get(0, made);
        return bytes == 0 ? NOTHING.clone() : made;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
