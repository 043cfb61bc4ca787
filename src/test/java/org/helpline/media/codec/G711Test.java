package org.helpline.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.helpline.sdp.AudioCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class G711Test {

    /** Every 16-bit sample against the decision values of G.711, written with logarithms instead of bits. */
    @Test
    void encodesEverySampleToMulawAsTheFormulaSays() {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int magnitude14 = Math.min(8158, (sample < 0 ? -sample - 1 : sample) / 4);
            int segment = (int) Math.floor(Math.log((magnitude14 + 33) / 32.0) / Math.log(2) + 1e-9);
            int mantissa = (int) Math.floor((magnitude14 + 33) / Math.pow(2, segment + 1)) - 16;
            int code = 255 - (segment * 16 + mantissa) - (sample < 0 ? 128 : 0);
            assertThat(G711.encode(AudioCodec.PCMU, (short) sample) & 0xff)
                    .as("sample %d", sample)
                    .isEqualTo(code);
        }
    }

    @Test
    void encodesEverySampleToAlawAsTheFormulaSays() {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int magnitude12 = (sample < 0 ? -sample - 1 : sample) / 16;
            int code = magnitude12;
            if (magnitude12 >= 32) {
                int segment = 1 + (int) Math.floor(Math.log(magnitude12 / 16.0) / Math.log(2) + 1e-9);
                code = segment * 16 + (int) Math.floor(magnitude12 / Math.pow(2, segment - 1)) - 16;
            }
            int line = (code + (sample < 0 ? 0 : 128)) ^ 0b01010101;
            assertThat(G711.encode(AudioCodec.PCMA, (short) sample) & 0xff)
                    .as("sample %d", sample)
                    .isEqualTo(line);
        }
    }

    /** What is decoded lies in the middle of what is encoded to it: nothing is nearer by more than the truncated bits. */
    @ParameterizedTest
    @EnumSource(
            value = AudioCodec.class,
            names = {"PCMU", "PCMA"})
    void decodesEveryCodeToTheMiddleOfItsSamples(AudioCodec codec) {
        int[] least = new int[256];
        int[] most = new int[256];
        java.util.Arrays.fill(least, Integer.MAX_VALUE);
        java.util.Arrays.fill(most, Integer.MIN_VALUE);
        int clip = codec == AudioCodec.PCMU ? 4 * 8158 + 3 : 32767;
        for (int sample = -clip - 1; sample <= clip; sample++) {
            int code = G711.encode(codec, (short) sample) & 0xff;
            least[code] = Math.min(least[code], sample);
            most[code] = Math.max(most[code], sample);
        }
        for (int code = 0; code < 256; code++) {
            double middle = (least[code] + most[code]) / 2.0;
            boolean isZeroOfMulaw = codec == AudioCodec.PCMU && (code & 0x7f) == 0x7f; // half a step wide
            assertThat((double) G711.decode(codec, (byte) code))
                    .as("code %d", code)
                    .isBetween(middle - (isZeroOfMulaw ? 4 : 2), middle + (isZeroOfMulaw ? 4 : 2));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PCMU, 0, 255",
        "PCMU, -1, 127",
        "PCMU, 32767, 128",
        "PCMU, -32768, 0",
        "PCMA, 0, 213",
        "PCMA, -1, 85",
        "PCMA, 32767, 170",
        "PCMA, -32768, 42",
    })
    void silenceAndTheLoudestSoundAreTheWellKnownCodes(AudioCodec codec, short sample, int code) {
        assertThat(G711.encode(codec, sample) & 0xff).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioCodec.class,
            names = {"PCMU", "PCMA"})
    void decodingAndEncodingAgainChangesNothing(AudioCodec codec) {
        for (int code = 0; code < 256; code++) {
            byte again = G711.encode(codec, G711.decode(codec, (byte) code));
            if (codec == AudioCodec.PCMU && code == 0x7f) {
                assertThat(again & 0xff).isEqualTo(0xff); // minus zero
            } else {
                assertThat(again).isEqualTo((byte) code);
            }
        }
    }

    @Test
    void goingOverTheOtherLawLosesLittle() {
        for (int code = 0; code < 256; code++) {
            byte there = G711.transcode(AudioCodec.PCMU, AudioCodec.PCMA, (byte) code);
            int before = G711.decode(AudioCodec.PCMU, (byte) code);
            int after = G711.decode(AudioCodec.PCMA, there);
            assertThat(Math.abs(after - before))
                    .as("code %d", code)
                    .isLessThanOrEqualTo(Math.max(12, Math.abs(before) / 20));
            assertThat(G711.transcode(AudioCodec.PCMA, AudioCodec.PCMA, (byte) code))
                    .isEqualTo((byte) code);
        }
    }
}
