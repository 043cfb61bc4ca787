package org.helpline.media.play;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.helpline.media.codec.G711;
import org.helpline.sdp.AudioCodec;

/**
 * Writes {@code ivr-scripts/music/default.wav}: a quiet piece in eight bars of soft chords and a broken melody, of our own making, so that
 * nobody needs a licence to put a caller on hold. Its end leads into its beginning.
 *
 * <p>Made for the telephone: nothing below 130 Hz, where no handset sounds, few overtones above 2 kHz.
 */
final class HoldMusic {

    private static final int RATE = 8000;
    private static final double BEAT = 0.75; // seconds
    private static final int BEATS_A_BAR = 4;

    /** Chords as semitones above C3 (130.8 Hz): Cmaj7, Am7, Fmaj7, G6, Em7, Am7, Dm7, G7sus4. */
    private static final int[][] CHORDS = {
        {0, 7, 11, 16}, {9, 12, 16, 19}, {5, 9, 12, 16}, {7, 11, 14, 16},
        {4, 7, 11, 14}, {9, 12, 16, 19}, {2, 9, 12, 17}, {7, 12, 14, 17},
    };

    private final double[] mix = new double[(int) (2 * CHORDS.length * BEATS_A_BAR * BEAT * RATE)];

    private HoldMusic() {}

    public static void main(String[] args) throws IOException {
        HoldMusic music = new HoldMusic();
        music.compose(new Random(7));
        byte[] codes = G711.encode(AudioCodec.PCMU, music.samples());
        Files.write(
                Path.of(args[0]),
                new WavBytes().format(7, 1, RATE, 8).chunk("data", codes).file());
    }

    private void compose(Random random) {
        for (int bar = 0; bar < 2 * CHORDS.length; bar++) {
            int[] chord = CHORDS[bar % CHORDS.length];
            double start = bar * BEATS_A_BAR * BEAT;
            for (int note : chord) {
                pad(start, note, BEATS_A_BAR * BEAT);
            }
            for (int eighth = 0; eighth < 2 * BEATS_A_BAR; eighth++) {
                boolean rests = eighth > 0 && random.nextInt(4) == 0;
                if (!rests) {
                    int note = 12 + chord[(eighth * 3 + random.nextInt(2)) % chord.length];
                    pluck(start + eighth * BEAT / 2, note, eighth == 0 ? 1 : 0.6 + 0.2 * random.nextDouble());
                }
            }
        }
    }

    /** A chord's note: swells and fades, slightly chorused. */
    private void pad(double start, int semitones, double seconds) {
        for (double detune : new double[] {0.9985, 1.0015}) {
            double hz = hz(semitones) * detune;
            int length = (int) (seconds * 1.3 * RATE);
            for (int i = 0; i < length; i++) {
                double envelope = Math.pow(Math.sin(Math.PI * i / length), 2);
                double t = (double) i / RATE;
                add(
                        start,
                        i,
                        0.05 * envelope * (Math.sin(2 * Math.PI * hz * t) + 0.2 * Math.sin(4 * Math.PI * hz * t)));
            }
        }
    }

    /** A melody note, like a soft electric piano. */
    private void pluck(double start, int semitones, double loudness) {
        double hz = hz(semitones);
        int length = 2 * RATE;
        for (int i = 0; i < length; i++) {
            double t = (double) i / RATE;
            double attack = Math.min(1, t / 0.012);
            double body = Math.exp(-2.4 * t)
                    * Math.sin(2 * Math.PI * hz * t + 0.7 * Math.exp(-5 * t) * Math.sin(4 * Math.PI * hz * t));
            double fade = Math.min(1, (length - i) / (0.1 * RATE));
            add(start, i, 0.13 * loudness * attack * fade * body);
        }
    }

    /** What rings over the end is heard at the beginning. */
    private void add(double start, int i, double value) {
        mix[((int) (start * RATE) + i) % mix.length] += value;
    }

    private short[] samples() {
        double peak = 0;
        for (double value : mix) {
            peak = Math.max(peak, Math.abs(value));
        }
        short[] pcm = new short[mix.length];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.round(mix[i] / peak * 9000);
        }
        return pcm;
    }

    private static double hz(int semitonesAboveC3) {
        return 130.81 * Math.pow(2, semitonesAboveC3 / 12.0);
    }
}
