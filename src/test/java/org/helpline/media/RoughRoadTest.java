package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.helpline.core.Digit;
import org.helpline.media.TestHouse.Packet;
import org.helpline.media.TestHouse.Phone;
import org.helpline.media.codec.G711;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets that are lost, late, swapped or repeated, and packets that nobody asked for: our own stream goes on, and each key is heard once. */
class RoughRoadTest {

    private static final String KEYS = "1234567890*#11223344556677889900";
    private static final int FRAMES_OF_A_PRESS = 5;
    private static final int FRAMES_BETWEEN = 10;

    private final TestHouse house = new TestHouse();
    private final Phone caller = house.phone(4000);
    private final Phone agent = house.phoneBeside(caller, 6000);
    private final PriorityQueue<Late> road =
            new PriorityQueue<>(Comparator.comparingLong(Late::atMillis).thenComparingInt(Late::order));
    private long millis;
    private int sent;

    /** On its way. */
    private record Late(long atMillis, int order, FakePorts.Datagram datagram) {}

    /** What the road does to a packet. */
    private record Road(double lost, double twice, int jitterMillis, Random random) {}

    /** What the caller's phone has just sent takes the road. */
    private void travel(Road on) {
        FakePorts.Datagram packet = caller.wire.rtpIn.removeLast();
        int copies = on.random.nextDouble() < on.lost ? 0 : on.random.nextDouble() < on.twice ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            road.add(new Late(millis + on.random.nextInt(on.jitterMillis + 1), sent++, packet));
        }
    }

    private void frame() {
        for (int i = 0; i < 4; i++) {
            while (!road.isEmpty() && road.element().atMillis() <= millis) {
                caller.wire.rtpIn.add(road.remove().datagram());
            }
            house.pass(5);
            millis += 5;
        }
    }

    private void press(char key, Road on) {
        int code = Digit.ofSymbol(key).orElseThrow().code();
        int at = caller.timestamp;
        for (int i = 1; i <= FRAMES_OF_A_PRESS + 3; i++) {
            boolean end = i > FRAMES_OF_A_PRESS;
            caller.event(i == 1, at, code, end, 160 * Math.min(i, FRAMES_OF_A_PRESS + 1));
            travel(on);
            caller.timestamp += 160;
            frame();
        }
    }

    private void talk(int frames, Road on) {
        for (int i = 0; i < frames; i++) {
            caller.speak(AudioCodec.PCMU, 0x30);
            travel(on);
            frame();
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
        assertThat(heard).hasSizeBetween((int) (millis / 20) - 1, (int) (millis / 20) + 1);
        isUnbroken(heard);
        StringBuilder keys = new StringBuilder();
        caller.told(MediaEvent.DigitHeard.class)
                .forEach(d -> keys.append(d.digit().symbol()));
        if (lost <= 0.2) {
            assertThat(keys).hasToString(KEYS);
        } else {
            assertThat(keys.length()).isBetween(KEYS.length() - 2, KEYS.length());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 0.3})
    void whoHearsThePhoneInAMixHearsItAllAlong(double lost) {
        Road on = new Road(lost, 0.1, 60, new Random(7));
        caller.agree(AudioCodec.PCMU, Direction.SENDRECV);
        agent.agree(AudioCodec.PCMU, Direction.SENDRECV);
        MediaMix mix = house.engine.mix(caller.leg);
        caller.leg.mix(mix, MixPart.FULL);
        agent.leg.mix(mix, MixPart.FULL);
        short[] tone = new short[160];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) Math.round(8_000 * Math.sin(2 * Math.PI * 200 * i / 8_000));
        }
        for (int i = 0; i < 500; i++) {
            caller.send(caller.address, false, 0, caller.timestamp, G711.encode(AudioCodec.PCMU, tone));
            caller.timestamp += 160;
            travel(on);
            frame();
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void afterLatchingNothingFromElsewhereIsHeardOrAnswered(boolean mixed) {
        caller.agree(AudioCodec.PCMU, Direction.SENDRECV);
        agent.agree(AudioCodec.PCMU, Direction.SENDRECV);
        if (mixed) {
            MediaMix mix = house.engine.mix(caller.leg);
            caller.leg.mix(mix, MixPart.FULL);
            agent.leg.mix(mix, MixPart.FULL);
        } else {
            caller.leg.bridge(agent.leg);
        }
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
        byte said = 0x30;
        assertThat(heard.subList(mixed ? 20 : 0, heard.size())).allMatch(p -> Arrays.equals(p.payload(), filled(said)));
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
