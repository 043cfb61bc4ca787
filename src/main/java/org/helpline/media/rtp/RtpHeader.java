package org.helpline.media.rtp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A view of one RTP packet in a buffer; reused for packet after packet. One thread.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |           synchronization source (SSRC) identifier            |
 * |            contributing source (CSRC) identifiers             |
 * </pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#section-5.1">RFC 3550 §5.1</a>
 */
public final class RtpHeader {

    /** Bytes of a header without contributing sources and extension. */
    public static final int BYTES = 12;

    private static final int SEQUENCE = 2;
    private static final int TIMESTAMP = 4;
    private static final int SSRC = 8;

    private int first;
    private int second;
    private int sequence;
    private int timestamp;
    private int ssrc;
    private int payloadOffset;
    private int payloadBytes;

    /**
     * Reads a packet that starts at index 0.
     *
     * @param packet big-endian (a buffer's default)
     * @param length the datagram's bytes
     * @return false if this is no RTP: too short, another version, RTCP's types, or parts that overrun it (RFC 3550 §A.1)
     */
    public boolean read(ByteBuffer packet, int length) {
        if (length < BYTES) {
            return false;
        }
        first = packet.get(0) & 0xff;
        second = packet.get(1) & 0xff;
        if (first >>> 6 != 2 || isRtcp(second)) {
            return false;
        }
        sequence = packet.getShort(SEQUENCE) & 0xffff;
        timestamp = packet.getInt(TIMESTAMP);
        ssrc = packet.getInt(SSRC);
        return findPayload(packet, length);
    }

    // 200 to 204 where RTP has marker and type: RTCP on the wrong port (RFC 3550 §A.1)
    private static boolean isRtcp(int second) {
        return second >= 200 && second <= 204;
    }

    private boolean findPayload(ByteBuffer packet, int length) {
        payloadOffset = BYTES + 4 * (first & 0x0f);
        if ((first & 0x10) != 0) {
            if (payloadOffset + 4 > length) {
                return false;
            }
            payloadOffset += 4 + 4 * (packet.getShort(payloadOffset + 2) & 0xffff);
        }
        payloadBytes = length - payloadOffset;
        if (payloadBytes < 0) {
            return false;
        }
        if ((first & 0x20) != 0) {
            int padding = payloadBytes == 0 ? 0 : packet.get(length - 1) & 0xff;
            payloadBytes -= padding;
            return padding > 0 && payloadBytes >= 0;
        }
        return true;
    }

    /** Writes a header of {@link #BYTES} bytes at {@code at}: version 2, no padding, extension or contributing sources. */
    public static void write(
            ByteBuffer to, int at, boolean marker, int payloadType, int sequence, int timestamp, int ssrc) {
        assert to.order() == ByteOrder.BIG_ENDIAN;
        to.put(at, (byte) 0x80);
        to.put(at + 1, (byte) ((marker ? 0x80 : 0) | (payloadType & 0x7f)));
        to.putShort(at + SEQUENCE, (short) sequence);
        to.putInt(at + TIMESTAMP, timestamp);
        to.putInt(at + SSRC, ssrc);
    }

    /** The marker bit: the first packet after silence, or of a press. */
    public boolean marker() {
        return (second & 0x80) != 0;
    }

    /** 0 to 127. */
    public int payloadType() {
        return second & 0x7f;
    }

    /** 0 to 65535; wraps. */
    public int sequence() {
        return sequence;
    }

    /** In clock units; wraps. */
    public int timestamp() {
        return timestamp;
    }

    /** The synchronization source, any 32 bits. */
    public int ssrc() {
        return ssrc;
    }

    /** Index of the payload's first byte, 12 or more. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** Bytes of payload without padding, 0 or more. */
    public int payloadBytes() {
        return payloadBytes;
    }
}
