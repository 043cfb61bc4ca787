package org.helpline.media.rtp;

import java.nio.ByteBuffer;
import org.helpline.sdp.AudioCodec;

/** PCMU to PCMA and back, byte by byte, through tables made from the linear values of ITU-T G.711. Any thread. */
public final class G711Tables {

    private static final byte[] MU_TO_A = new byte[256];
    private static final byte[] A_TO_MU = new byte[256];

    static {
        for (int i = 0; i < 256; i++) {
            MU_TO_A[i] = (byte) nearest(muLinear(i), false);
            A_TO_MU[i] = (byte) nearest(aLinear(i), true);
        }
    }

    private G711Tables() {}

    /** Rewrites {@code bytes} bytes at {@code at} from one codec to the other; nothing if they are the same. */
    public static void transcode(ByteBuffer packet, int at, int bytes, AudioCodec from, AudioCodec to) {
        if (from == to) {
            return;
        }
        byte[] table = from == AudioCodec.PCMU ? MU_TO_A : A_TO_MU;
        for (int i = at; i < at + bytes; i++) {
            packet.put(i, table[packet.get(i) & 0xff]);
        }
    }

    /** The byte that sounds like nothing: 0xff or 0xd5. */
    public static byte silence(AudioCodec codec) {
        return switch (codec) {
            case PCMU -> (byte) 0xff;
            case PCMA -> (byte) 0xd5;
            case G722, OPUS -> throw new IllegalArgumentException(codec + " has no such byte");
        };
    }

    // the code whose value lies nearest, and of two equally near the first: 256 x 256 steps, once
    private static int nearest(int linear, boolean mu) {
        int best = 0;
        int distance = Integer.MAX_VALUE;
        for (int code = 0; code < 256; code++) {
            int value = mu ? muLinear(code) : aLinear(code);
            // zero has two codes in PCMU: a sign that agrees decides
            int d = Math.abs(value - linear) * 2 + (value < 0 == linear < 0 ? 0 : 1);
            if (d < distance) {
                best = code;
                distance = d;
            }
        }
        return best;
    }

    /** The 16-bit value of a PCMU byte: 14 bits, left-adjusted. */
    static int muLinear(int code) {
        int inverted = ~code & 0xff;
        int magnitude = ((((inverted & 0x0f) << 3) + 0x84) << ((inverted >> 4) & 7)) - 0x84;
        return (inverted & 0x80) != 0 ? -magnitude : magnitude;
    }

    /** The 16-bit value of a PCMA byte: 13 bits, left-adjusted. */
    static int aLinear(int code) {
        int even = code ^ 0x55;
        int segment = (even >> 4) & 7;
        int magnitude = ((even & 0x0f) << 4) + 8;
        magnitude = segment == 0 ? magnitude : (magnitude + 0x100) << (segment - 1);
        return (even & 0x80) != 0 ? magnitude : -magnitude;
    }
}
