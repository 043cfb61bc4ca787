package org.helpline.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.helpline.core.SoundReport;
import org.helpline.core.SoundWay;
import org.helpline.media.rtp.PortPair;
import org.helpline.media.rtp.RtcpReader;
import org.helpline.media.rtp.RtcpWriter;
import org.helpline.media.rtp.RtpSender;
import org.helpline.sdp.NegotiatedAudio;
import org.jspecify.annotations.Nullable;

/**
 * RTCP of one leg: reports out about every five seconds, the peer's read, and what both told handed on. One media loop.
 *
 * <p>When a report came is known as well as its socket is asked often. That is once a second until the peer has reported, and every 50 ms when
 * its next one may be due, so that the way there and back is known within that (RFC 3550 §6.4.1).
 */
final class LegReports {

    private static final long READ_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long READ_CLOSELY_NANOS = Duration.ofMillis(50).toNanos();
    private static final long TIMELY_NANOS = Duration.ofMillis(100).toNanos();
    private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long TELL_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long NOT_DUE_NANOS = Duration.ofSeconds(2).toNanos(); // half of the least interval: §6.2
    private static final long GIVEN_UP_NANOS = Duration.ofSeconds(30).toNanos();
    private static final double COMPENSATION = 1.21828; // e - 3/2, RFC 3550 §6.3.1
    private static final int MAX_PACKETS = 4;
    private static final int NTP_MIDDLE = 10;
    private static final double UNKNOWN = -1;

    private final MediaLoop loop;
    private final PortPair ports;
    private final LegSrtp srtp;
    private final LegInput input;
    private final RtpSender sender;
    private final RandomGenerator random;
    private final Consumer<MediaEvent> told;
    private final RtcpWriter writer;
    private final RtcpReader reader = new RtcpReader();
    private final SoundMeter meter = new SoundMeter();
    private @Nullable InetSocketAddress learned;
    private RtcpWriter.@Nullable Reception reported;
    private long readDue;
    private long readAt;
    private long heardAt;
    private long writeDue;
    private long sentAtLast;
    private long tellDue;
    private long ofUsTold;
    private double roundTripMillis = UNKNOWN;
    // the middles of the NTP times of our last two sender reports, and when they went: a third is older than any answer
    private int stamp;
    private int stampBefore;
    private long stampNanos;
    private long stampBeforeNanos;

    LegReports(
            MediaLoop loop,
            PortPair ports,
            LegSrtp srtp,
            LegInput input,
            RtpSender sender,
            RandomGenerator random,
            Consumer<MediaEvent> told,
            long now) {
        this.loop = loop;
        this.ports = ports;
        this.srtp = srtp;
        this.input = input;
        this.sender = sender;
        this.random = random;
        this.told = told;
        this.writer = new RtcpWriter(random);
        readDue = now + (long) (random.nextDouble() * READ_NANOS);
        readAt = now;
        tellDue = now;
        writeDue = now + interval() / 2; // the first comes after half the time: §6.2
    }

    // between half and one and a half of the interval, so that reports do not synchronise
    private long interval() {
        return (long) (INTERVAL_NANOS * (0.5 + random.nextDouble()) / COMPENSATION);
    }

    /** Another agreement: what was learned of the peer's port may hold no longer. */
    void agreed(NegotiatedAudio terms) {
        learned = null;
        meter.clock(terms.codec().unitsPerMilli());
    }

    void tick(NegotiatedAudio terms, @Nullable InetSocketAddress source, long now) {
        if (now - readDue >= 0) {
            read(terms, source, now);
            readDue = now + pause(now);
        }
        if (now - writeDue >= 0) {
            writeDue = now + interval();
            write(terms, source, now, false);
            if (now - tellDue >= 0) {
                tell(terms, source, now);
            }
        }
    }

    private long pause(long now) {
        long since = now - heardAt;
        if (reader.reports() == 0 || since > GIVEN_UP_NANOS) {
            return READ_NANOS;
        }
        return Math.max(READ_CLOSELY_NANOS, NOT_DUE_NANOS - since);
    }

    private void read(NegotiatedAudio terms, @Nullable InetSocketAddress source, long now) {
        long gap = now - readAt;
        readAt = now;
        for (int i = 0; i < MAX_PACKETS; i++) {
            ByteBuffer packet = loop.in.clear();
            InetSocketAddress from = ports.receiveRtcp(packet);
            if (from == null) {
                return;
            }
            int length = packet.position();
            InetAddress peer = source == null ? terms.remoteRtcp().getAddress() : source.getAddress();
            int clear = from.getAddress().equals(peer) ? srtp.openRtcp(packet.clear(), length) : -1;
            long before = reader.reportsOfUs();
            long came = now - gap / 2; // somewhere in between
            if (clear >= 0 && reader.on(packet, clear, sender.ssrc(), came, gap <= TIMELY_NANOS)) {
                learned = from;
                heardAt = now;
                if (reader.reportsOfUs() > before) {
                    heard(came, gap <= TIMELY_NANOS);
                }
            }
        }
    }

    private void heard(long came, boolean timely) {
        meter.went(reader, sender.packets());
        int answered = reader.peerLastReport();
        boolean isLast = answered == stamp;
        if (!timely || answered == 0 || (!isLast && answered != stampBefore)) {
            return;
        }
        long held = ((reader.peerSinceLastReport() & 0xffffffffL) * 1_000_000_000L) >> 16;
        double millis = (came - (isLast ? stampNanos : stampBeforeNanos) - held) / 1e6;
        roundTripMillis = Math.max(0, millis); // a few less where it came right after we had looked
        meter.roundTrip(roundTripMillis);
    }

    // one small record every few seconds; the packets' path has none
    private void tell(NegotiatedAudio terms, @Nullable InetSocketAddress source, long now) {
        RtcpWriter.Reception ours = reported;
        InetSocketAddress to = target(terms, source);
        boolean hasNew = reader.reportsOfUs() > ofUsTold;
        if (to == null || (ours == null && !hasNew)) {
            return;
        }
        tellDue = now + TELL_NANOS;
        ofUsTold = reader.reportsOfUs();
        reported = null;
        InetSocketAddress local = ports.local();
        told.accept(new MediaEvent.Reported(new SoundReport(
                loop.clock.now(),
                new InetSocketAddress(local.getAddress(), local.getPort() + 1),
                to,
                Optional.ofNullable(ours).map(r -> block(r, now)),
                hasNew ? Optional.of(reader.block(sender.ssrc())) : Optional.empty(),
                roundTripMillis,
                terms.codec().unitsPerMilli())));
    }

    private SoundReport.Block block(RtcpWriter.Reception r, long now) {
        return new SoundReport.Block(
                sender.ssrc(),
                r.ssrc(),
                sender.packets() == 0 ? 0 : RtcpWriter.ntp(loop.clock.now()),
                sender.packets() == 0 ? 0 : sender.reportTimestamp(now),
                sender.packets(),
                sender.octets(),
                r.fractionLost(),
                r.lost(),
                r.highestSequence(),
                r.jitter(),
                r.lastReport(),
                r.sinceLastReport());
    }

    /** Sends a last report with BYE, if anything was ever sent, and takes in what the peer said last. */
    void bye(NegotiatedAudio terms, @Nullable InetSocketAddress source, long now) {
        read(terms, source, now);
        if (sender.packets() > 0) {
            write(terms, source, now, true);
        }
    }

    /** What all reports came to. */
    List<SoundWay> ways() {
        return meter.ways(input.received(), input.lost());
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
            stamped(packet.getInt(NTP_MIDDLE), now);
        } else {
            writer.receiver(packet, sender.ssrc()); // nothing sent since the last report: §6.4
        }
        sentAtLast = sender.packets();
        if (input.hasHeard()) {
            RtcpWriter.Reception ours = reception(now);
            reported = ours;
            if (!bye) { // the counters tell the end
                meter.came(ours);
            }
            writer.reception(packet, 0, ours);
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

    private void stamped(int middle, long now) {
        stampBefore = stamp;
        stampBeforeNanos = stampNanos;
        stamp = middle;
        stampNanos = now;
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
