package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.helpline.core.Digit;
import org.helpline.media.TestHouse.Packet;
import org.helpline.media.TestHouse.Phone;
import org.helpline.media.capture.RecorderTerms;
import org.helpline.media.srtp.Space;
import org.helpline.media.srtp.SrtpReceiver;
import org.helpline.media.srtp.SrtpSender;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.NegotiatedAudio;
import org.helpline.sdp.OpusTerms;
import org.helpline.sdp.PacketTime;
import org.helpline.sdp.SrtpKey;
import org.helpline.sdp.SrtpKeys;
import org.helpline.sdp.SrtpSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Legs whose packets are encrypted: what is heard, relayed and pressed, and what is not. */
class EncryptedLegsTest {

    private final Random random = new Random(1);
    private final TestHouse house = new TestHouse();

    /** The phone's side of the encryption. */
    private final class Line {
        final Phone phone;
        final SrtpKey ours;
        final SrtpReceiver receiver;
        SrtpKey theirs;
        SrtpSender sender;
        int heard;

        Line(Phone phone, SrtpSuite suite) {
            this.phone = phone;
            ours = SrtpKey.fresh(suite, random);
            theirs = SrtpKey.fresh(suite, random);
            sender = new SrtpSender(theirs, new Space());
            receiver = new SrtpReceiver(ours, new Space());
            agree();
        }

        void agree() {
            agree(Direction.SENDRECV);
        }

        void agree(Direction direction) {
            phone.leg.agreed(plain(direction, PacketTime.USUAL).under(new SrtpKeys(ours, theirs)));
        }

        void agree(PacketTime packets) {
            phone.leg.agreed(plain(Direction.SENDRECV, packets).under(new SrtpKeys(ours, theirs)));
        }

        private NegotiatedAudio plain(Direction direction, PacketTime packets) {
            InetSocketAddress rtcp = new InetSocketAddress(phone.address.getAddress(), phone.address.getPort() + 1);
            return new NegotiatedAudio(
                    phone.address,
                    rtcp,
                    AudioCodec.PCMU,
                    0,
                    OptionalInt.of(101),
                    direction,
                    packets,
                    Optional.empty(),
                    8_000,
                    OpusTerms.NONE,
                    Optional.empty());
        }

        void rekey() {
            theirs = SrtpKey.fresh(theirs.suite(), random);
            agree();
        }

        /** What the phone said last goes out encrypted. */
        FakePorts.Datagram seal() {
            FakePorts.Datagram plain = phone.wire.rtpIn.removeLast();
            ByteBuffer buffer = ByteBuffer.allocate(300).put(0, plain.bytes());
            int end = sender.sealRtp(buffer, 0, plain.bytes().length);
            FakePorts.Datagram sealed = new FakePorts.Datagram(Arrays.copyOf(buffer.array(), end), plain.address());
            phone.wire.rtpIn.add(sealed);
            return sealed;
        }

        void speak(int fill) {
            phone.speak(AudioCodec.PCMU, fill);
            seal();
        }

        /** What was sent to the phone since it last listened, opened. */
        List<Packet> listen() {
            return open().stream()
                    .map(p -> Packet.of(new FakePorts.Datagram(p, phone.address)))
                    .toList();
        }

        /** The same as bytes. */
        List<byte[]> open() {
            List<byte[]> all = new ArrayList<>();
            for (FakePorts.Datagram d : phone.wire.rtpOut.subList(heard, phone.wire.rtpOut.size())) {
                ByteBuffer buffer = ByteBuffer.allocate(300).put(0, d.bytes());
                int length = receiver.openRtp(buffer, d.bytes().length);
                assertThat(length).isPositive();
                all.add(Arrays.copyOf(buffer.array(), length));
            }
            heard = phone.wire.rtpOut.size();
            return all;
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void musicGoesOutEncryptedAndIsHeard(SrtpSuite suite) {
        Line line = new Line(house.phone(4000), suite);
        line.phone.leg.startMusic(TestHouse.counting("music", 16_000));
        house.pass(400);
        List<Packet> heard = line.listen();
        assertThat(heard).hasSizeGreaterThan(15);
        assertThat(heard.get(3).payload())
                .hasSize(160)
                .containsOnly(heard.get(3).payload()[0]);
        assertThat(line.phone.wire.rtpOut.get(3).bytes()).hasSize(172 + suite.tagBytes());
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void whatIsCutUpForAnEncryptedPhoneIsWholeAgain(SrtpSuite suite) {
        Line caller = new Line(house.phone(4000), suite);
        caller.agree(new PacketTime(20, 20));
        Phone agent = house.phoneBeside(caller.phone, 6000);
        agent.agree(AudioCodec.PCMU, Direction.SENDRECV);
        caller.phone.leg.bridge(agent.leg);
        house.pass(5);
        byte[] said = new byte[480];
        for (int i = 0; i < 10; i++) {
            random.nextBytes(said);
            agent.send(agent.address, false, 0, agent.timestamp, said);
            agent.timestamp += 480;
            house.pass(60);
            List<Packet> heard = caller.listen();
            assertThat(heard).hasSize(3);
            for (int k = 0; k < 3; k++) {
                assertThat(heard.get(k).payload()).isEqualTo(Arrays.copyOfRange(said, 160 * k, 160 * (k + 1)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void anEncryptedPhoneAndAPlainOneHearEachOther(SrtpSuite suite) {
        Line caller = new Line(house.phone(4000), suite);
        Phone agent = house.phoneBeside(caller.phone, 6000);
        agent.agree(AudioCodec.PCMA, Direction.SENDRECV);
        caller.phone.leg.bridge(agent.leg);
        house.pass(5);
        for (int i = 0; i < 30; i++) {
            caller.speak(0xff);
            agent.speak(AudioCodec.PCMA, 0xd5);
            house.pass(20);
        }
        assertThat(agent.heard()).hasSize(30).allMatch(p -> p.payload()[0] == (byte) 0xd5);
        assertThat(caller.listen()).hasSize(30).allMatch(p -> p.payload()[0] == (byte) 0xfe);
    }

    @Test
    void keysAreHeardAndPassedOnBetweenTwoEncryptedPhones() {
        Line caller = new Line(house.phone(4000), SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        Line agent = new Line(house.phoneBeside(caller.phone, 6000), SrtpSuite.AEAD_AES_128_GCM);
        caller.phone.leg.bridge(agent.phone.leg);
        caller.speak(1);
        house.pass(20);
        int at = caller.phone.timestamp;
        for (int i = 1; i <= 3; i++) {
            caller.phone.event(i == 1, at, 5, i == 3, 160 * i);
            caller.seal();
            house.pass(20);
        }
        assertThat(caller.phone.told(MediaEvent.DigitHeard.class))
                .containsExactly(new MediaEvent.DigitHeard(Digit.FIVE));
        assertThat(agent.listen()).filteredOn(p -> p.type() == 101).hasSize(3);
    }

    @ParameterizedTest(name = "{0}: {1} lost, {2} twice, jitter {3} ms")
    @CsvSource({
        "AES_CM_128_HMAC_SHA1_80, 0.2, 0.3, 60",
        "AEAD_AES_128_GCM, 0.1, 0.5, 200",
        "AEAD_AES_128_GCM, 0.2, 0, 0",
        "AES_CM_128_HMAC_SHA1_80, 0, 1, 60"
    })
    void onABadRoadTheirOwnStreamGoesOnAndEachKeyIsHeardAndPassedOnOnce(
            SrtpSuite suite, double lost, double twice, int jitterMillis) {
        Line caller = new Line(house.phone(4000), suite);
        Line agent = new Line(house.phoneBeside(caller.phone, 6000), SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        RoughWay way = new RoughWay(house, caller.phone);
        RoughWay.Road on = new RoughWay.Road(lost, twice, jitterMillis, new Random(22));
        caller.phone.leg.bridge(agent.phone.leg);
        caller.phone.leg.startMusic(TestHouse.counting("music", 80_000));
        talk(caller, way, on, 20);
        for (int i = 0; i < RoughWay.KEYS.length(); i++) {
            way.press(RoughWay.KEYS.charAt(i), 160, caller::seal, on);
            talk(caller, way, on, 10);
        }
        talk(caller, way, on, 20);
        assertThat(RoughWay.heardOf(caller.phone)).isEqualTo(RoughWay.KEYS);
        assertThat(RoughWay.told(agent.open())).isEqualTo(RoughWay.KEYS);
        List<Packet> heard = caller.listen();
        assertThat(heard).hasSizeBetween((int) (way.millis() / 20) - 1, (int) (way.millis() / 20) + 1);
        for (int i = 1; i < heard.size(); i++) {
            assertThat(heard.get(i).sequence()).isEqualTo((heard.get(i - 1).sequence() + 1) & 0xffff);
            assertThat(heard.get(i).timestamp()).isEqualTo(heard.get(i - 1).timestamp() + 160);
        }
    }

    private static void talk(Line caller, RoughWay way, RoughWay.Road on, int frames) {
        for (int i = 0; i < frames; i++) {
            caller.speak(0x30);
            way.travel(on);
            way.frame();
        }
    }

    @Test
    void whatIsForgedRepeatedOrPlainReachesNobodyAndIsCounted() {
        Line caller = new Line(house.phone(4000), SrtpSuite.AES_CM_128_HMAC_SHA1_32);
        Phone agent = house.phoneBeside(caller.phone, 6000);
        agent.agree(AudioCodec.PCMU, Direction.SENDRECV);
        caller.phone.leg.bridge(agent.leg);
        house.pass(5);
        caller.phone.speak(AudioCodec.PCMU, 1); // plain
        house.pass(20);
        caller.phone.event(true, 7, 5, false, 160); // a plain key
        house.pass(20);
        caller.phone.speak(AudioCodec.PCMU, 2);
        FakePorts.Datagram good = caller.seal();
        caller.phone.wire.rtpIn.clear();
        byte[] bad = good.bytes().clone();
        bad[50] ^= 1;
        caller.phone.wire.rtpIn.add(new FakePorts.Datagram(bad, good.address()));
        house.pass(20);
        assertThat(agent.heard()).isEmpty();
        assertThat(caller.phone.events).isEmpty(); // not even latched
        caller.phone.wire.rtpIn.add(good);
        caller.phone.wire.rtpIn.add(good);
        house.pass(20);
        assertThat(agent.heard()).hasSize(1);
        assertThat(house.engine.counts().forged()).isEqualTo(4);
        assertThat(house.engine.counts().received()).isEqualTo(1);
    }

    @Test
    void aNewKeyIsTakenUpWithoutAGap() {
        Line caller = new Line(house.phone(4000), SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        Phone agent = house.phoneBeside(caller.phone, 6000);
        agent.agree(AudioCodec.PCMU, Direction.SENDRECV);
        caller.phone.leg.bridge(agent.leg);
        house.pass(5);
        caller.speak(1);
        house.pass(20);
        caller.rekey();
        caller.speak(2); // still under the old key
        house.pass(20);
        caller.sender = new SrtpSender(caller.theirs, new Space());
        caller.speak(3);
        house.pass(20);
        assertThat(agent.heard()).extracting(p -> (int) p.payload()[0]).containsExactly(1, 2, 3);
        assertThat(house.engine.counts().forged()).isZero();
    }

    @Test
    void holdOverAndOverKeepsTheCountersOfAKeyThatStays() {
        Line caller = new Line(house.phone(4000), SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        caller.phone.sequence = 65_000;
        Phone agent = house.phoneBeside(caller.phone, 6000);
        agent.agree(AudioCodec.PCMU, Direction.SENDRECV);
        caller.phone.leg.bridge(agent.leg);
        house.pass(5);
        for (int i = 0; i < 40; i++) {
            caller.agree(i % 2 == 0 ? Direction.SENDONLY : Direction.SENDRECV);
            for (int j = 0; j < 20; j++) { // on hold it goes on sending, over the end of its numbers
                caller.speak(i);
                house.pass(20);
            }
        }
        assertThat(agent.heard()).hasSize(400);
        assertThat(house.engine.counts().forged()).isZero();
    }

    @Test
    void whatIsRecordedIsInTheClear(@TempDir Path folder) {
        Line caller = new Line(house.phone(4000), SrtpSuite.AEAD_AES_128_GCM);
        caller.speak(0xff);
        house.pass(20);
        RecorderTerms terms = new RecorderTerms(folder.resolve("said.wav"), Duration.ofMinutes(1), Optional.empty());
        caller.phone.leg.record(1, terms);
        house.pass(20);
        for (int i = 0; i < 50; i++) {
            caller.speak(i < 40 ? 0x00 : 0xff); // as loud as G.711 goes, then silence
            house.pass(20);
        }
        caller.phone.leg.stopRecord();
        house.pass(20);
        house.write();
        MediaEvent.Recorded told = caller.phone.told(MediaEvent.Recorded.class).getFirst();
        assertThat(told.length().toMillis()).isBetween(900L, 1_100L);
        assertThat(told.spoken().toMillis()).isBetween(700L, 900L);
    }

    @Test
    void reportsAreEncryptedToo() {
        Line caller = new Line(house.phone(4000), SrtpSuite.AES_CM_128_HMAC_SHA1_32);
        caller.phone.leg.startMusic(TestHouse.counting("music", 80_000));
        house.pass(9_000);
        assertThat(caller.phone.wire.rtcpOut).isNotEmpty();
        for (FakePorts.Datagram d : caller.phone.wire.rtcpOut) {
            ByteBuffer buffer = ByteBuffer.allocate(300).put(0, d.bytes());
            int length = caller.receiver.openRtcp(buffer, d.bytes().length);
            assertThat(length)
                    .isEqualTo(d.bytes().length - 14); // ten bytes of tag though RTP has four: RFC 4568 §6.2.2
            assertThat(buffer.get(1) & 0xff).isIn(200, 201);
        }
    }
}
