package org.helpline.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** G.722 against what Debian's spandsp makes of the same samples, and its sound. {@code g722-golden.py} beside the golden file wrote that. */
class G722Test {

    @ParameterizedTest
    @ValueSource(ints = {16_000, 8_000})
    void decodesAsSpandspDoes(int rate) throws IOException {
        String[] golden = golden(rate);
        assertThat(differences(decoded(rate, bytes(golden[1])), samples(golden[2])))
                .isEmpty();
    }

    /**
     * Not what an encoder would send: every code, in any order, so that all that saturates does. Beyond 16 bits at the very end spandsp begins again
     * at the other end, which is heard as a click; the Recommendation limits, and so do we.
     */
    @ParameterizedTest
    @ValueSource(ints = {16_000, 8_000})
    void decodesNoiseAsSpandspDoes(int rate) throws IOException {
        String[] golden = golden(rate);
        short[] ours = decoded(rate, noise(bytes(golden[1]).length));
        short[] theirs = samples(golden[3]);
        for (int i = 0; i < ours.length; i++) {
            boolean isOver = (ours[i] == Short.MAX_VALUE && theirs[i] < -20_000)
                    || (ours[i] == Short.MIN_VALUE && theirs[i] > 20_000);
            theirs[i] = isOver ? ours[i] : theirs[i];
        }
        assertThat(differences(ours, theirs)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {16_000, 8_000})
    void encodesAsSpandspDoes(int rate) throws IOException {
        assertThat(encoded(rate, sound(rate / 2))).containsExactly(bytes(golden(rate)[1]));
    }

    @ParameterizedTest
    @CsvSource({"16000, 440, 30", "16000, 3000, 25", "16000, 6000, 12", "8000, 440, 30", "8000, 3000, 25"})
    void aToneComesBackNearlyAsItWas(int rate, int hertz, double leastDecibels) {
        short[] tone = Tones.sine(hertz, 8_000, rate, 1);
        short[] heard = decoded(rate, encoded(rate, tone));
        int delay = rate == 16_000 ? 22 : 0; // of both filters
        double noise = 0;
        double power = 0;
        for (int i = rate / 4; i < heard.length; i++) {
            double off = heard[i] - tone[i - delay];
            noise += off * off;
            power += (double) tone[i - delay] * tone[i - delay];
        }
        assertThat(10 * Math.log10(power / noise)).isGreaterThan(leastDecibels);
    }

    @Test
    void whatFindsNoRoomIsDropped() {
        short[] few = new short[10];
        assertThat(new G722Decoder(16_000).decode(ByteBuffer.wrap(noise(160)), 0, 160, few, 3))
                .isEqualTo(6);
    }

    private static List<String> differences(short[] ours, short[] theirs) {
        assertThat(ours).hasSameSizeAs(theirs);
        return IntStream.range(0, ours.length)
                .filter(i -> ours[i] != theirs[i])
                .limit(20)
                .mapToObj(i -> "sample " + i + " is " + ours[i] + ", of spandsp " + theirs[i])
                .toList();
    }

    private static short[] decoded(int rate, byte[] codes) {
        short[] pcm = new short[codes.length * rate / 8_000];
        Decoder decoder = new G722Decoder(rate);
        int half = codes.length / 2; // the state goes on from packet to packet
        int first = decoder.decode(ByteBuffer.wrap(codes), 0, half, pcm, 0);
        decoder.decode(ByteBuffer.wrap(codes), half, codes.length - half, pcm, first);
        return pcm;
    }

    private static byte[] encoded(int rate, short[] pcm) {
        ByteBuffer codes = ByteBuffer.allocate(pcm.length * 8_000 / rate);
        Encoder encoder = new G722Encoder(rate);
        int first = encoder.encode(pcm, 0, pcm.length / 2, codes, 0);
        encoder.encode(pcm, pcm.length / 2, pcm.length - pcm.length / 2, codes, first);
        return codes.array();
    }

    /** Noise that grows from nothing, then a square wave, then silence. */
    private static short[] sound(int count) {
        byte[] random = noise(2 * count);
        short[] pcm = new short[count];
        for (int i = 0; i < count; i++) {
            int wide = ((random[2 * i] & 0xff) << 8 | (random[2 * i + 1] & 0xff)) - 32_768;
            if (i < count / 2) {
                pcm[i] = (short) Math.floorDiv(Math.floorDiv(wide, 2) * i, count / 2);
            } else if (i < count * 3 / 4) {
                pcm[i] = (short) (i / 9 % 2 == 0 ? 15_000 : -15_000);
            }
        }
        return pcm;
    }

    private static byte[] noise(int count) {
        byte[] out = new byte[count];
        long state = 1;
        for (int i = 0; i < count; i++) {
            state = (state * 1_103_515_245L + 12_345) & 0x7fff_ffff;
            out[i] = (byte) (state >> 16);
        }
        return out;
    }

    private static String[] golden(int rate) throws IOException {
        try (InputStream file = G722Test.class.getResourceAsStream("/codec/g722.golden")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> line.startsWith(rate + " "))
                    .findFirst()
                    .orElseThrow()
                    .split(" ", -1);
        }
    }

    private static byte[] bytes(String packed) throws IOException {
        try (InputStream in = new InflaterInputStream(
                new java.io.ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
            return in.readAllBytes();
        }
    }

    private static short[] samples(String packed) throws IOException {
        byte[] bytes = bytes(packed);
        short[] samples = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }
}
