package org.helpline.media.capture;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Samples by their place in time, between the media loop that puts them and the writer that takes them: a ring that is silent wherever nobody
 * has put anything, so that a lost packet and a pause are silence of the right length. What comes late goes to its place as long as the writer
 * has not been there.
 *
 * <p>One thread puts, one takes. The writer stays {@link #WINDOW} behind the newest sample, so the two never touch the same place.
 */
final class Timeline {

    /** Samples that a packet may be late: 400 ms. */
    static final int WINDOW = 3_200;

    /** Samples in the ring: 16 seconds, which the disk may be slow. */
    static final int CAPACITY = 1 << 17;

    private static final int MASK = CAPACITY - 1;

    private final short[] ring = new short[CAPACITY];
    private final AtomicLong newest = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong end = new AtomicLong(Long.MAX_VALUE);

    /** Puts one sample at its place; false if it comes too late or the writer is too far behind. Media loop. */
    boolean put(long place, short sample) {
        long head = newest.getPlain();
        if (place < Math.max(0, head - WINDOW) || place >= taken.getAcquire() + CAPACITY) {
            return false;
        }
        ring[(int) (place & MASK)] = sample;
        return true;
    }

    /** Time has come this far: what lies more than {@link #WINDOW} before may be taken. Media loop. */
    void reach(long place) {
        if (place > newest.getPlain()) {
            newest.setRelease(place);
        }
    }

    /** How far time has come. Media loop. */
    long newest() {
        return newest.getPlain();
    }

    /** How many samples can be taken. Writer. */
    int ready(boolean last) {
        long until = last ? end.getAcquire() : newest.getAcquire() - WINDOW;
        return Math.clamp(until - taken.getPlain(), 0, CAPACITY);
    }

    /** The recording ends at this place: all before it may be taken. */
    void endAt(long place) {
        end.setRelease(place);
    }

    /** Where it ends; what was taken beyond is not part of it. Writer, once it has seen the end. */
    long end() {
        return end.getAcquire();
    }

    /** Takes the next {@code count} samples, little-endian, into {@code bytes}. Writer. */
    void take(int count, byte[] bytes) {
        long from = taken.getPlain();
        for (int i = 0; i < count; i++) {
            int at = (int) ((from + i) & MASK);
            short sample = ring[at];
            ring[at] = 0;
            bytes[2 * i] = (byte) sample;
            bytes[2 * i + 1] = (byte) (sample >> 8);
        }
        taken.setRelease(from + count);
    }
}
