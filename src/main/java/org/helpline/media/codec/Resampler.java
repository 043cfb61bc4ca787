package org.helpline.media.codec;

/**
 * Brings samples of any usual rate to 8 kHz, for use once at load.
 *
 * <p>A polyphase windowed sinc: the output runs at L/M of the input rate, so every output sample falls on one of L positions
 * between two input samples, and each position has a filter of its own. The Kaiser window gives 70 dB between 3.4 kHz, the end
 * of telephone speech, and 4 kHz, where aliases begin. Immutable, any thread.
 */
public final class Resampler {

    /** The lowest rate that is taken, in Hz. */
    public static final int MIN_RATE = 8_000;

    /** The highest rate that is taken, in Hz. */
    public static final int MAX_RATE = 192_000;

    private static final int OUT_RATE = 8_000;
    private static final int MAX_PHASES = 640;
    private static final double CUTOFF = 3_700;
    private static final double TRANSITION = 600;
    private static final double ATTENUATION = 70;

    private final int up;
    private final int down;
    private final int half;
    private final float[][] filters;

    private Resampler(int rate) {
        int common = gcd(rate, OUT_RATE);
        up = OUT_RATE / common;
        down = rate / common;
        // Kaiser's estimate of the length: (A - 8) / (2.285 Δω), halved
        half = (int) Math.ceil((ATTENUATION - 8) / (2.285 * 2 * Math.PI * TRANSITION / rate) / 2);
        filters = new float[up][];
        for (int phase = 0; phase < up; phase++) {
            filters[phase] = filter((double) phase / up, 2 * CUTOFF / rate);
        }
    }

    /** Whether {@link #toEightKilohertz} can take this rate: 8 to 192 kHz and no odd ratio to 8 kHz. */
    public static boolean takes(int rate) {
        return rate >= MIN_RATE && rate <= MAX_RATE && OUT_RATE / gcd(rate, OUT_RATE) <= MAX_PHASES;
    }

    /**
     * Resamples.
     *
     * @param pcm signed 16-bit samples, one channel
     * @param rate of {@code pcm} in Hz; one that {@link #takes} accepts
     * @return samples at 8 kHz, of the same length in time (rounded up) and the same level; {@code pcm} itself at 8 kHz
     */
    public static short[] toEightKilohertz(short[] pcm, int rate) {
        if (!takes(rate)) {
            throw new IllegalStateException("cannot resample from " + rate + " Hz");
        }
        return rate == OUT_RATE ? pcm : new Resampler(rate).run(pcm);
    }

    private short[] run(short[] in) {
        short[] out = new short[(int) (((long) in.length * up + down - 1) / down)];
        for (int n = 0; n < out.length; n++) {
            long position = (long) n * down;
            float value = convolve(in, (int) (position / up), filters[(int) (position % up)]);
            out[n] = (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return out;
    }

    private float convolve(short[] in, int at, float[] filter) {
        int first = at - half + 1;
        int from = Math.max(0, -first);
        int to = Math.min(filter.length, in.length - first);
        float sum = 0;
        for (int k = from; k < to; k++) {
            sum += filter[k] * in[first + k];
        }
        return sum;
    }

    /**
     * The filter for an output sample that lies {@code fraction} of an input sample behind the input sample {@code at}.
     *
     * @param bandwidth the part of the input's Nyquist band that passes
     */
    private float[] filter(double fraction, double bandwidth) {
        double[] taps = new double[2 * half];
        double sum = 0;
        for (int k = 0; k < taps.length; k++) {
            double distance = k - half + 1 - fraction;
            taps[k] = sinc(bandwidth * distance) * kaiser(distance / half);
            sum += taps[k];
        }
        float[] filter = new float[taps.length];
        for (int k = 0; k < taps.length; k++) {
            filter[k] = (float) (taps[k] / sum); // each phase passes DC at 1, or the phases would sound as a tone
        }
        return filter;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** The Kaiser window, 1 in the middle, for {@code x} from -1 to 1. */
    private static double kaiser(double x) {
        double beta = 0.1102 * (ATTENUATION - 8.7);
        return bessel(beta * Math.sqrt(Math.max(0, 1 - x * x))) / bessel(beta);
    }

    /** The modified Bessel function of the first kind and order zero, by its power series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-12 * sum; k++) {
            term *= x / 2 / k * (x / 2 / k);
            sum += term;
        }
        return sum;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
