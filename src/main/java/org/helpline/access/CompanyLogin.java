package org.helpline.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.helpline.access.Issuer.Unreachable;
import org.helpline.config.OidcSettings;
import org.helpline.core.Clock;

/**
 * Logging in by the company's own log-in: the authorization code flow of OpenID Connect Core 1.0 (section 3.1) with PKCE (RFC 7636) and the
 * client's secret. What one attempt needs to know later is kept by the browser that made it, not here. Blocks for up to some seconds; any
 * thread.
 */
public final class CompanyLogin {

    private static final Set<JWSAlgorithm> SIGNED = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final OidcSettings settings;
    private final Issuer issuer;
    private final SecureRandom random;
    private final Clock clock;

    /** Asks the issuer of {@code settings} when somebody logs in, and never before. */
    public CompanyLogin(OidcSettings settings, SecureRandom random, Clock clock) {
        this.settings = settings;
        this.issuer = new Issuer(settings, clock);
        this.random = random;
        this.clock = clock;
    }

    /** What came of a beginning. */
    public sealed interface Begun {
        /** The browser is sent to {@code to} and keeps {@code kept}, three texts of base64url between dots, for the way back. */
        record Sent(URI to, String kept) implements Begun {}

        /** The issuer cannot be asked; {@code why} is for the log. */
        record Failed(String why) implements Begun {}
    }

    /** What came of the way back. */
    public sealed interface Returned {
        /** Who it is: a name in the desk's spelling, of which nothing is known yet but that the issuer says so. */
        record Named(String name) implements Returned {}

        /** The person or the browser did not go all the way, or another's way; {@code why} is for the log. */
        record Lost(String why) implements Returned {}

        /** The issuer cannot be asked, or says what cannot be believed; {@code why} is for the log. */
        record Failed(String why) implements Returned {}
    }

    /** Begins. {@code back} is the address at which the browser comes back. */
    public Begun begin(URI back) {
        String state = token();
        String nonce = token();
        String verifier = token();
        try {
            Map<String, String> query = new TreeMap<>(Map.of(
                    "response_type",
                    "code",
                    "scope",
                    "openid profile email",
                    "client_id",
                    settings.client(),
                    "redirect_uri",
                    back.toString(),
                    "state",
                    state,
                    "nonce",
                    nonce,
                    "code_challenge",
                    challenge(verifier),
                    "code_challenge_method",
                    "S256"));
            URI to = issuer.endpoints().authorization();
            String joint = to.getRawQuery() == null ? "?" : "&";
            return new Begun.Sent(URI.create(to + joint + form(query)), String.join(".", state, nonce, verifier));
        } catch (Unreachable e) {
            return new Begun.Failed(e.why());
        }
    }

    /** Finishes. {@code kept} as of {@link Begun.Sent}; {@code code}, {@code state} and {@code iss} as in the address; empty where missing. */
    public Returned finish(URI back, String kept, String code, String state, String iss) {
        String[] own = kept.split("\\.", -1);
        if (own.length != 3 || state.isEmpty() || !own[0].equals(state)) {
            return new Returned.Lost("the state is not that of this browser's own attempt");
        }
        if (code.isEmpty()) {
            return new Returned.Lost("there is no code: the person or the issuer said no");
        }
        if (!iss.isEmpty() && !iss.equals(settings.issuer().toString())) {
            return new Returned.Failed("the answer came from another issuer (RFC 9207 section 2.4)");
        }
        try {
            String token = issuer.exchange(Map.of(
                    "grant_type",
                    "authorization_code",
                    "code",
                    code,
                    "redirect_uri",
                    back.toString(),
                    "code_verifier",
                    own[2]));
            return name(verified(token, own[1]));
        } catch (Unreachable e) {
            return new Returned.Failed(e.why());
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return new Returned.Failed("the ID token cannot be believed: " + e.getMessage());
        }
    }

    /** The claims of an ID token that holds by section 3.1.3.7; keys that are not known yet are fetched once more. */
    private JWTClaimsSet verified(String token, String nonce)
            throws ParseException, BadJOSEException, JOSEException, Unreachable {
        try {
            return processor(issuer.keys(false), nonce).process(token, null);
        } catch (BadJOSEException e) {
            return processor(issuer.keys(true), nonce).process(token, null);
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor(JWKSet keys, String nonce) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(SIGNED, new ImmutableJWKSet<>(keys)));
        JWTClaimsSet exact = new JWTClaimsSet.Builder()
                .issuer(settings.issuer().toString())
                .claim("nonce", nonce)
                .build();
        DefaultJWTClaimsVerifier<SecurityContext> claims =
                new DefaultJWTClaimsVerifier<>(settings.client(), exact, Set.of("sub", "exp", "iat")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.now());
                    }
                };
        claims.setMaxClockSkew((int) CLOCKS_DIFFER.toSeconds());
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }

    private Returned name(JWTClaimsSet claims) throws ParseException {
        Instant issued = claims.getIssueTime().toInstant();
        if (issued.isAfter(clock.now().plus(CLOCKS_DIFFER))) {
            return new Returned.Failed("the ID token is from the future");
        }
        String other = Optional.ofNullable(claims.getStringClaim("azp")).orElse(settings.client());
        if (!other.equals(settings.client())) {
            return new Returned.Failed("the ID token was made for another program");
        }
        String name = Optional.ofNullable(claims.getStringClaim(settings.nameClaim()))
                .map(n -> n.strip().toLowerCase(Locale.ROOT))
                .orElse("");
        return name.isEmpty()
                ? new Returned.Failed("the ID token has no " + settings.nameClaim() + " (desk.oidc-name)")
                : new Returned.Named(name);
    }

    private String token() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String form(Map<String, String> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .map(e -> URLEncoder.encode(e.getKey(), StandardCharsets.UTF_8) + "="
                                + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
