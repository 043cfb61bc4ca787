package org.helpline.media.mix;

import java.util.Arrays;
import org.helpline.media.codec.Samples;

/** Packets that wait for their turn, in fixed room; what comes in disorder is taken in order. One thread. */
final class Waiting {

    /** So many may wait: 320 ms of packets of 10 ms. */
    static final int MOST = 32;

    /** No packet of ours is longer. */
    static final int MOST_SAMPLES = 1_280;

    private static final int NONE = -1;

    /** The noise of a packet of sound. */
    static final int SOUND = -1;

    private final short[] samples = new short[MOST * MOST_SAMPLES];
    private final long[] timestamps = new long[MOST];
    private final int[] lengths = new int[MOST];
    private final int[] noise = new int[MOST];
    private final boolean[] taken = new boolean[MOST];
    private int count;

    /** Takes a packet in, which is {@link #SOUND} or noise of a level; false if it is there already, is too long, or there is no room. */
    boolean put(long timestamp, Samples packet, int noiseLevel) {
        int cell = NONE;
        for (int i = 0; i < MOST; i++) {
            if (!taken[i]) {
                cell = i;
            } else if (timestamps[i] == timestamp) {
                return false;
            }
        }
        if (cell == NONE || packet.count() > MOST_SAMPLES) {
            return false;
        }
        System.arraycopy(packet.room(), 0, samples, cell * MOST_SAMPLES, packet.count());
        timestamps[cell] = timestamp;
        lengths[cell] = packet.count();
        noise[cell] = noiseLevel;
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

    /** Of comfort noise, its level; else {@link #SOUND}. */
    int noise(int cell) {
        return noise[cell];
    }

    int length(int cell) {
        return lengths[cell];
    }

    /** Copies {@code count} of its samples, the first ones left out. */
    void take(int cell, int leftOut, short[] to, int count) {
        System.arraycopy(samples, cell * MOST_SAMPLES + leftOut, to, 0, count);
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
