package org.helpline.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.helpline.sip.transport.Destination;
import org.junit.jupiter.api.Test;

/** Client transactions in virtual time. */
class ClientTransactionTest {

    private final Bench bench = new Bench(false);

    @Test
    void repeatsAnInviteOnTimerAWithoutACeilingUntilTimerB() {
        bench.call("INVITE");
        bench.pass(40_000);
        assertThat(bench.millis()).containsExactly(0L, 500L, 1_500L, 3_500L, 7_500L, 15_500L, 31_500L);
        assertThat(bench.takeTold()).containsExactly("failed");
        assertThat(bench.table.size()).isZero();
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    @Test
    void repeatsAnotherMethodOnTimerEUpToT2UntilTimerF() {
        bench.call("OPTIONS");
        bench.pass(40_000);
        assertThat(bench.millis())
                .containsExactly(
                        0L, 500L, 1_500L, 3_500L, 7_500L, 11_500L, 15_500L, 19_500L, 23_500L, 27_500L, 31_500L);
        assertThat(bench.takeTold()).containsExactly("failed");
        assertThat(bench.table.size()).isZero();
    }

    @Test
    void goesOnAtT2OnceAProvisionalCame() {
        bench.call("OPTIONS");
        bench.pass(100);
        bench.respond("OPTIONS", 100);
        bench.pass(9_000);
        assertThat(bench.millis()).containsExactly(0L, 500L, 4_500L, 8_500L);
    }

    @Test
    void sendsOnceOverAReliableTransport() {
        Bench tcp = new Bench(true);
        tcp.call("INVITE");
        tcp.pass(31_999);
        assertThat(tcp.millis()).containsExactly(0L);
        assertThat(tcp.takeTold()).isEmpty();
        tcp.pass(1);
        assertThat(tcp.takeTold()).containsExactly("failed");
    }

    @Test
    void putsItsOwnViaOnTop() {
        bench.call("INVITE");
        String via = Messages.header(bench.wire.sent.getFirst().text(), "Via");
        assertThat(via).matches("SIP/2\\.0/UDP 192\\.0\\.2\\.1:5060;branch=z9hG4bK[0-9a-f]{24};rport");
    }

    @Test
    void acknowledgesARefusalWithTheInvitesOwnLinesAndItsCopiesAgain() {
        bench.call("INVITE");
        String invite = bench.wire.sent.getFirst().text();
        bench.respond("INVITE", 486);
        String ack = bench.wire.sent.getLast().text();
        assertThat(ack).startsWith("ACK sip:100@127.0.0.1 SIP/2.0\r\n").endsWith("Content-Length: 0\r\n\r\n");
        assertThat(Messages.header(ack, "Via")).isEqualTo(Messages.header(invite, "Via"));
        assertThat(Messages.header(ack, "From")).isEqualTo(Messages.header(invite, "From"));
        assertThat(Messages.header(ack, "To")).endsWith(";tag=theirs");
        assertThat(Messages.header(ack, "CSeq")).isEqualTo("1 ACK");
        assertThat(Messages.header(ack, "Contact")).isEmpty();
        bench.wire.take();
        bench.respond("INVITE", 486);
        assertThat(bench.wire.take()).containsExactly("ACK");
        assertThat(bench.takeTold()).containsExactly("486");
        bench.pass(32_000);
        assertThat(bench.table.size()).isZero();
    }

    @Test
    void tellsEveryCopyOfA2xxForTimerM() {
        bench.call("INVITE");
        bench.respond("INVITE", 180);
        bench.respond("INVITE", 200);
        bench.respond("INVITE", 200);
        assertThat(bench.wire.take()).containsExactly("INVITE");
        assertThat(bench.takeTold()).containsExactly("180", "200", "200");
        bench.pass(31_999);
        assertThat(bench.table.size()).isOne();
        bench.pass(1);
        assertThat(bench.table.size()).isZero();
        bench.respond("INVITE", 200);
        assertThat(bench.takeTold()).containsExactly("stray 200");
    }

    @Test
    void holdsACancelUntilAProvisionalCame() {
        ClientTransaction call = bench.call("INVITE");
        call.cancel();
        bench.pass(600);
        assertThat(bench.wire.firstWords()).containsExactly("INVITE", "INVITE");
        bench.respond("INVITE", 180);
        assertThat(bench.wire.take()).containsExactly("INVITE", "INVITE", "CANCEL");
        assertThat(bench.takeTold()).containsExactly("180");
    }

    @Test
    void cancelsWithTheInvitesBranchAndStillHearsItsEnd() {
        ClientTransaction call = bench.call("INVITE");
        bench.respond("INVITE", 180);
        call.cancel();
        call.cancel();
        String cancel = bench.wire.sent.getLast().text();
        assertThat(Messages.header(cancel, "Via"))
                .isEqualTo(Messages.header(bench.wire.sent.getFirst().text(), "Via"));
        assertThat(Messages.header(cancel, "To")).isEqualTo("<sip:100@127.0.0.1>");
        bench.respond("CANCEL", 200);
        bench.respond("INVITE", 487);
        assertThat(bench.wire.take()).containsExactly("INVITE", "CANCEL", "ACK");
        assertThat(bench.takeTold()).containsExactly("180", "487");
        bench.pass(40_000);
        assertThat(bench.table.size()).isZero();
    }

    @Test
    void aCancelSaysWhyWhereItIsTold() { // RFC 3326 §2
        ClientTransaction call = bench.call("INVITE");
        bench.respond("INVITE", 180);
        call.cancel("Reason: SIP;cause=200;text=\"elsewhere\"");
        String cancel = bench.wire.sent.getLast().text();
        assertThat(Messages.header(cancel, "Reason")).isEqualTo("SIP;cause=200;text=\"elsewhere\"");
        assertThat(cancel).endsWith("Content-Length: 0\r\n\r\n");
    }

    @Test
    void givesUp64T1AfterACancelThatNobodyHonours() {
        ClientTransaction call = bench.call("INVITE");
        bench.respond("INVITE", 180);
        bench.pass(60_000); // no timer ends a ringing phone
        call.cancel();
        bench.respond("CANCEL", 200);
        bench.pass(31_999);
        assertThat(bench.takeTold()).containsExactly("180");
        bench.pass(1);
        assertThat(bench.takeTold()).containsExactly("failed");
        assertThat(bench.table.size()).isZero();
    }

    @Test
    void a2xxThatBeatsTheCancelIsTold() {
        ClientTransaction call = bench.call("INVITE");
        call.cancel();
        bench.respond("INVITE", 200);
        assertThat(bench.takeTold()).containsExactly("200");
        assertThat(bench.wire.take()).containsExactly("INVITE");
    }

    @Test
    void hearsThatItsConnectionClosed() {
        Bench tcp = new Bench(true);
        tcp.call("INVITE");
        tcp.call("OPTIONS");
        tcp.respond("OPTIONS", 200);
        tcp.wire.close();
        tcp.loop.run();
        assertThat(tcp.takeTold()).containsExactly("200", "failed");
        tcp.pass(0);
        assertThat(tcp.table.size()).isZero();
    }

    @Test
    void hearsThatTheSystemRefusedThePacket() {
        bench.wire.broken = true;
        bench.call("OPTIONS");
        bench.pass(0);
        assertThat(bench.takeTold()).containsExactly("failed");
        assertThat(bench.table.size()).isZero();
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    @Test
    void ignoresResponsesWithAnotherBranchSentByOrMethod() {
        bench.call("OPTIONS");
        String request = bench.wire.sent.getFirst().text();
        String response = "SIP/2.0 200 OK" + request.substring(request.indexOf("\r\n"));
        bench.arrives(response.replace("z9hG4bK", "z9hG4bK0"));
        bench.arrives(response.replace("192.0.2.1:5060", "192.0.2.2:5060"));
        bench.arrives(response.replace("1 OPTIONS", "1 BYE"));
        assertThat(bench.takeTold()).isEmpty();
        bench.arrives(response);
        assertThat(bench.takeTold()).containsExactly("200");
    }

    @Test
    void aResponseThatDoesNotParseIsAsIfItNeverCame() {
        bench.call("OPTIONS");
        String request = bench.wire.sent.getFirst().text();
        String response = "SIP/2.0 200 OK" + request.substring(request.indexOf("\r\n"));
        bench.arrives(response.replace("<sip:100@127.0.0.1>", "\"open <sip:100@127.0.0.1>"));
        assertThat(bench.takeTold()).isEmpty();
        bench.arrives(response);
        assertThat(bench.takeTold()).containsExactly("200");
    }

    @Test
    void sendsTheAckOfA2xxOnABranchOfItsOwnAndAgainFromItsBytes() {
        var to = new Destination.OverFlow(bench.wire);
        byte[] ack = bench.table.sendAck(Messages.ours("ACK", "ours@x"), to);
        bench.table.resend(ack, to);
        assertThat(bench.wire.sent.get(0).text())
                .isEqualTo(bench.wire.sent.get(1).text());
        assertThat(bench.table.size()).isZero();
    }
}
