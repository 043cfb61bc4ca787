package org.helpline.journal;

import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;

/** Seals texts, one after the other: looking the cipher up anew costs more than a text. Confined to one thread. */
final class Sealer {

    private final RandomGenerator random;
    private final Cipher cipher;
    private final byte[] nonce = new byte[SealingKey.NONCE_BYTES];

    /** {@code random}: a secure source, for nonces. */
    Sealer(RandomGenerator random) {
        this.random = random;
        try {
            cipher = Cipher.getInstance(SealingKey.CIPHER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + SealingKey.CIPHER, e);
        }
    }

    String seal(String text, SealingKey key) {
        random.nextBytes(nonce);
        return key.seal(text, cipher, nonce);
    }
}
