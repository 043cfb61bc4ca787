package org.helpline.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-128 on bare blocks, from which the counter modes are built here: javax.crypto's own want a parameter object for every packet. Allocates
 * nothing once made. One thread.
 */
final class BlockCipher {

    /** Bytes of a block. */
    static final int BLOCK = 16;

    private final Cipher cipher;

    BlockCipher(byte[] key) {
        try {
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES", e);
        }
    }

    /** Encrypts {@code bytes} bytes, whole blocks, each for itself; {@code from} and {@code to} are different arrays. */
    void encrypt(byte[] from, byte[] to, int bytes) {
        try {
            cipher.update(from, 0, bytes, to, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException(bytes + " bytes into " + to.length, e);
        }
    }
}
