package org.helpline.media.codec;

/**
 * The adaptive predictor and quantizer's step of one sub-band of G.722, which encoder and decoder share: two poles and six zeros, all in 16-bit
 * arithmetic that saturates. The names of the steps are those of the Recommendation.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-G.722">ITU-T G.722 §6.2</a>
 */
final class G722Band {

    private static final int ZEROS = 6;
    private static final int FIRST_POLE_LEAK = 32_640; // 255/256 in Q15
    private static final int SECOND_POLE_LEAK = 32_512; // 127/128
    private static final int STEP_LEAK = 127;
    private static final int SECOND_POLE_LIMIT = 12_288;
    private static final int FIRST_POLE_LIMIT = 15_360;
    private static final int FIRST_POLE_GAIN = 192;
    private static final int GAIN = 128;

    /** 2048 times two to the power of i/32: the fraction of the logarithmic step. */
    private static final int[] INVERSE_LOG = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
        2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
    };

    private final int mostLog;
    private final int logShift;
    private final int[] difference = new int[ZEROS + 1];
    private final int[] zeros = new int[ZEROS + 1];
    private int pole1;
    private int pole2;
    private int reconstructed1;
    private int reconstructed2;
    private int partial1;
    private int partial2;
    private int fromZeros;
    private int predicted;
    private int logStep;
    private int step;

    private G722Band(int step, int mostLog, int logShift) {
        this.step = step;
        this.mostLog = mostLog;
        this.logShift = logShift;
    }

    /** 0 to 4 kHz. */
    static G722Band lower() {
        return new G722Band(32, 18_432, 8);
    }

    /** 4 to 8 kHz. */
    static G722Band higher() {
        return new G722Band(8, 22_528, 10);
    }

    /** What the next sample is expected to be. */
    int predicted() {
        return predicted;
    }

    /** The quantizer's step. */
    int step() {
        return step;
    }

    /** Takes the step on by what was quantized: LOGSCL, SCALEL (LOGSCH, SCALEH). */
    void scale(int change) {
        logStep = Math.clamp(((logStep * STEP_LEAK) >> 7) + change, 0, mostLog);
        int shift = logShift - (logStep >> 11);
        int fraction = INVERSE_LOG[(logStep >> 6) & 31];
        step = (shift < 0 ? fraction << -shift : fraction >> shift) << 2;
    }

    /** Takes the predictor on by the quantized difference between a sample and what was expected. */
    void adapt(int quantized) {
        int reconstructed = saturated(predicted + quantized); // RECONS
        int partial = saturated(fromZeros + quantized); // PARREC
        boolean as1 = partial < 0 == partial1 < 0;
        boolean as2 = partial < 0 == partial2 < 0;
        int newPole2 = secondPole(as1, as2);
        pole1 = firstPole(as1, newPole2);
        pole2 = newPole2;
        moveZeros(quantized);
        reconstructed2 = reconstructed1;
        reconstructed1 = reconstructed;
        partial2 = partial1;
        partial1 = partial;
        predict();
    }

    private int secondPole(boolean as1, boolean as2) { // UPPOL2
        int first = saturated(pole1 << 2);
        int wanted = Math.min(as1 ? -first : first, Short.MAX_VALUE) >> 7;
        int moved = wanted + (as2 ? GAIN : -GAIN) + ((pole2 * SECOND_POLE_LEAK) >> 15);
        return Math.clamp(moved, -SECOND_POLE_LIMIT, SECOND_POLE_LIMIT);
    }

    private int firstPole(boolean as1, int newPole2) { // UPPOL1
        int moved = saturated((as1 ? FIRST_POLE_GAIN : -FIRST_POLE_GAIN) + ((pole1 * FIRST_POLE_LEAK) >> 15));
        int limit = saturated(FIRST_POLE_LIMIT - newPole2);
        return Math.clamp(moved, -limit, limit);
    }

    private void moveZeros(int quantized) { // UPZERO, DELAYA
        int gain = quantized == 0 ? 0 : GAIN;
        for (int i = ZEROS; i > 0; i--) {
            boolean alike = difference[i] < 0 == quantized < 0;
            zeros[i] = saturated((alike ? gain : -gain) + ((zeros[i] * FIRST_POLE_LEAK) >> 15));
        }
        // the differences move up by one after all zeros were judged by where they stood
        System.arraycopy(difference, 1, difference, 2, ZEROS - 1);
        difference[1] = quantized;
    }

    private void predict() { // FILTEP, FILTEZ, PREDIC
        int fromPoles = saturated(
                ((pole1 * saturated(2 * reconstructed1)) >> 15) + ((pole2 * saturated(2 * reconstructed2)) >> 15));
        int sum = 0;
        for (int i = ZEROS; i > 0; i--) {
            sum += (zeros[i] * saturated(2 * difference[i])) >> 15;
        }
        fromZeros = saturated(sum);
        predicted = saturated(fromPoles + fromZeros);
    }

    /** Within 16 bits. */
    static int saturated(int value) {
        return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
