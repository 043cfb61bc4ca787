package org.helpline.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An OpenID Connect issuer on this machine: documents, keys, codes and ID tokens; it can be told to lie. */
public final class FakeIssuer implements AutoCloseable {

    /** What is wrong with the ID tokens that it gives, or with what it says of itself. */
    public enum Lie {
        UNSIGNED,
        SIGNED_WITH_THE_CLIENTS_SECRET,
        SIGNED_BY_ANOTHER,
        FOR_ANOTHER_CLIENT,
        MADE_FOR_ANOTHER_PARTY,
        FROM_ANOTHER_ISSUER,
        OF_ANOTHER_ATTEMPT,
        EXPIRED,
        FROM_THE_FUTURE,
        WITHOUT_A_NAME,
        NO_TOKEN,
        ANSWER_OF_ANOTHER_ISSUER
    }

    private record Attempt(String nonce, String challenge, String back, String name) {}

    private final HttpServer server;
    private final String client;
    private final String secret;
    private final Map<String, Attempt> codes = new ConcurrentHashMap<>();
    private final AtomicInteger exchanges = new AtomicInteger();
    private volatile RSAKey key = key("1");
    private volatile @Nullable Lie lie;

    /** Knows one client. */
    public FakeIssuer(String client, String secret) throws IOException {
        this.client = client;
        this.secret = secret;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", e -> answer(e, 200, document()));
        server.createContext("/keys", e -> answer(e, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    /** Its address. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on its tokens are wrong in this way. */
    public void lie(Lie other) {
        lie = other;
    }

    /** From now on it signs with another key. */
    public void turnKeys() {
        key = key("2");
    }

    /** How often a code was exchanged. */
    public int exchanges() {
        return exchanges.get();
    }

    /** A person of that name logs in there; where their browser is sent. */
    public URI agree(URI request, String name) {
        Map<String, String> asked = fields(request.getRawQuery());
        String code = "code " + codes.size();
        codes.put(
                code,
                new Attempt(field(asked, "nonce"), field(asked, "code_challenge"), field(asked, "redirect_uri"), name));
        String iss = lie == Lie.ANSWER_OF_ANOTHER_ISSUER ? "http://127.0.0.1:1" : url().toString();
        return URI.create(field(asked, "redirect_uri") + "?"
                + CompanyLogin.form(Map.of("code", code, "state", field(asked, "state"), "iss", iss)));
    }

    private String document() {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys"}""".formatted(url());
    }

    private void token(HttpExchange exchange) throws IOException {
        exchanges.incrementAndGet();
        Map<String, String> asked =
                fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean isClient = basic().equals(exchange.getRequestHeaders().getFirst("authorization"));
        Optional<Attempt> fitting = Optional.ofNullable(codes.remove(field(asked, "code")))
                .filter(a -> isClient)
                .filter(a -> field(asked, "redirect_uri").equals(a.back()))
                .filter(a -> challenge(field(asked, "code_verifier")).equals(a.challenge()));
        if (fitting.isEmpty() || lie == Lie.NO_TOKEN) {
            answer(exchange, fitting.isPresent() ? 200 : 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        answer(exchange, 200, "{\"token_type\":\"Bearer\",\"id_token\":\"" + idToken(fitting.get()) + "\"}");
    }

    private String idToken(Attempt attempt) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(lie == Lie.FROM_ANOTHER_ISSUER ? "https://login.example.com" : url().toString())
                .audience(lie == Lie.FOR_ANOTHER_CLIENT ? "crm" : client)
                .subject("f3a9")
                .claim("nonce", lie == Lie.OF_ANOTHER_ATTEMPT ? "other" : attempt.nonce())
                .issueTime(Date.from(lie == Lie.FROM_THE_FUTURE ? now.plusSeconds(600) : now.minusSeconds(700)))
                .expirationTime(Date.from(lie == Lie.EXPIRED ? now.minusSeconds(300) : now.plusSeconds(900)));
        if (lie == Lie.MADE_FOR_ANOTHER_PARTY) {
            claims.claim("azp", "crm");
        }
        if (lie != Lie.WITHOUT_A_NAME) {
            claims.claim("preferred_username", attempt.name());
        }
        return signed(claims.build());
    }

    private String signed(JWTClaimsSet claims) {
        try {
            if (lie == Lie.UNSIGNED) {
                return new PlainJWT(claims).serialize();
            }
            boolean bySecret = lie == Lie.SIGNED_WITH_THE_CLIENTS_SECRET;
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(bySecret ? JWSAlgorithm.HS256 : JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            byte[] padded = Arrays.copyOf(secret.getBytes(StandardCharsets.UTF_8), 32);
            token.sign(
                    bySecret ? new MACSigner(padded) : new RSASSASigner(lie == Lie.SIGNED_BY_ANOTHER ? key("1") : key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String basic() {
        String who = encoded(client) + ":" + encoded(secret);
        return "Basic " + Base64.getEncoder().encodeToString(who.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2_048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(String query) {
        return Arrays.stream(query.split("&", -1))
                .map(f -> f.split("=", 2))
                .collect(Collectors.toMap(f -> decoded(f[0]), f -> f.length > 1 ? decoded(f[1]) : ""));
    }

    private static String field(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
