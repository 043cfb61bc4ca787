package org.helpline.media.srtp;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * HMAC-SHA1 (RFC 2104), built from the digest, since javax.crypto's makes an array for every packet. Keys are given with each use, so that one
 * serves all legs of a media loop. One thread.
 */
final class HmacSha1 {

    /** Bytes of the full code. */
    static final int BYTES = 20;

    private static final int BLOCK = 64;

    private final MessageDigest sha1;
    private final byte[] code = new byte[BYTES];
    private final byte[] four = new byte[4];

    HmacSha1() {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-1", e);
        }
    }

    /** A key, padded both ways; at most 64 bytes long. */
    static final class Key {
        private final byte[] inner = new byte[BLOCK];
        private final byte[] outer = new byte[BLOCK];

        Key(byte[] key) {
            for (int i = 0; i < BLOCK; i++) {
                int octet = i < key.length ? key[i] : 0;
                inner[i] = (byte) (octet ^ 0x36);
                outer[i] = (byte) (octet ^ 0x5c);
            }
        }
    }

    /**
     * The code of the first {@code bytes} bytes of {@code packet}, followed by {@code suffix} as four bytes where {@code hasSuffix}.
     *
     * @return 20 bytes that hold until the next call
     */
    byte[] code(Key key, byte[] packet, int bytes, boolean hasSuffix, int suffix) {
        sha1.update(key.inner);
        sha1.update(packet, 0, bytes);
        if (hasSuffix) {
            Bytes.putInt(four, 0, suffix);
            sha1.update(four);
        }
        finish();
        sha1.update(key.outer);
        sha1.update(code);
        finish();
        return code;
    }

    private void finish() {
        try {
            sha1.digest(code, 0, BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-1 of other than " + BYTES + " bytes", e);
        }
    }
}
