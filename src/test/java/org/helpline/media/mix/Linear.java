package org.helpline.media.mix;

import java.nio.ByteBuffer;
import org.helpline.media.codec.Decoder;

/** Samples as they are, and what nobody said where the codec is asked to make something up. */
final class Linear implements Decoder {

    static ByteBuffer payload(short[] pcm) {
        ByteBuffer payload = ByteBuffer.allocate(2 * pcm.length);
        payload.asShortBuffer().put(pcm);
        return payload;
    }

    @Override
    public int samples(ByteBuffer packet, int from, int bytes) {
        return bytes / 2;
    }

    @Override
    public int decode(ByteBuffer packet, int from, int bytes, short[] to, int at) {
        int samples = Math.min(bytes / 2, to.length - at);
        for (int i = 0; i < samples; i++) {
            to[at + i] = packet.getShort(from + 2 * i);
        }
        return samples;
    }

    @Override
    public void close() {}
}
