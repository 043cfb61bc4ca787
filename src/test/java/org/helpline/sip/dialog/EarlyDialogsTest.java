package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.helpline.sip.SipLeg;
import org.helpline.sip.SipLegEvent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reliable provisional responses that come, and what they begin: RFC 3262 §4, RFC 3311. */
class EarlyDialogsTest {

    private static final String PHONE = "Contact: <sip:anna@192.0.2.50:5070>\n";
    private static final String OTHER_SDP = Wire.SDP.replace("4000", "4444");

    private final Bench bench = new Bench();

    @Test
    @DisplayName(
            "P53: an operator's reliable 183 is acknowledged by PRACK once, and its answer counts, whatever the 200 brings")
    void acknowledgesAReliable183() {
        bench.call();
        FakeTransactions.Sent invite = bench.wire.last();
        invite.answer(183, "far", reliable(812), Wire.SDP);
        invite.answer(183, "far", reliable(812), Wire.SDP); // its PRACK is under way
        invite.answer(200, "far", PHONE, OTHER_SDP);

        assertThat(bench.wire.methods()).containsExactly("INVITE", "PRACK");
        assertThat(Wire.text(bench.wire.sent.get(1).request))
                .startsWith("PRACK sip:anna@192.0.2.50:5070 SIP/2.0")
                .contains("RAck: 812 1 INVITE\r\n", "CSeq: 2 PRACK\r\n", ";tag=far\r\n");
        assertThat(bench.events)
                .containsExactly(
                        new SipLegEvent.Provisional(183, Optional.of(Wire.SDP)),
                        new SipLegEvent.Answered(Optional.of(Wire.SDP)));
        assertThat(Wire.text(bench.wire.acks.getFirst())).contains("CSeq: 1 ACK");
        assertThat(bench.core.held()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"7, 8, true", "7, 7, false", "7, 6, false", "7, 9, false"})
    void takesThemInOrderAndLeavesGapsToBeFilled(int first, int second, boolean taken) {
        bench.call();
        FakeTransactions.Sent invite = bench.wire.last();
        invite.answer(180, "far", reliable(first), "");
        invite.answer(183, "far", reliable(second), Wire.SDP);
        assertThat(bench.wire.methods()).hasSize(taken ? 3 : 2);
        assertThat(bench.events).hasSize(taken ? 2 : 1);
    }

    @Test
    void eachBranchOfAForkCountsForItself() {
        bench.call();
        FakeTransactions.Sent invite = bench.wire.last();
        invite.answer(183, "one", reliable(100), Wire.SDP);
        invite.answer(180, "two", reliable(5), "");
        assertThat(bench.wire.methods()).containsExactly("INVITE", "PRACK", "PRACK");
        assertThat(bench.core.held()).isEqualTo(2);
        invite.answer(200, "two", PHONE, OTHER_SDP);
        assertThat(bench.events).endsWith(new SipLegEvent.Answered(Optional.of(OTHER_SDP)));
        assertThat(bench.core.held()).isEqualTo(1);
    }

    @Test
    void a200WithoutADescriptionIsAnsweredByThe183() {
        bench.call();
        bench.wire.last().answer(183, "far", PHONE, Wire.SDP);
        bench.wire.last().answer(200, "far", PHONE, "");
        assertThat(bench.events).endsWith(new SipLegEvent.Answered(Optional.of(Wire.SDP)));
    }

    @Test
    void anUnreliable183IsButAForetaste() {
        bench.call();
        bench.wire.last().answer(183, "far", PHONE, Wire.SDP);
        bench.wire.last().answer(200, "far", PHONE, OTHER_SDP);
        assertThat(bench.events).endsWith(new SipLegEvent.Answered(Optional.of(OTHER_SDP)));
        assertThat(bench.wire.methods()).containsExactly("INVITE");
    }

    @Test
    @DisplayName("P53: a reliable response after our CANCEL is still acknowledged, and told no more")
    void acknowledgesWhatComesAfterTheCancel() {
        SipLeg leg = bench.call();
        FakeTransactions.Sent invite = bench.wire.last();
        invite.answer(180, "far", PHONE, "");
        leg.end(480, "enough");
        invite.answer(183, "far", reliable(9), Wire.SDP);
        assertThat(bench.wire.methods()).containsExactly("INVITE", "PRACK");
        invite.answer(487, "far", "", "");
        assertThat(bench.events).hasSize(1);
        assertNothingIsHeld();
    }

    @Test
    void aPrackThatIsNeverAnsweredHarmsNothing() {
        bench.call();
        FakeTransactions.Sent invite = bench.wire.last();
        invite.answer(183, "far", reliable(9), Wire.SDP);
        bench.wire.last().user.onFailed("silence");
        invite.answer(504, "far", "", "");
        assertThat(bench.events.getLast()).isInstanceOf(SipLegEvent.Refused.class);
        assertNothingIsHeld();
    }

    @Test
    void theCalleeMayMoveItsEarlyMediaByUpdate() {
        SipLeg leg = bench.call();
        FakeTransactions.Sent invite = bench.wire.last();
        invite.answer(183, "far", reliable(1), Wire.SDP);
        FakeServerTransaction update = bench.receive(fromPhone(invite, "UPDATE", 1, OTHER_SDP));
        assertThat(bench.events).endsWith(new SipLegEvent.ReInvited(Optional.of(OTHER_SDP)));
        leg.acceptReInvite(Bench.OUR_SDP);
        assertThat(update.statuses()).containsExactly(200);
        invite.answer(200, "far", PHONE, "");
        assertThat(bench.events).endsWith(new SipLegEvent.Answered(Optional.of(OTHER_SDP)));
    }

    @Test
    void anUpdateWhileOurOfferHasNoAnswerIs491() {
        bench.call();
        FakeTransactions.Sent invite = bench.wire.last();
        invite.answer(180, "far", reliable(1), "");
        assertThat(bench.receive(fromPhone(invite, "UPDATE", 1, OTHER_SDP)).statuses())
                .containsExactly(491);
        assertThat(bench.receive(fromPhone(invite, "UPDATE", 2, "")).statuses()).containsExactly(200);
        assertThat(bench.receive(fromPhone(invite, "BYE", 3, "")).statuses()).containsExactly(481);
        assertThat(bench.events).hasSize(1);
    }

    @Test
    void theConfirmedDialogTakesTheRouteOfThe200AndGoesOnCounting() {
        SipLeg leg = bench.call();
        FakeTransactions.Sent invite = bench.wire.last();
        invite.answer(183, "far", reliable(1) + "Record-Route: <sip:192.0.2.60;lr>\n", Wire.SDP);
        assertThat(Wire.text(bench.wire.last().request)).contains("Route: <sip:192.0.2.60;lr>");
        invite.answer(200, "far", PHONE + "Record-Route: <sip:192.0.2.61;lr>\n", "");
        leg.end(480, "done");
        assertThat(Wire.text(bench.wire.last().request)).contains("Route: <sip:192.0.2.61;lr>", "CSeq: 3 BYE");
        bench.wire.last().answer(200, "", "", "");
        assertNothingIsHeld();
    }

    @Test
    void aReliable180IsAcknowledgedOnceAndNothingElseIsSent() {
        bench.call();
        bench.wire.last().answer(180, "far", reliable(1), "");
        bench.pass(Duration.ofSeconds(60));
        assertThat(bench.wire.methods()).containsExactly("INVITE", "PRACK");
    }

    private static gov.nist.javax.sip.message.SIPRequest fromPhone(
            FakeTransactions.Sent invite, String method, int cseq, String body) {
        return Wire.request(
                """
                %s sip:helpline@192.0.2.1:5060 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.50:5070;branch=z9hG4bK%s%d;rport
                Max-Forwards: 70
                From: <sip:anna@192.0.2.50:5070>;tag=far
                To: <sip:+4930123@192.0.2.1>;tag=%s
                Call-ID: %s
                CSeq: %d %s
                Contact: <sip:anna@192.0.2.50:5070>
                """.formatted(
                                        method,
                                        method,
                                        cseq,
                                        invite.request.getFromTag(),
                                        invite.request.getCallId().getCallId(),
                                        cseq,
                                        method)
                        + (body.isEmpty() ? "" : "Content-Type: application/sdp\n"),
                body);
    }

    private static String reliable(int rseq) {
        return PHONE + "Require: 100rel\nRSeq: " + rseq + "\n";
    }

    private void assertNothingIsHeld() {
        assertThat(bench.core.held()).isZero();
        assertThat(bench.dialogs.sum()).isZero();
        assertThat(bench.loop.pendingTimers()).isZero();
    }
}
