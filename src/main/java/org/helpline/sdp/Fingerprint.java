package org.helpline.sdp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hash of a certificate that a description names (RFC 8122 §5). SHA-1 and MD5 are not taken: who can find a second certificate with the same hash
 * can listen.
 *
 * @param hash {@code sha-256}, {@code sha-384} or {@code sha-512}
 * @param hex upper case, with colons
 */
public record Fingerprint(String hash, String hex) {

    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();
    private static final Map<String, Integer> BYTES = Map.of("sha-256", 32, "sha-384", 48, "sha-512", 64);
    private static final Pattern LINE =
            Pattern.compile("([\\w-]{1,16})\\s+([0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){0,63})\\s*");

    /** Of a certificate, by SHA-256. */
    public static Fingerprint of(byte[] certificate) {
        return new Fingerprint("sha-256", digest("sha-256", certificate));
    }

    /** Reads the value of {@code a=fingerprint}; empty if it is none that counts. */
    static Optional<Fingerprint> parse(String value) {
        Matcher line = LINE.matcher(value);
        if (!line.matches()) {
            return Optional.empty();
        }
        String hash = line.group(1).toLowerCase(Locale.ROOT);
        String hex = line.group(2).toUpperCase(Locale.ROOT);
        return BYTES.getOrDefault(hash, 0) * 3 - 1 == hex.length()
                ? Optional.of(new Fingerprint(hash, hex))
                : Optional.empty();
    }

    /** Whether it is this certificate's, in DER. */
    public boolean isOf(byte[] certificate) {
        return hex.equals(digest(hash, certificate));
    }

    private static String digest(String hash, byte[] certificate) {
        try {
            return HEX.formatHex(
                    MessageDigest.getInstance(hash.toUpperCase(Locale.ROOT)).digest(certificate));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has SHA-2
        }
    }

    @Override
    public String toString() {
        return hash + " " + hex;
    }
}
