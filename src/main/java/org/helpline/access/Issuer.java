package org.helpline.access;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.OidcSettings;
import org.helpline.core.Clock;
import org.helpline.core.Snapshot;

/**
 * The company's log-in as this program talks with it: where it is asked what (OpenID Connect Discovery 1.0), its keys, the exchange of a code.
 * Blocks; any thread. What was read is kept for an hour; keys that turn out to be missing are read again, at most once in half a minute.
 */
final class Issuer {

    private static final Duration GOOD = Duration.ofHours(1);
    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 256 * 1_024;

    private final OidcSettings settings;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Snapshot<Optional<Endpoints>> endpoints = new Snapshot<>(Optional.empty());
    private final Snapshot<Optional<Keys>> keys = new Snapshot<>(Optional.empty());

    Issuer(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Where it is asked what. */
    record Endpoints(URI authorization, URI token, URI keys, Instant read) {}

    private record Keys(JWKSet set, Instant read) {}

    /** It did not answer, or not in a way that can be used. */
    static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1;

        private final String why;

        Unreachable(String why) {
            super(why);
            this.why = why;
        }

        /** For the log. */
        String why() {
            return why;
        }
    }

    /** As its document says, which must be of this very issuer (section 4.3). */
    Endpoints endpoints() throws Unreachable {
        Optional<Endpoints> known = endpoints.get().filter(e -> isYoung(e.read(), GOOD));
        if (known.isPresent()) {
            return known.get();
        }
        String own = settings.issuer().toString();
        Map<String, Object> document =
                read(URI.create(own.replaceFirst("/$", "") + "/.well-known/openid-configuration"));
        if (!own.equals(document.get("issuer"))) {
            throw new Unreachable(
                    "its document is of the issuer " + document.get("issuer") + ", the settings say " + own);
        }
        Endpoints read = new Endpoints(
                address(document, "authorization_endpoint"),
                address(document, "token_endpoint"),
                address(document, "jwks_uri"),
                clock.now());
        endpoints.publish(Optional.of(read));
        return read;
    }

    /** Its keys; {@code anew} where one was missing. */
    JWKSet keys(boolean anew) throws Unreachable {
        Optional<Keys> known = keys.get().filter(k -> isYoung(k.read(), anew ? AGAIN : GOOD));
        if (known.isPresent()) {
            return known.get().set();
        }
        try {
            JWKSet set = JWKSet.parse(read(endpoints().keys()));
            keys.publish(Optional.of(new Keys(set, clock.now())));
            return set;
        } catch (ParseException e) {
            throw new Unreachable("its keys cannot be read: " + e.getMessage());
        }
    }

    /** The ID token for a code (RFC 6749 section 4.1.3), as this client (section 2.3.1). */
    String exchange(Map<String, String> fields) throws Unreachable {
        String who =
                encoded(settings.client()) + ":" + encoded(settings.secret().value());
        HttpRequest request = HttpRequest.newBuilder(endpoints().token())
                .timeout(PATIENCE)
                .header("accept", "application/json")
                .header("content-type", "application/x-www-form-urlencoded")
                .header(
                        "authorization",
                        "Basic " + Base64.getEncoder().encodeToString(who.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(CompanyLogin.form(fields)))
                .build();
        return Optional.ofNullable(send(request).get("id_token"))
                .map(Object::toString)
                .orElseThrow(() -> new Unreachable("its answer has no ID token"));
    }

    private Map<String, Object> read(URI from) throws Unreachable {
        return send(HttpRequest.newBuilder(from)
                .timeout(PATIENCE)
                .header("accept", "application/json")
                .build());
    }

    private Map<String, Object> send(HttpRequest request) throws Unreachable {
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                String text = new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
                if (response.statusCode() != 200) {
                    throw new Unreachable(request.uri() + " answered " + response.statusCode());
                }
                return JSONObjectUtils.parse(text);
            }
        } catch (IOException e) {
            throw new Unreachable(request.uri() + " does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted");
        } catch (ParseException e) {
            throw new Unreachable(request.uri() + " answered no JSON");
        }
    }

    private URI address(Map<String, Object> document, String name) throws Unreachable {
        return Optional.ofNullable(document.get(name))
                .flatMap(a -> OidcSettings.address(a.toString()))
                .orElseThrow(() -> new Unreachable("its document has no usable " + name));
    }

    private boolean isYoung(Instant read, Duration most) {
        return clock.now().isBefore(read.plus(most));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
