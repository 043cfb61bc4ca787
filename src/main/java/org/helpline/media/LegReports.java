package org.helpline.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.helpline.media.rtp.PortPair;
import org.helpline.media.rtp.RtcpReader;
import org.helpline.media.rtp.RtcpWriter;
import org.helpline.media.rtp.RtpSender;
import org.helpline.sdp.NegotiatedAudio;
import org.jspecify.annotations.Nullable;

/** RTCP of one leg: reports out about every five seconds, the peer's read once a second. One media loop. */
final class LegReports {

    private static final long READ_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();
    private static final double COMPENSATION = 1.21828; // e - 3/2, RFC 3550 §6.3.1
    private static final int MAX_PACKETS = 4;

    private final MediaLoop loop;
    private final PortPair ports;
    private final LegSrtp srtp;
    private final LegInput input;
    private final RtpSender sender;
    private final RandomGenerator random;
    private final RtcpWriter writer;
    private final RtcpReader reader = new RtcpReader();
    private @Nullable InetSocketAddress learned;
    private long readDue;
    private long writeDue;
    private long sentAtLast;

    LegReports(
            MediaLoop loop,
            PortPair ports,
            LegSrtp srtp,
            LegInput input,
            RtpSender sender,
            RandomGenerator random,
            long now) {
        this.loop = loop;
        this.ports = ports;
        this.srtp = srtp;
        this.input = input;
        this.sender = sender;
        this.random = random;
        this.writer = new RtcpWriter(random);
        readDue = now + (long) (random.nextDouble() * READ_NANOS);
        writeDue = now + interval() / 2; // the first comes after half the time: §6.2
    }

    // between half and one and a half of the interval, so that reports do not synchronise
    private long interval() {
        return (long) (INTERVAL_NANOS * (0.5 + random.nextDouble()) / COMPENSATION);
    }

    /** Another agreement: what was learned of the peer's port may hold no longer. */
    void agreed() {
        learned = null;
    }

    void tick(NegotiatedAudio terms, @Nullable InetSocketAddress source, long now) {
        if (now - readDue >= 0) {
            readDue = now + READ_NANOS;
            read(terms, source, now);
        }
        if (now - writeDue >= 0) {
            writeDue = now + interval();
            write(terms, source, now, false);
        }
    }

    private void read(NegotiatedAudio terms, @Nullable InetSocketAddress source, long now) {
        for (int i = 0; i < MAX_PACKETS; i++) {
            ByteBuffer packet = loop.in.clear();
            InetSocketAddress from = ports.receiveRtcp(packet);
            if (from == null) {
                return;
            }
            int length = packet.position();
            InetAddress peer = source == null ? terms.remoteRtcp().getAddress() : source.getAddress();
            int clear = from.getAddress().equals(peer) ? srtp.openRtcp(packet.clear(), length) : -1;
            if (clear >= 0 && reader.on(packet, clear, sender.ssrc(), now)) {
                learned = from;
            }
        }
    }

    /** Sends a last report with BYE, if anything was ever sent. */
    void bye(NegotiatedAudio terms, @Nullable InetSocketAddress source, long now) {
        if (sender.packets() > 0) {
            write(terms, source, now, true);
        }
    }

    private void write(NegotiatedAudio terms, @Nullable InetSocketAddress source, long now, boolean bye) {
        InetSocketAddress to = target(terms, source);
        if (to == null || (sender.packets() == 0 && !input.hasHeard())) {
            return;
        }
        ByteBuffer packet = loop.out.clear();
        if (sender.packets() > sentAtLast) {
            int timestamp = sender.reportTimestamp(now);
            writer.sender(packet, sender.ssrc(), loop.clock.now(), timestamp, sender.packets(), sender.octets());
        } else {
            writer.receiver(packet, sender.ssrc()); // nothing sent since the last report: §6.4
        }
        sentAtLast = sender.packets();
        if (input.hasHeard()) {
            writer.reception(packet, 0, reception(now));
        }
        writer.name(packet, 0, sender.ssrc());
        if (bye) {
            writer.bye(packet, sender.ssrc());
        }
        int sealed = srtp.sealRtcp(packet, packet.position());
        if (sealed >= 0) {
            ports.sendRtcp(packet.limit(sealed).position(0), to);
        }
        packet.clear();
    }

    private RtcpWriter.Reception reception(long now) {
        return new RtcpWriter.Reception(
                input.ssrc(),
                input.tracker().fractionLost(),
                input.tracker().lostField(),
                input.tracker().extendedHighest(),
                input.jitter().units(),
                reader.lastReport(),
                reader.sinceLastReport(now));
    }

    // where reports came from; else as signalled; a peer behind a NAT is tried one above where its RTP comes from
    private @Nullable InetSocketAddress target(NegotiatedAudio terms, @Nullable InetSocketAddress source) {
        if (learned != null) {
            return learned;
        }
        InetSocketAddress signalled = terms.remoteRtcp();
        if (source != null && !source.equals(terms.remoteRtp()) && source.getPort() < 0xffff) {
            return new InetSocketAddress(source.getAddress(), source.getPort() + 1);
        }
        boolean sendable = signalled.getAddress() != null
                && !signalled.getAddress().isAnyLocalAddress()
                && !signalled.getAddress().isMulticastAddress();
        return sendable && signalled.getPort() > 0 ? signalled : null;
    }
}
