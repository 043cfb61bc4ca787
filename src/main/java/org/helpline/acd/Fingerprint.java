package org.helpline.acd;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A fingerprint of all decisions so far: of the one before, and the texts of what was decided since. Not thread-safe. */
final class Fingerprint {

    private static final int BYTES = 8;

    private final MessageDigest sha;
    private byte[] last = new byte[0];

    Fingerprint() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds the decisions of one input; 16 hex digits. */
    String add(List<AcdEvent> told, RecordText texts) {
        sha.update(last);
        for (AcdEvent event : told) {
            sha.update(texts.write((Record) event).getBytes(StandardCharsets.UTF_8));
            sha.update((byte) '\n');
        }
        last = sha.digest();
        return HexFormat.of().formatHex(last, 0, BYTES);
    }
}
