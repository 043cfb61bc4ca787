package org.helpline.media.rtp;

import java.nio.ByteBuffer;
import org.helpline.core.SoundReport;

/**
 * Reads compound RTCP packets of the peer: its last sender report, and what it says of our stream. BYE and all else is passed over: a call
 * ends by SIP alone. One thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#section-6.4">RFC 3550 §6.4 and §A.2</a>
 */
public final class RtcpReader {

    private static final int HEADER = 4;
    private static final int SENDER_PART = 28;
    private static final int RECEIVER_PART = 8;
    private static final int BLOCK = 24;

    private int lastReport;
    private long lastReportNanos;
    private long reports;
    private long reportsOfUs;
    private int peerSsrc;
    private long peerNtp;
    private int peerRtpTimestamp;
    private int peerPackets;
    private int peerOctets;
    private int peerFractionLost;
    private int peerLost;
    private int peerHighest;
    private int peerJitterUnits;
    private int peerLastReport;
    private int peerSinceLastReport;

    /**
     * Takes a datagram of {@code length} bytes from index 0.
     *
     * @param ourSsrc whose reception blocks are noted
     * @param now when it came
     * @return false if it is no valid compound packet; nothing is noted then
     */
    public boolean on(ByteBuffer packet, int length, int ourSsrc, long now) {
        return on(packet, length, ourSsrc, now, true);
    }

    /** The same; where {@code timely} is false it is not known well when it came, and {@link #lastReport} stays what it was. */
    public boolean on(ByteBuffer packet, int length, int ourSsrc, long now, boolean timely) {
        if (!isValid(packet, length)) {
            return false;
        }
        for (int at = 0; at < length; at += bytes(packet, at)) {
            int type = packet.get(at + 1) & 0xff;
            if (type == RtcpWriter.SR && timely) {
                lastReport = packet.getInt(at + 10); // the middle 32 of the 64 bits of NTP time
                lastReportNanos = now;
            }
            if (type == RtcpWriter.SR || type == RtcpWriter.RR) {
                sender(packet, at, type == RtcpWriter.SR);
                blocks(packet, at, type == RtcpWriter.SR ? SENDER_PART : RECEIVER_PART, ourSsrc);
            }
        }
        reports++;
        return true;
    }

    private static boolean isValid(ByteBuffer packet, int length) {
        if (length < HEADER + 4 || length % 4 != 0) {
            return false;
        }
        int type = packet.get(1) & 0xff;
        // a compound begins with a report and without padding: §A.2
        if ((type != RtcpWriter.SR && type != RtcpWriter.RR) || (packet.get(0) & 0x20) != 0) {
            return false;
        }
        int at = 0;
        while (at < length) {
            if (at + HEADER > length || (packet.get(at) & 0xc0) != 0x80 || bytes(packet, at) < least(packet, at)) {
                return false;
            }
            at += bytes(packet, at);
        }
        return at == length;
    }

    private static int least(ByteBuffer packet, int at) {
        return switch (packet.get(at + 1) & 0xff) {
            case RtcpWriter.SR -> SENDER_PART;
            case RtcpWriter.RR -> RECEIVER_PART;
            default -> HEADER;
        };
    }

    private static int bytes(ByteBuffer packet, int at) {
        return 4 * ((packet.getShort(at + 2) & 0xffff) + 1);
    }

    // a receiver report has no sender part: §6.4.2
    private void sender(ByteBuffer packet, int at, boolean hasSent) {
        peerSsrc = packet.getInt(at + 4);
        peerNtp = hasSent ? packet.getLong(at + 8) : 0;
        peerRtpTimestamp = hasSent ? packet.getInt(at + 16) : 0;
        peerPackets = hasSent ? packet.getInt(at + 20) : 0;
        peerOctets = hasSent ? packet.getInt(at + 24) : 0;
    }

    private void blocks(ByteBuffer packet, int at, int start, int ourSsrc) {
        int count = packet.get(at) & 0x1f;
        int end = at + bytes(packet, at);
        for (int b = at + start; count > 0 && b + BLOCK <= end; b += BLOCK, count--) {
            if (packet.getInt(b) == ourSsrc) {
                peerFractionLost = packet.get(b + 4) & 0xff;
                peerLost = packet.getInt(b + 4) << 8 >> 8; // 24 bits, signed
                peerHighest = packet.getInt(b + 8);
                peerJitterUnits = packet.getInt(b + 12);
                peerLastReport = packet.getInt(b + 16);
                peerSinceLastReport = packet.getInt(b + 20);
                reportsOfUs++;
            }
        }
    }

    /** The middle 32 bits of the NTP time of the peer's last sender report; 0 before the first. */
    public int lastReport() {
        return lastReport;
    }

    /** How long ago that came, in 1/65536 s; 0 before the first. */
    public int sinceLastReport(long now) {
        return lastReport == 0 ? 0 : (int) ((now - lastReportNanos) / 1_000L * 65_536L / 1_000_000L);
    }

    /** Valid compounds heard. */
    public long reports() {
        return reports;
    }

    /** The share of our packets that the peer said it lost, in 1/256, as last reported. */
    public int peerFractionLost() {
        return peerFractionLost;
    }

    /** The jitter that the peer sees, in clock units, as last reported. */
    public int peerJitterUnits() {
        return peerJitterUnits;
    }

    /** Reception blocks about our stream heard. */
    public long reportsOfUs() {
        return reportsOfUs;
    }

    /** How many of our packets the peer said in all that it lost, as last reported; negative if more came than were due. */
    public int peerLost() {
        return peerLost;
    }

    /** The extended highest number of our packets that the peer had heard, as last reported. */
    public int peerHighest() {
        return peerHighest;
    }

    /** The middle of the NTP time of our sender report that the peer heard last, or 0. */
    public int peerLastReport() {
        return peerLastReport;
    }

    /** How long it had had that, in 1/65536 s. */
    public int peerSinceLastReport() {
        return peerSinceLastReport;
    }

    /** All that it said last of {@code ourSsrc}. */
    public SoundReport.Block block(int ourSsrc) {
        return new SoundReport.Block(
                peerSsrc,
                ourSsrc,
                peerNtp,
                peerRtpTimestamp,
                peerPackets & 0xffffffffL,
                peerOctets & 0xffffffffL,
                peerFractionLost,
                peerLost,
                peerHighest,
                peerJitterUnits,
                peerLastReport,
                peerSinceLastReport);
    }
}
