package org.helpline.media.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * Writes our compound reports: sender or receiver report, then the CNAME, then BYE at the end. One thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#section-6.1">RFC 3550 §6.1 to §6.6</a>
 */
public final class RtcpWriter {

    static final int SR = 200;
    static final int RR = 201;
    static final int SDES = 202;
    static final int BYE = 203;
    private static final int CNAME = 1;
    private static final long NTP_MINUS_UNIX_SECONDS = 2_208_988_800L;

    private final byte[] cname;

    /** Reports under a random name, new for each session, so that calls cannot be linked by it (RFC 7022 §4.2). */
    public RtcpWriter(RandomGenerator random) {
        byte[] bits = new byte[12];
        random.nextBytes(bits);
        cname = Base64.getEncoder().encodeToString(bits).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * What we say of the source that we hear.
     *
     * @param fractionLost in 1/256 since the last report; {@code lost} 24 bits, signed
     * @param jitter in clock units; {@code lastReport} the middle of the NTP time of its last sender report, or 0
     * @param sinceLastReport since that came, in 1/65536 s, or 0
     */
    public record Reception(
            int ssrc,
            int fractionLost,
            int lost,
            int highestSequence,
            int jitter,
            int lastReport,
            int sinceLastReport) {}

    /** Begins a sender report at the buffer's position. */
    public void sender(ByteBuffer to, int ssrc, Instant wall, int rtpTimestamp, long packets, long octets) {
        begin(to, SR, ssrc);
        to.putLong(ntp(wall));
        to.putInt(rtpTimestamp).putInt((int) packets).putInt((int) octets);
    }

    /** A time as reports hold it: 32 bits of seconds since 1900, 32 of their fraction (RFC 3550 §4). */
    public static long ntp(Instant wall) {
        long fraction = (((long) wall.getNano()) << 32) / 1_000_000_000L;
        return (wall.getEpochSecond() + NTP_MINUS_UNIX_SECONDS) << 32 | fraction;
    }

    /** Begins a receiver report at the buffer's position. */
    public void receiver(ByteBuffer to, int ssrc) {
        begin(to, RR, ssrc);
    }

    private static void begin(ByteBuffer to, int type, int ssrc) {
        to.put((byte) 0x80).put((byte) type).putShort((short) 0).putInt(ssrc);
    }

    /** Adds a reception block to the report that begins at {@code reportAt}. */
    public void reception(ByteBuffer to, int reportAt, Reception r) {
        to.putInt(r.ssrc())
                .putInt((r.fractionLost() << 24) | (r.lost() & 0xffffff))
                .putInt(r.highestSequence());
        to.putInt(r.jitter()).putInt(r.lastReport()).putInt(r.sinceLastReport());
        to.put(reportAt, (byte) (to.get(reportAt) + 1));
    }

    /** Closes the report that begins at {@code reportAt} and adds the CNAME. */
    public void name(ByteBuffer to, int reportAt, int ssrc) {
        length(to, reportAt);
        int at = to.position();
        to.put((byte) 0x81).put((byte) SDES).putShort((short) 0).putInt(ssrc);
        to.put((byte) CNAME).put((byte) cname.length).put(cname).put((byte) 0);
        while ((to.position() - at) % 4 != 0) {
            to.put((byte) 0); // the list ends with a zero and is padded to 32 bits: §6.5
        }
        length(to, at);
    }

    /** Adds a BYE. */
    public void bye(ByteBuffer to, int ssrc) {
        to.put((byte) 0x81).put((byte) BYE).putShort((short) 1).putInt(ssrc);
    }

    private static void length(ByteBuffer to, int at) {
        to.putShort(at + 2, (short) ((to.position() - at) / 4 - 1));
    }
}
