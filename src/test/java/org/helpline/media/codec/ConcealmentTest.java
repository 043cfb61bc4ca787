package org.helpline.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is heard where something was lost. */
class ConcealmentTest {

    private static final int FRAME = 160;

    /** A voice: a buzz of 125 Hz that moves a little, with three resonances, and syllables. */
    private static short[] voice(int rate, double seconds) {
        short[] pcm = new short[(int) (rate * seconds)];
        double phase = 0;
        for (int i = 0; i < pcm.length; i++) {
            double t = (double) i / rate;
            phase += 2 * Math.PI * (125 + 6 * Math.sin(2 * Math.PI * 1.3 * t)) / rate;
            double sum = 0;
            for (int k = 1; k * 125 < 3_400; k++) {
                double f = k * 125;
                double formants = 1 / (1 + Math.pow((f - 600) / 150, 2))
                        + 0.5 / (1 + Math.pow((f - 1_300) / 200, 2))
                        + 0.3 / (1 + Math.pow((f - 2_500) / 250, 2));
                sum += formants * Math.sin(k * phase + k * k);
            }
            double syllable = 0.6 + 0.4 * Math.sin(2 * Math.PI * 4 * t);
            pcm[i] = (short) Math.round(2_500 * syllable * sum);
        }
        return pcm;
    }

    /** Loses whole frames of {@code spoken}, never the first ten. */
    private static short[] concealed(short[] spoken, double share, int rate, long seed, boolean conceal) {
        Random random = new Random(seed);
        Concealment concealment = new Concealment(rate);
        int frame = FRAME * rate / 8_000;
        short[] heard = spoken.clone();
        for (int at = 0; at + frame <= heard.length; at += frame) {
            boolean lost = at >= 10 * frame && random.nextDouble() < share;
            if (lost && !conceal) {
                Arrays.fill(heard, at, at + frame, (short) 0);
            } else if (lost) {
                concealment.lost(heard, at, frame);
            } else {
                concealment.heard(heard, at, frame);
            }
        }
        return heard;
    }

    private static double apart(short[] one, short[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.pow(one[i] - other[i], 2);
        }
        return Math.sqrt(sum / one.length);
    }

    private static int greatestStep(short[] pcm) {
        int most = 0;
        for (int i = 1; i < pcm.length; i++) {
            most = Math.max(most, Math.abs(pcm[i] - pcm[i - 1]));
        }
        return most;
    }

    @ParameterizedTest
    @CsvSource({"0.03, 8000", "0.1, 8000", "0.2, 8000", "0.1, 16000"})
    void isNearerToWhatWasSaidThanSilenceIs(double share, int rate) {
        short[] spoken = voice(rate, 10);
        double silenced = apart(spoken, concealed(spoken, share, rate, 1, false));
        double filled = apart(spoken, concealed(spoken, share, rate, 1, true));
        assertThat(filled).isLessThan(0.8 * silenced);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.03, 0.1, 0.2, 0.5})
    void doesNotClick(double share) {
        short[] spoken = voice(8_000, 10);
        int most = greatestStep(spoken);
        assertThat(greatestStep(concealed(spoken, share, 8_000, 2, true))).isLessThanOrEqualTo(most * 11 / 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 125, 160, 200})
    void aSteadyToneGoesOnAsIfNothingWere(int hertz) {
        short[] spoken = Tones.sine(hertz, 8_000, 8_000, 1);
        short[] heard = spoken.clone();
        Concealment concealment = new Concealment();
        concealment.heard(heard, 0, 4_000);
        concealment.lost(heard, 4_000, 80);
        concealment.heard(heard, 4_080, 3_920);
        assertThat(apart(spoken, heard)).isLessThan(60);
    }

    @Test
    void fadesByAFifthEachTenMillisecondsAfterTheFirstAndIsSilentAfterSixty() {
        short[] pcm = Arrays.copyOf(Tones.sine(200, 10_000, 8_000, 0.1), 800 + 640);
        Concealment concealment = new Concealment();
        concealment.heard(pcm, 0, 800);
        for (int at = 800; at < pcm.length; at += 40) { // a tick at a time
            concealment.lost(pcm, at, 40);
        }
        double[] expected = {10_000, 10_000, 8_000, 6_000, 4_000, 2_000};
        for (int i = 0; i < expected.length; i++) {
            int most = 0;
            for (int k = 0; k < 80; k++) {
                most = Math.max(most, Math.abs(pcm[800 + 80 * i + k]));
            }
            assertThat((double) most).as("after %d ms", 10 * i).isBetween(expected[i] * 0.85, expected[i] * 1.05);
        }
        assertThat(Arrays.copyOfRange(pcm, 800 + 480, pcm.length)).containsOnly(0);
    }

    @Test
    void whatIsHeardAgainIsWhatWasSaid() {
        short[] spoken = voice(8_000, 1);
        short[] heard = spoken.clone();
        Concealment concealment = new Concealment();
        concealment.heard(heard, 0, 1_600);
        concealment.lost(heard, 1_600, 320);
        concealment.heard(heard, 1_920, 40);
        concealment.heard(heard, 1_960, 1_600);
        assertThat(Arrays.copyOfRange(heard, 2_000, 3_560)).isEqualTo(Arrays.copyOfRange(spoken, 2_000, 3_560));
    }

    @Test
    void beforeAnythingWasHeardALossIsSilent() {
        short[] pcm = new short[320];
        Arrays.fill(pcm, (short) 7);
        Concealment concealment = new Concealment();
        concealment.lost(pcm, 0, 160);
        assertThat(Arrays.copyOf(pcm, 160)).containsOnly(0);
        concealment.heard(pcm, 160, 160);
        assertThat(Arrays.copyOfRange(pcm, 160, 320)).containsOnly(7);
        concealment.restart();
        concealment.lost(pcm, 0, 160);
        assertThat(Arrays.copyOf(pcm, 160)).containsOnly(0);
    }

    @Test
    void theLoudestNeverOverflows() {
        short[] pcm = new short[4_800];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = i / 37 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] heard = concealed(pcm, 0.5, 8_000, 3, true);
        int signs = 0;
        for (int i = 1; i < heard.length; i++) {
            signs += (heard[i] < 0) == (heard[i - 1] < 0) ? 0 : 1;
        }
        assertThat(signs).as("a wrapped sample would change the sign").isLessThan(4_800 / 20);
    }
}
