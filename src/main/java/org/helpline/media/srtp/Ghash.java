package org.helpline.media.srtp;

/**
 * GHASH, the universal hash of GCM (NIST SP 800-38D §6.4): multiplication in GF(2^128) by integer multiplications with gaps between the bits, so
 * that carries fall into the gaps. No tables, so no timing that tells of the key. One thread.
 */
final class Ghash {

    private static final long M0 = 0x1111_1111_1111_1111L;
    private static final long M1 = 0x2222_2222_2222_2222L;
    private static final long M2 = 0x4444_4444_4444_4444L;
    private static final long M3 = 0x8888_8888_8888_8888L;

    private final byte[] lastBlock = new byte[BlockCipher.BLOCK];
    private long high;
    private long low;

    /** The hash key: the cipher's image of the zero block. */
    static final class Key {
        private final long h0;
        private final long h1;
        private final long h2;
        private final long h0Reversed;
        private final long h1Reversed;
        private final long h2Reversed;

        Key(byte[] h) {
            h1 = Bytes.getLong(h, 0);
            h0 = Bytes.getLong(h, 8);
            h2 = h0 ^ h1;
            h0Reversed = Long.reverse(h0);
            h1Reversed = Long.reverse(h1);
            h2Reversed = h0Reversed ^ h1Reversed;
        }
    }

    void begin() {
        high = 0;
        low = 0;
    }

    /** Takes {@code bytes} bytes at {@code at}, padded with zeros to whole blocks. */
    void take(Key key, byte[] from, int at, int bytes) {
        int end = at + bytes;
        int i = at;
        for (; i + BlockCipher.BLOCK <= end; i += BlockCipher.BLOCK) {
            take(key, Bytes.getLong(from, i), Bytes.getLong(from, i + 8));
        }
        if (i < end) {
            for (int j = 0; j < BlockCipher.BLOCK; j++) {
                lastBlock[j] = i + j < end ? from[i + j] : 0;
            }
            take(key, Bytes.getLong(lastBlock, 0), Bytes.getLong(lastBlock, 8));
        }
    }

    /** Takes the block of both lengths, in bits, and writes the hash. */
    void end(Key key, int associatedBytes, int textBytes, byte[] to) {
        take(key, 8L * associatedBytes, 8L * textBytes);
        Bytes.putLong(to, 0, high);
        Bytes.putLong(to, 8, low);
    }

    private void take(Key key, long blockHigh, long blockLow) {
        long y1 = high ^ blockHigh;
        long y0 = low ^ blockLow;
        long y0Reversed = Long.reverse(y0);
        long y1Reversed = Long.reverse(y1);
        // Karatsuba: three products of halves, and the upper halves of them by the reversed operands
        long z0 = multiply(y0, key.h0);
        long z1 = multiply(y1, key.h1);
        long z2 = multiply(y0 ^ y1, key.h2) ^ z0 ^ z1;
        long z0High = multiply(y0Reversed, key.h0Reversed);
        long z1High = multiply(y1Reversed, key.h1Reversed);
        long z2High = multiply(y0Reversed ^ y1Reversed, key.h2Reversed) ^ z0High ^ z1High;
        z0High = Long.reverse(z0High) >>> 1;
        z1High = Long.reverse(z1High) >>> 1;
        z2High = Long.reverse(z2High) >>> 1;
        reduce(z0, z0High ^ z2, z1 ^ z2High, z1High);
    }

    /** Modulo x^128 + x^7 + x^2 + x + 1; GCM's bits are mirrored, hence the shift by one first. */
    private void reduce(long a0, long a1, long a2, long a3) {
        long v3 = a3 << 1 | a2 >>> 63;
        long v2 = a2 << 1 | a1 >>> 63;
        long v1 = a1 << 1 | a0 >>> 63;
        long v0 = a0 << 1;
        v2 ^= v0 ^ v0 >>> 1 ^ v0 >>> 2 ^ v0 >>> 7;
        v1 ^= v0 << 63 ^ v0 << 62 ^ v0 << 57;
        v3 ^= v1 ^ v1 >>> 1 ^ v1 >>> 2 ^ v1 >>> 7;
        v2 ^= v1 << 63 ^ v1 << 62 ^ v1 << 57;
        low = v2;
        high = v3;
    }

    /** The lower 64 bits of the product without carries. */
    private static long multiply(long x, long y) {
        long x0 = x & M0;
        long x1 = x & M1;
        long x2 = x & M2;
        long x3 = x & M3;
        long y0 = y & M0;
        long y1 = y & M1;
        long y2 = y & M2;
        long y3 = y & M3;
        long z0 = x0 * y0 ^ x1 * y3 ^ x2 * y2 ^ x3 * y1;
        long z1 = x0 * y1 ^ x1 * y0 ^ x2 * y3 ^ x3 * y2;
        long z2 = x0 * y2 ^ x1 * y1 ^ x2 * y0 ^ x3 * y3;
        long z3 = x0 * y3 ^ x1 * y2 ^ x2 * y1 ^ x3 * y0;
        return (z0 & M0) | (z1 & M1) | (z2 & M2) | (z3 & M3);
    }
}
