package org.helpline.sip.registrar;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.helpline.sip.guard.Source;

/**
 * Nonces that need no memory: time, serial number and an HMAC over both, the Call-ID and the source, under a key made at start (RFC
 * 7616 §3.3, §5.4). Who answers one has heard it where they say they are: one that was fetched elsewhere proves nothing of a forged sender. Only counts of nonces that were used with the right password are kept, until they age. Confined to its loop.
 */
final class Nonces {

    /** How long a nonce may be used. */
    static final Duration LIFE = Duration.ofMinutes(5);

    private static final String HMAC = "HmacSHA256";
    private static final int HEAD = 16;
    private static final int SEAL = 16;

    private final SecretKeySpec key;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long serial;

    /** What a nonce is worth. */
    enum Worth {
        FRESH,
        AGED,
        /** Not ours, of another Call-ID or source, or of a run before. */
        FOREIGN
    }

    Nonces(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        key = new SecretKeySpec(bytes, HMAC);
    }

    /** A nonce like no other. */
    String make(String callId, Source source, long nowNanos) {
        byte[] head =
                ByteBuffer.allocate(HEAD).putLong(nowNanos).putLong(serial++).array();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(HEAD + SEAL)
                        .put(head)
                        .put(seal(head, callId, source), 0, SEAL)
                        .array());
    }

    Worth worth(String nonce, String callId, Source source, long nowNanos) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException e) {
            return Worth.FOREIGN;
        }
        if (bytes.length != HEAD + SEAL) {
            return Worth.FOREIGN;
        }
        ByteBuffer read = ByteBuffer.wrap(bytes);
        byte[] head = new byte[HEAD];
        byte[] seal = new byte[SEAL];
        read.get(head).get(seal);
        byte[] expected = java.util.Arrays.copyOf(seal(head, callId, source), SEAL);
        if (!MessageDigest.isEqual(seal, expected)) {
            return Worth.FOREIGN;
        }
        return nowNanos - madeAt(head) > LIFE.toNanos() ? Worth.AGED : Worth.FRESH;
    }

    /** Uses a fresh nonce with this count; false if the count was used before (a replay). */
    boolean use(String nonce, long count, long nowNanos) {
        forgetAged(nowNanos);
        Long before = counts.get(nonce);
        if (count < 1 || (before != null && count <= before)) {
            return false;
        }
        counts.put(nonce, count);
        return true;
    }

    private void forgetAged(long nowNanos) {
        for (Iterator<String> eldest = counts.keySet().iterator(); eldest.hasNext(); ) {
            byte[] bytes = Base64.getUrlDecoder().decode(eldest.next());
            if (nowNanos - madeAt(bytes) <= LIFE.toNanos()) {
                return;
            }
            eldest.remove();
        }
    }

    private static long madeAt(byte[] head) {
        return ByteBuffer.wrap(head).getLong();
    }

    private byte[] seal(byte[] head, String callId, Source source) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(head);
            byte[] where = source.network().getAddress();
            mac.update((byte) where.length);
            mac.update(where);
            return mac.doFinal(callId.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
