package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.helpline.config.MediaSettings;
import org.helpline.core.Clock;
import org.helpline.core.ThreadLoop;
import org.helpline.media.ice.Checks;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.DtlsTerms;
import org.helpline.sdp.IceDtls;
import org.helpline.sdp.NegotiatedAudio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The started engine's ports on loopback, on which others send all that they can think of: the phone goes on hearing its music packet by packet, and who
 * is not the phone is neither heard nor answered. Paced by what the phone hears, so that a slow machine only takes longer.
 */
class StrangersOverSocketsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PACKETS = 150;
    private static final int EACH_TIME = 8;
    private static final MediaSettings SETTINGS =
            new MediaSettings(0, 0, 2, List.of("PCMU"), Duration.ofHours(1), Duration.ofHours(1));

    private final InetAddress local = InetAddress.getLoopbackAddress();
    private final Random random = new Random(17);
    private final Queue<MediaEvent> events = new ConcurrentLinkedQueue<>();
    private final ThreadLoop owner = ThreadLoop.start("owner", Clock.system(), 100);
    private final TickedEngine engine = TickedEngine.start(SETTINGS, Clock.system(), new SecureRandom());
    private final DatagramSocket phone = new DatagramSocket(0, local);
    private final DatagramSocket phoneRtcp = new DatagramSocket(0, local);
    private final DatagramSocket stranger = new DatagramSocket(0, local);
    private final DatagramSocket elsewhere = elsewhere();
    private final MediaLeg leg;

    StrangersOverSocketsTest() throws IOException {
        leg = engine.open(owner, local, Optional.empty(), events::add).orElseThrow();
        phone.setSoTimeout((int) PATIENCE.toMillis());
        stranger.setSoTimeout(300);
        elsewhere.setSoTimeout(300);
    }

    /** At another address, if this system has more than one of loopback: reports are taken from any port of the phone's own. */
    private DatagramSocket elsewhere() throws IOException {
        try {
            return new DatagramSocket(0, InetAddress.getByName("127.0.0.2"));
        } catch (IOException none) {
            return new DatagramSocket(0, local);
        }
    }

    @AfterEach
    void close() {
        engine.close();
        owner.close();
        phone.close();
        phoneRtcp.close();
        stranger.close();
        elsewhere.close();
    }

    private void send(DatagramSocket from, byte[] bytes, InetSocketAddress to) throws IOException {
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private InetSocketAddress rtcp() {
        return new InetSocketAddress(local, leg.local().getPort() + 1);
    }

    private static byte[] rtp(int type, int sequence, int timestamp, int ssrc, int bytes) {
        byte[] packet = new byte[RtpHeader.BYTES + bytes];
        RtpHeader.write(ByteBuffer.wrap(packet), 0, false, type, sequence, timestamp, ssrc);
        return packet;
    }

    /** What a stranger may send: sound and keys under the phone's SSRC, cut off, too long, encrypted with nobody's key, STUN, DTLS, RTCP. */
    private List<byte[]> mischief() {
        List<byte[]> all = new ArrayList<>();
        all.add(rtp(0, 1, 160, 7, 160));
        all.add(rtp(0, 40_000, 500_000, 99, 160));
        byte[] key = rtp(101, 2, 320, 7, 4);
        key[RtpHeader.BYTES] = 5;
        all.add(key);
        all.add(Arrays.copyOf(rtp(0, 3, 480, 7, 160), 11));
        all.add(new byte[0]);
        all.add(noise(0x80, 4_000));
        all.add(noise(0x80, 182));
        all.add(noise(0x16, 200)); // a DTLS handshake's record
        all.add(noise(0x14, 60));
        all.add(new Checks("nobody:nothing", "a password that nobody has").check(true));
        all.add(noise(0x00, 28));
        return all;
    }

    /** An empty receiver report and BYE of the phone's SSRC: RFC 3550 §6.6. */
    private static byte[] bye() {
        return new byte[] {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 7, (byte) 0x81, (byte) 203, 0, 1, 0, 0, 0, 7};
    }

    private byte[] noise(int first, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        noise[0] = (byte) first;
        return noise;
    }

    private void molest(List<byte[]> mischief, int turn) throws IOException {
        for (int i = 0; i < EACH_TIME; i++) {
            send(
                    i % 2 == 0 ? stranger : elsewhere,
                    mischief.get((EACH_TIME * turn + i) % mischief.size()),
                    leg.local());
        }
        send(stranger, noise(0x81, 60), rtcp());
        if (!elsewhere.getLocalAddress().equals(local)) {
            send(elsewhere, bye(), rtcp());
        }
    }

    @Test
    void aPhoneGoesOnHearingAndNobodyElseIsAnswered() throws IOException {
        InetSocketAddress at = new InetSocketAddress(local, phone.getLocalPort());
        leg.agreed(terms(at));
        leg.startMusic(TestHouse.counting("music", 80_000));
        send(phone, rtp(0, 0, 0, 7, 160), leg.local());
        await().atMost(PATIENCE).until(() -> events.contains(new MediaEvent.Latched(at)));
        List<byte[]> mischief = mischief();
        int sequence = -1;
        int place = -1;
        for (int i = 1; i <= PACKETS; i++) {
            DatagramPacket p = new DatagramPacket(new byte[500], 500);
            phone.receive(p);
            assertThat(p.getSocketAddress()).isEqualTo(leg.local());
            TestHouse.Packet heard =
                    TestHouse.Packet.of(new FakePorts.Datagram(Arrays.copyOf(p.getData(), p.getLength()), at));
            assertThat(heard.type()).isZero();
            assertThat(heard.sequence()).isEqualTo(sequence < 0 ? heard.sequence() : (sequence + 1) & 0xffff);
            assertThat(heard.payload()[0] & 0xff).isEqualTo(place < 0 ? heard.payload()[0] & 0xff : (place + 1) & 0xff);
            sequence = heard.sequence();
            place = heard.payload()[0] & 0xff;
            molest(mischief, i);
            send(phone, rtp(0, i, 160 * i, 7, 160), leg.local());
        }
        assertThat(told()).as("no key, no other source, no end").containsExactly(new MediaEvent.Latched(at));
        MediaEvent.Closed closed = closed();
        assertThat(closed.strangers()).isPositive();
        assertThat(closed.received()).isBetween(1L, PACKETS + 1L);
        assertThat(events.stream().filter(MediaEvent.Latched.class::isInstance)).hasSize(1);
        nobodyWasAnswered();
    }

    /** No check of these was valid, so no address is, and DTLS is not answered to any: that would make us throw at others what is thrown at us. */
    @Test
    void whereABrowserIsExpectedNobodyIsAnsweredBeforeAValidCheck() throws IOException {
        IceDtls ours = IceDtls.fresh(engine.certificates().getFirst(), random);
        IceDtls theirs = IceDtls.fresh(engine.certificates().getFirst(), random);
        InetSocketAddress unknown = new InetSocketAddress("0.0.0.0", 9);
        leg.agreed(
                new NegotiatedAudio(unknown, unknown, AudioCodec.PCMU, 0, OptionalInt.of(101), Direction.SENDRECV, 20)
                        .over(new DtlsTerms(ours, theirs)));
        leg.startMusic(TestHouse.counting("music", 80_000));
        // another leg of the same engine says how time goes on there
        MediaLeg pacer = engine.open(owner, local, Optional.of(leg), _ -> {}).orElseThrow();
        InetSocketAddress at = new InetSocketAddress(local, phone.getLocalPort());
        pacer.agreed(terms(at));
        pacer.startMusic(TestHouse.counting("music", 80_000));
        List<byte[]> mischief = mischief();
        for (int i = 1; i <= PACKETS / 2; i++) {
            phone.receive(new DatagramPacket(new byte[500], 500));
            molest(mischief, i);
        }
        assertThat(told()).isEmpty();
        assertThat(closed().received()).isZero();
        nobodyWasAnswered();
    }

    /** Reports of the sound are told from time to time. */
    private List<MediaEvent> told() {
        return events.stream().filter(e -> !(e instanceof MediaEvent.Reported)).toList();
    }

    private NegotiatedAudio terms(InetSocketAddress at) {
        InetSocketAddress reports = new InetSocketAddress(local, phoneRtcp.getLocalPort());
        return new NegotiatedAudio(at, reports, AudioCodec.PCMU, 0, OptionalInt.of(101), Direction.SENDRECV, 20);
    }

    private MediaEvent.Closed closed() {
        leg.close();
        await().atMost(PATIENCE).until(() -> events.stream().anyMatch(MediaEvent.Closed.class::isInstance));
        return events.stream()
                .filter(MediaEvent.Closed.class::isInstance)
                .map(MediaEvent.Closed.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private void nobodyWasAnswered() {
        for (DatagramSocket socket : List.of(stranger, elsewhere)) {
            assertThatThrownBy(() -> socket.receive(new DatagramPacket(new byte[500], 500)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }
}
