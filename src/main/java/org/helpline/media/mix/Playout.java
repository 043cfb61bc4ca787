package org.helpline.media.mix;

import org.helpline.media.codec.Samples;

/**
 * Where the packets of one source belong in the mix's time: the first so much after its arrival that those behind it may be late, the others by
 * their timestamps after it. A source whose packets keep coming too late, or whose clock runs away, is placed anew; one that has been early all
 * along is brought forward. One media loop.
 */
final class Playout {

    /** What no longer belongs anywhere. */
    static final long LATE = Long.MIN_VALUE;

    /** Samples that a packet may be late: 40 ms. */
    static final int MARGIN = 320;

    /** A timestamp that is further from its arrival than half a second is not believed. */
    static final int FARTHEST = 4_000;

    private static final int WINDOW = 250;
    private static final int MOST_LATE = 5;

    private boolean placed;
    private int ssrc;
    private int firstTimestamp;
    private long firstPlace;
    private int packets;
    private int late;
    private long leastEarly;

    /**
     * The place of a packet's first sample, in samples.
     *
     * @param arrived the place that is being heard now
     * @return {@link #LATE}: it has been passed
     */
    long place(Samples packet, long arrived) {
        if (!placed || packet.ssrc() != ssrc) {
            return anew(packet, arrived);
        }
        long stated = firstPlace + (packet.timestamp() - firstTimestamp);
        long early = stated - arrived;
        if (Math.abs(early) > FARTHEST) {
            return anew(packet, arrived);
        }
        if (early < 0) {
            late++;
            return late < MOST_LATE ? LATE : anew(packet, arrived);
        }
        leastEarly = Math.min(leastEarly, early);
        packets++;
        if (packets >= WINDOW) {
            firstPlace -= late > 0 ? 0 : Math.max(0, leastEarly - MARGIN);
            beginWindow();
        }
        return stated;
    }

    private long anew(Samples packet, long arrived) {
        placed = true;
        ssrc = packet.ssrc();
        firstTimestamp = packet.timestamp();
        firstPlace = arrived + MARGIN;
        beginWindow();
        return firstPlace;
    }

    private void beginWindow() {
        packets = 0;
        late = 0;
        leastEarly = Long.MAX_VALUE;
    }
}
