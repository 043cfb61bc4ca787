package org.helpline.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.helpline.config.TlsSettings;
import org.helpline.core.AgentId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.tls.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SIP over TLS by real sockets. */
class TlsEdgeTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final AgentId ANNA = new AgentId("anna");

    @TempDir
    Path folder;

    private final List<SipLegEvent> events = new CopyOnWriteArrayList<>();

    @Test
    void aCallOverTlsIsAnsweredAndHungUp() throws Exception {
        try (SipEdge edge = edge();
                LoopbackPhone caller = SecureEdges.phone(folder, SecureEdges.port(edge, "tls"))) {
            caller.send(caller.request("INVITE", "sip:1000@127.0.0.1", 1, "", AnsweringEdge.SDP));
            assertThat(caller.awaitFinal("INVITE"))
                    .startsWith("SIP/2.0 200 OK")
                    .contains("Contact: <sip:helpline@127.0.0.1:" + SecureEdges.port(edge, "tls") + ";transport=tls>");
            caller.send(caller.request("ACK", "sip:helpline@127.0.0.1", 1, "", ""));
            caller.send(caller.request("BYE", "sip:helpline@127.0.0.1", 2, "", ""));
            assertThat(caller.awaitFinal("BYE")).startsWith("SIP/2.0 200 OK");
        }
    }

    @Test
    void sipsIsTakenOverTlsAndAnsweredBySips() throws Exception {
        try (SipEdge edge = edge();
                LoopbackPhone caller = SecureEdges.phone(folder, SecureEdges.port(edge, "tls"))) {
            caller.send(caller.request("INVITE", "sips:1000@127.0.0.1", 1, "", AnsweringEdge.SDP));
            assertThat(caller.awaitFinal("INVITE"))
                    .startsWith("SIP/2.0 200 OK")
                    .contains("Contact: <sips:helpline@127.0.0.1:" + SecureEdges.port(edge, "tls") + ">");
        }
    }

    @Test
    void sipsInTheOpenIsRefused() throws Exception {
        try (SipEdge edge = edge();
                LoopbackPhone caller = new LoopbackPhone("TCP", SecureEdges.port(edge, "tcp"))) {
            caller.send(caller.request("INVITE", "sips:1000@127.0.0.1", 1, "", AnsweringEdge.SDP));
            assertThat(caller.awaitFinal("INVITE")).startsWith("SIP/2.0 416");
        }
    }

    @Test
    void aPhoneRegistersOverTlsAndIsCalledOverTheSameConnection() throws Exception {
        try (SipEdge edge = edge();
                LoopbackPhone phone = SecureEdges.phone(folder, SecureEdges.port(edge, "tls"))) {
            assertThat(phone.register("anna", "letmein", "SHA-256")).startsWith("SIP/2.0 200 OK");
            call(edge, edge.phones().of(ANNA).getFirst());
            String invite = phone.awaitRequest("INVITE");
            assertThat(invite).contains("Via: SIP/2.0/TLS ").contains(";transport=tls>");
            phone.send(phone.response(invite, "200 OK", AnsweringEdge.SDP));
            phone.awaitRequest("ACK");
            phone.send(phone.byeWithin(invite));
            assertThat(phone.awaitFinal("BYE")).startsWith("SIP/2.0 200 OK");
        }
    }

    @Test
    void twoServersCallOneAnotherOverTls() throws Exception {
        try (SipEdge callee = edge();
                SipEdge caller = SecureEdges.start(
                        SecureEdges.certificates(
                                folder.resolve("caller"),
                                TlsSettings.Clients.NOT_ASKED,
                                Map.of("", SecureEdges.trusting(folder, ""))),
                        LONG,
                        Map.of("anna", "sip:1000@127.0.0.1:" + SecureEdges.port(callee, "tls") + ";transport=tls"))) {
            call(caller, caller.phones().of(ANNA).getFirst());
            await().untilAsserted(() -> assertThat(events).last().isInstanceOf(SipLegEvent.Answered.class));
        }
    }

    /** FIELD P51: the leg's end says what is wrong with whose certificate. */
    @ParameterizedTest
    @CsvSource({
        "unknown, '', NOT_ASKED, not among the system's authorities",
        "known, sip.example.org, NOT_ASKED, 'is for 127.0.0.1, localhost, not for sip.example.org'",
        "known, '', NEEDED, asks for a certificate of ours",
    })
    void p51ACallThatTlsEndsSaysWhy(String authority, String host, TlsSettings.Clients clients, String said)
            throws Exception {
        try (SipEdge callee = SecureEdges.start(SecureEdges.certificates(folder, clients, Map.of()), LONG, Map.of());
                SipEdge caller = SecureEdges.start(
                        SecureEdges.certificates(
                                folder.resolve("caller"),
                                TlsSettings.Clients.NOT_ASKED,
                                Map.of(
                                        "",
                                        authority.equals("known")
                                                ? SecureEdges.trusting(folder, host)
                                                : new org.helpline.config.TrunkSettings.Tls(
                                                        true,
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        Optional.empty()))),
                        LONG,
                        Map.of("anna", "sip:1000@127.0.0.1:" + SecureEdges.port(callee, "tls") + ";transport=tls"))) {
            call(caller, caller.phones().of(ANNA).getFirst());
            await().untilAsserted(() -> assertThat(events).last().asString().contains(said));
        }
    }

    @Test
    void aHandshakeThatNeverComesIsNotWaitedForLong() throws Exception {
        try (SipEdge edge = SecureEdges.start(own(), Duration.ofMillis(300), Map.of());
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), SecureEdges.port(edge, "tls"))) {
            silent.setSoTimeout(10_000);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoSpeaksNoTlsIsShutOut() throws Exception {
        try (SipEdge edge = edge();
                Socket plain = new Socket(InetAddress.getLoopbackAddress(), SecureEdges.port(edge, "tls"))) {
            plain.setSoTimeout(10_000);
            plain.getOutputStream().write("OPTIONS sip:x SIP/2.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(plain.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("SIP/2.0");
            assertThat(edge.counts().received()).isZero();
        }
    }

    @Test
    void newCertificatesEndNoCall() throws Exception {
        Path files = Files.createDirectories(folder.resolve("files"));
        put("first", files);
        Certificates certificates = SecureEdges.certificates(
                new TlsSettings(Optional.of(files), folder, List.of(), TlsSettings.Clients.NOT_ASKED, Optional.empty()),
                Map.of());
        try (SipEdge edge = SecureEdges.start(certificates, LONG, Map.of())) {
            int port = SecureEdges.port(edge, "tls");
            try (LoopbackPhone caller = SecureEdges.phone(folder.resolve("first"), port)) {
                caller.send(caller.request("INVITE", "sip:1000@127.0.0.1", 1, "", AnsweringEdge.SDP));
                assertThat(caller.awaitFinal("INVITE")).startsWith("SIP/2.0 200 OK");
                caller.send(caller.request("ACK", "sip:helpline@127.0.0.1", 1, "", ""));
                put("second", files);
                assertThat(certificates.reload()).isInstanceOf(Certificates.Taken.class);
                try (SSLSocket next = SecureEdges.connect(folder.resolve("second"), port)) {
                    assertThat(((X509Certificate) next.getSession().getPeerCertificates()[0]).getIssuerX500Principal())
                            .isNotNull();
                }
                caller.send(caller.request("BYE", "sip:helpline@127.0.0.1", 2, "", ""));
                assertThat(caller.awaitFinal("BYE")).startsWith("SIP/2.0 200 OK");
            }
        }
    }

    private void put(String authority, Path files) throws Exception {
        Path made = folder.resolve(authority);
        SecureEdges.certificates(made, TlsSettings.Clients.NOT_ASKED, Map.of());
        for (String ending : Stream.of(".crt", ".key").toList()) {
            Files.copy(
                    made.resolve("server" + ending), files.resolve("a" + ending), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Certificates own() {
        return SecureEdges.certificates(folder, TlsSettings.Clients.NOT_ASKED, Map.of());
    }

    private SipEdge edge() {
        return SecureEdges.start(own(), LONG, Map.of());
    }

    private void call(SipEdge edge, AgentPhones.Phone phone) {
        Loop loop = edge.loops().getLast();
        loop.tell(() -> edge.callPhone(
                loop, phone, new Personal("+4930123"), new Personal("Ada"), AnsweringEdge.SDP, events::add));
    }
}
