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
import org.helpline.media.TestHouse.Packet;
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

/** Browsers of which a test plays the part, at an engine on virtual time. Their handshakes run on threads of their own, and time goes on meanwhile. */
final class Browsers implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    final TestHouse house;
    private final Random random = new Random(5764);
    private final DtlsAssociations browsers = DtlsAssociations.open(Instant.parse("2026-11-20T10:00:00Z"));
    private final List<Page> pages = new ArrayList<>();

    Browsers(TestHouse house) {
        this.house = house;
    }

    /** What all of them show. */
    Fingerprint fingerprint() {
        return browsers.fingerprints().getFirst();
    }

    /** One that begins the handshake. */
    Page page() {
        return new Page(true, fingerprint());
    }

    @Override
    public void close() {
        pages.forEach(Page::close);
        browsers.close();
        house.engine.close();
    }

    /** The browser's side. */
    final class Page {
        final Phone phone = house.phone(4000);
        final DtlsTerms ours;
        final Checks checks;
        final Queue<byte[]> out = new ConcurrentLinkedQueue<>();
        final AtomicReference<Outcome> outcome = new AtomicReference<>();
        final List<byte[]> sound = new ArrayList<>();
        final List<byte[]> reports = new ArrayList<>();
        final DtlsAssociation association;
        int answered;
        private int read;
        private Runnable aside = () -> {};

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

        /** Does that too, before any 20 ms pass. */
        void among(Runnable others) {
            aside = others;
        }

        /** Lets 20 ms pass: what the browser's thread has sent comes, and what the leg has sent goes where it belongs. */
        void pass() {
            aside.run();
            for (byte[] next = out.poll(); next != null; next = out.poll()) {
                send(next, phone.address);
            }
            house.pass(20);
            sort();
        }

        private void sort() {
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
            byte[] all = clear(packet);
            return Arrays.copyOfRange(all, RtpHeader.BYTES, all.length);
        }

        private byte[] clear(byte[] packet) {
            ByteBuffer buffer = ByteBuffer.allocate(300).put(0, packet);
            int length = receiver.openRtp(buffer, packet.length);
            assertThat(length).isGreaterThan(RtpHeader.BYTES);
            return Arrays.copyOf(buffer.array(), length);
        }

        /** The handshake is over: what was sent and told until now is past, however long it took in the house's time. */
        void startAnew() {
            hears(1);
            check();
            pass();
            sound.clear();
            phone.wire.rtpIn.clear();
            phone.wire.rtpOut.clear();
            read = 0;
            phone.events.clear();
        }

        /** What it has heard since it was asked last, opened. */
        List<Packet> heard() {
            sort();
            List<Packet> all = sound.stream()
                    .map(p -> Packet.of(new FakePorts.Datagram(clear(p), phone.address)))
                    .toList();
            sound.clear();
            return all;
        }

        void speak(int fill) {
            phone.speak(AudioCodec.PCMU, fill);
            seal();
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

        void close() {
            association.close();
        }
    }
}
