package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.helpline.sip.LoopbackPhone.SDP;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.sip.LoopbackPhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server; caller and called one are both of the PBX at 127.0.0.2, which is asked by REFER with Replaces to join them itself. */
class JoinedOutsideOverSipTest {

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            start:
              - {transfer: {number: "+49305550"}, ring: 5s, busy: [hangup], then: [hangup]}
            """;

    @TempDir
    private Path folder;

    private Starting starting;
    private LoopbackPhone caller;
    private LoopbackPhone called;
    private String invite;
    private String refer;

    /** The caller's phone knows Replaces and takes no REFER, the called one takes it. */
    @BeforeEach
    void bothTalk() throws IOException {
        starting = new Starting(folder);
        Path script = Files.createDirectories(starting.scripts().resolve("away"));
        Files.writeString(script.resolve("script.yaml"), SCRIPT);
        InetAddress pbx = InetAddress.ofLiteral("127.0.0.2");
        called = new LoopbackPhone("UDP", pbx, 9);
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                conf.resolve("trunks.ini"),
                "[pbx]\nserver = 127.0.0.2:" + called.port()
                        + "\nping = 0\nfrom = 127.0.0.2\nallow = +49*\nrefer = yes\n");
        Assembly.Running running = starting.mustStartWith(conf, "sip.listen=*:0", "numbers.100=away");
        caller = new LoopbackPhone(
                "UDP",
                pbx,
                running.server().edge().listening().getFirst().address().getPort());
        caller.send(caller.request(
                "INVITE", "sip:100@127.0.0.1", 1, "Supported: replaces\nAllow: INVITE, ACK, BYE\n", SDP));
        String answer = caller.awaitFinal("INVITE");
        assertThat(answer).startsWith("SIP/2.0 200 OK");
        caller.send(caller.request("ACK", "sip:helpline@127.0.0.1", 1, "", ""));
        invite = called.awaitRequest("INVITE");
        called.send(called.response(invite, "200 OK\r\nAllow: INVITE, ACK, BYE, REFER, NOTIFY", SDP));
        refer = called.awaitRequest("REFER");
        Matcher tag = Pattern.compile("To: [^\r]*tag=([^;\\s]+)").matcher(answer);
        assertThat(tag.find()).isTrue();
        assertThat(refer)
                .contains("Refer-To: <sip:phone@127.0.0.2:" + caller.port() + "?Replaces=" + caller.callId()
                        + "%3Bto-tag%3Dphone%3Bfrom-tag%3D" + tag.group(1) + "&Require=replaces>");
    }

    @AfterEach
    void stop() throws IOException {
        caller.close();
        called.close();
        starting.close();
    }

    private void takes(String status) throws IOException {
        called.send(called.response(refer, status, ""));
    }

    private void notifies(int cseq, String state, String line) throws IOException {
        called.send(called.byeWithin(invite)
                .replaceFirst("^BYE", "NOTIFY")
                .replace(
                        "CSeq: 1 BYE\r\n",
                        "CSeq: " + cseq + " NOTIFY\r\nEvent: refer\r\nSubscription-State: " + state
                                + "\r\nContent-Type: message/sipfrag\r\n")
                .replace("Content-Length: 0\r\n\r\n", "Content-Length: " + line.length() + "\r\n\r\n" + line));
        assertThat(called.awaitFinal("NOTIFY")).startsWith("SIP/2.0 200");
    }

    private void recordHas(String... words) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(
                                starting.command("calls", "show", "last").out().replaceAll("\\s+", " "))
                        .containsSubsequence(words));
    }

    @Test
    void thePbxJoinsThemAndBothOurLegsEnd() throws Exception {
        takes("202 Accepted");
        notifies(1, "active;expires=60", "SIP/2.0 100 Trying");
        caller.send(caller.request("BYE", "sip:helpline@127.0.0.1", 2, "", "")); // its place is taken: RFC 3891 §3
        assertThat(caller.awaitFinal("BYE")).startsWith("SIP/2.0 200");
        String bye = called.awaitRequest("BYE");
        called.send(called.response(bye, "200 OK", ""));
        recordHas("trunk pbx is asked to join both calls itself (REFER with Replaces)", "the call ends, served,");
    }

    @Test
    void bothAreLetGoWhenThePbxSaysThatTheyAreJoined() throws Exception {
        takes("202 Accepted");
        notifies(1, "terminated;reason=noresource", "SIP/2.0 200 OK");
        called.send(called.response(called.awaitRequest("BYE"), "200 OK", ""));
        caller.send(caller.response(caller.awaitRequest("BYE"), "200 OK", ""));
        recordHas(
                "trunk pbx has joined both calls",
                "the call ends, served, by the server: The trunk pbx joined the caller with +49305550 itself.");
    }

    @Test
    void theyStayBridgedHereWhereThePbxDoesNotKnowTheOther() throws Exception {
        takes("202 Accepted");
        notifies(1, "terminated;reason=noresource", "SIP/2.0 481 Call Does Not Exist");
        recordHas("trunk pbx has not joined both calls: 481 Call Does Not Exist");
        called.send(called.byeWithin(invite).replace("CSeq: 1 ", "CSeq: 2 "));
        assertThat(called.awaitFinal("BYE")).startsWith("SIP/2.0 200");
        caller.send(caller.response(caller.awaitRequest("BYE"), "200 OK", ""));
        recordHas("the call ends, served, by the agent");
    }

    @Test
    void theyStayBridgedHereWhereItTakesNoRefer() throws Exception {
        takes("501 Not Implemented");
        recordHas("trunk pbx does not do that (501 Not Implemented); they stay connected here");
    }
}
