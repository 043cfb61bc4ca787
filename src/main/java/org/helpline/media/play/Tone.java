package org.helpline.media.play;

import java.time.Duration;

/** Tones that we make ourselves. */
public final class Tone {

    private static final int RATE = 8_000;
    private static final int FADE = 80; // 10 ms: a tone that begins at once begins with a click
    private static final double LOUD = 8_192; // -12 dB below full scale

    private Tone() {}

    /**
     * A sine.
     *
     * @param hertz below 4,000
     * @param length 20 ms or more
     */
    public static Audio sine(String name, int hertz, Duration length) {
        short[] pcm = new short[(int) (length.toMillis() * RATE / 1_000)];
        for (int i = 0; i < pcm.length; i++) {
            double edge = Math.min(1, Math.min(i, pcm.length - 1 - i) / (double) FADE);
            pcm[i] = (short) Math.round(LOUD * edge * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        return EncodedAudio.of(name, pcm);
    }
}
