package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.helpline.media.TestHouse.Phone;
import org.helpline.media.dtls.DtlsAssociation;
import org.helpline.media.dtls.DtlsAssociation.Outcome;
import org.helpline.media.dtls.DtlsAssociations;
import org.helpline.media.ice.Checks;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.media.srtp.Space;
import org.helpline.media.srtp.SrtpReceiver;
import org.helpline.media.srtp.SrtpSender;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.DtlsTerms;
import org.helpline.sdp.Fingerprint;
import org.helpline.sdp.IceDtls;
import org.helpline.sdp.IceDtls.Setup;
import org.helpline.sdp.NegotiatedAudio;
import org.helpline.sdp.SrtpKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A leg to a browser, of which the test plays the part: checks, handshake and sound on one port. The handshake runs on threads of its own. */
class BrowserLegTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final InetSocketAddress STRANGER = TestHouse.at("203.0.113.66", 6666);

    private final TestHouse house = new TestHouse();
    private final Random random = new Random(5764);
    private final DtlsAssociations browsers = DtlsAssociations.open(Instant.parse("2026-11-20T10:00:00Z"));
    private final List<Page> pages = new ArrayList<>();

    @AfterEach
    void end() {
        pages.forEach(Page::close);
        browsers.close();
        house.engine.close();
    }

    /** The browser's side. */
    private final class Page {
        final Phone phone = house.phone(4000);
        final DtlsTerms ours;
        final Checks checks;
        final Queue<byte[]> out = new ConcurrentLinkedQueue<>();
        final AtomicReference<Outcome> outcome = new AtomicReference<>();
        final List<byte[]> sound = new ArrayList<>();
        final List<byte[]> reports = new ArrayList<>();
        final DtlsAssociation association;
        int answered;
        int read;

        @SuppressWarnings("NullAway.Init") // set before it is asked
        private SrtpReceiver receiver;

        @SuppressWarnings("NullAway.Init") // set before it is asked
        private SrtpSender sender;

        /** {@code begins}: the browser is the client of DTLS. */
        Page(boolean begins, Fingerprint named) {
            IceDtls server = IceDtls.fresh(house.engine.certificates().getFirst(), random);
            IceDtls page = IceDtls.fresh(named, random);
            ours = new DtlsTerms(role(server, !begins), role(page, begins));
            checks = new Checks(ours);
            // ours is theirs for it; the certificate that it shows is its own
            IceDtls shown = new IceDtls(
                    "page",
                    page.pwd(),
                    browsers.fingerprints().getFirst(),
                    role(page, begins).setup(),
                    Optional.empty());
            association = browsers.begin(new DtlsTerms(shown, role(server, !begins)), out::add, outcome::set);
            pages.add(this);
        }

        private static IceDtls role(IceDtls side, boolean active) {
            return new IceDtls(
                    side.ufrag(), side.pwd(), side.fingerprint(), active ? Setup.ACTIVE : Setup.PASSIVE, side.mid());
        }

        void agree(Direction direction) {
            phone.leg.agreed(new NegotiatedAudio(
                            TestHouse.at("0.0.0.0", 9),
                            TestHouse.at("0.0.0.0", 9),
                            AudioCodec.PCMU,
                            0,
                            OptionalInt.of(101),
                            direction,
                            20)
                    .over(ours));
        }

        void check() {
            send(checks.check(true), phone.address);
        }

        void send(byte[] datagram, InetSocketAddress from) {
            phone.wire.rtpIn.add(new FakePorts.Datagram(datagram, from));
        }

        /** Lets 20 ms pass: what the browser's thread has sent comes, and what the leg has sent goes where it belongs. */
        void pass() {
            for (byte[] next = out.poll(); next != null; next = out.poll()) {
                send(next, phone.address);
            }
            house.pass(20);
            for (; read < phone.wire.rtpOut.size(); read++) {
                sort(phone.wire.rtpOut.get(read).bytes());
            }
        }

        private void sort(byte[] packet) {
            int first = packet[0] & 0xff;
            if (first < 4) {
                answered++;
            } else if (DtlsAssociation.begins(first)) {
                association.receive(packet);
            } else if ((packet[1] & 0x7f) >= 64 && (packet[1] & 0x7f) < 96) {
                reports.add(packet);
            } else {
                sound.add(packet);
            }
        }

        /** Passes time until there are keys on both sides. */
        SrtpKeys secured() {
            await("keys")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .atMost(PATIENCE)
                    .until(() -> {
                        pass();
                        return outcome.get() != null;
                    });
            SrtpKeys keys = ((Outcome.Keyed) Objects.requireNonNull(outcome.get())).keys();
            receiver = new SrtpReceiver(keys.theirs(), new Space());
            sender = new SrtpSender(keys.ours(), new Space());
            return keys;
        }

        /** Passes time until sound comes, and tells its payloads. */
        List<byte[]> hears(int packets) {
            await("sound")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .atMost(PATIENCE)
                    .until(() -> {
                        pass();
                        return sound.size() >= packets;
                    });
            return sound.stream().map(this::opened).toList();
        }

        private byte[] opened(byte[] packet) {
            ByteBuffer buffer = ByteBuffer.allocate(300).put(0, packet);
            int length = receiver.openRtp(buffer, packet.length);
            assertThat(length).isGreaterThan(RtpHeader.BYTES);
            return Arrays.copyOfRange(buffer.array(), RtpHeader.BYTES, length);
        }

        void speak(int fill) {
            phone.speak(AudioCodec.PCMU, fill);
            byte[] plain = phone.wire.rtpIn.removeLast().bytes();
            ByteBuffer buffer = ByteBuffer.allocate(300).put(0, plain);
            int end = sender.sealRtp(buffer, 0, plain.length);
            send(Arrays.copyOf(buffer.array(), end), phone.address);
        }

        void close() {
            association.close();
        }
    }

    private Page page() {
        return new Page(true, browsers.fingerprints().getFirst());
    }

    @ParameterizedTest
    @EnumSource(names = {"ACTIVE", "PASSIVE"})
    void afterCheckAndHandshakeThePromptIsHeardFromItsBeginning(Setup browsers) {
        Page page =
                new Page(browsers == Setup.ACTIVE, this.browsers.fingerprints().getFirst());
        page.agree(Direction.SENDRECV);
        page.phone.leg.play(1, List.of(TestHouse.counting("prompt", 16_000)));
        for (int i = 0; i < 20; i++) {
            page.pass();
        }
        assertThat(page.phone.wire.rtpOut).as("nothing before a check").isEmpty();
        page.check();
        page.secured();
        List<byte[]> heard = page.hears(5);
        for (int i = 0; i < heard.size(); i++) {
            assertThat(heard.get(i)).hasSize(160).containsOnly((byte) i);
        }
        assertThat(page.answered).isPositive();
        assertThat(page.phone.wire.rtpOut).allMatch(d -> d.address().equals(page.phone.address));
    }

    @Test
    void whatTheBrowserSaysIsPassedOnToAPhoneAndBack() {
        Page page = page();
        Phone other = house.phoneBeside(page.phone, 7000);
        page.agree(Direction.SENDRECV);
        other.agree(AudioCodec.PCMU, Direction.SENDRECV);
        page.phone.leg.bridge(other.leg);
        page.check();
        page.secured();
        for (int i = 0; i < 20; i++) {
            page.speak(7);
            other.speak(AudioCodec.PCMU, 9);
            page.pass();
        }
        assertThat(other.heard()).hasSizeGreaterThan(15).allMatch(p -> p.payload()[0] == 7);
        assertThat(page.hears(15)).allMatch(p -> p[0] == 9);
    }

    @Test
    @DisplayName("RFC 5763 §5: a certificate that the description does not name makes no call")
    void anotherCertificateIsRefused() {
        Page page = new Page(true, Fingerprint.of(new byte[] {1}));
        page.agree(Direction.SENDRECV);
        page.check();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(PATIENCE)
                .until(() -> {
                    page.pass();
                    return !page.phone.told(MediaEvent.Unsecured.class).isEmpty();
                });
        assertThat(page.phone.told(MediaEvent.Unsecured.class).getFirst().why()).contains("DTLS handshake failed");
        assertThat(page.sound).isEmpty();
    }

    @Test
    void whoHasNotBeenCheckedMayNotBeginAHandshake() {
        Page page = page();
        page.agree(Direction.SENDRECV);
        for (int i = 0; i < 50; i++) {
            page.pass(); // its first flight comes, unchecked
        }
        assertThat(page.phone.wire.rtpOut).isEmpty();
        page.check();
        page.secured(); // by its second
    }

    @Test
    void reportsShareThePort() {
        Page page = page();
        page.agree(Direction.SENDRECV);
        page.phone.leg.startMusic(TestHouse.counting("music", 16_000));
        page.check();
        page.secured();
        for (int i = 0; i < 600; i++) {
            page.speak(1);
            page.pass();
        }
        assertThat(page.reports).isNotEmpty();
        assertThat(page.phone.wire.rtcpOut).isEmpty();
    }

    @Test
    @DisplayName("STUN and DTLS floods: the stream goes on")
    void floodsLeaveTheStreamAlone() {
        Page page = page();
        Phone other = house.phoneBeside(page.phone, 7000);
        page.agree(Direction.SENDRECV);
        other.agree(AudioCodec.PCMU, Direction.SENDRECV);
        page.phone.leg.bridge(other.leg);
        page.check();
        page.secured();
        int before = page.answered;
        byte[] forged = new Checks("a:b", "another-password-of-24-c").check(true);
        byte[] record = new byte[200];
        record[0] = 22;
        for (int i = 0; i < 100; i++) {
            for (int k = 0; k < 25; k++) {
                page.send(forged, STRANGER);
                page.send(forged, page.phone.address);
                page.send(record, STRANGER);
                page.send(record, page.phone.address);
                page.send(new byte[] {(byte) 0x80, 0, 1}, STRANGER);
            }
            page.speak(7);
            page.pass();
        }
        for (int i = 0; i < 20; i++) {
            page.pass();
        }
        assertThat(page.phone.wire.rtpIn).as("what waits").isEmpty();
        assertThat(other.heard()).hasSizeGreaterThanOrEqualTo(99).allMatch(p -> p.payload()[0] == 7);
        assertThat(page.answered).as("no stranger is answered").isEqualTo(before);
        assertThat(page.phone.wire.rtpOut).allMatch(d -> d.address().equals(page.phone.address));
    }

    @Test
    @DisplayName("RFC 7675: a browser that checks no more is told silent, on hold, too")
    void aBrowserThatChecksNoMoreIsToldSilentOnce() {
        Page page = page();
        page.agree(Direction.SENDRECV);
        page.check();
        page.secured();
        page.agree(Direction.INACTIVE);
        page.check();
        page.pass();
        page.phone.events.clear(); // a slow handshake is long in the house's time
        house.pass(29_000);
        page.check();
        house.pass(29_000);
        assertThat(page.phone.told(MediaEvent.Silent.class)).isEmpty();
        house.pass(20_000);
        assertThat(page.phone.told(MediaEvent.Silent.class)).hasSize(1);
    }

    @Test
    void aRefreshKeepsTheKeys() {
        Page page = page();
        page.agree(Direction.SENDRECV);
        page.check();
        page.secured();
        page.agree(Direction.SENDRECV);
        page.phone.leg.startMusic(TestHouse.counting("music", 16_000));
        assertThat(page.hears(5)).isNotEmpty();
    }
}
