package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.helpline.sip.IncomingCall;
import org.helpline.sip.SipLegEvent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reliable provisional responses that we send: RFC 3262 §3. */
class PrackTest {

    private static final String REQUIRED = "Require: 100rel\n";
    private static final String SUPPORTED = "Supported: 100rel, replaces, timer\n";

    private final Bench bench = new Bench();

    @Test
    @DisplayName("P53: an operator that insists on PRACK rings, is acknowledged and answered")
    void ringsReliablyWhereItIsRequired() {
        FakeServerTransaction invite = bench.receive(Wire.invite(REQUIRED, Wire.SDP));
        IncomingCall call = bench.calls.getFirst();
        call.ring(180, Optional.empty());
        assertThat(Wire.text(invite.last())).contains("Require: 100rel\r\n", "RSeq: ", "Allow: ");

        FakeServerTransaction prack = prack(invite, 8);
        call.answer(Bench.OUR_SDP);
        bench.ack(7, "");
        bench.pass(Duration.ofSeconds(60));
        assertThat(prack.statuses()).containsExactly(200);
        assertThat(invite.statuses()).containsExactly(180, 200);
        assertThat(Wire.text(invite.last())).endsWith(Bench.OUR_SDP);
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", SUPPORTED})
    void ringsPlainlyWhereItIsNotRequired(String more) {
        FakeServerTransaction invite = bench.receive(Wire.invite(more, Wire.SDP));
        bench.calls.getFirst().ring(180, Optional.empty());
        assertThat(Wire.text(invite.last())).doesNotContain("RSeq", "Require");
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    @Test
    @DisplayName("P53: early media goes reliably to who supports it, and its description is not sent twice")
    void earlyMediaIsReliable() {
        FakeServerTransaction invite = bench.receive(Wire.invite(SUPPORTED, Wire.SDP));
        IncomingCall call = bench.calls.getFirst();
        call.ring(183, Optional.of(Bench.OUR_SDP));
        assertThat(Wire.text(invite.last())).contains("RSeq: ").endsWith(Bench.OUR_SDP);
        prack(invite, 8);
        call.answer(Bench.OUR_SDP);
        assertThat(invite.statuses()).containsExactly(183, 200);
        assertThat(Bodies.isEmpty(invite.last())).isTrue(); // RFC 3261 §13.2.1
    }

    @Test
    @DisplayName("P53: a lost PRACK: the 183 is repeated, doubling, and after 32 s the call is refused and told")
    void aPrackThatNeverComesEndsTheCall() {
        FakeServerTransaction invite = bench.receive(Wire.invite(REQUIRED, Wire.SDP));
        bench.calls.getFirst().ring(183, Optional.of(Bench.OUR_SDP));
        bench.calls.getFirst().answer(Bench.OUR_SDP);
        bench.pass(Duration.ofMillis(31_999));
        assertThat(invite.statuses()).containsOnly(183).hasSize(7); // 0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 s
        bench.pass(Duration.ofMillis(1));
        assertThat(invite.statuses()).endsWith(504);
        assertThat(bench.events).hasSize(1).first().isInstanceOf(SipLegEvent.Failed.class);
        assertNothingIsHeld();
    }

    @Test
    void the200WaitsForThePrackOfADescription() {
        FakeServerTransaction invite = bench.receive(Wire.invite(REQUIRED, Wire.SDP));
        bench.calls.getFirst().ring(183, Optional.of(Bench.OUR_SDP));
        bench.calls.getFirst().answer(Bench.OUR_SDP);
        assertThat(invite.statuses()).containsExactly(183);
        prack(invite, 8);
        assertThat(invite.statuses()).containsExactly(183, 200);
    }

    @Test
    void the200DoesNotWaitForThePrackOfABareRinging() {
        FakeServerTransaction invite = bench.receive(Wire.invite(REQUIRED, Wire.SDP));
        bench.calls.getFirst().ring(180, Optional.empty());
        bench.calls.getFirst().answer(Bench.OUR_SDP);
        bench.pass(Duration.ofMillis(600)); // the 200 is repeated, the 180 is not
        assertThat(invite.statuses()).containsExactly(180, 200, 200);
        assertThat(prackFor(invite.responses.getFirst(), 8).statuses()).containsExactly(200); // late, but right
        assertThat(prackFor(invite.responses.getFirst(), 9).statuses()).containsExactly(481);
    }

    @Test
    void aSecondRingWaitsForThePrackOfTheFirst() {
        FakeServerTransaction invite = bench.receive(Wire.invite(REQUIRED, Wire.SDP));
        IncomingCall call = bench.calls.getFirst();
        call.ring(180, Optional.empty());
        call.ring(183, Optional.of(Bench.OUR_SDP));
        assertThat(invite.statuses()).containsExactly(180);
        prack(invite, 8);
        assertThat(invite.statuses()).containsExactly(180, 183);
        assertThat(rseq(invite.responses.get(1))).isEqualTo(rseq(invite.responses.get(0)) + 1);
    }

    @Test
    @DisplayName("P53: a PRACK for nothing that we sent is 481, whether number, method or CSeq is wrong")
    void aPrackForAnUnknownRSeqIs481() {
        FakeServerTransaction invite = bench.receive(Wire.invite(REQUIRED, Wire.SDP));
        bench.calls.getFirst().ring(180, Optional.empty());
        long rseq = rseq(invite.last());
        assertThat(rack(8, rseq + 1 + " 7 INVITE").statuses()).containsExactly(481);
        assertThat(rack(9, rseq + " 6 INVITE").statuses()).containsExactly(481);
        assertThat(rack(10, rseq + " 7 UPDATE").statuses()).containsExactly(481);
        assertThat(rack(11, rseq + " 7 INVITE").statuses()).containsExactly(200);
        assertThat(rack(12, rseq + " 7 INVITE").statuses()).containsExactly(481); // acknowledged already
    }

    @Test
    @DisplayName("P53: PRACK after CANCEL is 481, and the 180 is repeated no more")
    void aPrackAfterCancelIs481() {
        FakeServerTransaction invite = bench.receive(Wire.invite(REQUIRED, Wire.SDP));
        bench.calls.getFirst().ring(180, Optional.empty());
        bench.core.onCancel(Wire.within("CANCEL", "x", 7, "", ""), invite);
        assertThat(prackFor(invite.responses.getFirst(), 8).statuses()).containsExactly(481);
        bench.pass(Duration.ofSeconds(60));
        assertThat(invite.statuses()).containsExactly(180, 487);
        assertNothingIsHeld();
    }

    @Test
    void anOfferOfOursInThe183IsAnsweredInThePrack() {
        FakeServerTransaction invite = bench.receive(Wire.invite(REQUIRED, ""));
        IncomingCall call = bench.calls.getFirst();
        call.ring(180, Optional.empty()); // could not carry our offer
        assertThat(invite.statuses()).isEmpty();
        call.ring(183, Optional.of(Bench.OUR_SDP));
        FakeServerTransaction early = bench.within("UPDATE", 8, "", Wire.SDP);
        assertThat(early.statuses()).containsExactly(491); // ours has no answer yet: RFC 3311 §5.2
        FakeServerTransaction prack =
                bench.within("PRACK", 9, "RAck: " + rseq(invite.last()) + " 7 INVITE\n", Wire.SDP);
        assertThat(prack.statuses()).containsExactly(200);
        assertThat(bench.events).containsExactly(new SipLegEvent.Acknowledged(Optional.of(Wire.SDP)));
        call.answer(Bench.OUR_SDP);
        assertThat(Bodies.isEmpty(invite.last())).isTrue();
    }

    @Test
    void aPrackMayBringAnOfferOfItsOwn() {
        FakeServerTransaction invite = bench.receive(Wire.invite(REQUIRED, Wire.SDP));
        IncomingCall call = bench.calls.getFirst();
        call.ring(183, Optional.of(Bench.OUR_SDP));
        call.answer(Bench.OUR_SDP);
        call.listen(event -> {
            bench.events.add(event);
            if (event instanceof SipLegEvent.ReInvited) {
                call.acceptReInvite(Bench.OUR_SDP);
            }
        });
        FakeServerTransaction prack =
                bench.within("PRACK", 8, "RAck: " + rseq(invite.last()) + " 7 INVITE\n", Wire.SDP);
        assertThat(prack.statuses()).containsExactly(200);
        assertThat(Wire.text(prack.last())).endsWith(Bench.OUR_SDP);
        assertThat(bench.events).containsExactly(new SipLegEvent.ReInvited(Optional.of(Wire.SDP)));
        assertThat(invite.statuses()).containsExactly(183, 200);
        bench.ack(7, "");
        assertThat(bench.events).endsWith(new SipLegEvent.Acknowledged(Optional.empty()));
    }

    @Test
    void aPrackWithoutRAckIs481() {
        FakeServerTransaction invite = bench.receive(Wire.invite(REQUIRED, Wire.SDP));
        bench.calls.getFirst().ring(180, Optional.empty());
        assertThat(bench.within("PRACK", 8, "", "").statuses()).containsExactly(481);
        assertThat(invite.statuses()).containsExactly(180);
    }

    private FakeServerTransaction prack(FakeServerTransaction invite, int cseq) {
        return prackFor(invite.last(), cseq);
    }

    private FakeServerTransaction prackFor(gov.nist.javax.sip.message.SIPResponse provisional, int cseq) {
        return rack(cseq, rseq(provisional) + " 7 INVITE");
    }

    private FakeServerTransaction rack(int cseq, String rack) {
        return bench.within("PRACK", cseq, "RAck: " + rack + "\n", "");
    }

    private static long rseq(gov.nist.javax.sip.message.SIPResponse provisional) {
        return Long.parseLong(Headers.first(provisional, "RSeq"));
    }

    private void assertNothingIsHeld() {
        assertThat(bench.core.held()).isZero();
        assertThat(bench.dialogs.sum()).isZero();
        assertThat(bench.loop.pendingTimers()).isZero();
    }
}
