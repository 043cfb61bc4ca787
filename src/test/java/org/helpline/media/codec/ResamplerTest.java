package org.helpline.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {

    private static final double AMPLITUDE = 10_000;

    @ParameterizedTest
    @ValueSource(ints = {8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 96000})
    void aToneKeepsItsPitchAndLevel(int rate) {
        for (double hz : new double[] {100, 440, 1000, 2500, 3300}) {
            short[] out = Resampler.toEightKilohertz(Tones.sine(hz, AMPLITUDE, rate, 0.7), rate);
            assertThat(Tones.amplitude(out, hz, 8000)).as("%s Hz", hz).isCloseTo(AMPLITUDE, within(AMPLITUDE * 0.02));
            // nothing else is in it: no images, no noise of the phases
            double rest = Math.sqrt(Math.max(0, sq(Tones.rms(out, 8000)) - sq(Tones.amplitude(out, hz, 8000)) / 2));
            assertThat(rest).as("beside %s Hz", hz).isLessThan(AMPLITUDE * 0.01);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "11025, 4100", "11025, 5200", "16000, 4100", "16000, 5000", "16000, 7900", "22050, 4300", "22050, 9000",
        "24000, 8440", "32000, 7000", "44100, 4100", "44100, 8440", "44100, 15560", "48000, 4100", "48000, 7000",
        "48000, 23000",
    })
    void whatTelephonesCannotCarryIsFortyDecibelsDownInsteadOfFolded(int rate, double hz) {
        short[] out = Resampler.toEightKilohertz(Tones.sine(hz, AMPLITUDE, rate, 0.7), rate);
        double decibels = 20 * Math.log10(Math.max(1e-3, Tones.rms(out, 8000)) / (AMPLITUDE / Math.sqrt(2)));
        assertThat(decibels).isLessThan(-40);
    }

    @ParameterizedTest
    @ValueSource(ints = {11025, 16000, 22050, 24000, 32000, 44100, 48000})
    void theLengthInTimeStays(int rate) {
        assertThat(Resampler.toEightKilohertz(new short[rate * 2], rate)).hasSize(16_000);
        assertThat(Resampler.toEightKilohertz(new short[1], rate)).hasSize(1);
        assertThat(Resampler.toEightKilohertz(new short[0], rate)).isEmpty();
    }

    @Test
    void aSteadyLevelStaysSteady() {
        short[] in = new short[22_050];
        java.util.Arrays.fill(in, (short) 12_345);
        short[] out = Resampler.toEightKilohertz(in, 22_050);
        for (int i = 800; i < out.length - 800; i++) {
            assertThat((int) out[i]).isBetween(12_344, 12_346);
        }
    }

    @Test
    void theLoudestSoundIsClippedInsteadOfWrapped() {
        short[] in = new short[16_000];
        for (int i = 0; i < in.length; i++) {
            in[i] = i / 40 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] out = Resampler.toEightKilohertz(in, 16_000);
        for (int i = 3; i < out.length - 3; i++) {
            int inHalfWave = i % 20;
            if (inHalfWave > 2 && inHalfWave < 18) { // away from the edges the sign is the input's
                assertThat(out[i] > 0).as("sample %d", i).isEqualTo(i / 20 % 2 == 0);
            }
        }
    }

    @Test
    void atEightKilohertzNothingIsTouched() {
        short[] in = Tones.sine(440, 9000, 8000, 0.1);
        assertThat(Resampler.toEightKilohertz(in, 8000)).isSameAs(in);
    }

    @ParameterizedTest
    @CsvSource({
        "8000, true",
        "44100, true",
        "192000, true",
        "7999, false",
        "44101, false",
        "0, false",
        "-8000, false",
        "192001, false"
    })
    void oddRatesAreNotTaken(int rate, boolean taken) {
        assertThat(Resampler.takes(rate)).isEqualTo(taken);
    }

    private static double sq(double x) {
        return x * x;
    }
}
