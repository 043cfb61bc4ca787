package org.helpline.media.mix;

import java.util.Arrays;

/** Packets that wait for their turn, in fixed room; what comes in disorder is taken in order. One thread. */
final class Waiting {

    /** So many may wait: 320 ms of packets of 10 ms. */
    static final int MOST = 32;

    /** No packet is longer: 120 ms. */
    static final int MOST_SAMPLES = 960;

    /** The length of what is no sound, but says how silence sounds. */
    static final int NOISE = -1;

    private static final int NONE = -1;

    private final short[] samples = new short[MOST * MOST_SAMPLES];
    private final long[] timestamps = new long[MOST];
    private final int[] lengths = new int[MOST];
    private final int[] levels = new int[MOST];
    private final boolean[] taken = new boolean[MOST];
    private int count;

    /** Takes a packet of sound in; false if it is there already, is too long, or there is no room. */
    boolean put(long timestamp, short[] pcm, int length) {
        int cell = length > MOST_SAMPLES ? NONE : take(timestamp);
        if (cell == NONE) {
            return false;
        }
        System.arraycopy(pcm, 0, samples, cell * MOST_SAMPLES, length);
        lengths[cell] = length;
        return true;
    }

    /** Takes comfort noise in; false if something of that time is there already, or there is no room. */
    boolean putNoise(long timestamp, int level) {
        int cell = take(timestamp);
        if (cell == NONE) {
            return false;
        }
        lengths[cell] = NOISE;
        levels[cell] = level;
        return true;
    }

    private int take(long timestamp) {
        int cell = NONE;
        for (int i = 0; i < MOST; i++) {
            if (!taken[i]) {
                cell = i;
            } else if (timestamps[i] == timestamp) {
                return NONE;
            }
        }
        if (cell != NONE) {
            timestamps[cell] = timestamp;
            taken[cell] = true;
            count++;
        }
        return cell;
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

    /** Its samples; {@link #NOISE} if it is none. */
    int length(int cell) {
        return lengths[cell];
    }

    /** Of noise, its decibels below the loudest. */
    int level(int cell) {
        return levels[cell];
    }

    /** Copies its samples from one on to the beginning of {@code to}. */
    void copy(int cell, int from, short[] to) {
        System.arraycopy(samples, cell * MOST_SAMPLES + from, to, 0, lengths[cell] - from);
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
