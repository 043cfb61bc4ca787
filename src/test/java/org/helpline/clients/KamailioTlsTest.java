package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.TlsSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.tls.Certificates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kamailio as a provider by TLS, whose certificate comes from an authority of its own. */
@Tag("clients")
class KamailioTlsTest {

    private static final String NUMBER = "+4930123";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Deque<AutoCloseable> OPENED = new ArrayDeque<>();

    private static Path folder;
    private static Kamailio provider;
    private static HelplineProcess server;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        folder = Files.createDirectories(HelplineProcess.folder("kamailio-by-tls"));
        Path its = folder.resolve("authority");
        Problems problems = new Problems();
        Certificates.open(
                new TlsSettings(Optional.empty(), its, List.of(), TlsSettings.Clients.NOT_ASKED, Optional.empty()),
                true,
                () -> List.of("sip.acme.example"),
                Map::of,
                Clock.system(),
                new SecureRandom(),
                problems);
        assertThat(problems.all()).isEmpty();
        Path log = Files.createDirectories(folder.resolve("provider"));
        Files.deleteIfExists(log.resolve("log"));
        provider = Kamailio.start(
                log,
                Kamailio.Options.at("127.0.0.6")
                        .user("4930", "letmein", NUMBER)
                        .user("misled", "letmein")
                        .user("trusting", "letmein")
                        .tls(its.resolve("server.crt"), its.resolve("server.key")));
        OPENED.push(provider);
        List<String> sets = new ArrayList<>(List.of("media.ports=0", "numbers." + NUMBER + "=support-line"));
        sets.addAll(trunk("acme", "4930", "tls-host=sip.acme.example", "tls-authorities=" + its.resolve("ca.crt")));
        sets.addAll(trunk(
                "misled",
                "misled",
                "from=127.9.0.1",
                "tls-host=sip.other.example",
                "tls-authorities=" + its.resolve("ca.crt")));
        sets.addAll(trunk("trusting", "trusting", "from=127.9.0.2", "tls-host=sip.acme.example"));
        server = HelplineProcess.start(
                "kamailio-tls",
                sets.stream().flatMap(s -> List.of("--set", s).stream()).toArray(String[]::new));
        OPENED.push(server);
    }

    private static List<String> trunk(String name, String user, String... more) {
        List<String> sets = new ArrayList<>();
        for (String set : List.of(
                "server=127.0.0.6:" + provider.tlsPort(),
                "transport=tls",
                "user=" + user,
                "secret=letmein",
                "domain=acme.example",
                "ping=1s")) {
            sets.add("trunks." + name + "." + set);
        }
        for (String set : more) {
            sets.add("trunks." + name + "." + set);
        }
        return sets;
    }

    @AfterAll
    static void close() throws Exception {
        while (!OPENED.isEmpty()) {
            OPENED.pop().close();
        }
    }

    @Test
    void registersByTlsAndIsCalledByTls() throws Exception {
        provider.awaitLog("registered 4930 at <sip:4930@127.0.0.1:" + server.port("tls") + ";transport=tls>", 1);
        Path caller = Files.createDirectories(folder.resolve("caller"));
        try (RealPhone phone = Baresip.start(caller, Baresip.caller(), RealPhone.says(caller, 440))) {
            phone.call("sip:" + NUMBER + "@" + provider.hostPort());
            phone.hear("anything", heard -> heard.seconds() > 1);
            phone.hangUp();
        }
        assertThat(server.endedCall().toString()).contains("tls 127.0.0.").contains(NUMBER);
    }

    /** FIELD P51: never silently off, and each reason in its own words. */
    @Test
    void p51AnotherNameInTheCertificateIsToldAndNoPasswordIsSent() throws Exception {
        await().atMost(PATIENCE)
                .until(() -> log().contains("TLS to trunk misled (sip.other.example) at 127.0.0.6:" + provider.tlsPort()
                        + ": its certificate is for sip.acme.example, not for sip.other.example"));
        assertThat(provider.log()).doesNotContain("registered misled");
    }

    @Test
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
