package org.helpline.sip.registrar;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.helpline.config.Secret;
import org.helpline.sip.guard.Source;
import org.helpline.sip.guard.TokenBucket;

/**
 * Digest access authentication of phones: RFC 3261 §22, RFC 7616, RFC 8760. An unknown user is answered as a known one with a
 * wrong password is, by the same steps. Wrong passwords use up a bucket of the source and one of the source with that user;
 * when either is empty, credentials from there are refused unread. Those that answer no challenge of ours have buckets of their own: their
 * sender may be forged, and must not lock out who really is there. A browser may show its agent's pass instead. Confined to the edge loop.
 */
final class Authenticator {

    private static final int SOURCES_KEPT = 10_000;
    private static final int WRONG_PER_USER = 10;
    private static final int WRONG_PER_SOURCE = 50;
    private static final double REFILL_PER_SECOND = 0.1;

    private final String realm;
    private final List<DigestAlgorithm> offered;
    private Map<String, Secret> secrets;
    private final Nonces nonces;
    private final Secret nobodys;
    private final Map<Guesser, TokenBucket> wrong = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Guesser, TokenBucket> eldest) {
            return size() > SOURCES_KEPT;
        }
    };

    /** What comes of a request. */
    sealed interface Verdict {
        /** The credentials are right; {@code byPass}: they are those of the agent's pass. */
        record Admitted(String user, boolean byPass) implements Verdict {}

        /** 401; {@code stale}: the password was right, the nonce not. */
        record Challenged(boolean stale) implements Verdict {}

        /** 403: too many wrong passwords from there. */
        record Throttled() implements Verdict {}
    }

    /** Whose wrong passwords are counted together; {@code proven}: whoever sent them has heard a challenge of ours there. */
    private record Guesser(Source source, Optional<String> user, boolean proven) {}

    Authenticator(String realm, List<DigestAlgorithm> offered, Map<String, Secret> secrets, SecureRandom random) {
        this.realm = realm;
        this.offered = offered;
        this.secrets = secrets;
        this.nonces = new Nonces(random);
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        this.nobodys = new Secret(HexFormat.of().formatHex(bytes));
    }

    /**
     * What is to be judged.
     *
     * @param method a part of what the phone has signed
     * @param isKnownSource whether a phone of that user is registered from this source, so that the whole source's bucket does
     *     not lock it out: a colleague's mistyped password behind the same NAT is not its fault
     * @param pass the pass of a user, where one would do
     */
    record Attempt(
            String method,
            List<Credentials> given,
            InetAddress source,
            String callId,
            boolean isKnownSource,
            Function<String, Optional<Secret>> pass) {}

    /** Other passwords count from now on. */
    void change(Map<String, Secret> others) {
        secrets = others;
    }

    /** Judges a request. */
    Verdict judge(Attempt attempt, long nowNanos) {
        List<Credentials> given = attempt.given;
        String callId = attempt.callId;
        Source from = Source.of(attempt.source);
        Optional<Credentials> ours =
                given.stream().filter(c -> c.realm().equals(realm)).findFirst();
        if (ours.isEmpty()) {
            return given.isEmpty()
                    ? new Verdict.Challenged(false)
                    : wrongPassword(from, given.getFirst(), false, nowNanos);
        }
        Credentials credentials = ours.get();
        Nonces.Worth worth = nonces.worth(credentials.nonce(), callId, from, nowNanos);
        boolean proven = worth != Nonces.Worth.FOREIGN;
        boolean userOpen = bucket(from, Optional.of(credentials.username()), proven, nowNanos)
                .hasOne(nowNanos);
        boolean sourceOpen = attempt.isKnownSource
                || bucket(from, Optional.empty(), proven, nowNanos).hasOne(nowNanos);
        if (!userOpen || !sourceOpen) {
            return throttled(proven);
        }
        Optional<Secret> pass = attempt.pass.apply(credentials.username());
        boolean byPass = pass.isPresent() && isRight(attempt.method, credentials, pass);
        if (!byPass && !isRight(attempt.method, credentials, secretOf(credentials))) {
            return wrongPassword(from, credentials, proven, nowNanos);
        }
        boolean fresh = worth == Nonces.Worth.FRESH;
        return fresh && nonces.use(credentials.nonce(), credentials.count(), nowNanos)
                ? new Verdict.Admitted(credentials.username(), byPass)
                : new Verdict.Challenged(true);
    }

    /** One WWW-Authenticate line for each algorithm on offer, in order of preference, all with one new nonce: RFC 8760 §2.4. */
    List<String> challenges(String callId, InetAddress source, boolean stale, long nowNanos) {
        String nonce = nonces.make(callId, Source.of(source), nowNanos);
        List<String> lines = new ArrayList<>();
        for (DigestAlgorithm algorithm : offered) {
            lines.add("WWW-Authenticate: Digest realm=\"" + realm + "\",nonce=\"" + nonce + "\",algorithm="
                    + algorithm.token() + ",qop=\"auth\"" + (stale ? ",stale=true" : ""));
        }
        return lines;
    }

    private Optional<Secret> secretOf(Credentials given) {
        return Optional.ofNullable(secrets.get(given.username()));
    }

    private boolean isRight(String method, Credentials given, Optional<Secret> known) {
        Optional<DigestAlgorithm> algorithm =
                DigestAlgorithm.of(given.algorithm()).filter(offered::contains);
        String secret = known.orElse(nobodys).value();
        String expected = algorithm.orElse(offered.getFirst()).response(given, secret, method);
        boolean equal = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), given.response().getBytes(StandardCharsets.UTF_8));
        return equal
                && known.isPresent()
                && algorithm.isPresent()
                && given.qop().equals("auth");
    }

    /** Whether whoever sent these has heard a challenge of ours there for the same Call-ID, and so is where they say. */
    boolean knowsNonceOf(List<Credentials> given, InetAddress source, String callId, long nowNanos) {
        Source from = Source.of(source);
        return given.stream().anyMatch(c -> nonces.worth(c.nonce(), callId, from, nowNanos) == Nonces.Worth.FRESH);
    }

    private Verdict wrongPassword(Source source, Credentials given, boolean proven, long nowNanos) {
        boolean userOpen =
                bucket(source, Optional.of(given.username()), proven, nowNanos).take(nowNanos);
        boolean sourceOpen = bucket(source, Optional.empty(), proven, nowNanos).take(nowNanos);
        return userOpen && sourceOpen ? new Verdict.Challenged(false) : throttled(proven);
    }

    /** Who may be forged is challenged as if they had brought nothing: the phone that really is there answers that. */
    private static Verdict throttled(boolean proven) {
        return proven ? new Verdict.Throttled() : new Verdict.Challenged(false);
    }

    private TokenBucket bucket(Source source, Optional<String> user, boolean proven, long nowNanos) {
        int burst = user.isPresent() ? WRONG_PER_USER : WRONG_PER_SOURCE;
        return wrong.computeIfAbsent(
                new Guesser(source, user, proven), _ -> new TokenBucket(REFILL_PER_SECOND, burst, nowNanos));
    }
}
