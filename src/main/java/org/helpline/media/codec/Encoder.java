package org.helpline.media.codec;

import java.nio.ByteBuffer;

/** Signed 16-bit samples to the payloads of one stream. Allocates nothing after it was made. One thread. */
public interface Encoder extends AutoCloseable {

    /**
     * Encodes the samples of one packet.
     *
     * @param pcm holds them from {@code at}, {@code samples} of them
     * @param to takes the payload from {@code offset}; its position does not matter
     * @return bytes of payload; 0: nothing need be sent
     */
    int encode(short[] pcm, int at, int samples, ByteBuffer to, int offset);

    /** Gives back what it holds outside the heap. */
    @Override
    void close();
}
