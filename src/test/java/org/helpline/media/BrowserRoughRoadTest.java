package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.helpline.media.Browsers.Page;
import org.helpline.media.RoughWay.Road;
import org.helpline.media.TestHouse.Packet;
import org.helpline.media.TestHouse.Phone;
import org.helpline.media.ice.Checks;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser on a bad road, and packets that others send in its name: its stream goes on, each key counts once, and nobody else is heard or answered. */
class BrowserRoughRoadTest {

    private static final InetSocketAddress STRANGER = TestHouse.at("203.0.113.66", 6666);
    private static final int FRAMES_BETWEEN = 10;
    private static final int FRAMES_BETWEEN_CHECKS = 125;

    private final TestHouse house = new TestHouse();
    private final Browsers browsers = new Browsers(house);
    private final Random random = new Random(23);
    private final Page page = browsers.page();
    private final Phone other = house.phoneBeside(page.phone, 7000);
    private final RoughWay way = new RoughWay(house, page.phone);
    private int frames;

    @AfterEach
    void end() {
        browsers.close();
    }

    /** They talk; the browser hears music besides, and what was heard until now is past. */
    private void connect() {
        page.agree(Direction.SENDRECV);
        other.agree(AudioCodec.PCMU, Direction.SENDRECV);
        page.phone.leg.bridge(other.leg);
        page.phone.leg.startMusic(TestHouse.counting("music", 80_000));
        page.check();
        page.secured();
        page.startAnew();
    }

    private void talk(int count, Road on) {
        for (int i = 0; i < count; i++) {
            page.speak(0x30);
            way.travel(on);
            if (frames++ % FRAMES_BETWEEN_CHECKS == 0) {
                page.check();
                way.travel(on);
            }
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
        "0.3, 0, 0",
        "0, 1, 0",
        "0, 0, 60",
        "0, 0, 200",
        "0, 0, 300",
        "0.1, 0.5, 200",
        "0.2, 0.3, 60",
        "0.3, 0.2, 60",
    })
    void itsOwnStreamGoesOnAndEachKeyIsHeardAndPassedOnOnce(double lost, double twice, int jitterMillis) {
        Road on = new Road(lost, twice, jitterMillis, new Random(22));
        connect();
        talk(20, on);
        for (int i = 0; i < RoughWay.KEYS.length(); i++) {
            way.press(RoughWay.KEYS.charAt(i), 160, page::seal, on);
            talk(FRAMES_BETWEEN, on);
        }
        talk(20, on);
        List<Packet> heard = page.heard();
        assertThat(heard).hasSizeBetween((int) (way.millis() / 20) - 1, (int) (way.millis() / 20) + 1);
        isUnbroken(heard);
        String keys = RoughWay.heardOf(page.phone);
        if (lost <= 0.2) {
            assertThat(keys).isEqualTo(RoughWay.KEYS);
        } else {
            assertThat(keys.length()).isBetween(RoughWay.KEYS.length() - 2, RoughWay.KEYS.length());
        }
        List<byte[]> passedOn =
                other.wire.rtpOut.stream().map(FakePorts.Datagram::bytes).toList();
        assertThat(RoughWay.told(passedOn)).as("as they were heard here").isEqualTo(keys);
        assertThat(page.phone.told(MediaEvent.Silent.class)).isEmpty();
    }

    /** Under the browser's name from elsewhere, and from its very address without its keys. */
    @Test
    void whatIsForgedIsNeitherHeardNorAnswered() {
        connect();
        List<FakePorts.Datagram> once = new ArrayList<>();
        List<byte[]> forged = forged();
        int before = page.answered;
        for (int i = 0; i < 400; i++) {
            // before the browser's own packet and after it, so that neither order helps
            inject(forged.get(i % forged.size()));
            page.speak(7);
            once.add(page.phone.wire.rtpIn.getLast());
            inject(forged.get((7 * i + 3) % forged.size()));
            FakePorts.Datagram heardBefore = once.get(random.nextInt(once.size()));
            page.phone.wire.rtpIn.add(heardBefore);
            page.send(heardBefore.bytes(), STRANGER);
            house.pass(20);
        }
        assertThat(other.heard()).hasSize(400).allMatch(p -> p.payload().length == 160 && p.payload()[0] == 7);
        List<Packet> heard = page.heard();
        assertThat(heard).hasSizeBetween(399, 401);
        isUnbroken(heard);
        assertThat(page.answered).as("checks that were answered").isEqualTo(before);
        nobodyElseWasSentAnything();
        assertThat(page.phone.told(MediaEvent.DigitHeard.class)).isEmpty();
        assertThat(page.phone.told(MediaEvent.Unsecured.class)).isEmpty();
        assertThat(page.phone.told(MediaEvent.Closed.class)).isEmpty();
    }

    /** Records that are right, of the browser or of somebody with another certificate, and an alert, while the handshake goes on. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsUncheckedTakesNoPartInTheHandshake(boolean begins) {
        Page called = browsers.new Page(begins, browsers.fingerprint());
        Page stranger = browsers.new Page(true, browsers.fingerprint());
        called.agree(Direction.SENDRECV);
        called.phone.leg.startMusic(TestHouse.counting("music", 80_000));
        await().atMost(Browsers.PATIENCE).until(() -> !stranger.out.isEmpty());
        called.check();
        called.among(() -> {
            called.send(alert(), STRANGER);
            for (byte[] next = stranger.out.poll(); next != null; next = stranger.out.poll()) {
                called.send(next, STRANGER);
            }
        });
        called.secured();
        assertThat(called.hears(5)).isNotEmpty();
        assertThat(called.phone.wire.rtpOut).allMatch(d -> d.address().equals(called.phone.address));
        assertThat(called.phone.told(MediaEvent.Unsecured.class)).isEmpty();
        assertThat(stranger.outcome.get()).isNull();
    }

    private void nobodyElseWasSentAnything() {
        assertThat(page.phone.wire.rtpOut)
                .isNotEmpty()
                .allMatch(d -> d.address().equals(page.phone.address));
        assertThat(page.phone.wire.rtcpOut).isEmpty();
    }

    private void inject(byte[] packet) {
        page.send(packet, STRANGER);
        page.send(packet, TestHouse.at("198.51.100.7", 4_444)); // another port of the browser's own host
        page.send(packet, page.phone.address);
        page.phone.wire.rtcpIn.add(new FakePorts.Datagram(packet, page.phone.address));
    }

    private List<byte[]> forged() {
        List<byte[]> all = new ArrayList<>();
        for (int length : new int[] {0, 1, 4, 11, 12, 13, 60, 172, 1_500}) {
            all.add(noise(0x80, length)); // as RTP, and as RTCP where its type is one
            all.add(noise(0x00, length)); // as STUN
            all.add(noise(0x16, length)); // as DTLS
        }
        all.add(rtp(0, 160));
        byte[] key = rtp(TestHouse.EVENT_TYPE, 4);
        key[RtpHeader.BYTES] = 5;
        all.add(key);
        all.add(new Checks("a:b", "another-password-of-24-c").check(true));
        String user = page.ours.ours().ufrag() + ":" + page.ours.theirs().ufrag(); // which whoever sees a check knows
        all.add(new Checks(user, "another-password-of-24-c").check(true));
        all.add(alert());
        // an empty receiver report and BYE of the phone's SSRC, which nobody encrypted: RFC 3550 §6.6
        all.add(new byte[] {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 77, (byte) 0x81, (byte) 203, 0, 1, 0, 0, 0, 77});
        return all;
    }

    /** That the handshake has failed: fatal, in the clear (RFC 6347 §4.1). */
    private static byte[] alert() {
        return new byte[] {21, (byte) 0xfe, (byte) 0xfd, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 2, 40};
    }

    private static byte[] rtp(int type, int bytes) {
        byte[] packet = new byte[RtpHeader.BYTES + bytes];
        RtpHeader.write(ByteBuffer.wrap(packet), 0, true, type, 60_000, 900_000, 77);
        Arrays.fill(packet, RtpHeader.BYTES, packet.length, (byte) 0x55);
        return packet;
    }

    private byte[] noise(int first, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        if (length > 0) {
            noise[0] = (byte) first;
        }
        return noise;
    }
}
