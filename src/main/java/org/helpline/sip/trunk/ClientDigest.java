package org.helpline.sip.trunk;

import gov.nist.javax.sip.message.SIPResponse;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.helpline.config.TrunkSettings;
import org.helpline.sip.dialog.CleanText;
import org.helpline.sip.registrar.Credentials;
import org.helpline.sip.registrar.DigestAlgorithm;

/**
 * Answers the digest challenges of one trunk to requests that we began: RFC 3261 §22, RFC 7616, RFC 8760.
 *
 * <p>One for each registration and each call; it remembers nonces and counts their uses, so that one challenge serves many requests.
 * The password goes out only as a digest, only to who has just challenged a request that we sent to a target of this trunk: whoever
 * holds this object sees to that. A peer that refuses the digest of a nonce that it gave a moment before refuses the password; it is not asked
 * again, and nothing weaker is tried (RFC 8760 §2.4). Confined to one loop.
 */
public final class ClientDigest {

    /** A peer may call that many nonces in a row stale. */
    private static final int MOST_STALE = 3;

    /** A request may pass that many who ask for a password. */
    private static final int MOST_REALMS = 4;

    private final String trunk;
    private final TrunkSettings.Login login;
    private final RandomGenerator random;
    private final Map<Challenge.Realm, Use> uses = new LinkedHashMap<>();
    private int staleInARow;

    /** What comes of a challenge. */
    public sealed interface Answer {

        /** Send the request again, with CSeq one higher and these header lines in place of any Authorization and Proxy-Authorization. */
        record Again(List<String> lines) implements Answer {}

        /**
         * Do not.
         *
         * @param password whether the peer refused the password; no: it asked for what we cannot give
         * @param sentence why, plain and with what to do
         */
        record GiveUp(boolean password, String sentence) implements Answer {}
    }

    /** How often a challenge was answered, and whether its nonce came since the request before. */
    private static final class Use {
        final Challenge challenge;
        final DigestAlgorithm hash;
        int count;

        Use(Challenge challenge, DigestAlgorithm hash) {
            this.challenge = challenge;
            this.hash = hash;
        }
    }

    /**
     * For one registration or call.
     *
     * @param trunk its name, for sentences
     * @param random for cnonce: unpredictable
     */
    public ClientDigest(String trunk, TrunkSettings.Login login, RandomGenerator random) {
        this.trunk = trunk;
        this.login = login;
        this.random = random;
    }

    /**
     * Answers a 401 or 407.
     *
     * @param method of the request that was challenged
     * @param uri its Request-URI, exactly as it is written
     */
    public Answer answer(SIPResponse challenged, String method, String uri) {
        return answer(Challenge.of(challenged), method, uri);
    }

    Answer answer(List<Challenge> challenges, String method, String uri) {
        Map<Challenge.Realm, Use> chosen = new LinkedHashMap<>();
        for (Challenge challenge : challenges) { // the peer's first that we can do: RFC 8760 §2.4
            challenge.hash().ifPresent(hash -> chosen.putIfAbsent(challenge.asker(), new Use(challenge, hash)));
        }
        if (chosen.isEmpty() || chosen.size() + uses.size() > 2 * MOST_REALMS) {
            return new Answer.GiveUp(false, unknown(challenges));
        }
        for (Map.Entry<Challenge.Realm, Use> entry : chosen.entrySet()) {
            Optional<Answer> fault = fault(entry.getKey(), entry.getValue());
            if (fault.isPresent()) {
                return fault.get();
            }
        }
        uses.putAll(chosen);
        return new Answer.Again(lines(method, uri));
    }

    /** Header lines for a further request, with what is known from challenges before; empty if none came yet. */
    public List<String> lines(String method, String uri) {
        List<String> lines = new ArrayList<>();
        uses.values().forEach(use -> lines.add(line(use, method, uri)));
        return lines;
    }

    /** The peer took a request that we answered for. */
    public void accepted() {
        staleInARow = 0;
    }

    /** Requests go to another machine from now on, which knows nothing of the nonces of the one before. */
    public void forget() {
        uses.clear();
        staleInARow = 0;
    }

    private Optional<Answer> fault(Challenge.Realm realm, Use next) {
        Use before = uses.get(realm);
        if (before == null) {
            return Optional.empty();
        }
        if (!next.challenge.isStale() && before.count == 1) { // it was new, so it cannot be its age
            return Optional.of(new Answer.GiveUp(true, refused()));
        }
        if (before.hash == DigestAlgorithm.SHA_256 && next.hash == DigestAlgorithm.MD5) {
            return Optional.of(
                    new Answer.GiveUp(
                            false,
                            trunk
                                    + " asked for SHA-256 before and now for MD5: the weaker is not given to it. Ask the provider why; a restart forgets it."));
        }
        staleInARow++;
        return staleInARow > MOST_STALE
                ? Optional.of(
                        new Answer.GiveUp(
                                false,
                                trunk
                                        + " takes no answer to its challenges: it calls every one of its nonces stale. Ask the provider to mend that."))
                : Optional.empty();
    }

    private String line(Use use, String method, String uri) {
        use.count++;
        Challenge asked = use.challenge;
        boolean counted = !asked.qop().isEmpty();
        String count = HexFormat.of().toHexDigits(use.count);
        String cnonce = HexFormat.of().toHexDigits(random.nextLong());
        Credentials blank = new Credentials(
                login.authUser(), asked.realm(), asked.nonce(), uri, "", asked.algorithm(), cnonce, "auth", count);
        String response = counted
                ? use.hash.response(blank, login.secret().value(), method)
                : use.hash.responseWithoutQop(blank, login.secret().value(), method);
        StringBuilder line = new StringBuilder(asked.proxy() ? "Proxy-Authorization" : "Authorization");
        line.append(": Digest username=").append(CleanText.quoted(login.authUser()));
        line.append(",realm=").append(CleanText.quoted(asked.realm()));
        line.append(",nonce=").append(CleanText.quoted(asked.nonce()));
        line.append(",uri=").append(CleanText.quoted(uri));
        line.append(",response=\"").append(response).append('"');
        if (!asked.algorithm().isEmpty()) {
            line.append(",algorithm=").append(use.hash.token());
        }
        if (counted) {
            line.append(",cnonce=\"").append(cnonce).append("\",qop=auth,nc=").append(count);
        }
        if (!asked.opaque().isEmpty()) {
            line.append(",opaque=").append(CleanText.quoted(asked.opaque()));
        }
        return line.toString();
    }

    private String refused() {
        String other = login.authUser().equals(login.user()) ? "" : " (logging in as " + login.authUser() + ")";
        return trunk + " refused the password of user " + login.user() + other
                + ": compare user, auth-user and secret with what the provider gave you.";
    }

    private String unknown(List<Challenge> challenges) {
        if (challenges.isEmpty()) {
            return trunk
                    + " asks for a password without a digest challenge, which is the only way that we know: ask the provider for it.";
        }
        Set<String> asked = challenges.stream()
                .map(c -> CleanText.of(c.algorithm() + (c.qop().isEmpty() ? "" : " with qop " + c.qop()), 60))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return trunk + " asks for a digest that we do not know: " + String.join(", ", asked)
                + ". We know SHA-256 and MD5 with qop auth: ask the provider for one of them.";
    }
}
