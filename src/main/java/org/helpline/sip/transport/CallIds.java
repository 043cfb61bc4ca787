package org.helpline.sip.transport;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Which loop a Call-ID lives on. Those that we make carry their loop, {@code hl3-0123…}, so that the legs of one call can share
 * a loop; all others are spread by a hash. A stranger who writes our form only chooses the loop that serves him.
 */
public final class CallIds {

    private static final int LONGEST_INDEX = 4;

    private CallIds() {}

    /** A new Call-ID that lives on loop {@code loop} (0 to 9999): 96 random bits, no host name. */
    public static String make(int loop, RandomGenerator random) {
        HexFormat hex = HexFormat.of();
        return "hl" + loop + '-' + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextInt());
    }

    /** The loop, 0 to {@code loops - 1}, that owns a Call-ID. */
    public static int ownerOf(String callId, int loops) {
        byte[] bytes = callId.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        return ownerOf(bytes, 0, bytes.length, loops);
    }

    /** The same for the bytes {@code [from, to)} of a message. */
    static int ownerOf(byte[] bytes, int from, int to, int loops) {
        int carried = carried(bytes, from, to);
        if (carried >= 0 && carried < loops) {
            return carried;
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        hash ^= hash >>> 16;
        return Math.floorMod((hash * 0x9E3779B9) >>> 8, loops);
    }

    private static int carried(byte[] bytes, int from, int to) {
        if (!Octets.startsWith(bytes, from, to, "hl")) {
            return -1;
        }
        int digits = from + 2;
        int i = digits;
        while (i < to && i - digits < LONGEST_INDEX && Octets.isDigit(bytes[i])) {
            i++;
        }
        return i < to && bytes[i] == '-' ? (int) Octets.number(bytes, digits, i, 9_999) : -1;
    }
}
