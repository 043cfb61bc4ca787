package org.helpline.media.codec;

import java.nio.ByteBuffer;
import org.helpline.sdp.AudioCodec;

/** G.711 as a stream, at 8 kHz: each byte is a sample by itself. */
final class G711Coder implements Decoder, Encoder {

    private final AudioCodec codec;

    G711Coder(AudioCodec codec) {
        this.codec = codec;
    }

    @Override
    public int decode(ByteBuffer packet, int from, int bytes, short[] to, int at) {
        int samples = Math.min(bytes, to.length - at);
        for (int i = 0; i < samples; i++) {
            to[at + i] = G711.decode(codec, packet.get(from + i));
        }
        return samples;
    }

    @Override
    public int samples(ByteBuffer packet, int from, int bytes) {
        return bytes;
    }

    @Override
    public int encode(short[] pcm, int at, int samples, ByteBuffer to, int offset) {
        for (int i = 0; i < samples; i++) {
            to.put(offset + i, G711.encode(codec, pcm[at + i]));
        }
        return samples;
    }

    @Override
    public void close() {}
}
