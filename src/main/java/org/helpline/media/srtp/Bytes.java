package org.helpline.media.srtp;

/** Numbers in big-endian bytes, and comparison that takes as long for a near miss as for a far one. */
final class Bytes {

    private Bytes() {}

    static int getInt(byte[] from, int at) {
        return (from[at] & 0xff) << 24
                | (from[at + 1] & 0xff) << 16
                | (from[at + 2] & 0xff) << 8
                | (from[at + 3] & 0xff);
    }

    static int getShort(byte[] from, int at) {
        return (from[at] & 0xff) << 8 | (from[at + 1] & 0xff);
    }

    static void putInt(byte[] to, int at, int value) {
        to[at] = (byte) (value >>> 24);
        to[at + 1] = (byte) (value >>> 16);
        to[at + 2] = (byte) (value >>> 8);
        to[at + 3] = (byte) value;
    }

    static long getLong(byte[] from, int at) {
        return (long) getInt(from, at) << 32 | (getInt(from, at + 4) & 0xffff_ffffL);
    }

    static void putLong(byte[] to, int at, long value) {
        putInt(to, at, (int) (value >>> 32));
        putInt(to, at + 4, (int) value);
    }

    /** Whether {@code bytes} bytes are the same; looks at all of them. */
    static boolean same(byte[] one, byte[] other, int at, int bytes) {
        int difference = 0;
        for (int i = 0; i < bytes; i++) {
            difference |= one[i] ^ other[at + i];
        }
        return difference == 0;
    }
}
