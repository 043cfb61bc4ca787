package org.helpline.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.helpline.core.Personal;

/**
 * Who a number is to the store: a caller id that cannot be turned back into the number without the store's own secret.
 * Any thread.
 */
public final class Callers {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final int ID_HEX_DIGITS = 32;

    private static final int MOST_RECENT = 8_192;
    private static final int LONGEST_RECENT = 64;

    private final Numbers numbers;
    /**
     * Ids of numbers as they were sent lately. Look-up, journal and traces ask for the same call's one after the other, and reading it
     * by the number plan takes 18 µs and 12 KB each time.
     */
    private final Map<String, Optional<String>> recent = new ConcurrentHashMap<>();
    /** Keyed and never fed: each id is made by a copy, since looking the algorithm up costs more than the hash. */
    private final Mac keyed;

    private Callers(Numbers numbers, SecretKeySpec secret) {
        this.numbers = numbers;
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /**
     * Reads the store's secret, making it in a new store. Inside a write.
     *
     * @param random a secure source
     */
    public static Callers of(Tx tx, Numbers numbers, RandomGenerator random) {
        byte[] fresh = new byte[SECRET_BYTES];
        random.nextBytes(fresh);
        tx.execute(
                "insert into secret (name, value) values ('callers', ?) on conflict do nothing",
                HexFormat.of().formatHex(fresh));
        return known(tx, numbers).orElseThrow();
    }

    /** Reads the store's secret; empty in a store that has none yet. */
    public static Optional<Callers> known(Tx tx, Numbers numbers) {
        return tx.first("select value from secret where name = 'callers'", row -> row.text("value"))
                .map(hex ->
                        new Callers(numbers, new SecretKeySpec(HexFormat.of().parseHex(hex), ALGORITHM)));
    }

    /** The caller id of a number, 32 hex digits; empty when the number is withheld. */
    public Optional<String> idOf(Personal number) {
        String sent = number.value();
        Optional<String> known = recent.get(sent);
        if (known == null) {
            known = numbers.normalise(sent).map(this::hash);
            if (recent.size() >= MOST_RECENT) {
                recent.clear();
            }
            if (sent.length() <= LONGEST_RECENT) {
                recent.put(sent, known);
            }
        }
        return known;
    }

    /** The same for a number that is already in the form that {@link #numbers} gives. */
    public String idOfNormalised(String number) {
        return hash(number);
    }

    /** The form in which numbers are matched. */
    public Numbers numbers() {
        return numbers;
    }

    private String hash(String normalised) {
        try {
            byte[] hash = ((Mac) keyed.clone()).doFinal(normalised.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_HEX_DIGITS / 2);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own " + ALGORITHM + " can be copied", e);
        }
    }
}
