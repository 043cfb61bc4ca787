package org.helpline.media.rtp;

/** Interarrival jitter of one source. One thread. */
public final class JitterMeter {

    private boolean started;
    private int transit;
    private int sixteenths;
    private int unitsPerMilli = 8;

    /** The source's clock runs so fast from now on: 8 units in a millisecond until this is said. */
    public void clock(int unitsPerMilli) {
        if (unitsPerMilli != this.unitsPerMilli) {
            sixteenths = sixteenths / this.unitsPerMilli * unitsPerMilli;
            this.unitsPerMilli = unitsPerMilli;
            restart();
        }
    }

    /**
     * Folds one packet into the jitter.
     *
     * @param rtpTimestamp the packet's timestamp in clock units
     * @param arrival local arrival time in the same units; wraps with the timestamp
     * @return the smoothed jitter in clock units, never negative; 0 after the first packet
     * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#appendix-A.8">RFC 3550 §A.8</a>
     */
    public int on(int rtpTimestamp, int arrival) {
        int now = arrival - rtpTimestamp;
        if (started) {
            // a source whose timestamps leap would otherwise overflow the sum: a second is jitter enough
            int d = Math.min(Math.abs(Math.max(now - transit, -Integer.MAX_VALUE)), 1_000 * unitsPerMilli);
            sixteenths += d - ((sixteenths + 8) >> 4);
        }
        started = true;
        transit = now;
        return units();
    }

    /** Forgets the last arrival, as after a pause or a new source; the smoothed value stays. */
    public void restart() {
        started = false;
    }

    /** The smoothed jitter in clock units. */
    public int units() {
        return sixteenths >> 4;
    }

    /** The smoothed jitter in milliseconds. */
    public double millis() {
        return sixteenths / 16.0 / unitsPerMilli;
    }
}
