package org.helpline.media.srtp;

import java.nio.ByteBuffer;
import org.helpline.sdp.SrtpKey;
import org.jspecify.annotations.Nullable;

/**
 * Opens what a peer sends under one key. A packet that is not genuine, or has been there, changes nothing here and is not to be looked at. One
 * thread, that of the {@link Space}.
 */
public final class SrtpReceiver {

    /** Too short, too long, or no RTP or RTCP at all. */
    public static final int MALFORMED = -1;

    /** Its tag is wrong: another key, or somebody who has none. */
    public static final int FORGED = -2;

    /** It has been there, or is too late to tell. */
    public static final int REPLAYED = -3;

    private static final int RTCP_HEADER = 8;
    private static final int WORD = 4;
    private static final int SSRC = 8;
    private static final int RTCP_SSRC = 4;
    private static final long ONE_ROLL_OVER = 1L << 16;

    private final SrtpKey key;
    private final Space space;
    private final Transform transform;
    private final Streams streams = new Streams();
    private final Streams reports = new Streams();

    public SrtpReceiver(SrtpKey key, Space space) {
        this.key = key;
        this.space = space;
        transform = SrtpSender.transform(key, space);
    }

    /** Whether it opens packets under this very key. */
    public boolean isUnder(SrtpKey other) {
        return key.equals(other);
    }

    /**
     * Opens the RTP packet at the buffer's beginning, in place; position and limit are left alone.
     *
     * @param length its bytes
     * @return its bytes in the clear, or {@link #MALFORMED}, {@link #FORGED} or {@link #REPLAYED}, and then the buffer is as it was
     */
    public int openRtp(ByteBuffer packet, int length) {
        int tag = key.suite().tagBytes();
        if (length > Space.MOST || length < tag + key.mkiBytes() + SrtpSender.RTP_HEADER) {
            return MALFORMED;
        }
        packet.get(0, space.packet, 0, length);
        int header = SrtpSender.header(space.packet, length - tag - key.mkiBytes());
        if (header < 0) {
            return MALFORMED;
        }
        int bytes = withoutIdentifier(length, tag);
        int result = open(header, bytes, Bytes.getInt(space.packet, SSRC), Bytes.getShort(space.packet, 2));
        if (result > 0) {
            packet.put(header, space.packet, header, result - header);
        }
        return result;
    }

    private int open(int header, int length, int ssrc, int sequence) {
        PacketIndex place = streams.find(ssrc);
        long index = place == null ? sequence : place.guess(sequence);
        if (place != null && !place.isFresh(index)) {
            return REPLAYED;
        }
        if (!transform.openRtp(header, length, ssrc, index)) {
            // the first that we hear of a source may be the one after its first roll-over
            index = sequence + ONE_ROLL_OVER;
            if (place != null || !transform.openRtp(header, length, ssrc, index)) {
                return FORGED;
            }
        }
        accept(streams, place, ssrc, index);
        return length - key.suite().tagBytes();
    }

    private static void accept(Streams all, @Nullable PacketIndex place, int ssrc, long index) {
        PacketIndex known = place == null ? all.begin(ssrc) : place;
        known.accept(index);
    }

    /** Opens the RTCP packet at the buffer's beginning, like {@link #openRtp}. */
    public int openRtcp(ByteBuffer packet, int length) {
        int tag = key.suite().rtcpTagBytes();
        if (length > Space.MOST || length < RTCP_HEADER + WORD + tag + key.mkiBytes()) {
            return MALFORMED;
        }
        packet.get(0, space.packet, 0, length);
        if ((space.packet[0] & 0xc0) != 0x80) {
            return MALFORMED;
        }
        int bytes = withoutIdentifier(length, key.suite().isGcm() ? 0 : tag);
        int ssrc = Bytes.getInt(space.packet, RTCP_SSRC);
        int word = Bytes.getInt(space.packet, transform.rtcpWordAt(bytes));
        int index = SrtcpWord.index(word);
        PacketIndex place = reports.find(ssrc);
        if (place != null && !place.isFresh(index)) {
            return REPLAYED;
        }
        if (!transform.openRtcp(bytes, ssrc, word)) {
            return FORGED;
        }
        accept(reports, place, ssrc, index);
        int clear = bytes - WORD - tag;
        packet.put(RTCP_HEADER, space.packet, RTCP_HEADER, clear - RTCP_HEADER);
        return clear;
    }

    /** Takes the key's identifier out, which nobody needs: it stands before the last {@code behind} bytes, and no tag covers it. */
    private int withoutIdentifier(int length, int behind) {
        int mki = key.mkiBytes();
        if (mki > 0) {
            boolean atTheEnd = key.suite().isGcm(); // RFC 7714 §8.2
            int keep = atTheEnd ? 0 : behind;
            System.arraycopy(space.packet, length - keep, space.packet, length - keep - mki, keep);
        }
        return length - mki;
    }
}
