package org.helpline.media.play;

/** Tones that the network makes, as audio. */
public final class Tones {

    private static final int RATE = 8_000;
    private static final double RINGING_HERTZ = 425;
    private static final int RINGING_ON_MILLIS = 1_000;
    private static final int RINGING_OFF_MILLIS = 4_000;
    private static final int FADE_MILLIS = 5;
    private static final double AMPLITUDE = 3_000; // about -20 dB below full scale: audible, not startling

    private Tones() {}

    /**
     * The tone that tells a caller that a phone rings: 425 Hz, one second on and four off, as most of Europe has it.
     *
     * @return one period, to be repeated
     * @see <a href="https://www.itu.int/rec/T-REC-E.180">ITU-T E.180</a>, which recommends 400 to 450 Hz for it
     */
    public static Audio ringing() {
        int on = RATE / 1_000 * RINGING_ON_MILLIS;
        short[] pcm = new short[on + RATE / 1_000 * RINGING_OFF_MILLIS];
        int fade = RATE / 1_000 * FADE_MILLIS;
        for (int i = 0; i < on; i++) {
            double edge = Math.min(1.0, Math.min(i, on - i) / (double) fade); // no clicks
            pcm[i] = (short) Math.round(AMPLITUDE * edge * Math.sin(2 * Math.PI * RINGING_HERTZ * i / RATE));
        }
        return EncodedAudio.of("ringback", pcm);
    }
}
