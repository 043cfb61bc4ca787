package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.helpline.config.DeskSettings;
import org.helpline.config.TlsSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.tls.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The desk by HTTPS, on the port of HTTP. */
class HttpsTest {

    @TempDir
    Path folder;

    private Certificates certificates(Optional<Path> files) {
        Problems problems = new Problems();
        return Certificates.open(
                        new TlsSettings(
                                files,
                                folder.resolve("own"),
                                List.of(),
                                TlsSettings.Clients.NOT_ASKED,
                                Optional.empty()),
                        true,
                        () -> List.of("localhost", "127.0.0.1", "desk.example.org"),
                        Map::of,
                        Clock.system(),
                        new SecureRandom(),
                        problems)
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
    }

    private DeskServer start(DeskSettings.Https mode, Optional<Path> files) throws Exception {
        DeskSettings s = DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1));
        DeskSettings settings = s.with(s.uploadMegabytes(), mode);
        Clock clock = Clock.system();
        DeskServices services = DeskDemo.services(
                new FakeHouse(clock), clock, DeskDemo.accounts(), DeskRooms.none(), Optional.of(certificates(files)));
        Problems problems = new Problems();
        return DeskServer.start(settings, services, problems)
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
    }

    private HttpClient trusting() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = new FileInputStream(folder.resolve("own/ca.crt").toFile())) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), new SecureRandom());
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void bothAreSpokenOnOnePort() throws Exception {
        try (DeskServer desk = start(DeskSettings.Https.AUTO, Optional.empty());
                HttpClient client = trusting()) {
            String secure = desk.secureUrl("localhost").orElseThrow();
            HttpResponse<String> page = get(client, secure + "login");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("strict-transport-security"))
                    .as("an authority of our own may not be trusted yet")
                    .isEmpty();
            assertThat(get(client, desk.url() + "login").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theCookieOfALoginByHttpsNeverTravelsInTheOpen() throws Exception {
        try (DeskServer desk = start(DeskSettings.Https.AUTO, Optional.empty());
                HttpClient client = trusting()) {
            String secure = desk.secureUrl("localhost").orElseThrow();
            HttpResponse<String> page = get(client, secure + "login");
            String token = page.body().replaceFirst("(?s).*name=\"token\" value=\"([^\"]*)\".*", "$1");
            String form = "name=anna&password=" + URLEncoder.encode(DeskDemo.PASSWORD, StandardCharsets.UTF_8)
                    + "&token=" + token;
            HttpResponse<String> in = client.send(
                    HttpRequest.newBuilder(URI.create(secure + "login"))
                            .header("Origin", secure.substring(0, secure.length() - 1))
                            .header("Cookie", "helpline-login=" + token)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(in.statusCode()).isEqualTo(303);
            assertThat(in.headers().allValues("set-cookie").getFirst())
                    .startsWith("helpline=")
                    .endsWith("; HttpOnly; SameSite=Strict; Secure");
            assertThat(page.headers().allValues("set-cookie"))
                    .singleElement()
                    .asString()
                    .startsWith("helpline-login=")
                    .endsWith("; HttpOnly; SameSite=Strict; Secure");
        }
    }

    /** What a stranger writes into the header counts for nothing. */
    @ParameterizedTest
    @CsvSource({"127.0.0.1, https, true", "127.0.0.1, http, false", "192.0.2.7, https, false"})
    void aProxyOnThisMachineSaysHowTheBrowserCame(String from, String proto, boolean isHttps) throws Exception {
        Request request = request(from, false);
        request.headers().set("x-forwarded-proto", proto);
        assertThat(request.isByHttps()).isEqualTo(isHttps);
    }

    @Test
    void whoComesInTheOpenIsLedToHttps() throws Exception {
        try (DeskServer desk = start(DeskSettings.Https.ONLY, Optional.empty());
                HttpClient client = trusting()) {
            assertThat(desk.url()).startsWith("https://");
            String plain = desk.url().replace("https://", "http://");
            HttpResponse<String> led = get(client, plain + "board?x=1");
            assertThat(led.statusCode()).isEqualTo(308);
            assertThat(led.headers().firstValue("location")).hasValue(desk.url() + "board?x=1");
            HttpResponse<String> told = client.send(
                    HttpRequest.newBuilder(URI.create(plain + "login"))
                            .POST(HttpRequest.BodyPublishers.ofString("name=anna"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(told.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void onlyThisMachineIsServedInTheOpen() throws Exception {
        try (Https https = new Https(DeskSettings.Https.AUTO, Optional.of(certificates(Optional.empty())))) {
            assertThat(https.elsewhere(request("127.0.0.1", false))).isEmpty();
            assertThat(https.elsewhere(request("::1", false))).isEmpty();
            assertThat(https.elsewhere(request("192.0.2.7", true))).isEmpty();
            assertThat(https.elsewhere(request("192.0.2.7", false)).map(Reply::status))
                    .hasValue(308);
        }
        try (Https none = new Https(DeskSettings.Https.NO, Optional.of(certificates(Optional.empty())))) {
            assertThat(none.elsewhere(request("192.0.2.7", false))).isEmpty();
        }
    }

    private static Request request(String from, boolean isSecure) throws Exception {
        return new Request(
                "GET",
                "/",
                "/",
                new DefaultHttpHeaders().add("host", "desk"),
                "",
                InetAddress.getByName(from),
                isSecure);
    }

    @Test
    void aCertificateOfAKnownAuthorityKeepsBrowsersOnHttps() throws Exception {
        certificates(Optional.empty());
        Path files = Files.createDirectories(folder.resolve("files"));
        Files.copy(folder.resolve("own/server.crt"), files.resolve("a.crt"));
        Files.copy(folder.resolve("own/server.key"), files.resolve("a.key"));
        try (DeskServer desk = start(DeskSettings.Https.AUTO, Optional.of(files));
                HttpClient client = trusting()) {
            assertThat(get(client, desk.secureUrl("").orElseThrow() + "login")
                            .headers()
                            .firstValue("strict-transport-security"))
                    .hasValue("max-age=86400");
        }
    }

    @Test
    void whoDoesNotTrustUsGetsNoPage() throws Exception {
        try (DeskServer desk = start(DeskSettings.Https.AUTO, Optional.empty());
                HttpClient stranger = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> get(stranger, desk.secureUrl("").orElseThrow()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void theNamesOfTheCertificateAreOurs() {
        Gate gate = new Gate(List.of(), () -> List.of("desk.example.org", "*.Support.example.org"));
        assertThat(gate.isOurHost("desk.example.org:8080")).isTrue();
        assertThat(gate.isOurHost("a.support.example.org")).isTrue();
        assertThat(gate.isOurHost("evil.example.org")).isFalse();
    }
}
