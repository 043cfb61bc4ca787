package org.helpline.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A certificate of ours, for people.
 *
 * @param name of its file, {@code own}, or {@code trunk NAME}
 * @param hosts what it is for
 * @param fingerprint SHA-256 in pairs of hexadecimal digits between colons
 */
public record Shown(String name, List<String> hosts, String issuer, Instant from, Instant until, String fingerprint) {

    static Shown of(String name, X509Certificate certificate) {
        return new Shown(
                name,
                PeerNames.of(certificate).hosts(),
                certificate.getIssuerX500Principal().getName(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                fingerprint(certificate));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(hash).toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What there is to say of its end: nothing until 30 days before it. */
    public String warning(Instant now) {
        Duration left = Duration.between(now, until);
        if (left.isNegative()) {
            return "The certificate " + name + " has expired on " + until
                    + ": who connects is told not to trust it. Renew it now.";
        }
        return step(now) > 30
                ? ""
                : "The certificate " + name + " expires in " + left.toDays() + " days, on " + until
                        + ". Renew it before.";
    }

    /** The last of 30, 7 and 1 days before its end that has come, 0 once it is over; {@link Integer#MAX_VALUE} before. */
    public int step(Instant now) {
        long days = Math.floorDiv(
                Duration.between(now, until).toSeconds(), Duration.ofDays(1).toSeconds());
        if (days < 0) {
            return 0;
        }
        if (days < 1) {
            return 1;
        }
        if (days < 7) {
            return 7;
        }
        return days < 30 ? 30 : Integer.MAX_VALUE;
    }
}
