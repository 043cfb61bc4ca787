package org.helpline.media.play;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** A prompt or a piece of music as the payloads of packets, shared by all calls that are sent it so. Immutable but for when it was last asked for. Any thread. */
public final class Packets {

    private final byte[] bytes;
    private final int[] ends;
    private final AtomicLong asked = new AtomicLong();

    /**
     * Packets one after another.
     *
     * @param ends where each ends in {@code bytes}; at least one
     */
    Packets(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    /** How many there are. */
    public int count() {
        return ends.length;
    }

    /** Bytes that it takes. */
    int bytes() {
        return bytes.length + Integer.BYTES * ends.length;
    }

    /**
     * Writes one.
     *
     * @param index 0 to {@link #count} less 1
     * @param to takes it from {@code at}; its position does not matter
     * @return its bytes
     */
    public int put(int index, ByteBuffer to, int at) {
        int from = index == 0 ? 0 : ends[index - 1];
        to.put(at, bytes, from, ends[index] - from);
        return ends[index] - from;
    }

    /** It was asked for now. */
    void asked(long nanos) {
        asked.lazySet(nanos);
    }

    /** When it was asked for last. */
    long asked() {
        return asked.get();
    }
}
