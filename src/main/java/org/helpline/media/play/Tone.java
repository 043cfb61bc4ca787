package org.helpline.media.play;

import java.time.Duration;
import java.util.List;

/** Tones that we make ourselves. */
public final class Tone {

    private static final int RATE = 8_000;
    private static final int FADE = 80; // 10 ms: a tone that begins at once begins with a click
    private static final double LOUD = 8_192; // -12 dB below full scale

    private static final double SOFT = 3_277; // -20 dB: heard for a while, close to the ear

    private Tone() {}

    /**
     * A sine.
     *
     * @param hertz below 4,000
     * @param length 20 ms or more
     */
    public static Audio sine(String name, int hertz, Duration length) {
        return EncodedAudio.of(name, sine(hertz, length, Duration.ZERO, LOUD));
    }

    /**
     * The tone that tells a caller that a phone rings: 425 Hz, one second on and four off, as most of Europe has it.
     *
     * @return one period, to be repeated
     * @see <a href="https://www.itu.int/rec/T-REC-E.180">ITU-T E.180</a>, which recommends 400 to 450 Hz for it
     */
    public static Audio ringing() {
        return EncodedAudio.of("ringback", sine(425, Duration.ofSeconds(1), Duration.ofSeconds(4), SOFT));
    }

    /**
     * The same as a country has it.
     *
     * @param hertz heard together
     * @param cadence heard, silent, heard, silent …
     */
    public static Audio ringing(List<Integer> hertz, List<Duration> cadence) {
        int samples = cadence.stream().mapToInt(Tone::samples).sum();
        short[] pcm = new short[samples];
        int at = 0;
        for (int i = 0; i < cadence.size(); i++) {
            int length = samples(cadence.get(i));
            for (int tone : i % 2 == 0 ? hertz : List.<Integer>of()) {
                short[] one = sine(tone, cadence.get(i), Duration.ZERO, SOFT / hertz.size());
                for (int j = 0; j < length; j++) {
                    pcm[at + j] = (short) (pcm[at + j] + one[j]);
                }
            }
            at += length;
        }
        return EncodedAudio.of("ringback", pcm);
    }

    private static int samples(Duration time) {
        return (int) (time.toMillis() * RATE / 1_000);
    }

    private static short[] sine(int hertz, Duration length, Duration silence, double loudness) {
        int sounding = (int) (length.toMillis() * RATE / 1_000);
        short[] pcm = new short[sounding + (int) (silence.toMillis() * RATE / 1_000)];
        for (int i = 0; i < sounding; i++) {
            double edge = Math.min(1, Math.min(i, sounding - 1 - i) / (double) FADE);
            pcm[i] = (short) Math.round(loudness * edge * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        return pcm;
    }
}
