package org.helpline.media.mix;

import java.util.ArrayList;
import org.helpline.media.codec.Codecs;

/**
 * The sum of what all speakers say, by its place in time, so that each listener needs only take their own away: the work grows with the members, not
 * with their square. A ring of one second, up to now.
 *
 * <p>One media loop, but for the making.
 */
public final class Blend {

    static final int RING = 1 << 13;

    /** What is made at once: 20 ms. */
    static final int PIECE = 160;

    private static final int MASK = RING - 1;
    private static final long NANOS_PER_SAMPLE = 125_000;

    private final int[] sum = new int[RING];
    private final ArrayList<Seat> seats = new ArrayList<>();
    private final Codecs codecs;
    private final PlayoutTerms terms;
    private final long epochNanos;
    private long ready;

    /** Nobody is in it yet. */
    public Blend(Codecs codecs, PlayoutTerms terms, long nowNanos) {
        this.codecs = codecs;
        this.terms = terms;
        epochNanos = nowNanos;
    }

    /** For one who may be heard in it. Any thread. */
    Hearing hearing() {
        return new Hearing(codecs, terms);
    }

    /** Takes a seat in that was made for this. */
    public void add(Seat seat) {
        seats.add(seat);
    }

    /** Who had this seat is heard no more, at once. */
    public void remove(Seat seat, long nowNanos) {
        advance(nowNanos);
        seats.remove(seat);
        seat.close();
    }

    /** The place in time, in samples. */
    long place(long nanos) {
        return Math.floorDiv(nanos - epochNanos, NANOS_PER_SAMPLE);
    }

    /** Time has come this far: what each says up to now is put together. */
    void advance(long nowNanos) {
        long now = place(nowNanos);
        if (now - ready > RING) {
            ready = now - RING; // nobody asks for what was before
        }
        while (ready < now) {
            int count = (int) Math.min(now - ready, PIECE);
            for (long place = ready; place < ready + count; place++) {
                clear(index(place));
            }
            for (int i = 0; i < seats.size(); i++) {
                seats.get(i).say(ready, count);
            }
            ready += count;
        }
    }

    private void clear(int at) {
        sum[at] = 0;
        for (int i = 0; i < seats.size(); i++) {
            seats.get(i).clear(at);
        }
    }

    /** Whether something may be heard at this place. */
    boolean holds(long place) {
        return place < ready && place >= ready - RING;
    }

    /** The place up to which it is put together. */
    long ready() {
        return ready;
    }

    static int index(long place) {
        return (int) (place & MASK);
    }

    void add(int at, int by) {
        sum[at] += by;
    }

    int sum(int at) {
        return sum[at];
    }
}
