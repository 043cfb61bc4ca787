package org.helpline.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.helpline.config.MediaSettings;
import org.helpline.core.ManualClock;
import org.helpline.core.SameThreadLoop;
import org.helpline.media.play.Audio;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.NegotiatedAudio;
import org.helpline.sdp.OpusTerms;
import org.helpline.sdp.PacketTime;

/** An engine on virtual time and a network in memory. */
final class TestHouse {

    static final Duration SILENCE = Duration.ofSeconds(30);
    static final Duration RELATCH = Duration.ofSeconds(10);
    static final MediaSettings SETTINGS = new MediaSettings(0, 0, 1, List.of("PCMU", "PCMA"), SILENCE, RELATCH);
    static final int EVENT_TYPE = 101;

    final ManualClock clock = new ManualClock(Instant.parse("2026-11-20T10:00:00Z"));
    final SameThreadLoop owner = new SameThreadLoop("call", clock);
    final FakePorts net = new FakePorts();
    final TickedEngine engine = TickedEngine.unstarted(SETTINGS, clock, new Random(1), net, 1);

    /** A leg with its wire and what it told. */
    final class Phone {
        final List<MediaEvent> events = new ArrayList<>();
        final InetSocketAddress address;
        final MediaLeg leg;
        final FakePorts.Pair wire;
        int sequence;
        int timestamp = 5_000;
        int ssrc = 77;

        Phone(String host, int port, Optional<MediaLeg> beside) {
            address = at(host, port);
            leg = engine.open(owner, ip("192.0.2.1"), beside, events::add).orElseThrow();
            wire = net.pairs.getLast();
        }

        void agree(AudioCodec codec, Direction direction) {
            agree(codec, direction, 20, OptionalInt.of(EVENT_TYPE));
        }

        void agree(AudioCodec codec, Direction direction, int millis, OptionalInt event) {
            InetSocketAddress rtcp = new InetSocketAddress(address.getAddress(), address.getPort() + 1);
            leg.agreed(new NegotiatedAudio(address, rtcp, codec, codec.payloadType(), event, direction, millis));
        }

        /** A phone that says how long its packets are to be, and what it wants of Opus. */
        void agree(AudioCodec codec, PacketTime packets, OpusTerms opus) {
            InetSocketAddress rtcp = new InetSocketAddress(address.getAddress(), address.getPort() + 1);
            leg.agreed(new NegotiatedAudio(
                    address,
                    rtcp,
                    codec,
                    codec.payloadType(),
                    OptionalInt.of(EVENT_TYPE),
                    Direction.SENDRECV,
                    packets,
                    Optional.empty(),
                    8_000,
                    opus,
                    Optional.empty()));
        }

        /** Lets the phone send 20 ms of audio from its own address. */
        void speak(AudioCodec codec, int fill) {
            speak(address, codec, fill);
        }

        void speak(InetSocketAddress from, AudioCodec codec, int fill) {
            byte[] payload = new byte[160];
            Arrays.fill(payload, (byte) fill);
            send(from, false, codec.payloadType(), timestamp, payload);
            timestamp += 160;
        }

        void event(boolean marker, int at, int code, boolean end, int duration) {
            byte[] payload = {(byte) code, (byte) (end ? 0x8a : 0x0a), (byte) (duration >> 8), (byte) duration};
            send(address, marker, EVENT_TYPE, at, payload);
        }

        void send(InetSocketAddress from, boolean marker, int type, int at, byte[] payload) {
            ByteBuffer b = ByteBuffer.allocate(RtpHeader.BYTES + payload.length);
            RtpHeader.write(b, 0, marker, type, sequence, at, ssrc);
            b.put(RtpHeader.BYTES, payload);
            sequence = (sequence + 1) & 0xffff;
            wire.rtpIn.add(new FakePorts.Datagram(b.array(), from));
        }

        /** What has been sent to the phone, oldest first. */
        List<Packet> heard() {
            return wire.rtpOut.stream().map(Packet::of).toList();
        }

        <E extends MediaEvent> List<E> told(Class<E> type) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Packet(
            boolean marker, int type, int sequence, int timestamp, int ssrc, byte[] payload, InetSocketAddress to) {

        static Packet of(FakePorts.Datagram d) {
            RtpHeader h = new RtpHeader();
            ByteBuffer b = ByteBuffer.wrap(d.bytes());
            if (!h.read(b, d.bytes().length)) {
                throw new AssertionError("no RTP was sent");
            }
            byte[] payload = new byte[h.payloadBytes()];
            b.get(h.payloadOffset(), payload);
            return new Packet(h.marker(), h.payloadType(), h.sequence(), h.timestamp(), h.ssrc(), payload, d.address());
        }
    }

    Phone phone(int port) {
        return new Phone("198.51.100.7", port, Optional.empty());
    }

    Phone phoneBeside(Phone other, int port) {
        return new Phone("198.51.100.8", port, Optional.of(other.leg));
    }

    /** Lets time pass, tick by tick. */
    void pass(int millis) {
        for (int t = 0; t < millis; t += 5) {
            clock.move(Duration.ofMillis(5));
            engine.tick(clock.nanos());
            owner.run();
        }
    }

    /** Lets what was recorded be written, and those be told. */
    void write() {
        engine.write();
        owner.run();
    }

    static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(ip(host), port);
    }

    static InetAddress ip(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Audio whose bytes count up from 0, the same in both codecs, so that a place in it can be told. */
    static Audio counting(String name, int samples) {
        byte[] bytes = new byte[samples];
        for (int i = 0; i < samples; i++) {
            bytes[i] = (byte) (i / 160);
        }
        return new Counting(name, bytes);
    }

    @SuppressWarnings("ArrayRecordComponent") // a test's audio is compared by identity of its bytes
    private record Counting(String name, byte[] bytes) implements Audio {
        @Override
        public int samples() {
            return bytes.length;
        }

        @Override
        public byte[] encoded(AudioCodec codec) {
            return bytes;
        }
    }
}
