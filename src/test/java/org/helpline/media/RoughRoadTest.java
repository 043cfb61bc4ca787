package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.helpline.media.RoughWay.Road;
import org.helpline.media.TestHouse.Packet;
import org.helpline.media.TestHouse.Phone;
import org.helpline.media.codec.G711;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets that are lost, late, swapped or repeated, and packets that nobody asked for: our own stream goes on, and each key is heard once. */
class RoughRoadTest {

    private static final String KEYS = RoughWay.KEYS;
    private static final int FRAMES_BETWEEN = 10;

    private final TestHouse house = new TestHouse();
    private final Phone caller = house.phone(4000);
    private final Phone agent = house.phoneBeside(caller, 6000);
    private final RoughWay way = new RoughWay(house, caller);

    /** How two phones are connected. */
    enum Between {
        RELAY,
        MIX,
        TRANSCODED
    }

    private void connect(Between how) {
        caller.agree(AudioCodec.PCMU, Direction.SENDRECV);
        agent.agree(how == Between.TRANSCODED ? AudioCodec.PCMA : AudioCodec.PCMU, Direction.SENDRECV);
        switch (how) {
            case RELAY, TRANSCODED -> caller.leg.bridge(agent.leg);
            case MIX -> {
                MediaMix mix = house.engine.mix(caller.leg);
                caller.leg.mix(mix, MixPart.FULL);
                agent.leg.mix(mix, MixPart.FULL);
            }
        }
    }

    private void press(char key, Road on) {
        way.press(key, 160, () -> {}, on);
    }

    private void talk(int frames, Road on) {
        for (int i = 0; i < frames; i++) {
            caller.speak(AudioCodec.PCMU, 0x30);
            way.travel(on);
            way.frame();
        }
    }

    private static void isUnbroken(List<Packet> heard) {
        for (int i = 1; i < heard.size(); i++) {
            Packet before = heard.get(i - 1);
            assertThat(heard.get(i).sequence()).isEqualTo((before.sequence() + 1) & 0xffff);
            assertThat(heard.get(i).timestamp()).isEqualTo(before.timestamp() + 160);
            assertThat(heard.get(i).ssrc()).isEqualTo(before.ssrc());
        }
    }

    @ParameterizedTest(name = "{0} lost, {1} twice, jitter {2} ms")
    @CsvSource({
        "0.05, 0, 0",
        "0.1, 0, 0",
        "0.2, 0, 0",
        "0.2, 0.3, 60",
        "0, 1, 0",
        "0, 0, 60",
        "0, 0, 200",
        "0.1, 0.5, 200",
        "0.3, 0, 0",
        "0.3, 0.2, 60"
    })
    void ourStreamGoesOnAndEachKeyIsHeardOnce(double lost, double twice, int jitterMillis) {
        Road on = new Road(lost, twice, jitterMillis, new Random(20));
        caller.agree(AudioCodec.PCMU, Direction.SENDRECV);
        caller.leg.startMusic(TestHouse.counting("music", 80_000));
        talk(20, on);
        for (int i = 0; i < KEYS.length(); i++) {
            press(KEYS.charAt(i), on);
            talk(FRAMES_BETWEEN, on);
        }
        talk(20, on);
        List<Packet> heard = caller.heard();
        assertThat(heard).hasSizeBetween((int) (way.millis() / 20) - 1, (int) (way.millis() / 20) + 1);
        isUnbroken(heard);
        String keys = RoughWay.heardOf(caller);
        if (lost <= 0.2) {
            assertThat(keys).isEqualTo(KEYS);
        } else {
            assertThat(keys.length()).isBetween(KEYS.length() - 2, KEYS.length());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 0.3})
    void whoHearsThePhoneInAMixHearsItAllAlong(double lost) {
        Road on = new Road(lost, 0.1, 60, new Random(7));
        connect(Between.MIX);
        short[] tone = new short[160];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) Math.round(8_000 * Math.sin(2 * Math.PI * 200 * i / 8_000));
        }
        for (int i = 0; i < 500; i++) {
            caller.send(caller.address, false, 0, caller.timestamp, G711.encode(AudioCodec.PCMU, tone));
            caller.timestamp += 160;
            way.travel(on);
            way.frame();
        }
        List<Packet> heard = agent.heard();
        isUnbroken(heard);
        int silent = 0;
        for (Packet p : heard.subList(20, heard.size())) {
            int most = 0;
            for (short sample : G711.decode(AudioCodec.PCMU, p.payload())) {
                most = Math.max(most, Math.abs(sample));
            }
            silent += most < 1_000 ? 1 : 0;
        }
        assertThat(silent).as("frames in which nothing is heard, of 480").isLessThan(lost < 0.3 ? 4 : 12);
    }

    /** Heard here, and as the phone of the other understands them. */
    @ParameterizedTest(name = "{0}: {1} lost, {2} twice, jitter {3} ms")
    @CsvSource({
        "RELAY, 0.05, 0, 0",
        "RELAY, 0.1, 0.5, 60",
        "RELAY, 0.2, 0.3, 60",
        "RELAY, 0, 1, 200",
        "MIX, 0.05, 0, 0",
        "MIX, 0.1, 0.5, 60",
        "MIX, 0.2, 0.3, 60",
        "MIX, 0, 1, 200"
    })
    void eachKeyIsPassedOnOnce(Between how, double lost, double twice, int jitterMillis) {
        Road on = new Road(lost, twice, jitterMillis, new Random(21));
        connect(how);
        talk(20, on);
        for (int i = 0; i < KEYS.length(); i++) {
            press(KEYS.charAt(i), on);
            talk(FRAMES_BETWEEN, on);
        }
        talk(20, on);
        assertThat(RoughWay.heardOf(caller)).isEqualTo(KEYS);
        List<byte[]> sent =
                agent.wire.rtpOut.stream().map(FakePorts.Datagram::bytes).toList();
        assertThat(RoughWay.told(sent)).isEqualTo(KEYS);
    }

    @ParameterizedTest
    @EnumSource(Between.class)
    void afterLatchingNothingFromElsewhereIsHeardOrAnswered(Between how) {
        connect(how);
        house.pass(20);
        caller.speak(AudioCodec.PCMU, 0x30);
        agent.speak(AudioCodec.PCMU, 0x40);
        house.pass(20);
        Random random = new Random(11);
        List<byte[]> garbage = garbage(random);
        for (int i = 0; i < 400; i++) {
            // before the phone's own packet and after it, so that neither order helps
            inject(garbage.get(i % garbage.size()), random);
            caller.speak(AudioCodec.PCMU, 0x30);
            inject(garbage.get((7 * i + 3) % garbage.size()), random);
            agent.speak(AudioCodec.PCMU, 0x40);
            house.pass(20);
        }
        assertThat(caller.wire.rtpOut)
                .hasSizeGreaterThan(395)
                .allMatch(d -> d.address().equals(caller.address));
        assertThat(caller.wire.rtcpOut).allMatch(d -> d.address().getAddress().equals(caller.address.getAddress()));
        List<Packet> heard = agent.heard();
        isUnbroken(heard);
        if (how == Between.TRANSCODED) { // what stands between two codecs begins with what it makes up
            byte said = heard.getLast().payload()[0];
            assertThat(G711.decode(AudioCodec.PCMA, filled(said))[0])
                    .isCloseTo(G711.decode(AudioCodec.PCMU, filled((byte) 0x30))[0], within((short) 600));
            assertThat(heard.subList(20, heard.size())).allMatch(p -> Arrays.equals(p.payload(), filled(said)));
        } else {
            assertThat(heard.subList(how == Between.MIX ? 20 : 0, heard.size()))
                    .allMatch(p -> Arrays.equals(p.payload(), filled((byte) 0x30)));
        }
        assertThat(caller.told(MediaEvent.DigitHeard.class)).isEmpty();
        assertThat(caller.told(MediaEvent.Latched.class)).hasSize(1);
        assertThat(caller.told(MediaEvent.Closed.class)).isEmpty();
    }

    private static byte[] filled(byte with) {
        byte[] frame = new byte[160];
        Arrays.fill(frame, with);
        return frame;
    }

    private void inject(byte[] packet, Random random) {
        // another host, and another port of the phone's own host
        String host = random.nextBoolean() ? "203.0.113.66" : "198.51.100.7";
        caller.wire.rtpIn.add(new FakePorts.Datagram(packet, TestHouse.at(host, 4_444)));
        caller.wire.rtcpIn.add(new FakePorts.Datagram(packet, TestHouse.at("203.0.113.66", 4_445)));
        if (packet.length < RtpHeader.BYTES || (packet[0] & 0xc0) != 0x80 || (packet[1] & 0xff) == 201) {
            // what is no RTP is nothing from the phone's address either: truncated, encrypted with nobody's key, RTCP
            caller.wire.rtpIn.add(new FakePorts.Datagram(packet, caller.address));
        }
        if (packet.length > 1 && (packet[1] & 0xff) == 201) {
            // a sender can be forged: a BYE in the phone's own name ends nothing, which only SIP does
            InetSocketAddress reports =
                    new InetSocketAddress(caller.address.getAddress(), caller.address.getPort() + 1);
            caller.wire.rtcpIn.add(new FakePorts.Datagram(packet, reports));
        }
    }

    private static List<byte[]> garbage(Random random) {
        List<byte[]> all = new ArrayList<>();
        for (int length : new int[] {0, 1, 4, 11, 12, 13, 60, 172, 1_500, 2_048}) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            if (length > 0) {
                noise[0] &= 0x3f; // no version 2: as an encrypted packet would be that was cut in front
            }
            all.add(noise);
            byte[] sound = new byte[RtpHeader.BYTES + length];
            random.nextBytes(sound);
            RtpHeader.write(
                    ByteBuffer.wrap(sound), 0, true, length % 2 == 0 ? 0 : 8, random.nextInt(65_536), 5_000, 77);
            all.add(Arrays.copyOf(sound, Math.min(sound.length, 2_048)));
        }
        byte[] key = new byte[RtpHeader.BYTES + 4];
        RtpHeader.write(ByteBuffer.wrap(key), 0, true, TestHouse.EVENT_TYPE, 1, 9_000, 77);
        key[RtpHeader.BYTES] = 5;
        all.add(key);
        // an empty receiver report and BYE of the phone's SSRC: RFC 3550 §6.6
        all.add(new byte[] {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 77, (byte) 0x81, (byte) 203, 0, 1, 0, 0, 0, 77});
        return all;
    }
}
