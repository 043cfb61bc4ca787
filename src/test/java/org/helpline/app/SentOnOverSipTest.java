package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.helpline.sip.LoopbackPhone.SDP;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.helpline.sip.LoopbackPhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole server whose script sends a caller to a number outside: the trunk, at 127.0.0.2, is asked by REFER to connect them. */
class SentOnOverSipTest {

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            start:
              - transfer: {number: "+49305550"}
                ring: 5s
                busy: [hangup]
                then: [hangup]
            """;

    @TempDir
    private Path folder;

    private Starting starting;
    private int port;

    @BeforeEach
    void start() throws IOException {
        starting = new Starting(folder);
        Path script = Files.createDirectories(starting.scripts().resolve("away"));
        Files.writeString(script.resolve("script.yaml"), SCRIPT);
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                conf.resolve("trunks.ini"),
                "[acme]\nserver = 127.0.0.2:9\nping = 0\nfrom = 127.0.0.2\nallow = +49*\nrefer = yes\ncalls-per-day = 1\n");
        Assembly.Running running = starting.mustStartWith(conf, "sip.listen=*:0", "numbers.100=away");
        port = running.server().edge().listening().getFirst().address().getPort();
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    private static void calls(LoopbackPhone acme) throws IOException {
        acme.send(acme.request("INVITE", "sip:100@127.0.0.1", 1, "", SDP)
                .replace("From: <sip:phone@", "From: <sip:+491701234567@"));
        assertThat(acme.awaitFinal("INVITE")).startsWith("SIP/2.0 200 OK");
        acme.send(acme.request("ACK", "sip:helpline@127.0.0.1", 1, "", ""));
    }

    private static void notifies(LoopbackPhone acme, int cseq, String state, String line) throws IOException {
        acme.send(acme.request(
                        "NOTIFY",
                        "sip:helpline@127.0.0.1",
                        cseq,
                        "Event: refer\nSubscription-State: " + state + "\n",
                        line + "\r\n")
                .replace("application/sdp", "message/sipfrag"));
        assertThat(acme.awaitFinal("NOTIFY")).startsWith("SIP/2.0 200");
    }

    private void recordHas(String... words) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(
                                starting.command("calls", "show", "last").out().replaceAll("\\s+", " "))
                        .containsSubsequence(words));
    }

    @Test
    void theTrunkIsAskedConnectsTheCallerAndIsFreeOfUs() throws Exception {
        try (LoopbackPhone acme = new LoopbackPhone("UDP", InetAddress.ofLiteral("127.0.0.2"), port)) {
            calls(acme);
            String refer = acme.awaitRequest("REFER");
            assertThat(refer).contains("Refer-To: <sip:+49305550@127.0.0.2:9>", "Referred-By: <sip:100@127.0.0.1>");
            acme.send(acme.response(refer, "202 Accepted", ""));
            notifies(acme, 2, "active;expires=60", "SIP/2.0 180 Ringing");
            notifies(acme, 3, "terminated;reason=noresource", "SIP/2.0 200 OK");
            acme.send(acme.response(acme.awaitRequest("BYE"), "200 OK", ""));
        }
        recordHas(
                "trunk acme is asked to connect the caller itself (REFER)",
                "trunk acme has connected the caller",
                "the call ends, served, by the script: The trunk acme connected the caller with +49305550.");
    }

    @Test
    void aCallerWhomTheTrunkDoesNotConnectIsWithTheScriptAgain() throws Exception {
        try (LoopbackPhone acme = new LoopbackPhone("UDP", InetAddress.ofLiteral("127.0.0.2"), port)) {
            calls(acme);
            acme.send(acme.response(acme.awaitRequest("REFER"), "202 Accepted", ""));
            notifies(acme, 2, "terminated;reason=noresource", "SIP/2.0 486 Busy Here");
            acme.send(acme.response(acme.awaitRequest("BYE"), "200 OK", ""));
        }
        recordHas("trunk acme has not connected the caller: 486 Busy Here", "number +49305550 is not reached: busy");
    }

    @Test
    void aTrunkThatTakesNoReferIsCalledForTheNumber() throws Exception {
        try (LoopbackPhone acme = new LoopbackPhone("UDP", InetAddress.ofLiteral("127.0.0.2"), port)) {
            calls(acme);
            acme.send(acme.response(acme.awaitRequest("REFER"), "405 Method Not Allowed", ""));
            acme.send(acme.response(acme.awaitRequest("BYE"), "200 OK", ""));
        }
        recordHas(
                "trunk acme does not do that (405 Method Not Allowed); we call the number",
                "number +49305550 is not reached:"); // there is nobody at its port 9
    }

    /** Some trunks tell nothing, and end our leg as soon as they have the caller; who has told that it rings would have told the rest. */
    @ParameterizedTest
    @CsvSource({
        "false, 'served, by the script: The trunk acme took the caller to +49305550, and did not say who answered.'",
        "true, 'abandoned, by the caller: The caller hung up.'"
    })
    void aByeAfterTheReferWasTakenIsTheTrunksWordUnlessItHasSaidMore(boolean rang, String end) throws Exception {
        try (LoopbackPhone acme = new LoopbackPhone("UDP", InetAddress.ofLiteral("127.0.0.2"), port)) {
            calls(acme);
            acme.send(acme.response(acme.awaitRequest("REFER"), "202 Accepted", ""));
            if (rang) {
                notifies(acme, 2, "active;expires=60", "SIP/2.0 180 Ringing");
            }
            acme.send(acme.request("BYE", "sip:helpline@127.0.0.1", 3, "", ""));
            assertThat(acme.awaitFinal("BYE")).startsWith("SIP/2.0 200");
        }
        recordHas("(REFER)", "the call ends, " + end);
    }

    /** With calls-per-day = 1 our own call would be one too many. */
    @Test
    void aReferThatIsRefusedIsNoCallOfTheDay() throws Exception {
        try (LoopbackPhone acme = new LoopbackPhone("UDP", InetAddress.ofLiteral("127.0.0.2"), port)) {
            calls(acme);
            acme.send(acme.response(acme.awaitRequest("REFER"), "405 Method Not Allowed", ""));
            recordHas("we call the number");
            assertThat(starting.command("calls", "show", "last").out()).doesNotContain("calls-per-day");
            acme.send(acme.response(acme.awaitRequest("BYE"), "200 OK", ""));
        }
        recordHas("number +49305550 is not reached:");
        assertThat(starting.command("calls", "show", "last").out()).doesNotContain("calls-per-day");
    }
}
