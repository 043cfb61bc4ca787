package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.helpline.media.codec.Codecs;
import org.helpline.media.codec.Decoder;
import org.helpline.media.codec.Encoder;
import org.helpline.media.codec.Tones;
import org.helpline.media.play.EncodedAudio;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.OpusTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each codec with each: what one phone says the other hears, in a bridge and in a mix; prompts are heard in all. */
class CodecPairsTest {

    private static final int RATE = 8_000;
    private static final int FRAME = 160;
    private static final int FRAMES = 100;

    private final Codecs codecs = new Codecs();
    private final TestHouse house = new TestHouse();
    private final TestHouse.Phone one = house.phone(4_000);
    private final TestHouse.Phone other = house.phoneBeside(one, 5_000);

    static Stream<Arguments> pairs() {
        return Stream.of(AudioCodec.values())
                .flatMap(a -> Stream.of(AudioCodec.values()).map(b -> Arguments.of(a, b)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aToneIsHeardThroughABridge(AudioCodec from, AudioCodec to) {
        one.agree(from, Direction.SENDRECV);
        other.agree(to, Direction.SENDRECV);
        one.leg.bridge(other.leg);
        say(from);
        assertThat(amplitude(to)).isCloseTo(6_000, within(1_500.0));
        assertThat(steps()).as("timestamps by the codec's clock").containsOnly(20 * to.unitsPerMilli());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aToneIsHeardThroughAMix(AudioCodec from, AudioCodec to) {
        one.agree(from, Direction.SENDRECV);
        other.agree(to, Direction.SENDRECV);
        MediaMix mix = house.engine.mix(one.leg);
        one.leg.mix(mix, MixPart.FULL);
        other.leg.mix(mix, MixPart.FULL);
        say(from);
        assertThat(amplitude(to)).isCloseTo(6_000, within(1_500.0));
    }

    @ParameterizedTest
    @EnumSource(AudioCodec.class)
    void aPromptIsHeard(AudioCodec codec) {
        one.agree(codec, Direction.SENDRECV);
        one.leg.play(1, List.of(EncodedAudio.of("tone", Tones.sine(700, 6_000, RATE, 2))));
        house.pass(2_100);
        assertThat(Tones.amplitude(heard(one, codec), 700, RATE)).isCloseTo(6_000, within(1_500.0));
        assertThat(one.told(MediaEvent.PlayEnded.class)).hasSize(1);
    }

    /** RFC 7587 §6.1: 10, 20, 40 and 60 ms are made where they are asked for; what Opus cannot pack comes as 20. */
    @ParameterizedTest
    @CsvSource({
        "OPUS, 10, 10",
        "OPUS, 20, 20",
        "OPUS, 30, 20",
        "OPUS, 40, 40",
        "OPUS, 60, 60",
        "G722, 30, 30",
        "PCMU, 10, 10"
    })
    void aPromptComesInPacketsOfTheTimeThatIsAgreed(AudioCodec codec, int agreed, int sent) {
        one.agree(codec, Direction.SENDRECV, agreed, OptionalInt.empty());
        one.leg.play(1, List.of(EncodedAudio.of("tone", Tones.sine(700, 6_000, RATE, 2))));
        house.pass(1_900);
        List<TestHouse.Packet> packets = one.heard();
        assertThat(packets.get(5).timestamp() - packets.get(4).timestamp()).isEqualTo(sent * codec.unitsPerMilli());
        assertThat(heard(one, codec).length).isEqualTo(packets.size() * sent * RATE / 1_000);
        assertThat(Tones.amplitude(heard(one, codec), 700, RATE)).isCloseTo(6_000, within(1_500.0));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whoIsMutedIsNotHeard(AudioCodec from, AudioCodec to) {
        one.agree(from, Direction.SENDRECV);
        other.agree(to, Direction.SENDRECV);
        one.leg.bridge(other.leg);
        one.leg.mute(true);
        say(from);
        assertThat(Tones.rms(heard(other, to), RATE)).isLessThan(60);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aKeyIsPassedOnByTheOthersClock(AudioCodec from, AudioCodec to) {
        one.agree(from, Direction.SENDRECV);
        other.agree(to, Direction.SENDRECV);
        one.leg.bridge(other.leg);
        say(from);
        int sent = other.heard().size();
        int at = one.timestamp;
        for (int i = 0; i < 3; i++) {
            one.event(i == 0, at, 5, i == 2, 160 * (i + 1));
            house.pass(20);
        }
        List<TestHouse.Packet> events = other
                .heard()
                .subList(sent, other.heard().size())
                .stream()
                .filter(p -> p.type() == TestHouse.EVENT_TYPE)
                .toList();
        assertThat(events).hasSize(3).allMatch(p -> p.payload()[0] == 5);
        assertThat(events.stream().map(TestHouse.Packet::timestamp).distinct()).hasSize(1);
        assertThat(one.told(MediaEvent.DigitHeard.class)).hasSize(1);
    }

    @Test
    void packetsThatNoPacketOfOpusIsMadeOfAreCutUp() {
        one.agree(AudioCodec.PCMU, Direction.SENDRECV, 30, OptionalInt.empty());
        other.agree(AudioCodec.OPUS, Direction.SENDRECV);
        one.leg.bridge(other.leg);
        byte[] payload = new byte[240];
        Arrays.fill(payload, (byte) 0x55);
        for (int i = 0; i < 20; i++) {
            one.send(one.address, false, 0, one.timestamp, payload);
            one.timestamp += 240;
            house.pass(30);
        }
        assertThat(heard(other, AudioCodec.OPUS)).hasSizeGreaterThan(15 * 240);
        List<Integer> numbers =
                other.heard().stream().map(TestHouse.Packet::sequence).toList();
        assertThat(numbers).doesNotHaveDuplicates();
    }

    private void say(AudioCodec codec) {
        short[] tone = Tones.sine(700, 6_000, RATE, 2);
        ByteBuffer to = ByteBuffer.allocate(2_000);
        try (Encoder encoder = codecs.encoder(codec, OpusTerms.OURS.unpaused())) {
            for (int i = 0; i < FRAMES; i++) {
                byte[] payload = new byte[encoder.encode(tone, i * FRAME, FRAME, to, 0)];
                to.get(0, payload);
                one.send(one.address, false, codec.payloadType(), one.timestamp, payload);
                one.timestamp += 20 * codec.unitsPerMilli();
                house.pass(20);
            }
        }
        house.pass(100);
    }

    private double amplitude(AudioCodec codec) {
        return Tones.amplitude(heard(other, codec), 700, RATE);
    }

    private List<Integer> steps() {
        List<TestHouse.Packet> packets = other.heard();
        return java.util.stream.IntStream.range(1, packets.size())
                .mapToObj(i -> packets.get(i).timestamp() - packets.get(i - 1).timestamp())
                .toList();
    }

    private short[] heard(TestHouse.Phone phone, AudioCodec codec) {
        short[] pcm = new short[400 * FRAME];
        int at = 0;
        try (Decoder decoder = codecs.decoder(codec)) {
            for (TestHouse.Packet p : phone.heard()) {
                if (p.type() == codec.payloadType()) {
                    at += decoder.decode(ByteBuffer.wrap(p.payload()), 0, p.payload().length, pcm, at);
                }
            }
        }
        return Arrays.copyOf(pcm, at);
    }
}
