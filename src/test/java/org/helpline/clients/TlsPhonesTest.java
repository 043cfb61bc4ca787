package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.helpline.core.Scratch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;

/** Other people's programs that speak TLS to the server, whose own authority made its certificate. */
@Tag("clients")
class TlsPhonesTest {

    private static HelplineProcess server;
    private static Path authority;

    @BeforeAll
    static void serve() throws IOException {
        server = HelplineProcess.start(
                "tls",
                "--set",
                "media.ports=0",
                "--set",
                "sip.digests=MD5",
                "--set",
                "agents.anna.always-ready=yes",
                "--set",
                "agents.anna.phone-secret=" + PhoneContract.SECRET,
                "--set",
                "sip.ws-listen=127.0.0.1:0",
                "--set",
                "sip.wss-listen=127.0.0.1:0");
        authority = server.data().resolve("tls/ca.crt");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Path folder(String name) throws IOException {
        return Files.createDirectories(HelplineProcess.folder("tls").resolve(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"baresip", "linphone"})
    void callerAndAgentByTlsHearEachOther(String make) throws Exception {
        try (RealPhone agent = agent(make, folder(make + "-agent"));
                RealPhone caller = caller(make, folder(make + "-caller"))) {
            // baresip asks name servers alone, and linphone looks for names in certificates alone
            String host = make.equals("baresip") ? "127.0.0.1" : "localhost";
            PhoneContract.talk(caller, "sip:100@" + host + ":" + server.port("tls") + ";transport=tls", agent);
        }
        assertThat(server.endedCall().toString()).contains("tls 127.0.0.1:").contains("\"served\"");
    }

    private static RealPhone agent(String make, Path folder) throws IOException, InterruptedException {
        Path said = RealPhone.says(folder, PhoneContract.AGENTS_TONE);
        int port = server.port("tls");
        return make.equals("baresip")
                ? Baresip.byTls(folder, Baresip.agent("anna", PhoneContract.SECRET, port, "manual"), said, authority)
                : Linphone.tlsAgent(folder, said, "anna", PhoneContract.SECRET, port, authority);
    }

    private static RealPhone caller(String make, Path folder) throws IOException, InterruptedException {
        Path said = RealPhone.says(folder, PhoneContract.CALLERS_TONE);
        return make.equals("baresip")
                ? Baresip.byTls(folder, Baresip.caller(), said, authority)
                : Linphone.tlsCaller(folder, said, authority);
    }

    @ParameterizedTest
    @CsvSource({
        "-tls1, false",
        "-tls1_1, false",
        "-tls1_2, true",
        "-tls1_3, true",
    })
    void onlyTls12And13AreSpoken(String version, boolean spoken) throws Exception {
        String said = openssl(
                version, "-cipher", "DEFAULT@SECLEVEL=0", "-CAfile", authority.toString(), "-verify_return_error");
        assertThat(said.contains("Verification: OK") && !said.contains("Cipher is (NONE)"))
                .isEqualTo(spoken);
    }

    @Test
    void theCertificateIsForThisMachine() throws Exception {
        assertThat(openssl("-CAfile", authority.toString(), "-verify_hostname", "localhost", "-verify_return_error"))
                .contains("Verified peername: localhost");
        assertThat(openssl(
                        "-CAfile", authority.toString(), "-verify_hostname", "sip.example.org", "-verify_return_error"))
                .contains("hostname mismatch");
        assertThat(openssl("-verify_return_error"))
                .as("a stranger")
                .contains("self-signed certificate in certificate chain");
    }

    /** R asks openssl to shake hands again: CVE-2011-1473. */
    @Test
    void aSecondHandshakeOnAConnectionIsRefused() throws Exception {
        assertThat(opensslSaying("R\n", "-tls1_2", "-CAfile", authority.toString()))
                .contains("RENEGOTIATING")
                .containsPattern("no renegotiation|unexpected message|handshake failure|alert");
    }

    private static String openssl(String... more) throws Exception {
        return opensslSaying("", more);
    }

    private static String opensslSaying(String typed, String... more) throws Exception {
        List<String> words =
                new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + server.port("tls")));
        words.addAll(List.of(more));
        Process client = new ProcessBuilder(words).redirectErrorStream(true).start();
        try (var keyboard = client.getOutputStream()) {
            if (!typed.isEmpty()) {
                keyboard.write(typed.getBytes(StandardCharsets.US_ASCII));
                keyboard.flush();
                client.waitFor(3, TimeUnit.SECONDS); // until it was refused; the end of its input would end it before
            }
        } catch (IOException e) {
            assertThat(client.waitFor(10, TimeUnit.SECONDS)).isTrue(); // it has ended by itself
        }
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        client.destroyForcibly();
        return said;
    }

    @Test
    void tlsShowAndTrustTellOfTheAuthority() throws Exception {
        assertThat(server.command("tls", "show")).contains("localhost").contains("signed by    CN=Helpline authority");
        String trust = server.command("tls", "trust");
        assertThat(trust).contains(authority.toString());
        Process fingerprint = new ProcessBuilder(
                        "openssl", "x509", "-in", authority.toString(), "-noout", "-fingerprint", "-sha256")
                .start();
        String said = new String(fingerprint.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(trust).contains(said.substring(said.indexOf('=') + 1));
        assertThat(server.command("tls", "reload")).contains("Nothing has changed");
    }

    /** A browser's page logs in by HTTPS, which is where it gets its microphone. */
    @Test
    void aBrowserUsesTheDeskByHttps() throws Exception {
        try (Chrome chrome = new Chrome()) {
            chrome.driver.get(server.secureDesk());
            chrome.driver.findElement(By.name("name")).sendKeys("ben");
            chrome.driver.findElement(By.name("password")).sendKeys(server.password("ben"));
            chrome.driver.findElement(By.cssSelector("button[type=submit]")).click();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !chrome.driver
                            .findElements(By.cssSelector("#ready"))
                            .isEmpty());
            assertThat(chrome.driver.executeScript("return window.isSecureContext && !!navigator.mediaDevices"))
                    .isEqualTo(true);
            assertThat(Objects.requireNonNull(chrome.driver.manage().getCookieNamed("helpline"))
                            .isSecure())
                    .isTrue();
        }
    }

    /** A page of forty lines speaks SIP over WebSocket; its offer of DTLS is answered. */
    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void aBrowsersOfferOfDtlsIsAnswered(String kind) throws Exception {
        HttpServer pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] page = "<!doctype html><title>phone</title>".getBytes(StandardCharsets.UTF_8);
        pages.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        pages.start();
        try (Chrome chrome = new Chrome()) {
            chrome.driver.get("http://localhost:" + pages.getAddress().getPort() + "/");
            String answer = String.valueOf(
                    chrome.driver.executeAsyncScript(PHONE, kind + "://localhost:" + server.port(kind) + "/"));
            assertThat(answer)
                    .contains("SIP/2.0 200 OK")
                    .contains("CSeq: 1 INVITE")
                    .contains("m=audio ", " UDP/TLS/RTP/SAVPF 0", "a=ice-lite", "a=fingerprint:sha-256 ");
        } finally {
            pages.stop(0);
        }
    }

    private static final String PHONE = """
            const done = arguments[1], socket = new WebSocket(arguments[0], "sip");
            const call = Math.random().toString(36), heard = [];
            const head = (method, seq, more) => [method + " sip:100@localhost SIP/2.0",
              "Via: SIP/2.0/" + arguments[0].split(":")[0].toUpperCase() + " abc.invalid;branch=z9hG4bK" + method + call, "Max-Forwards: 70",
              "From: <sip:page@localhost>;tag=" + call, "To: <sip:100@localhost>", "Call-ID: " + method + call, "CSeq: " + seq + " " + method,
              "Contact: <sip:page@abc.invalid;transport=ws>", ...more].join("\\r\\n");
            const sdp = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0", "m=audio 9 UDP/TLS/RTP/SAVPF 111 0", "c=IN IP4 0.0.0.0",
              "a=rtpmap:111 opus/48000/2", "a=rtpmap:0 PCMU/8000", "a=setup:actpass", "a=mid:0", "a=rtcp-mux", "a=ice-ufrag:abcd",
              "a=ice-pwd:abcdefghijklmnopqrstuvwx", "a=fingerprint:sha-256 " + Array(32).fill("AB").join(":"), ""].join("\\r\\n");
            socket.onerror = () => done("the WebSocket failed");
            socket.onclose = () => done(heard.join("\\n"));
            socket.onopen = () => socket.send(head("OPTIONS", 1, ["Content-Length: 0", "", ""]));
            socket.onmessage = m => {
              heard.push(m.data);
              if (/CSeq: 1 OPTIONS/.test(m.data))
                socket.send(head("INVITE", 1, ["Content-Type: application/sdp", "Content-Length: " + sdp.length, "", sdp]));
              else if (/^SIP\\/2.0 [2-6]/.test(m.data)) done(heard.join("\\n"));
            };
            """;

    /** A Chromium that takes the certificate of an authority that it does not know. */
    private static final class Chrome implements AutoCloseable {
        private final ChromeDriver driver;

        Chrome() throws IOException {
            ChromeOptions options = new ChromeOptions().setBinary("/usr/bin/chromium");
            options.setAcceptInsecureCerts(true);
            options.addArguments(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-dev-shm-usage",
                    "--user-data-dir=" + Scratch.folder("chromium"));
            System.setProperty("webdriver.chrome.driver", "/usr/bin/chromedriver");
            driver = new ChromeDriver(options);
            driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(20));
        }

        @Override
        public void close() {
            driver.quit();
        }
    }
}
