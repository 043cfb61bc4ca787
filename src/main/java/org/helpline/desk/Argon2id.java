package org.helpline.desk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) in the PHC text form {@code $argon2id$v=19$m=KIB,t=PASSES,p=LANES$SALT$HASH}, so that the file can be
 * written and read by other tools. Any thread; a check takes tens of milliseconds and m KiB of memory.
 */
final class Argon2id {

    /** What a hash costs. {@code kib} memory, {@code passes} over it, {@code lanes} in parallel. */
    record Cost(int kib, int passes, int lanes) {
        /** 19 MiB, 2 passes, 1 lane: about 50 ms here, the least that OWASP's password storage sheet advises. */
        static final Cost ADVISED = new Cost(19_456, 2, 1);
    }

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");
    /** A hash that asks for more is refused at load, or one line in a file could take the server's memory. */
    private static final int MOST_KIB = 1 << 20;

    private Argon2id() {}

    /** The PHC text of a new password with a fresh salt. */
    static String hash(String password, Cost cost, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return phc(cost, salt, compute(password, cost, salt, HASH_BYTES));
    }

    /** A hash that no password has made: a check of it costs as much as any other, making it costs nothing at start. */
    static String ofNobody(Cost cost, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(salt);
        random.nextBytes(hash);
        return phc(cost, salt, hash);
    }

    private static String phc(Cost cost, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.kib() + ",t=" + cost.passes() + ",p=" + cost.lanes() + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    /** Whether the text is a hash that {@link #matches} can check within our bounds. */
    static boolean isHash(String phc) {
        return parse(phc).isPresent();
    }

    /** Whether {@code password} made {@code phc}; compared in constant time. False for a text that is no hash. */
    static boolean matches(String password, String phc) {
        return parse(phc)
                .map(p -> MessageDigest.isEqual(p.hash, compute(password, p.cost, p.salt, p.hash.length)))
                .orElse(false);
    }

    private static byte[] compute(String password, Cost cost, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.kib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static Optional<Parsed> parse(String phc) {
        Matcher m = PHC.matcher(phc);
        if (!m.matches()) {
            return Optional.empty();
        }
        Cost cost = new Cost(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
        // RFC 9106 §3.1: at least 8 KiB per lane, one pass, one lane
        if (cost.lanes() < 1 || cost.passes() < 1 || cost.kib() < 8 * cost.lanes() || cost.kib() > MOST_KIB) {
            return Optional.empty();
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            return Optional.of(new Parsed(cost, base64.decode(m.group(4)), base64.decode(m.group(5))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static final class Parsed {
        private final Cost cost;
        private final byte[] salt;
        private final byte[] hash;

        Parsed(Cost cost, byte[] salt, byte[] hash) {
            this.cost = cost;
            this.salt = salt;
            this.hash = hash;
        }
    }
}
