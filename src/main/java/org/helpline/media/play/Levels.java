package org.helpline.media.play;

/**
 * How loud a recording is.
 *
 * @param peak the largest sample, 0 to 32,768
 * @param rms the root of the mean square of all samples, pauses included
 * @param longestAtFullScale how many samples in a row stand still at full scale
 */
public record Levels(int peak, double rms, int longestAtFullScale) {

    /** From here a sample is at full scale; µ-law's largest is 32,124. */
    static final int FULL_SCALE = 32_000;

    /** A wave passes its crest; one that stands still at full scale was cut off. */
    static final int CLIPPED_SAMPLES = 3;

    /** -20 dB below full scale. */
    static final int QUIET_PEAK = 3_277;

    /** -40 dB below full scale. */
    static final int QUIET_RMS = 328;

    /** Measures signed 16-bit samples, at least one. */
    static Levels of(short[] pcm) {
        int peak = 0;
        int run = 0;
        int longest = 0;
        double squares = 0;
        short before = 0;
        for (short sample : pcm) {
            int loud = Math.abs((int) sample);
            peak = Math.max(peak, loud);
            run = loud < FULL_SCALE ? 0 : sample == before ? run + 1 : 1;
            before = sample;
            longest = Math.max(longest, run);
            squares += (double) loud * loud;
        }
        return new Levels(peak, Math.sqrt(squares / pcm.length), longest);
    }

    /** Whether the recording was louder than its file can hold: it sounds torn. */
    public boolean isClipped() {
        return longestAtFullScale >= CLIPPED_SAMPLES;
    }

    /** Whether a caller will hardly hear it. */
    public boolean isTooQuiet() {
        return peak < QUIET_PEAK || rms < QUIET_RMS;
    }
}
