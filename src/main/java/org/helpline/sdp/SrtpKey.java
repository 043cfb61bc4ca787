package org.helpline.sdp;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** The master key and salt under which one side of a call sends, as {@code a=crypto} tells them (RFC 4568 §6.1). A value; its text says nothing. */
public final class SrtpKey {

    private final SrtpSuite suite;
    private final byte[] keyAndSalt;
    private final int mkiBytes;

    /**
     * A key.
     *
     * @param keyAndSalt {@link SrtpSuite#keyAndSaltBytes} bytes, the key first; copied
     * @param mkiBytes how many bytes of master key identifier the sender puts into each packet; 0: none
     */
    public SrtpKey(SrtpSuite suite, byte[] keyAndSalt, int mkiBytes) {
        if (keyAndSalt.length != suite.keyAndSaltBytes()) {
            throw new IllegalStateException(suite + " with a key and salt of " + keyAndSalt.length + " bytes");
        }
        this.suite = suite;
        this.keyAndSalt = keyAndSalt.clone();
        this.mkiBytes = mkiBytes;
    }

    /** A new key of our own; {@code random} must be one that nobody can guess. */
    public static SrtpKey fresh(SrtpSuite suite, RandomGenerator random) {
        byte[] bytes = new byte[suite.keyAndSaltBytes()];
        random.nextBytes(bytes);
        return new SrtpKey(suite, bytes, 0);
    }

    public SrtpSuite suite() {
        return suite;
    }

    /** A copy of the master key. */
    public byte[] master() {
        return Arrays.copyOf(keyAndSalt, SrtpSuite.KEY_BYTES);
    }

    /** A copy of the master salt. */
    public byte[] salt() {
        return Arrays.copyOfRange(keyAndSalt, SrtpSuite.KEY_BYTES, keyAndSalt.length);
    }

    /** Bytes of master key identifier in each packet, between what is encrypted and the tag. */
    public int mkiBytes() {
        return mkiBytes;
    }

    /** As {@code inline:} carries it. */
    String inline() {
        return Base64.getEncoder().encodeToString(keyAndSalt);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SrtpKey key
                && key.suite == suite
                && key.mkiBytes == mkiBytes
                && MessageDigest.isEqual(key.keyAndSalt, keyAndSalt);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keyAndSalt);
    }

    /** Only the suite: this may be logged. */
    @Override
    public String toString() {
        return suite + " key";
    }
}
