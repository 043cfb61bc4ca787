package org.helpline.sip.registrar;

import java.util.Locale;
import java.util.Optional;

/**
 * What an Authorization header says: RFC 3261 §22.4, RFC 7616 §3.4. Everything in it is a stranger's; absent parameters are
 * empty.
 */
public record Credentials(
        String username,
        String realm,
        String nonce,
        String uri,
        String response,
        String algorithm,
        String cnonce,
        String qop,
        String nc) {

    /** Reads {@code Digest name=value, name="value", …}; empty for other schemes and for what is malformed. */
    public static Optional<Credentials> parse(String header) {
        return DigestParameters.read(header)
                .map(found -> new Credentials(
                        found.getOrDefault("username", ""),
                        found.getOrDefault("realm", ""),
                        found.getOrDefault("nonce", ""),
                        found.getOrDefault("uri", ""),
                        found.getOrDefault("response", "").toLowerCase(Locale.ROOT),
                        found.getOrDefault("algorithm", ""),
                        found.getOrDefault("cnonce", ""),
                        found.getOrDefault("qop", ""),
                        found.getOrDefault("nc", "")));
    }

    /** The nonce count, 1 or more; 0 if it is not eight hexadecimal digits (RFC 7616 §3.4). */
    public long count() {
        boolean hex = nc.length() == 8 && nc.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        return hex ? Long.parseLong(nc, 16) : 0;
    }
}
