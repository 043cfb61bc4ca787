package org.helpline.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.helpline.core.AgentId;
import org.helpline.core.Clock;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole edge on real loopback sockets. */
class SipEdgeTest {

    private static final AgentId ANNA = new AgentId("anna");

    private final Queue<SipLegEvent> events = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final Queue<String> changes = new ConcurrentLinkedQueue<>();
    private final SipEdge edge = start(Map.of());

    @AfterEach
    void close() {
        edge.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void answersACallAndIsHungUp(String transport) throws Exception {
        try (LoopbackPhone caller = new LoopbackPhone(transport, port())) {
            caller.send(caller.request("INVITE", "sip:1000@127.0.0.1", 1, "", AnsweringEdge.SDP));
            assertThat(caller.awaitFinal("INVITE")).startsWith("SIP/2.0 200 OK").contains("m=audio 40000");
            assertThat(edge.counts().dialogs()).isEqualTo(1);
            caller.send(caller.request("ACK", "sip:helpline@127.0.0.1", 1, "", ""));
            caller.send(caller.request("BYE", "sip:helpline@127.0.0.1", 2, "", ""));
            assertThat(caller.awaitFinal("BYE")).startsWith("SIP/2.0 200 OK");
        }
        await().untilAsserted(() -> assertThat(edge.counts().dialogs()).isZero());
        await().untilAsserted(() -> assertThat(events)
                .hasExactlyElementsOfTypes(SipLegEvent.Acknowledged.class, SipLegEvent.ByeReceived.class));
    }

    @ParameterizedTest
    @CsvSource({"UDP, MD5", "UDP, SHA-256", "TCP, MD5", "TCP, SHA-256"})
    void aPhoneRegistersIsCalledAndHangsUp(String transport, String algorithm) throws Exception {
        try (LoopbackPhone phone = new LoopbackPhone(transport, port())) {
            assertThat(phone.register("anna", "letmein", algorithm)).startsWith("SIP/2.0 200 OK");
            assertThat(edge.phones().of(ANNA)).hasSize(1);
            assertThat(edge.counts().registrations()).isEqualTo(1);
            AgentPhones.Phone anna = edge.phones().of(ANNA).getFirst();
            assertThat(edge.localAddressFor(anna).getHostAddress()).isEqualTo("127.0.0.1");

            Loop loop = edge.loops().getLast();
            loop.tell(() -> edge.callPhone(
                    loop, anna, new Personal("+4930123"), new Personal("Ada"), AnsweringEdge.SDP, events::add));
            String invite = phone.awaitRequest("INVITE");
            assertThat(invite).contains("From: \"Ada\" <sip:+4930123@127.0.0.1:" + port() + ">;tag=");
            phone.send(phone.response(invite, "180 Ringing", ""));
            phone.send(phone.response(invite, "200 OK", AnsweringEdge.SDP));
            phone.awaitRequest("ACK");
            await().untilAsserted(() -> assertThat(events)
                    .hasExactlyElementsOfTypes(SipLegEvent.Provisional.class, SipLegEvent.Answered.class));
            phone.send(phone.byeWithin(invite));
            assertThat(phone.awaitFinal("BYE")).startsWith("SIP/2.0 200 OK");
            await().untilAsserted(() -> assertThat(events).last().isInstanceOf(SipLegEvent.ByeReceived.class));
        }
        await().untilAsserted(() -> assertThat(edge.counts().dialogs()).isZero());
        if (transport.equals("TCP")) {
            await().untilAsserted(() -> assertThat(edge.phones().of(ANNA)).isEmpty());
            assertThat(changes).last().asString().contains("its connection closed");
        }
    }

    @Test
    void manyRegisterFromEveryLoopAtOnce() throws Exception {
        for (int i = 0; i < 12; i++) {
            try (LoopbackPhone phone = new LoopbackPhone("UDP", port())) {
                assertThat(phone.register(i % 2 == 0 ? "anna" : "ben", i % 2 == 0 ? "letmein" : "other", "MD5"))
                        .startsWith("SIP/2.0 200 OK");
            }
        }
        assertThat(edge.phones().of(ANNA)).hasSize(5);
        assertThat(edge.registrations().toCompletableFuture().get()).hasSize(10);
    }

    @Test
    void aRegistrationSurvivesARestart() throws Exception {
        try (LoopbackPhone phone = new LoopbackPhone("UDP", port())) {
            phone.register("anna", "letmein", "SHA-256");
            List<SavedRegistration> saved =
                    edge.registrations().toCompletableFuture().get();
            try (SipEdge next = start(Map.of())) {
                next.seed(saved);
                await().untilAsserted(() -> assertThat(next.phones().of(ANNA)).hasSize(1));
                Loop loop = next.loops().getFirst();
                AgentPhones.Phone anna = next.phones().of(ANNA).getFirst();
                loop.tell(
                        () -> next.callPhone(loop, anna, Personal.NONE, Personal.NONE, AnsweringEdge.SDP, events::add));
                assertThat(phone.awaitRequest("INVITE")).contains("<sip:anonymous@");
            }
        }
    }

    @Test
    void aStaticContactIsCalledWithoutRegistration() throws Exception {
        try (LoopbackPhone phone = new LoopbackPhone("UDP", port());
                SipEdge next = start(Map.of("carl", "sip:carl@localhost:" + phone.port()))) {
            Loop loop = next.loops().getFirst();
            AgentPhones.Phone carl = next.phones().of(new AgentId("carl")).getFirst();
            loop.tell(() -> next.callPhone(loop, carl, Personal.NONE, Personal.NONE, AnsweringEdge.SDP, events::add));
            String invite = phone.awaitRequest("INVITE");
            phone.send(phone.response(invite, "486 Busy Here", ""));
            await().untilAsserted(() -> assertThat(events).containsExactly(new SipLegEvent.Refused(486, "Busy Here")));
        }
    }

    /** P58: the stack of others kept the dialogs of calls whose connection was refused. */
    @Test
    void p58NothingIsKeptOfACallWhoseConnectionIsRefused() throws Exception {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            nobody = closed.getLocalPort();
        }
        try (SipEdge next = start(Map.of("carl", "sip:carl@127.0.0.1:" + nobody + ";transport=tcp"))) {
            AgentPhones.Phone carl = next.phones().of(new AgentId("carl")).getFirst();
            for (int i = 0; i < 20; i++) {
                Loop loop = next.loops().get(i % next.loops().size());
                loop.tell(
                        () -> next.callPhone(loop, carl, Personal.NONE, Personal.NONE, AnsweringEdge.SDP, events::add));
            }
            await().untilAsserted(() -> assertThat(events).hasSize(20));
            assertThat(events).allSatisfy(e -> assertThat(e).isInstanceOf(SipLegEvent.Failed.class));
            await().untilAsserted(() -> {
                assertThat(next.counts().dialogs()).isZero();
                assertThat(next.counts().transactions()).isZero();
                assertThat(next.counts().connections()).isZero();
            });
        }
    }

    @Test
    void tellsWhyItRefused() throws Exception {
        try (LoopbackPhone caller = new LoopbackPhone("UDP", port())) {
            caller.send(caller.request("INVITE", "tel:+1900", 1, "", AnsweringEdge.SDP));
            assertThat(caller.awaitFinal("INVITE")).startsWith("SIP/2.0 416 ");
            await().untilAsserted(() -> assertThat(refused).hasSize(1));
        }
    }

    @Test
    void drainingRefusesCallsAndTellsBalancersByOptions() throws Exception {
        edge.drain(true);
        try (LoopbackPhone caller = new LoopbackPhone("UDP", port())) {
            caller.send(caller.request("INVITE", "sip:1000@127.0.0.1", 1, "", AnsweringEdge.SDP));
            assertThat(caller.awaitFinal("INVITE")).startsWith("SIP/2.0 503 ").contains("Retry-After: ");
            caller.send(caller.request("OPTIONS", "sip:127.0.0.1", 2, "", ""));
            assertThat(caller.awaitFinal("OPTIONS")).startsWith("SIP/2.0 503 ").contains("Retry-After: ");
            edge.drain(false);
            caller.send(caller.request("OPTIONS", "sip:127.0.0.1", 3, "", ""));
            assertThat(caller.awaitFinal("OPTIONS")).startsWith("SIP/2.0 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@10.0.0.1",
                "sip:anna@phone.example.com",
                "tel:+4930123",
                "sip:",
                "sip:anna@10.0.0.1;transport=ws",
                "sip:anna@10.0.0.1:99999",
                "<sip:anna@10.0.0.1>",
            })
    void aBadStaticContactIsTheOperatorsProblem(String uri) {
        Problems problems = new Problems();
        assertThat(SipEdge.start(
                        SipEdge.Equipment.of(AnsweringEdge.settings(0, Map.of("carl", uri), 0)),
                        Clock.system(),
                        new SecureRandom(),
                        AnsweringEdge::answer,
                        (_, _, _) -> {},
                        (_, _, _, _) -> {},
                        problems))
                .isEmpty();
        assertThat(problems.all())
                .extracting(Problem::what)
                .singleElement()
                .asString()
                .contains("sip.staticContacts.carl");
    }

    @ParameterizedTest
    @CsvSource({
        "505, INVITE, ' SIP/2.0\r', ' SIP/9.7\r', 0",
        "400, OPTIONS, 'CSeq: 1', 'CSeq: one', 0",
        "513, INVITE, '', '', 9000",
        "481, BYE, '', '', 0",
    })
    void whatIsRefusedWithoutACallIsCountedByItsStatus(int status, String method, String sane, String broken, int body)
            throws Exception {
        try (LoopbackPhone caller = new LoopbackPhone("UDP", port())) {
            String request = caller.request(method, "sip:1000@127.0.0.1", 1, "", "x".repeat(body));
            caller.send(sane.isEmpty() ? request : request.replace(sane, broken));
            await().untilAsserted(() -> assertThat(edge.refused()).isEqualTo(Map.of(status, 1L)));
        }
    }

    @Test
    void whatIsNoSipAndOpenConnectionsAreCounted() throws Exception {
        try (LoopbackPhone noise = new LoopbackPhone("UDP", port());
                Socket connection = new Socket(InetAddress.getLoopbackAddress(), port())) {
            noise.send("\r\n\r\n");
            await().untilAsserted(() -> assertThat(edge.counts().ignored()).isEqualTo(1));
            await().untilAsserted(() -> assertThat(edge.counts().connections()).isEqualTo(1));
            assertThat(connection.isConnected()).isTrue();
            assertThat(edge.counts().unsent()).isZero();
        }
        await().untilAsserted(() -> assertThat(edge.counts().connections()).isZero());
    }

    private SipEdge start(Map<String, String> staticContacts) {
        Problems problems = new Problems();
        return SipEdge.start(
                        SipEdge.Equipment.of(AnsweringEdge.settings(0, staticContacts, 0)),
                        Clock.system(),
                        new SecureRandom(),
                        call -> {
                            AnsweringEdge.answer(call);
                            call.listen(events::add);
                        },
                        (invite, status, why) -> refused.add(status + " " + why),
                        (agent, contact, registered, why) -> changes.add(agent + " " + why),
                        problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
    }

    private int port() {
        return edge.listening().getFirst().address().getPort();
    }
}
