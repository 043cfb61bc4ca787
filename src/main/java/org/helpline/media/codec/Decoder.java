package org.helpline.media.codec;

import java.nio.ByteBuffer;

/** Packets of one source to signed 16-bit samples, in the order in which they were sent. Allocates nothing after it was made. One thread. */
public interface Decoder extends AutoCloseable {

    /**
     * Decodes a payload.
     *
     * @param packet holds it from {@code from}, {@code bytes} long; its position does not matter
     * @param to takes the samples from {@code at}; what finds no room is dropped
     * @return how many samples came of it; 0 if it cannot be decoded
     */
    int decode(ByteBuffer packet, int from, int bytes, short[] to, int at);

    /** How many samples a payload holds, told without decoding it; 0 if it is none. */
    int samples(ByteBuffer packet, int from, int bytes);

    /**
     * Makes up for {@code samples} that were lost.
     *
     * @return how many it made: 0 if the codec knows no better than silence
     */
    default int conceal(int samples, short[] to, int at) {
        return 0;
    }

    /**
     * Makes what was lost right before a packet, as far as that or the codec knows; to be asked before {@link #decode}.
     *
     * @param packets how many were lost, 1 or more
     * @return how many samples it made, 0 if it knows nothing
     */
    default int recover(ByteBuffer packet, int from, int bytes, int packets, short[] to, int at) {
        return 0;
    }

    /** Whether a packet may tell of the one before it. */
    default boolean recovers() {
        return false;
    }

    /** Gives back what it holds outside the heap. */
    @Override
    void close();
}
