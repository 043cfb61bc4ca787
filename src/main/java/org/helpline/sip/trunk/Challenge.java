package org.helpline.sip.trunk;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;
import org.helpline.sip.registrar.DigestAlgorithm;
import org.helpline.sip.registrar.DigestParameters;

/**
 * A digest challenge of a peer: RFC 7616 §3.3, RFC 3261 §22. All text in it is the peer's, without control characters.
 *
 * @param proxy whether it came as Proxy-Authenticate
 * @param algorithm the token as it stands; empty: none was named, which means MD5
 * @param qop the list as it stands; empty: none, as RFC 2069 had it
 * @param opaque to be sent back as it is; empty: none came
 */
record Challenge(
        boolean proxy, String realm, String nonce, String algorithm, String qop, String opaque, boolean isStale) {

    private static final int MOST = 10;

    /** Every digest challenge of a 401 or 407, in the peer's order of preference. */
    static List<Challenge> of(SIPResponse response) {
        List<Challenge> all = new ArrayList<>();
        read(response, "WWW-Authenticate", false, all);
        read(response, "Proxy-Authenticate", true, all);
        return all.subList(0, Math.min(all.size(), MOST));
    }

    private static void read(SIPResponse response, String name, boolean proxy, List<Challenge> into) {
        for (ListIterator<SIPHeader> all = response.getHeaders(name); all.hasNext(); ) {
            DigestParameters.read(all.next().getHeaderValue())
                    .flatMap(found -> of(proxy, found))
                    .ifPresent(into::add);
        }
    }

    static Optional<Challenge> of(boolean proxy, Map<String, String> found) {
        boolean clean = found.values().stream().allMatch(v -> v.chars().noneMatch(Character::isISOControl));
        return clean && found.containsKey("realm") && found.containsKey("nonce")
                ? Optional.of(new Challenge(
                        proxy,
                        found.get("realm"),
                        found.get("nonce"),
                        found.getOrDefault("algorithm", ""),
                        found.getOrDefault("qop", ""),
                        found.getOrDefault("opaque", ""),
                        found.getOrDefault("stale", "").equalsIgnoreCase("true")))
                : Optional.empty();
    }

    /** The hash to use, if we know it and how it is to be used. */
    Optional<DigestAlgorithm> hash() {
        return qop.isEmpty() || hasAuth() ? DigestAlgorithm.of(algorithm) : Optional.empty();
    }

    boolean hasAuth() {
        return List.of(qop.replace(" ", "").toLowerCase(java.util.Locale.ROOT).split(",", -1))
                .contains("auth");
    }

    /** Whom the answer is for. */
    Realm asker() {
        return new Realm(proxy, realm);
    }

    /** One who asks: a proxy or the server, and its realm. */
    record Realm(boolean proxy, String name) {}
}
