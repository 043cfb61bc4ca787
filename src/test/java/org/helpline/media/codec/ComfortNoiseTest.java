package org.helpline.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComfortNoiseTest {

    private static ByteBuffer payload(int... bytes) {
        ByteBuffer payload = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            payload.put(i, (byte) bytes[i]);
        }
        return payload;
    }

    private static double[] noise(int... payload) {
        ComfortNoise noise = new ComfortNoise();
        noise.heard(payload(payload), 0, payload.length);
        double[] heard = new double[32_000];
        for (int i = 0; i < heard.length; i++) {
            heard[i] = noise.next();
        }
        return heard;
    }

    /** How alike it is to itself so many samples before; of 0 its energy. */
    private static double alike(double[] noise, int lag) {
        double sum = 0;
        for (int i = lag; i < noise.length; i++) {
            sum += noise[i] * noise[i - lag];
        }
        return sum / (noise.length - lag);
    }

    @Test
    void theLevelIsTheFirstByteWithoutItsUppermostBit() {
        assertThat(Math.sqrt(alike(noise(0x80 | 60), 0))).isBetween(31.0, 35.0);
        assertThat(alike(noise(), 0)).as("nothing said").isZero();
    }

    /** Of one reflection coefficient k what comes next is -k times what was, and it is as loud as without (RFC 3389 §3.2: N 63 is -0.504). */
    @ParameterizedTest
    @CsvSource({"63, 0.504", "191, -0.504", "127, 0", "255, 0", "30, 0.764"})
    void oneCoefficientColoursItWithoutMakingItLouder(int index, double alike) {
        double[] noise = noise(40, index);
        assertThat(Math.sqrt(alike(noise, 0))).isBetween(327.7 * 0.93, 327.7 * 1.07);
        assertThat(alike(noise, 1) / alike(noise, 0)).isCloseTo(alike, within(0.03));
        assertThat(alike(noise, 2) / alike(noise, 0)).isCloseTo(alike * alike, within(0.04));
    }

    /** A(z) = 1 + k1 (1 + k2) / z + k2 / z² has its peak where the angle of its poles is: here at 1 kHz of 8. */
    @Test
    void twoCoefficientsMakeAPeakWhereTheySay() {
        int k2 = 127 + (int) Math.round(0.81 / 258 * 32_768);
        int k1 = 127 + (int) Math.round(-2 * 0.9 * Math.cos(Math.PI / 4) / 1.81 / 258 * 32_768);
        double[] noise = noise(40, k1, k2);
        double[] at = {500, 1_000, 2_000, 3_000};
        double[] power = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            power[i] = power(noise, at[i]);
        }
        assertThat(power[1]).isGreaterThan(5 * power[0]).isGreaterThan(20 * power[2]);
        assertThat(power[2]).isGreaterThan(power[3]);
        assertThat(Math.sqrt(alike(noise, 0))).isBetween(327.7 * 0.9, 327.7 * 1.1);
    }

    /** The mean of many short spectra. */
    private static double power(double[] noise, double hertz) {
        double sum = 0;
        for (int from = 0; from + 400 <= noise.length; from += 400) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < 400; i++) {
                double angle = 2 * Math.PI * hertz * i / 8_000;
                re += noise[from + i] * Math.cos(angle);
                im += noise[from + i] * Math.sin(angle);
            }
            sum += re * re + im * im;
        }
        return sum;
    }

    @Test
    void whateverComesItStaysWithinItsBounds() {
        Random random = new Random(3);
        ComfortNoise noise = new ComfortNoise();
        for (int i = 0; i < 500; i++) {
            byte[] any = new byte[random.nextInt(40)];
            random.nextBytes(any);
            noise.heard(ByteBuffer.wrap(any), 0, any.length);
            for (int j = 0; j < 200; j++) {
                assertThat((int) noise.next()).isBetween(-32_768, 32_767);
            }
        }
        noise.heard(payload(60, 127), 0, 2);
        double squares = 0;
        for (int j = 0; j < 8_000; j++) {
            squares += Math.pow(noise.next(), 2);
        }
        assertThat(Math.sqrt(squares / 8_000)).as("what was is forgotten").isLessThan(100);
    }

    @ParameterizedTest
    @CsvSource({"40, 327.7", "60, 32.8", "30, 1036", "0, 1036", "127, 0"})
    void isSoFarBelowTheLoudest(int decibels, double mean) {
        ComfortNoise noise = new ComfortNoise();
        noise.heard(payload(decibels), 0, 1);
        double squares = 0;
        double sum = 0;
        for (int i = 0; i < 8_000; i++) {
            short sample = noise.next();
            squares += sample * sample;
            sum += sample;
        }
        assertThat(Math.sqrt(squares / 8_000)).isBetween(mean * 0.95, mean * 1.05 + 0.1);
        assertThat(Math.abs(sum / 8_000)).isLessThanOrEqualTo(mean / 10);
    }
}
