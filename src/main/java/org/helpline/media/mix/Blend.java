package org.helpline.media.mix;

import java.util.ArrayList;

/**
 * The sum of what all speakers say, by its place in time, so that each listener needs only take their own away: the work grows with the members, not
 * with their square. A ring of one second; whatever lies before {@code ready} and has not been spoken is silent.
 *
 * <p>One media loop, but for the making.
 */
public final class Blend {

    static final int RING = 1 << 13;
    private static final int MASK = RING - 1;
    private static final int AHEAD = RING / 2;
    private static final long NANOS_PER_SAMPLE = 125_000;

    private final int[] sum = new int[RING];
    private final ArrayList<Seat> seats = new ArrayList<>();
    private final long epochNanos;
    private long ready = AHEAD;

    /** Nobody is in it yet. */
    public Blend(long nowNanos) {
        epochNanos = nowNanos;
    }

    /** Takes a seat in that was made for this. */
    public void add(Seat seat) {
        seats.add(seat);
    }

    /** Who had this seat is heard no more, at once, and speaks to nobody. */
    public void remove(Seat seat, long nowNanos) {
        seat.retract(place(nowNanos));
        seats.remove(seat);
    }

    /** The place in time, in samples. */
    long place(long nanos) {
        return Math.floorDiv(nanos - epochNanos, NANOS_PER_SAMPLE);
    }

    /** Time has come this far: what will be spoken soon finds silence. The place that it has come to. */
    long advance(long nowNanos) {
        long now = place(nowNanos);
        long until = now + AHEAD;
        if (until - ready >= RING) {
            ready = until - RING;
        }
        for (; ready < until; ready++) {
            clear((int) (ready & MASK));
        }
        return now;
    }

    private void clear(int at) {
        sum[at] = 0;
        for (int i = 0; i < seats.size(); i++) {
            seats.get(i).clear(at);
        }
    }

    /** Whether something may be said, or heard, at this place. */
    boolean holds(long place) {
        return place < ready && place >= ready - RING;
    }

    long ready() {
        return ready;
    }

    static int index(long place) {
        return (int) (place & MASK);
    }

    void change(int at, int by) {
        sum[at] += by;
    }

    int sum(int at) {
        return sum[at];
    }
}
