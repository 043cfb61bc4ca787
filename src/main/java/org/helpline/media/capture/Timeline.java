package org.helpline.media.capture;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Samples by their place in time, between the media loop that puts them and the writer that takes them: a ring for each who speaks, silent wherever
 * nobody has put anything, so that a pause is silence of the right length. What comes late goes to its place as long as the writer
 * has not been there. The first ring is the first channel, all others together are the second one.
 *
 * <p>One thread puts, one takes. The writer stays {@link #WINDOW} behind the newest sample, so the two never touch the same place.
 */
final class Timeline {

    /** Samples that a packet may be late: 400 ms. */
    static final int WINDOW = 3_200;

    /** Samples in the ring of one who speaks alone: 16 seconds, which the disk may be slow. */
    static final int CAPACITY = 1 << 17;

    private static final int SAMPLE_BYTES = 2;

    private final int capacity;
    private final int mask;
    private final int channels;
    private final AtomicReferenceArray<short @Nullable []> rings;
    private final AtomicLong newest = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong end = new AtomicLong(Long.MAX_VALUE);

    /** For one who speaks. */
    Timeline() {
        this(CAPACITY, 1, 1);
        open(0);
    }

    /**
     * Rings that are {@link #open}ed when somebody speaks.
     *
     * @param capacity samples in a ring, a power of two
     * @param channels one, or two
     */
    Timeline(int capacity, int rings, int channels) {
        this.capacity = capacity;
        this.mask = capacity - 1;
        this.channels = channels;
        this.rings = new AtomicReferenceArray<>(rings);
    }

    /** Makes room for who speaks into that ring, unless there is. Any thread. */
    void open(int ring) {
        rings.compareAndSet(ring, null, new short[capacity]);
    }

    int channels() {
        return channels;
    }

    /** Puts one sample at its place; false if it comes too late or the writer is too far behind. Media loop. */
    boolean put(int ring, long place, short sample) {
        short[] samples = rings.getPlain(ring);
        if (samples == null || place < oldest() || isBeyond(place)) {
            return false;
        }
        samples[(int) (place & mask)] = sample;
        return true;
    }

    /** The first place that the writer cannot have been at. Media loop. */
    long oldest() {
        return Math.max(0, newest.getPlain() - WINDOW);
    }

    /** Reads what was put, from {@link #oldest} on; silence where nothing was. Media loop. */
    void get(int ring, long place, short[] to, int count) {
        short[] samples = rings.getPlain(ring);
        for (int i = 0; i < count; i++) {
            to[i] = samples == null || isBeyond(place + i) ? 0 : samples[(int) ((place + i) & mask)];
        }
    }

    /** Whether the writer is so far behind that there is no room for this place. Media loop. */
    boolean isBeyond(long place) {
        return place >= taken.getAcquire() + capacity;
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

    /** How many samples of each channel can be taken. Writer. */
    int ready(boolean last) {
        long until = last ? end.getAcquire() : newest.getAcquire() - WINDOW;
        return Math.clamp(until - taken.getPlain(), 0, capacity);
    }

    /** The recording ends at this place: all before it may be taken. */
    void endAt(long place) {
        end.setRelease(place);
    }

    /** Where it ends; what was taken beyond is not part of it. Writer, once it has seen the end. */
    long end() {
        return end.getAcquire();
    }

    /** Takes the next {@code count} samples of each channel, frame by frame and little-endian, into {@code bytes}. Writer. */
    void take(int count, byte[] bytes) {
        long from = taken.getPlain();
        for (int i = 0; i < count; i++) {
            int at = (int) ((from + i) & mask);
            write(bytes, SAMPLE_BYTES * channels * i, sum(at, 0, 1));
            if (channels > 1) {
                write(bytes, SAMPLE_BYTES * (channels * i + 1), sum(at, 1, rings.length()));
            }
        }
        taken.setRelease(from + count);
    }

    private int sum(int at, int first, int end) {
        int sum = 0;
        for (int ring = first; ring < end; ring++) {
            short[] samples = rings.getAcquire(ring);
            if (samples != null) {
                sum += samples[at];
                samples[at] = 0;
            }
        }
        return Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    private static void write(byte[] bytes, int at, int sample) {
        bytes[at] = (byte) sample;
        bytes[at + 1] = (byte) (sample >> 8);
    }
}
