package org.helpline.media.rtp;

import java.nio.ByteBuffer;

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
    private int peerFractionLost;
    private int peerJitterUnits;

    /**
     * Takes a datagram of {@code length} bytes from index 0.
     *
     * @param ourSsrc whose reception blocks are noted
     * @return false if it is no valid compound packet; nothing is noted then
     */
    public boolean on(ByteBuffer packet, int length, int ourSsrc, long now) {
        if (!isValid(packet, length)) {
            return false;
        }
        for (int at = 0; at < length; at += bytes(packet, at)) {
            int type = packet.get(at + 1) & 0xff;
            if (type == RtcpWriter.SR) {
                lastReport = packet.getInt(at + 10); // the middle 32 of the 64 bits of NTP time
                lastReportNanos = now;
            }
            if (type == RtcpWriter.SR || type == RtcpWriter.RR) {
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

    private void blocks(ByteBuffer packet, int at, int start, int ourSsrc) {
        int count = packet.get(at) & 0x1f;
        int end = at + bytes(packet, at);
        for (int b = at + start; count > 0 && b + BLOCK <= end; b += BLOCK, count--) {
            if (packet.getInt(b) == ourSsrc) {
                peerFractionLost = packet.get(b + 4) & 0xff;
                peerJitterUnits = packet.getInt(b + 12);
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
}
