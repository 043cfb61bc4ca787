package org.helpline.media.mix;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.helpline.media.codec.ComfortNoise;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.AudioCodec;
import org.jspecify.annotations.Nullable;

/** Packets that wait for their turn, in fixed room; what comes in disorder is taken in order. One thread. */
final class Waiting {

    /** So many may wait: 320 ms of packets of 10 ms. */
    static final int MOST = 32;

    /** No packet of ours is longer. */
    static final int MOST_BYTES = 1_280;

    private static final int NONE = -1;

    private final byte[] payloads = new byte[MOST * MOST_BYTES];
    private final long[] timestamps = new long[MOST];
    private final int[] lengths = new int[MOST];
    private final @Nullable AudioCodec[] codecs = new @Nullable AudioCodec[MOST];
    private final int[] noise = new int[MOST];
    private final boolean[] taken = new boolean[MOST];
    private int count;

    /** Takes a packet in, {@code codec} null for comfort noise; false if it is there already, is too long, or there is no room. */
    boolean put(long timestamp, RtpHeader header, ByteBuffer packet, @Nullable AudioCodec codec) {
        int cell = NONE;
        for (int i = 0; i < MOST; i++) {
            if (!taken[i]) {
                cell = i;
            } else if (timestamps[i] == timestamp) {
                return false;
            }
        }
        if (cell == NONE || header.payloadBytes() > MOST_BYTES) {
            return false;
        }
        packet.get(header.payloadOffset(), payloads, cell * MOST_BYTES, header.payloadBytes());
        timestamps[cell] = timestamp;
        lengths[cell] = header.payloadBytes();
        codecs[cell] = codec;
        noise[cell] = codec == null ? ComfortNoise.level(header, packet) : 0;
        taken[cell] = true;
        count++;
        return true;
    }

    /** The cell of the earliest; negative if none waits. */
    int first() {
        int first = NONE;
        for (int i = 0; count > 0 && i < MOST; i++) {
            if (taken[i] && (first == NONE || timestamps[i] < timestamps[first])) {
                first = i;
            }
        }
        return first;
    }

    long timestamp(int cell) {
        return timestamps[cell];
    }

    /** Its codec; null if it is comfort noise. */
    @Nullable
    AudioCodec codec(int cell) {
        return codecs[cell];
    }

    /** Of comfort noise, its level. */
    int noise(int cell) {
        return noise[cell];
    }

    int length(int cell) {
        return lengths[cell];
    }

    byte payload(int cell, int at) {
        return payloads[cell * MOST_BYTES + at];
    }

    boolean isFull() {
        return count == MOST;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void remove(int cell) {
        taken[cell] = false;
        count--;
    }

    void clear() {
        Arrays.fill(taken, false);
        count = 0;
    }
}
