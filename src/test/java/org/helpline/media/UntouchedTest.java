package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.helpline.media.codec.Decoder;
import org.helpline.media.codec.Encoder;
import org.helpline.media.codec.Tones;
import org.helpline.media.codec.Wide;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two sides with one codec hear each other's very packets, whatever is in them: nothing is decoded, and wideband stays wideband. */
class UntouchedTest {

    private static final int FRAMES = 100;
    private static final int WIDE_FRAME = Wide.RATE / 50;
    private static final double ABOVE_TELEPHONE = 5_500; // Hz

    private final TestHouse house = new TestHouse();
    private final TestHouse.Phone one = house.phone(4_000);
    private final TestHouse.Phone other = house.phoneBeside(one, 5_000);

    /** No codec makes these of anything: whoever decoded them would not get them back. */
    @ParameterizedTest
    @EnumSource(AudioCodec.class)
    void whatWasNeverEncodedArrivesByteForByte(AudioCodec codec) {
        bridge(codec);
        Random random = new Random(11);
        List<byte[]> said = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            byte[] payload = new byte[codec.hasFixedSize() ? 160 : 20 + random.nextInt(100)];
            random.nextBytes(payload);
            said.add(payload);
            say(codec, payload);
        }
        assertThat(heard(codec)).containsExactlyElementsOf(said);
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioCodec.class,
            names = {"G722", "OPUS"})
    void aToneThatNoTelephoneLineCarriesIsHeard(AudioCodec codec) {
        bridge(codec);
        short[] tone = Tones.sine(ABOVE_TELEPHONE, 6_000, Wide.RATE, 2);
        ByteBuffer to = ByteBuffer.allocate(2_000);
        try (Encoder encoder = Wide.encoder(codec)) {
            for (int i = 0; i < FRAMES; i++) {
                byte[] payload = new byte[encoder.encode(tone, i * WIDE_FRAME, WIDE_FRAME, to, 0)];
                to.get(0, payload);
                say(codec, payload);
            }
        }
        assertThat(Tones.amplitude(decoded(codec), ABOVE_TELEPHONE, Wide.RATE)).isCloseTo(6_000, within(2_000.0));
    }

    private void bridge(AudioCodec codec) {
        one.agree(codec, Direction.SENDRECV);
        other.agree(codec, Direction.SENDRECV);
        one.leg.bridge(other.leg);
    }

    private void say(AudioCodec codec, byte[] payload) {
        one.send(one.address, false, codec.payloadType(), one.timestamp, payload);
        one.timestamp += 20 * codec.unitsPerMilli();
        house.pass(20);
    }

    private List<byte[]> heard(AudioCodec codec) {
        return other.heard().stream()
                .filter(p -> p.type() == codec.payloadType())
                .map(TestHouse.Packet::payload)
                .toList();
    }

    private short[] decoded(AudioCodec codec) {
        short[] pcm = new short[2 * FRAMES * WIDE_FRAME];
        int at = 0;
        try (Decoder decoder = Wide.decoder(codec)) {
            for (byte[] payload : heard(codec)) {
                at += decoder.decode(ByteBuffer.wrap(payload), 0, payload.length, pcm, at);
            }
        }
        return Arrays.copyOf(pcm, at);
    }
}
