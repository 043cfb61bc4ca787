package org.helpline.media.mix;

import java.util.Arrays;

/**
 * How long packets of one source have to wait, so that nearly all of them are there when their turn comes: what 98 of 100 of the last five seconds were later
 * than the earliest, within bounds. Follows a sender's clock that is not ours, as what is old is forgotten. All in samples. One thread; allocates
 * nothing after it was made.
 */
final class Delay {

    /** Before anything is known: 40 ms. */
    static final int FIRST = 320;

    private static final int WINDOW = 256;
    private static final int EVERY = 16;
    private static final double NEARLY_ALL = 0.98;
    private static final int LEAP =
            800; // no road becomes better by a tenth of a second at once: the timestamps have leapt
    private static final int TICK = 40; // what comes right after we looked waits this long

    private final long[] transits = new long[WINDOW];
    private final long[] sorted = new long[WINDOW];
    private final int least;
    private final int most;
    private int count;
    private long earliest;
    private int target;
    private int floor;
    private int floored; // packets for which it holds

    Delay(PlayoutTerms terms) {
        least = terms.leastSamples();
        most = terms.mostSamples();
        target = Math.clamp(FIRST, least, most);
    }

    /** Takes when a packet came, less what its timestamp says. */
    void on(long transit) {
        if (count > 0 && earliest - transit > LEAP) {
            shift(transit - earliest);
        }
        earliest = count == 0 ? transit : Math.min(earliest, transit);
        transits[count % WINDOW] = transit;
        count = count == 2 * WINDOW - 1 ? WINDOW : count + 1;
        floored = Math.max(0, floored - 1);
        if (count % EVERY == 0 || transit - earliest > target) {
            judge();
        }
    }

    private void judge() {
        int known = Math.min(count, WINDOW);
        System.arraycopy(transits, 0, sorted, 0, known);
        Arrays.sort(sorted, 0, known);
        earliest = sorted[0];
        long late = sorted[(int) ((known - 1) * NEARLY_ALL)] - earliest;
        target = Math.clamp(late + TICK, least, most);
    }

    /** The source counts otherwise from now on: what was known of its jitter stays true. */
    void shift(long by) {
        for (int i = 0; i < Math.min(count, WINDOW); i++) {
            transits[i] += by;
        }
        earliest += by;
    }

    /** When the earliest came, less what its timestamp says. */
    long earliest() {
        return earliest;
    }

    /** Of this road packets are lost, of which the next ones tell: for some time each waits for the one after it, so many samples. */
    void awaitNext(int samples) {
        floor = Math.min(samples + 2 * TICK, most);
        floored = 2 * WINDOW;
    }

    /** How much later than that a packet is to be heard. */
    int target() {
        return floored > 0 ? Math.max(target, floor) : target;
    }

    /** How much later at most. */
    int most() {
        return most;
    }
}
