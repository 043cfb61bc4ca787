package org.helpline.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.helpline.config.TrunkSettings;
import org.helpline.config.TrunksSettings;
import org.helpline.core.Clock;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.sip.trunk.LiveTrunks;
import org.helpline.sip.trunk.Trunks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls that come in by trunks, over real loopback sockets: 127.0.0.2 is the provider acme, 127.0.0.3 the one that is switched off. */
class TrunkCallsInTest {

    private final Queue<IncomingCall> calls = new ConcurrentLinkedQueue<>();
    private final Queue<IncomingCall.Invite> refusedInvites = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final LiveTrunks trunks =
            new LiveTrunks(settings(TrunksSettings.Accept.TRUNKS), Clock.system(), ZoneOffset.UTC);
    private final SipEdge edge = start();

    @AfterEach
    void close() {
        edge.close();
    }

    @DisplayName(
            "P46: a stranger's call is refused with 403, and the reason says where it came from and what was expected")
    @Test
    void aStrangerIsRefusedAndTheReasonToldToUsAlone() throws IOException {
        try (LoopbackPhone stranger = phone("127.0.0.1")) {
            stranger.send(stranger.request("INVITE", "sip:1000@127.0.0.1", 1, "", AnsweringEdge.SDP));
            assertThat(stranger.awaitFinal("INVITE"))
                    .startsWith("SIP/2.0 403 Forbidden")
                    .doesNotContain("acme");
        }
        await().untilAsserted(() -> assertThat(refused)
                .singleElement()
                .asString()
                .startsWith("403 no trunk matched: the request came from udp 127.0.0.1:")
                .contains("trunk acme expects 127.0.0.2"));
        assertThat(calls).isEmpty();
    }

    @Test
    void aTrunkThatIsSwitchedOffIsNamed() throws IOException {
        try (LoopbackPhone off = phone("127.0.0.3")) {
            off.send(off.request("INVITE", "sip:1000@127.0.0.1", 1, "", AnsweringEdge.SDP));
            assertThat(off.awaitFinal("INVITE")).startsWith("SIP/2.0 403 Forbidden");
        }
        await().untilAsserted(() -> assertThat(refused)
                .singleElement()
                .asString()
                .contains("which is trunk off, and that is disabled: say enabled = yes"));
    }

    @DisplayName("P52: numbers of a trunk come in the house's form, and what was written is kept beside")
    @Test
    void numbersComeInTheHousesForm() throws IOException {
        try (LoopbackPhone acme = phone("127.0.0.2")) {
            String invite = acme.request("INVITE", "sip:030123456@127.0.0.1", 1, "", AnsweringEdge.SDP)
                    .replace("From: <sip:phone@", "From: \"Ada\" <sip:00441234567890@");
            acme.send(invite);
            assertThat(acme.awaitFinal("INVITE")).startsWith("SIP/2.0 404");
        }
        IncomingCall.Invite read = calls.remove().invite();
        assertThat(read.trunk()).contains("acme");
        assertThat(read.dialled()).isEqualTo("+4930123456");
        assertThat(read.sentDialled()).isEqualTo("030123456");
        assertThat(read.from()).isEqualTo(new Personal("+441234567890"));
        assertThat(read.sentFrom()).isEqualTo(new Personal("00441234567890"));
    }

    @Test
    void theNumberThatATrunkAssertsIsBelieved() throws IOException {
        try (LoopbackPhone acme = phone("127.0.0.2")) {
            acme.send(acme.request(
                    "INVITE",
                    "sip:1001@127.0.0.1",
                    1,
                    "P-Asserted-Identity: \"Bob\" <sip:030999888@acme.example>\n",
                    AnsweringEdge.SDP));
            acme.awaitFinal("INVITE");
        }
        assertThat(calls.remove().invite().from()).isEqualTo(new Personal("+4930999888"));
    }

    @Test
    void callsAboveTheTrunksLimitGet503UntilOneEnds() throws IOException {
        try (LoopbackPhone first = phone("127.0.0.2");
                LoopbackPhone second = phone("127.0.0.2");
                LoopbackPhone third = phone("127.0.0.2")) {
            first.send(first.request("INVITE", "sip:1000@127.0.0.1", 1, "", AnsweringEdge.SDP));
            assertThat(first.awaitFinal("INVITE")).startsWith("SIP/2.0 200 OK");
            first.send(first.request("ACK", "sip:helpline@127.0.0.1", 1, "", ""));
            second.send(second.request("INVITE", "sip:1000@127.0.0.1", 1, "", AnsweringEdge.SDP));
            assertThat(second.awaitFinal("INVITE")).startsWith("SIP/2.0 503 ").contains("Retry-After: 5");
            assertThat(trunks.allowances().count("acme").orElseThrow().now()).isEqualTo(1);
            first.send(first.request("BYE", "sip:helpline@127.0.0.1", 2, "", ""));
            first.awaitFinal("BYE");
            await().untilAsserted(() -> assertThat(
                            trunks.allowances().count("acme").orElseThrow().now())
                    .isZero());
            third.send(third.request("INVITE", "sip:1000@127.0.0.1", 1, "", AnsweringEdge.SDP));
            assertThat(third.awaitFinal("INVITE")).startsWith("SIP/2.0 200 OK");
        }
        assertThat(refused).singleElement().asString().contains("All 1 calls that trunk acme may carry are in use");
        assertThat(refusedInvites.remove().trunk()).contains("acme");
    }

    @DisplayName("A trunk that a reload takes away takes no new call, and the one that is up goes on")
    @Test
    void aCallOnATrunkThatIsGoneGoesOn() throws IOException {
        try (LoopbackPhone acme = phone("127.0.0.2");
                LoopbackPhone late = phone("127.0.0.2")) {
            acme.send(acme.request("INVITE", "sip:1000@127.0.0.1", 1, "", AnsweringEdge.SDP));
            assertThat(acme.awaitFinal("INVITE")).startsWith("SIP/2.0 200 OK");
            acme.send(acme.request("ACK", "sip:helpline@127.0.0.1", 1, "", ""));
            trunks.change(new TrunksSettings(List.of(), Set.of(), TrunksSettings.Accept.TRUNKS));
            late.send(late.request("INVITE", "sip:1000@127.0.0.1", 1, "", AnsweringEdge.SDP));
            assertThat(late.awaitFinal("INVITE")).startsWith("SIP/2.0 403");
            assertThat(edge.counts().dialogs()).isEqualTo(1);
            acme.send(acme.request("BYE", "sip:helpline@127.0.0.1", 2, "", ""));
            assertThat(acme.awaitFinal("BYE")).startsWith("SIP/2.0 200 OK");
        }
    }

    @DisplayName("Registered phones may call although there are trunks")
    @Test
    void aRegisteredPhoneMayCall() throws Exception {
        try (LoopbackPhone anna = phone("127.0.0.4")) {
            assertThat(anna.register("anna", "letmein", "MD5")).startsWith("SIP/2.0 200 OK");
        }
        try (LoopbackPhone anna = phone("127.0.0.4")) {
            anna.send(anna.request("INVITE", "sip:1000@127.0.0.1", 1, "", AnsweringEdge.SDP));
            assertThat(anna.awaitFinal("INVITE")).startsWith("SIP/2.0 200 OK");
        }
        assertThat(calls.remove().invite().trunk()).isEmpty();
    }

    @Test
    void whereAnyoneMayCallAStrangerMay() throws IOException {
        trunks.change(settings(TrunksSettings.Accept.ANYONE));
        try (LoopbackPhone stranger = phone("127.0.0.1")) {
            stranger.send(stranger.request("INVITE", "sip:1000@127.0.0.1", 1, "", AnsweringEdge.SDP));
            assertThat(stranger.awaitFinal("INVITE")).startsWith("SIP/2.0 200 OK");
        }
    }

    private LoopbackPhone phone(String address) throws IOException {
        return new LoopbackPhone(
                "UDP",
                InetAddress.ofLiteral(address),
                edge.listening().getFirst().address().getPort());
    }

    private SipEdge start() {
        Problems problems = new Problems();
        return SipEdge.start(
                        SipEdge.Equipment.of(AnsweringEdge.settings("*:0", Map.of(), 0))
                                .with(trunks),
                        Clock.system(),
                        new SecureRandom(),
                        call -> {
                            calls.add(call);
                            AnsweringEdge.answer(call);
                        },
                        (invite, status, why) -> {
                            refusedInvites.add(invite);
                            refused.add(status + " " + why);
                        },
                        (agent, contact, registered, why) -> {},
                        problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
    }

    private static TrunksSettings settings(TrunksSettings.Accept accept) {
        return new TrunksSettings(
                List.of(from(Trunks.plain("acme"), "127.0.0.2"), from(Trunks.disabled("off"), "127.0.0.3")),
                Set.of("112"),
                accept);
    }

    private static TrunkSettings from(TrunkSettings t, String source) {
        return new TrunkSettings(
                t.name(),
                t.enabled(),
                t.server(),
                t.transport(),
                t.login(),
                t.ping(),
                new TrunkSettings.From(List.of(source), Optional.empty(), List.of()),
                new TrunkSettings.Numbers(TrunkSettings.Form.PLUS, Optional.of("49"), "0", "00", ""),
                t.out(),
                new TrunkSettings.Shows(Optional.empty(), false, List.of(), true, true),
                1,
                0,
                t.tls(),
                t.media());
    }
}
