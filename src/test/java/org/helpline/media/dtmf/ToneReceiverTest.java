package org.helpline.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.helpline.media.codec.G711;
import org.helpline.media.codec.Samples;
import org.helpline.sdp.AudioCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P12: keys that are tones in the sound. What ITU-T Q.24 wants of a receiver, and what it must not take for a key. */
class ToneReceiverTest {

    private static final String KEYS = "123A456B789C*0#D";
    private static final double[] LOW = {697, 770, 852, 941};
    private static final double[] HIGH = {1209, 1336, 1477, 1633};

    private final ToneReceiver receiver = new ToneReceiver();
    private final StringBuilder heard = new StringBuilder();
    private AudioCodec codec = AudioCodec.PCMU;
    private int packetMillis = 20;
    private int timestamp = -400; // wraps

    @ParameterizedTest
    @EnumSource(
            value = AudioCodec.class,
            names = {"PCMU", "PCMA"})
    void everyKeyIsHeardOnce(AudioCodec spoken) {
        codec = spoken;
        for (int place = 0; place < KEYS.length(); place++) {
            say(sum(key(KEYS.charAt(place), 80, 1, 1, 1), silence(80)));
        }
        assertThat(heard).hasToString(KEYS);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 60})
    void packetsOfEveryLengthWillDo(int millis) {
        packetMillis = millis;
        say(sum(key('4', 90, 1, 1, 1), silence(60), key('4', 90, 1, 1, 1), silence(90), key('#', 60, 1, 1, 1)));
        say(silence(120));
        assertThat(heard).hasToString("44#");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a long press, 5, 3000, 1, 1, 1, 5",
        "52 ms, 5, 52, 1, 1, 1, 5",
        "20 ms, 5, 20, 1, 1, 1, ''",
        "quiet, 7, 80, 0.08, 1, 1, 7",
        "too quiet, 7, 80, 0.01, 1, 1, ''",
        "4 dB more low, 9, 80, 1, 1.58, 1, 9",
        "8 dB more high, 9, 80, 1, 1, 2.5, 9",
        "20 dB more high, 9, 80, 1, 1, 10, ''",
        "low tone alone, 9, 80, 1, 1, 0, ''",
        "high tone alone, 9, 80, 1, 0, 1, ''",
    })
    void levelsAndLengths(String what, char key, int millis, double level, double low, double high, String expected) {
        say(sum(silence(35), key(key, millis, level * 0.5, low, high), silence(100)));
        assertThat(heard).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.985, 0.99, 1.01, 1.015})
    void tonesMayBeALittleBesideTheirPlace(double factor) {
        for (int place = 0; place < KEYS.length(); place++) {
            say(sum(tones(LOW[place / 4] * factor, HIGH[place % 4] * factor, 80), silence(80)));
        }
        assertThat(heard).hasToString(KEYS);
    }

    @Test
    void aPressIsHeardInNoiseAndNoiseIsNone() {
        Random random = new Random(12);
        short[] noisy = sum(silence(2_000), key('8', 100, 1, 1, 1), silence(2_000));
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] += (short) (random.nextGaussian() * 600); // 15 dB below a tone
        }
        say(noisy);
        assertThat(heard).hasToString("8");
    }

    @Test
    void aPacketThatIsLostSplitsNoPressAndSilenceThatIsNotSentEndsIt() {
        short[] press = key('3', 120, 1, 1, 1);
        say(Arrays.copyOfRange(press, 0, 480));
        timestamp += 160; // lost
        say(Arrays.copyOfRange(press, 640, 960));
        assertThat(heard).hasToString("3");
        timestamp += 8_000; // a second of silence was not sent
        say(press);
        assertThat(heard).hasToString("33");
    }

    /** Hours of speech would be better; these are all the recordings that we ship. */
    @ParameterizedTest
    @MethodSource("recordings")
    void speechIsNoKey(Path recording) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(recording)).order(ByteOrder.LITTLE_ENDIAN);
        short[] pcm = new short[(bytes.limit() - 44) / 2];
        bytes.position(44).asShortBuffer().get(pcm);
        say(pcm);
        assertThat(heard).as("%s", recording).isEmpty();
    }

    static List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("ivr-scripts"))) {
            return files.filter(f -> f.toString().endsWith(".wav")).sorted().toList();
        }
    }

    private void say(short[] pcm) {
        int frame = 8 * packetMillis;
        for (int from = 0; from < pcm.length; from += frame) {
            byte[] payload = G711.encode(codec, Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + frame)));
            Samples packet = new Samples();
            System.arraycopy(G711.decode(codec, payload), 0, packet.room(), 0, payload.length);
            packet.set(4711, 0, timestamp, payload.length);
            timestamp += payload.length;
            receiver.on(packet).ifPresent(d -> heard.append(d.symbol()));
        }
    }

    private static short[] key(char key, int millis, double level, double low, double high) {
        short[] one = tones(LOW[KEYS.indexOf(key) / 4], 0, millis);
        short[] other = tones(0, HIGH[KEYS.indexOf(key) % 4], millis);
        short[] both = new short[one.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = (short) Math.clamp(Math.round(level * (low * one[i] + high * other[i])), -32_000, 32_000);
        }
        return both;
    }

    private static short[] tones(double low, double high, int millis) {
        short[] pcm = new short[8 * millis];
        for (int i = 0; i < pcm.length; i++) {
            double at = 2 * Math.PI * i / 8_000;
            pcm[i] = (short) (5_000 * Math.sin(low * at) + 5_000 * Math.sin(high * at));
        }
        return pcm;
    }

    private static short[] silence(int millis) {
        return new short[8 * millis];
    }

    private static short[] sum(short[]... parts) {
        short[] whole = new short[Stream.of(parts).mapToInt(p -> p.length).sum()];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }
}
