package org.helpline.media.ice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A short-term password of STUN, by which messages are shown to be genuine (RFC 8489 §9.1 and §14.5). One thread. */
public final class StunKey {

    private static final int LENGTH_AT = 2;

    private final Mac mac;

    /** {@code password} as {@code a=ice-pwd} has it. */
    public StunKey(String password) {
        try {
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA1", e);
        }
    }

    /** Whether the integrity attribute at {@code at} is right for all that stands before it. */
    boolean isCodeOf(byte[] message, int at) {
        byte[] code = code(message, at);
        byte[] said = new byte[StunReader.MAC];
        System.arraycopy(message, at + 4, said, 0, said.length);
        return MessageDigest.isEqual(code, said);
    }

    /** The code of what stands before {@code at}, whose length counts up to the end of the attribute there. */
    byte[] code(byte[] message, int at) {
        int counted = at - StunReader.HEADER + 4 + StunReader.MAC;
        mac.update(message, 0, LENGTH_AT);
        mac.update((byte) (counted >> 8));
        mac.update((byte) counted);
        mac.update(message, LENGTH_AT + 2, at - LENGTH_AT - 2);
        return mac.doFinal();
    }
}
