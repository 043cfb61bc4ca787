package org.helpline.media.capture;

/**
 * Tells speech from what a line sounds like when nobody speaks: louder than a floor that follows the quietest of what was heard lately. Frames of
 * some 20 ms. One thread; allocates nothing.
 */
final class VoiceLevel {

    /** -48 dB below full scale: no line is so quiet that less than this is speech. */
    static final double LEAST = 130;

    /** -30 dB: whoever speaks is louder than this, however much the line hums. */
    static final double MOST = 1_036;

    /** 10 dB above the floor. */
    private static final double ABOVE_FLOOR = 3.2;

    /** The floor rises by 6 dB in about two seconds. */
    private static final double RISE = 1.007;

    private double floor = LEAST / ABOVE_FLOOR;

    /** Whether a frame of this root mean square is speech. */
    boolean isSpeech(double rms) {
        floor = rms < floor ? Math.max(1, rms) : Math.min(floor * RISE, Math.max(rms, 1));
        return rms > Math.clamp(floor * ABOVE_FLOOR, LEAST, MOST);
    }
}
