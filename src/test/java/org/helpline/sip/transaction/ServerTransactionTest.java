package org.helpline.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Server transactions in virtual time. */
class ServerTransactionTest {

    private static final String VIA = "SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKone";

    private final Bench bench = new Bench(false);

    private static String invite() {
        return Messages.request("INVITE", VIA, "call@x", 1, "");
    }

    private static String ackOf(String toTag) {
        return Messages.request("ACK", VIA, "call@x", 1, toTag);
    }

    @Test
    void triesAtOnceAndRepeatsTheLastResponseToACopy() {
        bench.arrives(invite());
        assertThat(bench.wire.take()).containsExactly("100");
        bench.arrives(invite());
        assertThat(bench.wire.take()).containsExactly("100");
        bench.answer(180);
        bench.arrives(invite());
        assertThat(bench.wire.take()).containsExactly("180", "180");
        assertThat(bench.takeTold()).containsExactly("INVITE");
    }

    @Test
    void repeatsARefusalOnTimerGUntilTimerHGivesUp() {
        bench.arrives(invite());
        bench.answer(486);
        bench.millis();
        bench.pass(40_000);
        assertThat(bench.millis())
                .containsExactly(500L, 1_500L, 3_500L, 7_500L, 11_500L, 15_500L, 19_500L, 23_500L, 27_500L, 31_500L);
        assertThat(bench.table.size()).isZero();
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    /** RFC 3261 §26.3.2.4: one forged INVITE must not have eleven refusals sent to somebody else. */
    @Test
    void whoIsRefusedAtOnceGetsOneRefusalForEachInviteAndNoneBesides() {
        bench.atOnce = Optional.of(403);
        bench.arrives(invite());
        assertThat(bench.wire.take()).containsExactly("403");
        bench.pass(3_000);
        assertThat(bench.wire.take()).isEmpty();
        bench.arrives(invite());
        assertThat(bench.wire.take()).containsExactly("403");
        bench.pass(40_000);
        assertThat(bench.wire.take()).isEmpty();
        assertThat(bench.table.size()).isZero();
        assertThat(bench.takeTold()).containsExactly("INVITE");
    }

    @Test
    void anAckEndsTheRepetitionsAndTimerIAbsorbsMore() {
        bench.arrives(invite());
        bench.answer(486);
        bench.wire.take();
        bench.pass(600);
        bench.arrives(ackOf("ours"));
        bench.arrives(ackOf("ours"));
        bench.arrives(invite());
        assertThat(bench.wire.take()).containsExactly("486");
        bench.pass(4_999);
        assertThat(bench.table.size()).isOne();
        bench.pass(1);
        assertThat(bench.table.size()).isZero();
        assertThat(bench.takeTold()).containsExactly("INVITE");
    }

    @Test
    void sendsNothingTwiceOverAReliableTransport() {
        Bench tcp = new Bench(true);
        tcp.arrives(invite());
        tcp.answer(486);
        assertThat(tcp.wire.take()).containsExactly("100", "486");
        tcp.pass(31_999);
        assertThat(tcp.wire.take()).isEmpty();
        assertThat(tcp.table.size()).isOne();
        tcp.arrives(ackOf("ours"));
        tcp.pass(1);
        assertThat(tcp.table.size()).isZero();
    }

    @Test
    void absorbsCopiesFor32SecondsAfterA2xxAndLetsTheUserRepeatIt() {
        bench.arrives(invite());
        bench.answer(200);
        bench.pass(20_000);
        bench.arrives(invite());
        bench.answer(200);
        bench.answer(486);
        assertThat(bench.wire.take()).containsExactly("100", "200", "200");
        bench.pass(11_999);
        assertThat(bench.table.size()).isOne();
        bench.pass(1);
        assertThat(bench.table.size()).isZero();
        assertThat(bench.takeTold()).containsExactly("INVITE");
    }

    @Test
    void passesAnAckOfA2xxOnWhicheverBranchItHas() {
        bench.arrives(invite());
        bench.answer(200);
        bench.arrives(ackOf("ours")); // clients that reuse the branch of the INVITE
        bench.arrives(Messages.request("ACK", VIA + "other", "call@x", 1, "ours"));
        assertThat(bench.takeTold()).containsExactly("INVITE", "ACK", "ACK");
    }

    @Test
    void keepsBytesNotMessagesAfterTheFinalResponse() {
        bench.arrives(invite());
        ServerTransaction transaction = bench.opened.getLast();
        assertThat(transaction.request().getMethod()).isEqualTo("INVITE");
        bench.answer(486);
        assertThat(transaction.isAnswered()).isTrue();
        assertThatIllegalStateException().isThrownBy(transaction::request);
    }

    @Test
    void answersCopiesOfAnotherMethodFromKeptBytesUntilTimerJ() {
        String bye = Messages.request("BYE", VIA, "call@x", 2, "ours");
        bench.arrives(bye);
        bench.arrives(bye);
        assertThat(bench.wire.take()).isEmpty();
        bench.answer(200);
        bench.pass(31_999);
        bench.arrives(bye);
        assertThat(bench.wire.take()).containsExactly("200", "200");
        assertThat(bench.takeTold()).containsExactly("BYE");
        bench.pass(1);
        assertThat(bench.table.size()).isZero();
    }

    @Test
    void neverSendsA408ToAnotherMethodAndForgetsWhatNobodyAnswers() {
        bench.arrives(Messages.request("BYE", VIA, "call@x", 2, "ours"));
        bench.answer(408);
        assertThat(bench.wire.take()).isEmpty();
        assertThat(bench.table.size()).isZero();
        bench.arrives(Messages.request("INFO", VIA + "2", "call@x", 3, "ours"));
        bench.pass(32_000);
        assertThat(bench.table.size()).isZero();
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    @Test
    void refusesTheSameRequestOverAnotherPathAsMerged() {
        bench.arrives(invite());
        bench.arrives(Messages.request("INVITE", VIA + "other", "call@x", 1, ""));
        assertThat(bench.wire.take()).containsExactly("100", "482");
        bench.answer(200);
        bench.arrives(Messages.request("INVITE", VIA + "other", "call@x", 1, ""));
        assertThat(bench.wire.take()).containsExactly("200", "482");
        bench.arrives(Messages.request("INVITE", VIA + "third", "call@x", 2, "")); // a new one: with credentials, say
        assertThat(bench.wire.take()).containsExactly("100");
        assertThat(bench.takeTold()).containsExactly("INVITE", "INVITE");
    }

    @Test
    void aRefusedRequestIsOverAndItsCopyOnAnotherPathIsRefusedAlike() {
        bench.arrives(invite());
        bench.answer(420);
        bench.arrives(Messages.request("INVITE", VIA + "other", "call@x", 1, ""));
        assertThat(bench.wire.take()).containsExactly("100", "420", "100");
        assertThat(bench.takeTold()).containsExactly("INVITE", "INVITE");
    }

    @Test
    void cancelsOnceAndAnswersEachCopy() {
        bench.arrives(invite());
        bench.answer(180);
        String cancel = Messages.request("CANCEL", VIA, "call@x", 1, "");
        bench.arrives(cancel);
        bench.arrives(cancel);
        assertThat(bench.takeTold()).containsExactly("INVITE", "CANCEL");
        assertThat(bench.wire.sent.getLast().text()).contains("CSeq: 1 CANCEL", ";tag=ours");
        assertThat(bench.wire.take()).containsExactly("100", "180", "200", "200");
        bench.answer(487);
        bench.arrives(cancel);
        assertThat(bench.wire.take()).containsExactly("487", "200");
    }

    @Test
    void aCancelAfterTheAnswerDoesNothingAndOneOfNothingGets481() {
        bench.arrives(Messages.request("CANCEL", VIA, "call@x", 1, ""));
        assertThat(bench.wire.take()).containsExactly("481");
        bench.arrives(invite());
        bench.answer(200);
        bench.arrives(Messages.request("CANCEL", VIA, "call@x", 1, ""));
        assertThat(bench.wire.take()).containsExactly("100", "200", "200");
        assertThat(bench.takeTold()).containsExactly("INVITE");
    }

    @ParameterizedTest
    @CsvSource({
        "SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKa, 192.0.2.7:5060, ''",
        "SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKa, 192.0.2.7:5060, ''",
        "SIP/2.0/UDP 192.0.2.7:5999;branch=z9hG4bKa, 192.0.2.7:5999, ''",
        "SIP/2.0/UDP 192.0.2.7:5999;rport;branch=z9hG4bKa, 192.0.2.7:5060, ;rport=5060;branch=z9hG4bKa;received=192.0.2.7",
        "SIP/2.0/UDP host.example.com:5999;branch=z9hG4bKa, 192.0.2.7:5999, ;received=192.0.2.7",
        "SIP/2.0/UDP 192.0.2.7;maddr=203.0.113.9;branch=z9hG4bKa, 192.0.2.7:5060, ''",
        "'SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKa, SIP/2.0/UDP 10.0.0.2', 192.0.2.7:5060, ';received=192.0.2.7, SIP/2.0/UDP 10.0.0.2'",
    })
    void sendsResponsesBackToWhereTheRequestCameFrom(String via, String to, String added) {
        bench.arrives(Messages.request("INVITE", via, "call@x", 1, ""));
        bench.answer(486);
        assertThat(bench.wire.sent).extracting(FakeFlow.Sent::to).containsOnly(to);
        assertThat(Messages.header(bench.wire.sent.getFirst().text(), "Via")).endsWith(added);
        assertThat(bench.wire.sent.getLast().text().replace("\r\nVia: ", ", "))
                .contains(added.isEmpty() ? "branch" : "received=192.0.2.7");
    }

    @Test
    void matchesOldClientsWithoutAMagicCookie() {
        String via = "SIP/2.0/UDP 192.0.2.7;branch=1";
        bench.arrives(Messages.request("INVITE", via, "old@x", 1, ""));
        bench.arrives(Messages.request("INVITE", via, "old@x", 1, ""));
        bench.arrives(Messages.request("INVITE", via, "another@x", 1, ""));
        assertThat(bench.takeTold()).containsExactly("INVITE", "INVITE");
        bench.answer(486);
        bench.wire.take();
        bench.arrives(Messages.request("ACK", via, "another@x", 1, "ours"));
        bench.pass(400);
        assertThat(bench.takeTold()).isEmpty();
        bench.pass(4_600);
        assertThat(bench.table.size()).isOne();
    }

    @Test
    void aBugAboveIsAnswered500AndLeavesTheTableClean() {
        Bench failing = new Bench(false);
        Table table = new Table(
                failing.loop,
                0,
                new org.helpline.sip.transport.JainCodec(),
                _ -> failing.wire,
                failing.table.refusals(),
                new java.util.Random(1),
                _ -> true,
                _ -> new Failing());
        var head = org.helpline.sip.transport.Head.ofOurs(Messages.bytes(invite()));
        assertThatIllegalStateException().isThrownBy(() -> table.onMessage(head, failing.wire));
        assertThat(failing.wire.take()).containsExactly("500");
    }

    @Test
    void answers400ToWhatTheParserDoesNotTake() {
        bench.arrives(invite().replace("<sip:100@127.0.0.1>\r\n", "\"open <sip:100@127.0.0.1>\r\n"));
        assertThat(bench.wire.take()).isEqualTo(List.of("400"));
        assertThat(bench.table.size()).isZero();
        assertThat(bench.refusals)
                .singleElement()
                .asString()
                .startsWith("INVITE from udp ")
                .endsWith(" refused with 400: The message cannot be parsed.");
        bench.arrives(ackOf("ours").replace("<sip:100@127.0.0.1>", "\"open <sip:100@127.0.0.1>"));
        assertThat(bench.wire.take()).isEmpty();
    }

    private record Failing() implements TransactionUser {

        @Override
        public void onRequest(gov.nist.javax.sip.message.SIPRequest request, ServerTransaction transaction) {
            throw new IllegalStateException("a bug");
        }

        @Override
        public void onAck(Ack ack) {}

        @Override
        public void onCancel(gov.nist.javax.sip.message.SIPRequest cancel, ServerTransaction invite) {}

        @Override
        public void onStray2xx(gov.nist.javax.sip.message.SIPResponse response, org.helpline.sip.transport.Flow flow) {}
    }
}
