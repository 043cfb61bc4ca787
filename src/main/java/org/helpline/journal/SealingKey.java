package org.helpline.journal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that seals a caller's texts with AES-256-GCM. A sealed text is base64 of a 12-byte nonce, the cipher text and a
 * 16-byte tag. Nonces are random: far fewer than 2^32 texts are sealed under one key (NIST SP 800-38D §8.3).
 *
 * @param id 32 hex digits, random
 * @param caller whose it is: a caller id, or {@code call:ID} when the number is withheld
 * @param secret 64 hex digits
 * @param aes the same, as ciphers take it
 */
record SealingKey(String id, String caller, String secret, SecretKeySpec aes) {

    /** A key as it was stored. */
    SealingKey(String id, String caller, String secret) {
        this(id, caller, secret, new SecretKeySpec(HexFormat.of().parseHex(secret), "AES"));
    }

    static final String CIPHER = "AES/GCM/NoPadding";
    static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    static SealingKey fresh(String caller, RandomGenerator random) {
        byte[] id = new byte[16];
        byte[] secret = new byte[32];
        random.nextBytes(id);
        random.nextBytes(secret);
        return new SealingKey(
                HexFormat.of().formatHex(id), caller, HexFormat.of().formatHex(secret));
    }

    /**
     * Seals a text.
     *
     * @param cipher of {@link #CIPHER}
     * @param nonce {@value #NONCE_BYTES} bytes, never used with this key before
     */
    String seal(String text, Cipher cipher, byte[] nonce) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + plain.length + TAG_BITS / 8);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, aes, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.doFinal(plain, 0, plain.length, all, NONCE_BYTES);
            return Base64.getEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + CIPHER, e);
        }
    }

    /** Opens a sealed text; empty if it was not sealed with this key or was changed. */
    Optional<String> open(String sealed) {
        try {
            byte[] all = Base64.getDecoder().decode(sealed);
            if (all.length <= NONCE_BYTES) {
                return Optional.empty();
            }
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, aes, new GCMParameterSpec(TAG_BITS, all, 0, NONCE_BYTES));
            byte[] text = cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
