package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.helpline.media.TestHouse.Packet;
import org.helpline.media.TestHouse.Phone;
import org.helpline.media.codec.Codecs;
import org.helpline.media.codec.Decoder;
import org.helpline.media.codec.Encoder;
import org.helpline.media.codec.Opus;
import org.helpline.media.codec.Tones;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.OpusTerms;
import org.helpline.sdp.PacketTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a phone's description forbids is not sent to it, whatever the phone that it is bridged with sends; what it only wishes may be otherwise. */
class PacketBoundsTest {

    private static final int RATE = 8_000;
    private static final int NUMBERS = 1 << 16;

    private final TestHouse house = new TestHouse();
    private final Phone one = house.phone(4_000);
    private final Phone other = house.phoneBeside(one, 5_000);
    private final Random random = new Random(5);
    private final Codecs codecs = new Codecs();

    @BeforeEach
    void bridge() {
        one.leg.bridge(other.leg);
    }

    private void agree(AudioCodec from, AudioCodec to, int wished, int most) {
        agree(from, to, new PacketTime(wished, most), OpusTerms.NONE);
    }

    private void agree(AudioCodec from, AudioCodec to, PacketTime packets, OpusTerms opus) {
        one.agree(from, Direction.SENDRECV);
        other.agree(to, packets, opus);
    }

    private byte[] says(AudioCodec codec, int bytes, int millis) {
        byte[] payload = new byte[bytes];
        random.nextBytes(payload);
        if (codec == AudioCodec.OPUS) {
            payload[0] = (byte) 0xf8; // one frame of 20 ms
        }
        says(codec, payload, millis);
        return payload;
    }

    private void says(AudioCodec codec, byte[] payload, int millis) {
        one.send(one.address, false, codec.payloadType(), one.timestamp, payload);
        one.timestamp += millis * codec.unitsPerMilli();
        house.pass(millis);
    }

    /** The codec on both sides, what comes in a packet, what the hearer wishes and at most takes, and what it gets in each. */
    @ParameterizedTest
    @CsvSource({
        "PCMU, 60, 20, 20, 20 20 20",
        "G722, 60, 20, 20, 20 20 20",
        "PCMA, 60, 20, 40, 20 20 20",
        "PCMA, 60, 40, 40, 40 20",
        "G722, 60, 30, 30, 30 30",
        "PCMA, 30, 20, 20, 20 10",
        "PCMU, 40, 10, 10, 10 10 10 10",
        "PCMU, 20, 5, 5, 5 5 5 5",
        "PCMU, 60, 60, 60, 60",
        "PCMU, 60, 20, 60, 60",
        "PCMU, 60, 20, 200, 60",
        "G722, 10, 60, 60, 10",
        "PCMU, 100, 20, 200, 100"
    })
    void whatIsLongerThanThePhoneTakesIsCutUp(AudioCodec codec, int comes, int wished, int most, String gets) {
        agree(codec, codec, wished, most);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        for (int i = 0; i < 50; i++) {
            said.writeBytes(says(codec, comes * 8, comes));
        }
        List<Packet> heard = other.heard();
        List<Integer> lengths = Arrays.stream(gets.split(" ", -1))
                .map(millis -> Integer.parseInt(millis) * 8)
                .toList();
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        for (int i = 0; i < heard.size(); i++) {
            Packet p = heard.get(i);
            assertThat(p.payload()).hasSize(lengths.get(i % lengths.size()));
            assertThat(p.sequence()).isEqualTo((heard.getFirst().sequence() + i) % NUMBERS);
            assertThat(p.timestamp()).isEqualTo(heard.getFirst().timestamp() + passed.size());
            assertThat(p.marker()).isEqualTo(i == 0);
            passed.writeBytes(p.payload());
        }
        assertThat(passed.toByteArray()).isEqualTo(said.toByteArray());
    }

    @Test
    void aLawIsCutUpForAPhoneInMuLaw() {
        agree(AudioCodec.PCMA, AudioCodec.PCMU, 20, 20);
        byte[] payload = new byte[480];
        Arrays.fill(payload, (byte) 0xd5);
        says(AudioCodec.PCMA, payload, 60);
        assertThat(other.heard())
                .hasSize(3)
                .allMatch(p -> p.payload().length == 160 && p.payload()[159] == (byte) 0xfe);
    }

    @Test
    void whatIsLostStaysVisibleAndWhatIsLateHasNoNumberOfAnother() {
        agree(AudioCodec.PCMU, AudioCodec.PCMU, 20, 20);
        says(AudioCodec.PCMU, 480, 60);
        one.sequence += 1; // late
        one.timestamp += 480;
        says(AudioCodec.PCMU, 480, 60);
        int next = one.sequence;
        one.sequence -= 2;
        one.timestamp -= 960;
        says(AudioCodec.PCMU, 480, 0);
        one.sequence = next;
        one.timestamp += 960;
        house.pass(60);
        says(AudioCodec.PCMU, 480, 60);
        List<Packet> heard = other.heard();
        assertThat(heard.stream().map(Packet::sequence)).doesNotHaveDuplicates().hasSize(9);
        assertThat(heard.get(3).sequence() - heard.get(2).sequence()).isEqualTo(2);
        assertThat(heard.get(3).timestamp() - heard.get(2).timestamp()).isEqualTo(160 + 480);
        assertThat(heard.get(6).timestamp() - heard.get(5).timestamp()).isEqualTo(160);
    }

    @Test
    void keysArePassedOnBetween() {
        agree(AudioCodec.PCMU, AudioCodec.PCMU, 20, 20);
        says(AudioCodec.PCMU, 480, 60);
        int at = one.timestamp;
        for (int i = 0; i < 3; i++) {
            one.event(i == 0, at, 5, i == 2, 160 * (i + 1));
            house.pass(20);
        }
        one.timestamp += 480;
        says(AudioCodec.PCMU, 480, 60);
        List<Packet> heard = other.heard();
        assertThat(heard.stream().map(Packet::type)).containsExactly(0, 0, 0, 101, 101, 101, 0, 0, 0);
        for (int i = 0; i < heard.size(); i++) {
            assertThat(heard.get(i).sequence()).isEqualTo((heard.getFirst().sequence() + i) % NUMBERS);
        }
        assertThat(heard.get(6).timestamp() - heard.get(3).timestamp()).isEqualTo(480);
    }

    /** Millis in a packet of Opus, the most that is taken, and whether it is passed on as it is. */
    @ParameterizedTest
    @CsvSource({
        "60, 20, false",
        "40, 20, false",
        "20, 10, false",
        "60, 40, false",
        "60, 60, true",
        "20, 20, true",
        "60, 200, true"
    })
    void opusThatIsLongerThanThePhoneTakesIsMadeAnew(int comes, int most, boolean untouched) {
        agree(AudioCodec.OPUS, AudioCodec.OPUS, Math.min(20, most), most);
        short[] tone = Tones.sine(700, 6_000, RATE, 3);
        int frame = comes * 8;
        ByteBuffer to = ByteBuffer.allocate(2_000);
        byte[] last = {};
        try (Encoder encoder = codecs.encoder(AudioCodec.OPUS, OpusTerms.NONE)) {
            for (int i = 0; i < tone.length / frame; i++) {
                last = new byte[encoder.encode(tone, i * frame, frame, to, 0)];
                to.get(0, last);
                says(AudioCodec.OPUS, last, comes);
            }
        }
        List<Packet> heard = other.heard();
        assertThat(heard)
                .hasSizeGreaterThan(20)
                .allSatisfy(p -> assertThat(millis(p)).isLessThanOrEqualTo(most));
        assertThat(Arrays.equals(heard.getLast().payload(), last)).isEqualTo(untouched);
        assertThat(Tones.amplitude(decoded(heard), 700, RATE)).isCloseTo(6_000, within(1_500.0));
    }

    private static int millis(Packet p) {
        return Opus.samples(ByteBuffer.wrap(p.payload()), 0, p.payload().length, RATE) / 8;
    }

    private short[] decoded(List<Packet> packets) {
        short[] pcm = new short[10 * RATE];
        int at = 0;
        try (Decoder decoder = codecs.decoder(AudioCodec.OPUS)) {
            for (Packet p : packets) {
                at += decoder.decode(ByteBuffer.wrap(p.payload()), 0, p.payload().length, pcm, at);
            }
        }
        return Arrays.copyOf(pcm, at);
    }

    /** A sender changes its packets as it likes: whoever followed it to and fro would be heard to stumble. */
    @Test
    void whatWasTooLongOnceIsMadeAnewUntilAnotherSpeaks() {
        agree(AudioCodec.OPUS, AudioCodec.OPUS, 20, 20);
        byte[] first = says(AudioCodec.OPUS, 50, 20);
        assertThat(other.heard().getLast().payload()).isEqualTo(first);
        says(AudioCodec.OPUS, new byte[] {(byte) 0xfb, 3, 1, 2, 3}, 60); // three frames of 20 ms
        for (int i = 0; i < 20; i++) {
            byte[] next = says(AudioCodec.OPUS, 50, 20);
            assertThat(other.heard().getLast().payload()).isNotEqualTo(next);
        }
        one.ssrc++;
        byte[] anothers = says(AudioCodec.OPUS, 50, 20);
        assertThat(other.heard().getLast().payload()).isEqualTo(anothers);
    }

    /** Bytes in a packet of 20 ms, the bits a second that the hearer takes on average, and whether that is too much. */
    @ParameterizedTest
    @CsvSource({
        "80, 510000, false",
        "1200, 510000, false",
        "80, 32000, false",
        "86, 32000, false",
        "110, 32000, true",
        "50, 20000, false",
        "80, 20000, true",
        "20, 6000, true"
    })
    void moreBitsThanThePhoneTakesOnAverageAreNotPassedOn(int bytes, int bitrate, boolean tooMany) {
        agree(AudioCodec.OPUS, AudioCodec.OPUS, PacketTime.USUAL, new OpusTerms(bitrate, true, true, 48_000));
        for (int i = 0; i < 1_500; i++) {
            says(AudioCodec.OPUS, bytes, 20);
        }
        List<Packet> heard = other.heard();
        byte[] next = says(AudioCodec.OPUS, bytes, 20);
        assertThat(Arrays.equals(other.heard().getLast().payload(), next)).isNotEqualTo(tooMany);
        double average = heard.stream().mapToInt(p -> p.payload().length).sum() * 8 / 30.0;
        assertThat(average).isLessThan(bitrate * 1.3); // the first seconds were passed on
    }

    @Test
    void whatComesAtOnceAfterADelayIsNotTooMuch() {
        agree(AudioCodec.OPUS, AudioCodec.OPUS, PacketTime.USUAL, new OpusTerms(20_000, true, true, 48_000));
        for (int i = 0; i < 20; i++) {
            for (int k = 0; k < 50; k++) {
                says(AudioCodec.OPUS, 50, 0);
                one.timestamp += 960;
            }
            house.pass(1_000);
        }
        byte[] next = says(AudioCodec.OPUS, 50, 20);
        assertThat(other.heard().getLast().payload()).isEqualTo(next);
    }
}
