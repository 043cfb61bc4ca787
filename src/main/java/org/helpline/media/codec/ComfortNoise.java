package org.helpline.media.codec;

import java.nio.ByteBuffer;
import org.helpline.media.rtp.RtpHeader;

/**
 * Noise as quiet as a silent sender says that its room is, and coloured as it says, so that the line does not sound dead (RFC 3389). White noise goes
 * through an all-pole lattice of the coefficients that were sent; without any it stays white. One thread; allocates nothing after it was made.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3389#section-3">RFC 3389 §3</a>
 */
public final class ComfortNoise {

    /** The static payload type at 8 kHz: RFC 3551 §6. */
    public static final int PAYLOAD_TYPE = 13;

    /** No louder than this, in decibels below the loudest: a room that is louder is no silence. */
    public static final int LOUDEST = 30;

    /** Coefficients beyond these colour it no further. */
    static final int MOST_ORDER = 12;

    private static final double FULL_SCALE = 32_767;
    private static final int LEVEL_BITS = 0x7f;
    private static final int MIDDLE = 127;
    private static final double QUANTUM = 258 / 32_768.0;
    private static final int RESERVED = 255;
    private static final double STEEPEST = 0.98; // else it whistles

    private final double[] reflections = new double[MOST_ORDER];
    private final double[] behind = new double[MOST_ORDER + 1];
    private int order;
    private long state = 0x9e3779b97f4a7c15L;
    private double amplitude;

    /** Takes a packet: {@link #heard(ByteBuffer, int, int)}. */
    public void heard(RtpHeader header, ByteBuffer packet) {
        heard(packet, header.payloadOffset(), header.payloadBytes());
    }

    /**
     * From now on as a payload says: decibels below the loudest, the quietest if it says nothing, and reflection coefficients.
     *
     * <pre>
     *    0 1 2 3 4 5 6 7 0 1 2 3 4 5 6 7       0 1 2 3 4 5 6 7
     *   |0|   level     |      N1       | ... |      NM       |
     * </pre>
     */
    public void heard(ByteBuffer packet, int from, int bytes) {
        int level = bytes == 0 ? LEVEL_BITS : packet.get(from) & LEVEL_BITS;
        order = Math.clamp(bytes - 1L, 0, MOST_ORDER);
        double gain = 1; // of the filter, in energy
        for (int i = 0; i < order; i++) {
            int index = packet.get(from + 1 + i) & 0xff;
            double k = index == RESERVED ? 0 : QUANTUM * (index - MIDDLE);
            reflections[i] = Math.clamp(k, -STEEPEST, STEEPEST);
            gain *= 1 - reflections[i] * reflections[i];
        }
        double mean = FULL_SCALE * Math.pow(10, -Math.max(LOUDEST, level) / 20.0);
        // the mean of evenly spread values, squared, is a third of their most
        amplitude = mean * Math.sqrt(3 * gain);
    }

    /** The next sample. */
    public short next() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        double sample = coloured(amplitude * ((state >> 11) * 0x1.0p-52));
        return (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    // the lattice of 1 / A(z): what is behind[m] went through m stages backwards, one sample ago
    private double coloured(double white) {
        double forward = white;
        for (int m = order - 1; m >= 0; m--) {
            forward -= reflections[m] * behind[m];
            behind[m + 1] = behind[m] + reflections[m] * forward;
        }
        behind[0] = forward;
        return forward;
    }
}
