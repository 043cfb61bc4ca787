package org.helpline.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What we want of encryption in one description.
 *
 * @param keys our own, one for each suite that we speak, in order of preference; at least one unless it is refused
 * @param dtls what we tell a browser: an offer with it is for one, and a browser's offer can be answered; whatever the policy, since browsers have
 *     nothing else
 */
public record Protection(Policy policy, List<SrtpKey> keys, Optional<IceDtls> dtls) {

    /** Sound in the clear and nothing else. */
    public static final Protection NONE = new Protection(Policy.REFUSED, List.of());

    /** Without DTLS. */
    public Protection(Policy policy, List<SrtpKey> keys) {
        this(policy, keys, Optional.empty());
    }

    /** How much of it. */
    public enum Policy {
        /** Never. */
        REFUSED,
        /** If the peer offers it; what we offer is plain. */
        OPTIONAL,
        /** Always. */
        REQUIRED,
        /** Always, since this very call is encrypted already. */
        KEPT
    }

    public Protection {
        keys = List.copyOf(keys);
        if (keys.isEmpty() && policy != Policy.REFUSED) {
            throw new IllegalStateException("encryption is " + policy + " without a key");
        }
    }

    /** With a new key for each suite; {@code random} must be one that nobody can guess. */
    public static Protection fresh(Policy policy, List<SrtpSuite> suites, RandomGenerator random) {
        return policy == Policy.REFUSED
                ? NONE
                : new Protection(
                        policy,
                        suites.stream().map(s -> SrtpKey.fresh(s, random)).toList());
    }

    /** The same with {@code key} for its suite, which comes first. */
    public Protection beginningWith(SrtpKey key) {
        List<SrtpKey> sorted = new ArrayList<>(keys);
        sorted.removeIf(k -> k.suite() == key.suite());
        sorted.addFirst(key);
        return new Protection(policy, sorted, dtls);
    }

    /** The same for a browser, or whoever else speaks DTLS. */
    public Protection withDtls(IceDtls ours) {
        return new Protection(policy, keys, Optional.of(ours));
    }

    /** Whether nothing in the clear will do. */
    boolean isDemanded() {
        return policy == Policy.REQUIRED || policy == Policy.KEPT;
    }

    Optional<SrtpKey> key(SrtpSuite suite) {
        return keys.stream().filter(k -> k.suite() == suite).findFirst();
    }

    List<SrtpSuite> suites() {
        return keys.stream().map(SrtpKey::suite).toList();
    }
}
