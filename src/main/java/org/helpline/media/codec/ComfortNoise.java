package org.helpline.media.codec;

import java.nio.ByteBuffer;
import org.helpline.media.rtp.RtpHeader;

/**
 * Noise as quiet as a silent sender says that its room is (RFC 3389), so that the line does not sound dead. Only the level counts; the noise is white
 * whatever its spectrum was. One thread; allocates nothing after it was made.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3389#section-3">RFC 3389 §3</a>
 */
public final class ComfortNoise {

    /** The static payload type at 8 kHz: RFC 3551 §6. */
    public static final int PAYLOAD_TYPE = 13;

    /** No louder than this, in decibels below the loudest: a room that is louder is no silence. */
    public static final int LOUDEST = 30;

    private static final double FULL_SCALE = 32_767;
    private static final int LEVEL_BITS = 0x7f;

    private long state = 0x9e3779b97f4a7c15L;
    private double amplitude;

    /** What a comfort noise packet says: decibels below the loudest, 0 to 127; the quietest if it says nothing. */
    public static int level(RtpHeader header, ByteBuffer packet) {
        return header.payloadBytes() == 0 ? LEVEL_BITS : packet.get(header.payloadOffset()) & LEVEL_BITS;
    }

    /** From now on so many decibels below the loudest. */
    public void level(int decibels) {
        double mean = FULL_SCALE * Math.pow(10, -Math.max(LOUDEST, decibels) / 20.0);
        amplitude = mean * Math.sqrt(3); // the mean of evenly spread values, squared, is a third of their most
    }

    /** The next sample. */
    public short next() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return (short) Math.round(amplitude * ((state >> 11) * 0x1.0p-52));
    }
}
