package org.helpline.media.mix;

/**
 * Makes a frame shorter or longer by about one period of what is heard in it, which sounds alike: where two places are most alike one is blended into the
 * other. At 8 kHz. Any thread.
 */
final class Stretch {

    /** The most that a frame may grow by. */
    static final int MOST_LAG = 120;

    private static final int LEAST_LAG = 40;
    private static final int BLEND = 40;

    private Stretch() {}

    /** Takes away one period, no more than {@code most} samples; the new length, or the old one if it cannot be done. */
    static int shorten(short[] pcm, int length, int most) {
        int lag = lag(pcm, length, most);
        if (lag == 0) {
            return length;
        }
        for (int i = 0; i < BLEND; i++) {
            pcm[i] = blend(pcm[i], pcm[i + lag], i);
        }
        System.arraycopy(pcm, BLEND + lag, pcm, BLEND, length - BLEND - lag);
        return length - lag;
    }

    /** Adds one period; {@code pcm} has room for {@link #MOST_LAG} samples more. The new length, or the old one if it cannot be done. */
    static int lengthen(short[] pcm, int length) {
        int lag = lag(pcm, length, MOST_LAG);
        if (lag == 0) {
            return length;
        }
        // all up to the later place, then on from the earlier one
        System.arraycopy(pcm, BLEND, pcm, BLEND + lag, length - BLEND);
        for (int i = 0; i < BLEND; i++) {
            pcm[lag + i] = blend(pcm[lag + i], pcm[i], i);
        }
        return length + lag;
    }

    private static short blend(short from, short to, int i) {
        double weight = (i + 1.0) / (BLEND + 1);
        return (short) Math.round((1 - weight) * from + weight * to);
    }

    private static int lag(short[] pcm, int length, int most) {
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int lag = LEAST_LAG; lag <= Math.min(MOST_LAG, Math.min(most, length - BLEND)); lag++) {
            long apart = 0;
            for (int i = 0; i < BLEND; i++) {
                apart += Math.abs(pcm[i] - pcm[i + lag]);
            }
            if (apart < least) {
                least = apart;
                best = lag;
            }
        }
        return best; // none in a frame of less than 10 ms
    }
}
