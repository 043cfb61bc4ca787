package org.helpline.media.capture;

import org.helpline.media.codec.Concealment;
import org.helpline.media.codec.Samples;

/**
 * Fills in a recording what was lost of one source, as whoever listened heard it filled ({@link Concealment}): what was said before is repeated and fades
 * within 60 ms. A gap waits as long as its packets may still come, so that one that was only late is in its place, untouched, and then is filled where it lies
 * in the {@link Timeline}. What was not sent is no gap: a pause whose packets are numbered on, and whatever came and is not recorded ({@link #unheard}). Media
 * loop; allocates nothing after it was made.
 */
final class Mending {

    /** So long a gap waits for its packets: 300 ms, within {@link Timeline#WINDOW}. */
    static final int PATIENCE = 2_400;

    private static final int MOST_GAPS = 16;
    private static final int MOST_LOST = 50; // more were not lost, but numbered otherwise
    private static final int FADED = 480;
    private static final int JOIN = 80; // what comes after is faded in over so much, at most

    private final Timeline timeline;
    private final int ring;
    private final long[] begins = new long[MOST_GAPS];
    private final long[] ends = new long[MOST_GAPS];
    private final Concealment concealment = new Concealment();
    private final short[] piece = new short[FADED];
    private int gaps;
    private boolean known;
    private int ssrc;
    private int sequence;
    private long end; // after the newest packet

    /** Of the source that is put into that ring. */
    Mending(Timeline timeline, int ring) {
        this.timeline = timeline;
        this.ring = ring;
    }

    /** A packet was put at that place. */
    void on(Samples packet, long place) {
        int ahead = (short) (packet.sequence() - sequence);
        boolean follows = known && packet.ssrc() == ssrc;
        if (follows && ahead <= 0) {
            came(place, place + packet.count());
            return;
        }
        if (follows && ahead > 1 && ahead <= MOST_LOST) {
            add(end, place);
        }
        known = true;
        ssrc = packet.ssrc();
        sequence = packet.sequence();
        end = place + packet.count();
    }

    /** Something else came: what follows is not held against what was heard before it. */
    void unheard() {
        known = false;
    }

    private void add(long from, long to) {
        if (to <= from) {
            return;
        }
        if (gaps == MOST_GAPS) {
            fill(first());
        }
        begins[gaps] = from;
        ends[gaps] = to;
        gaps++;
    }

    /** It was only late. */
    private void came(long from, long to) {
        for (int i = gaps - 1; i >= 0; i--) {
            long began = begins[i];
            long ended = ends[i];
            if (from < ended && to > began) {
                remove(i);
                add(began, from);
                add(to, ended);
            }
        }
    }

    private void remove(int gap) {
        gaps--;
        begins[gap] = begins[gaps];
        ends[gap] = ends[gaps];
    }

    private int first() {
        int first = 0;
        for (int i = 1; i < gaps; i++) {
            first = begins[i] < begins[first] ? i : first;
        }
        return first;
    }

    /** Time has come this far: to be told before the timeline is. */
    void pass(long now) {
        while (gaps > 0) {
            int first = first();
            if (now - begins[first] < PATIENCE) {
                return;
            }
            fill(first);
        }
    }

    /** Nothing will come any more. */
    void finish() {
        pass(Long.MAX_VALUE);
    }

    private void fill(int gap) {
        long from = begins[gap];
        long to = ends[gap];
        remove(gap);
        concealment.restart();
        int before = (int) Math.min(FADED, from - timeline.oldest());
        if (before <= 0) {
            return; // it is written already
        }
        timeline.get(ring, from - before, piece, before);
        concealment.heard(piece, 0, before);
        int made = (int) Math.min(FADED, to - from);
        concealment.lost(piece, 0, made);
        put(from, made);
        timeline.get(ring, to, piece, JOIN);
        concealment.heard(piece, 0, JOIN);
        put(to, JOIN);
    }

    private void put(long place, int count) {
        for (int i = 0; i < count; i++) {
            timeline.put(ring, place + i, piece[i]);
        }
    }
}
