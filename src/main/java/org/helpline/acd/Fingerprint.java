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
    private byte[] last;

    /** Of nothing yet. */
    Fingerprint() {
        this("");
    }

    /** Goes on from {@link #whole}. @throws IllegalArgumentException if it is none */
    Fingerprint(String whole) {
        last = HexFormat.of().parseHex(whole);
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** All of it, in hex; empty: of nothing yet. */
    String whole() {
        return HexFormat.of().formatHex(last);
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
