package org.helpline.media.mix;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Packets that wait for their turn, in fixed room; what comes in disorder is taken in order. One thread. */
final class Waiting {

    /** So many may wait: 320 ms of packets of 10 ms. */
    static final int MOST = 32;

    /** No packet holds more samples: 120 ms. */
    static final int MOST_SAMPLES = 960;

    /** No payload is longer. */
    static final int MOST_BYTES = 1_500;

    /** The length of what is no sound, but says how silence sounds. */
    static final int NOISE = -1;

    private static final int NONE = -1;

    private final ByteBuffer payloads = ByteBuffer.allocate(MOST * MOST_BYTES);
    private final long[] timestamps = new long[MOST];
    private final int[] numbers = new int[MOST];
    private final int[] lengths = new int[MOST];
    private final int[] bytes = new int[MOST];
    private final boolean[] taken = new boolean[MOST];
    private int count;

    /**
     * Takes a packet in; false if it is there already, is too long, or there is no room.
     *
     * @param number its sequence number
     * @param length samples that it holds; {@link #NOISE} if it says how silence sounds
     * @param packet holds its payload from {@code from}, {@code size} bytes
     */
    boolean put(long timestamp, int number, int length, ByteBuffer packet, int from, int size) {
        int cell = length > MOST_SAMPLES || size > MOST_BYTES ? NONE : take(timestamp);
        if (cell == NONE) {
            return false;
        }
        payloads.put(payload(cell), packet, from, size);
        numbers[cell] = number;
        lengths[cell] = length;
        bytes[cell] = size;
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

    /** Its sequence number. */
    int number(int cell) {
        return numbers[cell];
    }

    /** Its samples; {@link #NOISE} if it is none. */
    int length(int cell) {
        return lengths[cell];
    }

    /** Holds the payloads of all. */
    ByteBuffer payloads() {
        return payloads;
    }

    /** Where its payload begins. */
    int payload(int cell) {
        return cell * MOST_BYTES;
    }

    /** How long its payload is. */
    int bytes(int cell) {
        return bytes[cell];
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
