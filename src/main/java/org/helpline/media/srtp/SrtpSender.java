package org.helpline.media.srtp;

import java.nio.ByteBuffer;
import org.helpline.sdp.SrtpKey;

/**
 * Seals what we send under one key, of one source. No two packets ever go out under one index: that would show what they differ in, and with GCM
 * the key of the tags (RFC 3711 §9.1, RFC 7714 §15.1). One thread, that of the {@link Space}.
 */
public final class SrtpSender {

    static final int RTP_HEADER = 12;

    private static final int RTCP_HEADER = 8;
    private static final int SSRC = 8;
    private static final int RTCP_SSRC = 4;
    private static final int WORD = 4;

    private final SrtpKey key;
    private final Space space;
    private final Transform transform;
    private final PacketIndex place = new PacketIndex();
    private int nextReport;

    public SrtpSender(SrtpKey key, Space space) {
        this.key = key;
        this.space = space;
        transform = transform(key, space);
    }

    static Transform transform(SrtpKey key, Space space) {
        return key.suite().isGcm() ? new GcmMode(key, space) : new CounterMode(key, space);
    }

    /** Whether it seals under this very key. */
    public boolean isUnder(SrtpKey other) {
        return key.equals(other);
    }

    /**
     * Seals the RTP packet from {@code from} to {@code end}, in place; the tag is put behind it.
     *
     * @return the new end, or -1 if it must not be sent: its number was used, or it does not fit
     */
    public int sealRtp(ByteBuffer packet, int from, int end) {
        int length = end - from;
        int tag = key.suite().tagBytes();
        if (length + tag > Space.MOST || end + tag > packet.capacity()) {
            return -1;
        }
        packet.get(from, space.packet, 0, length);
        int header = header(space.packet, length);
        long index = header < 0 ? -1 : place.guess(Bytes.getShort(space.packet, 2));
        if (header < 0 || !place.isFresh(index)) {
            return -1;
        }
        place.accept(index);
        int bytes = transform.sealRtp(header, length, Bytes.getInt(space.packet, SSRC), index);
        packet.limit(packet.capacity()).put(from + header, space.packet, header, bytes - header);
        return from + bytes;
    }

    /**
     * Seals the RTCP packet from 0 to {@code end}, in place; index and tag are put behind it.
     *
     * @return the new end, or -1 if it must not be sent
     */
    public int sealRtcp(ByteBuffer packet, int end) {
        int more = WORD + key.suite().rtcpTagBytes();
        if (end < RTCP_HEADER
                || end + more > Space.MOST
                || end + more > packet.capacity()
                || nextReport == SrtcpWord.MOST) {
            return -1;
        }
        packet.get(0, space.packet, 0, end);
        int bytes = transform.sealRtcp(end, Bytes.getInt(space.packet, RTCP_SSRC), nextReport++);
        packet.limit(packet.capacity()).put(RTCP_HEADER, space.packet, RTCP_HEADER, bytes - RTCP_HEADER);
        return bytes;
    }

    /** Bytes of the header with sources and extension, which stay readable (RFC 3711 §3.1); -1 if it is no RTP or overruns the packet. */
    static int header(byte[] packet, int length) {
        if (length < RTP_HEADER || (packet[0] & 0xc0) != 0x80) {
            return -1;
        }
        int header = RTP_HEADER + 4 * (packet[0] & 0x0f);
        if ((packet[0] & 0x10) != 0) {
            if (header + 4 > length) {
                return -1;
            }
            header += 4 + 4 * Bytes.getShort(packet, header + 2);
        }
        return header <= length ? header : -1;
    }
}
