package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.TlsSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.sip.trunk.NameServer;
import org.helpline.tls.Certificates;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Type;

/**
 * A provider of two Kamailios by TLS behind one SRV name, whose certificates come from an authority of its own and who ask for ours. The tests are a story,
 * told in order on one server; at the end one of the two dies.
 */
@Tag("clients")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KamailioTlsTest {

    private static final String NUMBER = "+4930123";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FAIL_OVER = Duration.ofSeconds(4);
    private static final Deque<AutoCloseable> OPENED = new ArrayDeque<>();

    private static Path folder;
    private static Kamailio provider;
    private static Kamailio second;
    private static HelplineProcess server;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        folder = Files.createDirectories(HelplineProcess.folder("kamailio-by-tls"));
        Path its = authority("authority", "sip.acme.example");
        Path ours = authority("our-authority", "helpline.example");
        Path strange = authority("strange-authority", "helpline.example");
        provider = provider("127.0.0.6", its, ours);
        second = provider("127.0.0.7", its, ours);
        NameServer names = NameServer.start();
        OPENED.push(names);
        names.add("acme.example", Type.NAPTR, 60, "1 1 \"s\" \"SIPS+D2T\" \"\" _sips._tcp.acme.example.")
                .add("_sips._tcp.acme.example", Type.SRV, 60, "10 1 " + provider.tlsPort() + " one.acme.example.")
                .add("_sips._tcp.acme.example", Type.SRV, 60, "20 1 " + second.tlsPort() + " two.acme.example.")
                .add("one.acme.example", Type.A, 60, "127.0.0.6")
                .add("two.acme.example", Type.A, 60, "127.0.0.7");
        String authorities = "tls-authorities=" + its.resolve("ca.crt");
        String name = "tls-host=sip.acme.example";
        List<String> sets = new ArrayList<>(List.of(
                "media.ports=0",
                "sip.name-servers=127.0.0.1:" + names.address().getPort(),
                "scripts.directory=" + script(),
                "numbers.100=",
                "numbers.200=",
                "numbers." + NUMBER + "=line",
                "tls.certificates=" + shown(ours),
                "tls.client-certificates=need",
                "tls.client-authorities=" + its.resolve("ca.crt")));
        sets.addAll(trunk("acme", "4930", ours, "server=acme.example", name, authorities, "allow=600"));
        sets.addAll(trunk("misled", "misled", ours, "from=127.9.0.1", "tls-host=sip.other.example", authorities));
        sets.addAll(trunk("trusting", "trusting", ours, "from=127.9.0.2", name));
        sets.addAll(trunk("bare", "bare", null, "from=127.9.0.3", name, authorities));
        sets.addAll(trunk("strange", "strange", strange, "from=127.9.0.4", name, authorities));
        server = HelplineProcess.start(
                "kamailio-tls",
                sets.stream().flatMap(s -> List.of("--set", s).stream()).toArray(String[]::new));
        OPENED.push(server);
    }

    private static Kamailio provider(String address, Path its, Path ours) throws IOException, InterruptedException {
        Path log = Files.createDirectories(folder.resolve(address));
        Files.deleteIfExists(log.resolve("log"));
        Kamailio started = Kamailio.start(
                log,
                Kamailio.Options.at(address)
                        .user("4930", "letmein", NUMBER)
                        .user("600", "secret-of-600")
                        .user("misled", "letmein")
                        .user("trusting", "letmein")
                        .user("bare", "letmein")
                        .user("strange", "letmein")
                        .forAtMost(8)
                        .tls(its.resolve("server.crt"), its.resolve("server.key"), ours.resolve("ca.crt")));
        OPENED.push(started);
        return started;
    }

    /** An authority of its own, {@code ca.crt}, and a certificate for that name, {@code server.crt} and {@code server.key}. */
    private static Path authority(String name, String host) {
        Path made = folder.resolve(name);
        Problems problems = new Problems();
        Certificates.open(
                new TlsSettings(Optional.empty(), made, List.of(), TlsSettings.Clients.NOT_ASKED, Optional.empty()),
                true,
                () -> List.of(host),
                Map::of,
                Clock.system(),
                new SecureRandom(),
                problems);
        assertThat(problems.all()).isEmpty();
        return made;
    }

    /** The folder of what the server itself shows. */
    private static Path shown(Path authority) throws IOException {
        Path shown = Files.createDirectories(folder.resolve("shown"));
        for (String file : List.of("server.crt", "server.key")) {
            Files.copy(authority.resolve(file), shown.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        return shown;
    }

    /** Whoever calls is put through to 600 at the provider. */
    private static Path script() throws IOException {
        Path scripts = folder.resolve("scripts");
        Files.writeString(Files.createDirectories(scripts.resolve("line")).resolve("script.yaml"), """
                helpline: 1
                languages: [en]
                human: none
                start:
                  - {transfer: {number: "600"}, ring: 20s}
                  - hangup
                """);
        return scripts;
    }

    /** {@code identity}: the folder of the certificate that we show; null: none. */
    private static List<String> trunk(String name, String user, @Nullable Path identity, String... more) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String set : List.of(
                "server=127.0.0.6:" + provider.tlsPort(),
                "transport=tls",
                "user=" + user,
                "secret=letmein",
                "domain=acme.example",
                "ping=1s")) {
            put(set, values);
        }
        if (identity != null) {
            values.put("tls-certificate", identity.resolve("server.crt").toString());
            values.put("tls-key", identity.resolve("server.key").toString());
        }
        for (String set : more) {
            put(set, values);
        }
        return values.entrySet().stream()
                .map(v -> "trunks." + name + "." + v.getKey() + "=" + v.getValue())
                .toList();
    }

    private static void put(String set, Map<String, String> values) {
        int equals = set.indexOf('=');
        values.put(set.substring(0, equals), set.substring(equals + 1));
    }

    @AfterAll
    static void close() throws Exception {
        while (!OPENED.isEmpty()) {
            OPENED.pop().close();
        }
    }

    /** In and out by TLS with certificates of both sides, with the digest, and registered again before the eight seconds are over. */
    @Test
    @Order(1)
    void registersByTlsIsCalledByTlsAndCallsByTls() throws Exception {
        provider.awaitLog("registered 4930 at <sip:4930@127.0.0.1:" + server.port("tls") + ";transport=tls>", 1);
        callsInAndOut(provider);
        assertThat(second.log()).doesNotContain("registered 4930");
        provider.awaitLog("registered 4930 at", 3);
        assertThat(log()).doesNotContain("trunk=acme not registered");
    }

    /** A call to our number by this machine of the provider, which the script puts through to a phone there. */
    private static void callsInAndOut(Kamailio by) throws Exception {
        Path called = Files.createDirectories(folder.resolve("called"));
        Path caller = Files.createDirectories(folder.resolve("caller"));
        try (Baresip callee = Baresip.start(called, account("600", by), RealPhone.says(called, 620));
                RealPhone phone = Baresip.start(caller, Baresip.caller(), RealPhone.says(caller, 440))) {
            callee.registered();
            phone.call("sip:" + NUMBER + "@" + by.hostPort());
            callee.ring();
            callee.answer();
            phone.hearTone("who was called", 620, 0.5);
            phone.hangUp();
        }
        assertThat(server.endedCall().toString()).contains("tls 127.0.0.").contains(NUMBER);
        assertThat(server.story("last")).contains("trunk acme took the call");
        assertThat(by.count("challenged INVITE")).isPositive();
    }

    private static String account(String user, Kamailio at) {
        return "<sip:%s@acme.example;transport=udp>;outbound=\"sip:%s;transport=udp\";auth_user=%s;auth_pass=secret-of-%s;regint=60;answermode=manual;audio_codecs=PCMU/8000"
                .formatted(user, at.hostPort(), user, user);
    }

    @Test
    @Order(3)
    void whenTheMachineDiesRegistrationAndCallsByTlsMoveToTheOtherWithinFourSeconds() throws Exception {
        provider.kill();
        await().atMost(FAIL_OVER).pollInterval(Duration.ofMillis(50)).until(() -> second.count("registered 4930") > 0);
        callsInAndOut(second);
        assertThat(log())
                .contains("trunk=acme tls 127.0.0.6:" + provider.tlsPort() + " does not answer")
                .contains("trunk=acme registered as 4930 at tls 127.0.0.7:" + second.tlsPort());
    }

    /** FIELD P51: the provider asks for a certificate: none, and one that it does not know, are told apart from a wrong password. */
    @ParameterizedTest
    @Order(2)
    @CsvSource({
        "bare, it asks for a certificate of ours; set tls-certificate and tls-key to one that it takes",
        "strange, it does not take our certificate; set tls-certificate and tls-key to one that it takes",
    })
    void p51AProviderThatWantsAnotherCertificateIsUnderstood(String trunk, String said) throws Exception {
        await().atMost(PATIENCE)
                .until(() -> log().contains("TLS to trunk " + trunk + " (sip.acme.example) at 127.0.0.6:"
                        + provider.tlsPort() + ": " + said));
        await().atMost(PATIENCE)
                .until(() -> server.command("trunks", "show", trunk).contains(said));
        assertThat(provider.log()).doesNotContain("registered " + trunk);
    }

    /** FIELD P51: never silently off, and each reason in its own words. */
    @Test
    @Order(2)
    void p51AnotherNameInTheCertificateIsToldAndNoPasswordIsSent() throws Exception {
        await().atMost(PATIENCE)
                .until(() -> log().contains("TLS to trunk misled (sip.other.example) at 127.0.0.6:" + provider.tlsPort()
                        + ": its certificate is for sip.acme.example, not for sip.other.example"));
        assertThat(server.command("trunks", "show", "misled"))
                .contains("its certificate is for sip.acme.example, not for sip.other.example");
        assertThat(provider.log()).doesNotContain("registered misled");
    }

    @Test
    @Order(2)
    void p51AnAuthorityThatNobodyNamedIsTold() throws Exception {
        await().atMost(PATIENCE)
                .until(() -> log().contains("TLS to trunk trusting")
                        && log().contains("not among the system's authorities"));
        assertThat(provider.log()).doesNotContain("registered trusting");
    }

    private static String log() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.walk(server.data().resolve("log"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
