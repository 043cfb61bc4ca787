package org.helpline.media.srtp;

/**
 * The counter mode of AES: a stream that is laid over a packet (RFC 3711 §4.1.1). Its buffers serve one packet after the other, of whatever
 * leg. One media loop.
 */
final class KeyStream {

    private final byte[] counters;
    private final byte[] stream;

    /** For packets of up to {@code most} bytes. */
    KeyStream(int most) {
        int bytes = (most / BlockCipher.BLOCK + 2) * BlockCipher.BLOCK;
        counters = new byte[bytes];
        stream = new byte[bytes];
    }

    /**
     * Lays the stream over {@code bytes} bytes at {@code at}: what was plain is encrypted, and the other way round.
     *
     * @param start 16 bytes: the first counter block; the count is in its last {@code counterBytes}, 2 or 4
     */
    void lay(BlockCipher cipher, byte[] start, int counterBytes, byte[] packet, int at, int bytes) {
        int blocks = (bytes + BlockCipher.BLOCK - 1) / BlockCipher.BLOCK;
        int first = count(start, counterBytes);
        for (int i = 0; i < blocks; i++) {
            int block = i * BlockCipher.BLOCK;
            System.arraycopy(start, 0, counters, block, BlockCipher.BLOCK);
            setCount(counters, block, counterBytes, first + i);
        }
        cipher.encrypt(counters, stream, blocks * BlockCipher.BLOCK);
        for (int i = 0; i < bytes; i++) {
            packet[at + i] ^= stream[i];
        }
    }

    private static int count(byte[] block, int counterBytes) {
        int count = 0;
        for (int i = BlockCipher.BLOCK - counterBytes; i < BlockCipher.BLOCK; i++) {
            count = (count << 8) | (block[i] & 0xff);
        }
        return count;
    }

    private static void setCount(byte[] to, int block, int counterBytes, int count) {
        int rest = count;
        for (int i = block + BlockCipher.BLOCK - 1; i >= block + BlockCipher.BLOCK - counterBytes; i--) {
            to[i] = (byte) rest;
            rest >>>= 8;
        }
    }
}
