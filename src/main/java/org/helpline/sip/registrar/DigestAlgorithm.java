package org.helpline.sip.registrar;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The hashes that digest access authentication may use: RFC 7616 §3.2, RFC 8760 §2. */
public enum DigestAlgorithm {
    SHA_256("SHA-256"),
    MD5("MD5");

    private final String token;

    DigestAlgorithm(String token) {
        this.token = token;
    }

    /** As written in the {@code algorithm} parameter, and as Java knows it. */
    public String token() {
        return token;
    }

    /** The algorithm of that token, in any case; an empty one means MD5: RFC 7616 §3.3. */
    public static Optional<DigestAlgorithm> of(String token) {
        if (token.isEmpty()) {
            return Optional.of(MD5);
        }
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.token.equalsIgnoreCase(token)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** Lower-case hexadecimal of the hash of the text's UTF-8: {@code H(data)} of RFC 7616 §3.3. */
    public String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance(token).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + token, e);
        }
    }

    /**
     * The {@code response} for qop=auth: RFC 7616 §3.4.1 to §3.4.3.
     *
     * @param given the client's parameters
     * @param password the shared secret
     */
    public String response(Credentials given, String password, String method) {
        String a1 = hash(given.username() + ':' + given.realm() + ':' + password);
        String a2 = hash(method + ':' + given.uri());
        return hash(String.join(":", a1, given.nonce(), given.nc(), given.cnonce(), given.qop(), a2));
    }

    /** The {@code response} where the challenge names no qop, as RFC 2069 had it: RFC 7616 §3.4.1 without nonce count. */
    public String responseWithoutQop(Credentials given, String password, String method) {
        String a1 = hash(given.username() + ':' + given.realm() + ':' + password);
        String a2 = hash(method + ':' + given.uri());
        return hash(String.join(":", a1, given.nonce(), a2));
    }
}
