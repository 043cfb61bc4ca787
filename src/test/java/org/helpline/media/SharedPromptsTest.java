package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.helpline.media.codec.Codecs;
import org.helpline.media.codec.Decoder;
import org.helpline.media.codec.G711;
import org.helpline.media.codec.Tones;
import org.helpline.media.play.Audio;
import org.helpline.media.play.AudioFiles;
import org.helpline.media.play.EncodedAudio;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts in Opus are encoded once for all calls, and sound as if they had been for each: there is no click where one follows another. */
class SharedPromptsTest {

    private static final int RATE = 8_000;
    private static final int FRAME = 160;
    private static final int SECOND = RATE - 52; // with the delay of Opus a whole number of packets
    private static final double AS_ALONE = 1.25;

    private final TestHouse house = new TestHouse();
    private final Codecs codecs = new Codecs();
    private int port = 4_000;

    @Test
    void theFirstCallIsEncodedForAndTheNextOnesShare() {
        List<Audio> prompts = List.of(speech("welcome"), speech("order_number"));
        List<byte[]> first = play(prompts, 5_000).payloads();
        house.engine.encode();
        List<byte[]> second = play(prompts, 5_000).payloads();
        List<byte[]> third = play(prompts, 5_000).payloads();
        assertThat(second).containsExactlyElementsOf(third);
        assertThat(second.equals(first)).isFalse();
        assertThat(second.size()).isBetween(first.size(), first.size() + 2);
    }

    @Test
    void theirEndIsToldWithTheLastPacketAndTheirTimeIsThatOfTheSound() {
        List<Audio> prompts = List.of(tone("a", 437, SECOND - 70), tone("b", 911, SECOND + 31));
        play(prompts, 3_000);
        house.engine.encode();
        Played shared = play(prompts, 3_000);
        assertThat(shared.phone.told(MediaEvent.PlayEnded.class))
                .containsExactly(new MediaEvent.PlayEnded(1, Duration.ofNanos((2L * SECOND - 39) * 125_000), true));
        assertThat(shared.payloads().size()).isEqualTo(50 + 51);
        assertThat(Tones.amplitude(shared.heard(), 437, RATE)).isGreaterThan(2_000);
        assertThat(Tones.amplitude(shared.heard(), 911, RATE)).isGreaterThan(2_000);
    }

    /** What comes first, whole or broken off by the second after so many milliseconds, and what comes second. */
    @ParameterizedTest
    @CsvSource({
        "silence, 1000, tone",
        "tone, 1000, tone",
        "tone, 1000, speech",
        "speech, 1000, tone",
        "speech, 1000, speech",
        "tone, 500, tone",
        "speech, 500, speech",
        "tone, 500, silence",
    })
    void nothingIsHeardAtAJointThatIsNotHeardWhereEachCallIsEncodedFor(String first, int millis, String second) {
        Audio one = sound("first", first, 437);
        Audio other = sound("second", second, 911);
        short[] alone = oneThenOther(one, millis, other);
        house.engine.encode();
        short[] shared = oneThenOther(one, millis, other);
        int joint = millis * 8;
        assertThat(step(shared, joint)).as("the highest step").isLessThan(AS_ALONE * step(alone, joint) + 200);
        assertThat(peak(shared, joint)).as("the highest peak").isLessThan(AS_ALONE * peak(alone, joint) + 200);
    }

    @Test
    void aPromptIsHeardAsWellAsWhereEachCallIsEncodedFor() {
        Audio prompt = speech("order_number");
        short[] alone = play(List.of(prompt), 3_500).heard();
        house.engine.encode();
        short[] shared = play(List.of(prompt), 3_500).heard();
        assertThat(likeness(shared, pcm(prompt))).isCloseTo(likeness(alone, pcm(prompt)), within(0.02));
    }

    /** Cut to whole packets, and encoded as if it had gone round before: its joint is as smooth as the rest. */
    @Test
    void musicGoesRoundWithoutAnEdge() {
        Audio music = tone("music", 500, 4 * FRAME * 10 + 48); // 48 samples: three periods
        TestHouse.Phone probe = phone();
        probe.leg.startMusic(music);
        house.pass(100);
        house.engine.encode();
        TestHouse.Phone phone = phone();
        phone.leg.startMusic(music);
        house.pass(3_000);
        short[] heard = new Played(phone).heard();
        short[] steady = Arrays.copyOfRange(heard, RATE / 2, heard.length - FRAME);
        assertThat(peak(steady)).isLessThan(AS_ALONE * 12_000);
        assertThat(Tones.amplitude(steady, 500, RATE)).isCloseTo(12_000, within(1_200.0));
        assertThat(phone.heard().get(45).payload())
                .isEqualTo(phone.heard().get(85).payload());
    }

    @Test
    void anotherPacketTimeInTheMiddleOfAPromptCostsNoSound() {
        Audio prompt = tone("a", 437, 2 * SECOND);
        play(List.of(prompt), 2_500);
        house.engine.encode();
        TestHouse.Phone phone = phone();
        phone.leg.play(1, List.of(prompt));
        house.pass(1_000);
        phone.agree(AudioCodec.OPUS, Direction.SENDRECV, 40, OptionalInt.empty());
        house.pass(1_500);
        assertThat(phone.told(MediaEvent.PlayEnded.class))
                .containsExactly(new MediaEvent.PlayEnded(1, Duration.ofNanos(2L * SECOND * 125_000), true));
        assertThat(Tones.amplitude(new Played(phone).heard(), 437, RATE)).isCloseTo(12_000, within(2_000.0));
    }

    @Test
    void musicGoesOnWhereItWasAfterAPrompt() {
        Audio music = tone("music", 500, 20 * RATE);
        Audio prompt = tone("a", 911, SECOND);
        for (int again = 0; again < 2; again++) {
            TestHouse.Phone phone = phone();
            phone.leg.startMusic(music);
            house.pass(1_000);
            phone.leg.play(1, List.of(prompt));
            house.pass(2_000);
            house.engine.encode();
            short[] heard = new Played(phone).heard();
            assertThat(Tones.amplitude(Arrays.copyOfRange(heard, 2_000, 7_500), 500, RATE))
                    .isCloseTo(12_000, within(1_500.0));
            assertThat(Tones.amplitude(Arrays.copyOfRange(heard, 9_000, 15_000), 911, RATE))
                    .isCloseTo(12_000, within(1_500.0));
            assertThat(Tones.amplitude(Arrays.copyOfRange(heard, 17_500, 23_000), 500, RATE))
                    .isCloseTo(12_000, within(1_500.0));
        }
    }

    private short[] oneThenOther(Audio one, int millis, Audio other) {
        TestHouse.Phone phone = phone();
        if (millis * 8 == one.samples() + 52) {
            phone.leg.play(1, List.of(one, other));
        } else {
            phone.leg.play(1, List.of(one));
            house.pass(millis);
            phone.leg.play(2, List.of(other));
        }
        house.pass(2_500);
        return new Played(phone).heard();
    }

    private static Audio sound(String name, String what, int hertz) {
        return switch (what) {
            case "tone" -> tone(name, hertz, SECOND);
            case "silence" -> EncodedAudio.of(name, new short[SECOND]);
            default -> EncodedAudio.of(name, Arrays.copyOf(pcm(speech("welcome")), SECOND));
        };
    }

    private static Audio tone(String name, int hertz, int samples) {
        return EncodedAudio.of(name, Arrays.copyOf(Tones.sine(hertz, 12_000, RATE, 1 + samples / RATE), samples));
    }

    private static Audio speech(String name) {
        AudioFiles.Result read = AudioFiles.load(Path.of("ivr-scripts/support-line/prompts/en/" + name + ".wav"));
        return ((AudioFiles.Result.Loaded) read).audio();
    }

    private static short[] pcm(Audio audio) {
        byte[] bytes = audio.encoded(AudioCodec.PCMU);
        short[] pcm = new short[bytes.length];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = G711.decode(AudioCodec.PCMU, bytes[i]);
        }
        return pcm;
    }

    private static double step(short[] pcm, int joint) {
        int most = 0;
        for (int i = joint - 80; i < joint + 480; i++) {
            most = Math.max(most, Math.abs(pcm[i] - pcm[i - 1]));
        }
        return most;
    }

    private static double peak(short[] pcm, int joint) {
        return peak(Arrays.copyOfRange(pcm, joint - 80, joint + 480));
    }

    private static double peak(short[] pcm) {
        int most = 0;
        for (short sample : pcm) {
            most = Math.max(most, Math.abs(sample));
        }
        return most;
    }

    /** The best correlation of what was said in what was heard up to 20 ms later, -1 to 1. */
    private static double likeness(short[] heard, short[] said) {
        double best = -1;
        for (int lag = 0; lag < FRAME; lag++) {
            double both = 0;
            double one = 1;
            double other = 1;
            for (int i = 0; i < said.length && i + lag < heard.length; i++) {
                both += (double) said[i] * heard[i + lag];
                one += (double) said[i] * said[i];
                other += (double) heard[i + lag] * heard[i + lag];
            }
            best = Math.max(best, both / Math.sqrt(one * other));
        }
        return best;
    }

    private TestHouse.Phone phone() {
        TestHouse.Phone phone = house.phone(port += 2);
        phone.agree(AudioCodec.OPUS, Direction.SENDRECV, 20, OptionalInt.empty());
        return phone;
    }

    private Played play(List<Audio> prompts, int millis) {
        TestHouse.Phone phone = phone();
        phone.leg.play(1, prompts);
        house.pass(millis);
        return new Played(phone);
    }

    /** What came to a phone. */
    private final class Played {
        final TestHouse.Phone phone;

        Played(TestHouse.Phone phone) {
            this.phone = phone;
        }

        List<byte[]> payloads() {
            return phone.heard().stream().map(TestHouse.Packet::payload).toList();
        }

        short[] heard() {
            short[] pcm = new short[400 * FRAME];
            int at = 0;
            try (Decoder decoder = codecs.decoder(AudioCodec.OPUS)) {
                for (byte[] packet : payloads()) {
                    at += decoder.decode(ByteBuffer.wrap(packet), 0, packet.length, pcm, at);
                }
            }
            return Arrays.copyOf(pcm, at);
        }
    }
}
