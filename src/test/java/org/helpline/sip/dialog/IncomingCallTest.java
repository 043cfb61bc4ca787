package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import org.helpline.sip.IncomingCall;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.Warning;
import org.junit.jupiter.api.Test;

class IncomingCallTest {

    private final Bench bench = new Bench();

    @Test
    void readsTheInviteIntoTheHousesWords() {
        bench.receive(Wire.invite("User-Agent: Phone\u0007 1.0\n", Wire.SDP));

        IncomingCall.Invite invite = bench.calls.getFirst().invite();
        assertThat(invite.callId()).isEqualTo("call-1@192.0.2.7");
        assertThat(invite.from().value()).isEqualTo("+4930123");
        assertThat(invite.fromName().value()).isEqualTo("Ada");
        assertThat(invite.dialled()).isEqualTo("100");
        assertThat(invite.source()).isEqualTo("udp 192.0.2.7:5060");
        assertThat(invite.localAddress().getHostAddress()).isEqualTo("192.0.2.1");
        assertThat(invite.userAgent()).isEqualTo("Phone 1.0");
        assertThat(invite.offer()).contains(Wire.SDP);
    }

    @Test
    void ringsAnswersAndIsHungUpByTheCaller() {
        FakeServerTransaction invite = bench.receive(Wire.invite("", Wire.SDP));
        IncomingCall call = bench.calls.getFirst();
        call.ring(180, Optional.empty());
        call.answer(Bench.OUR_SDP);
        bench.ack(7, "");
        FakeServerTransaction bye = bench.within("BYE", 8, "Reason: Q.850;cause=16;text=\"done\"\n", "");

        assertThat(invite.statuses()).containsExactly(180, 200);
        assertThat(invite.responses.getFirst().getToTag())
                .isEqualTo(invite.last().getToTag())
                .isNotEmpty();
        assertThat(invite.last().getContactHeader().getAddress().toString()).contains("192.0.2.1:5060");
        assertThat(bye.statuses()).containsExactly(200);
        assertThat(bench.events)
                .containsExactly(new SipLegEvent.Acknowledged(Optional.empty()), new SipLegEvent.ByeReceived("done"));
        assertNothingIsHeld();
    }

    @Test
    void anOfferThatIsNotAcceptableIsRefusedWithTheReasonInAWarning() {
        FakeServerTransaction invite = bench.receive(Wire.invite("", Wire.SDP));
        bench.calls.getFirst().notAcceptable(new Warning(305, "only \"G729\"\r\nX: y; Helpline speaks PCMU"));

        assertThat(invite.statuses()).containsExactly(488);
        assertThat(Wire.text(invite.last()))
                .contains("\r\nWarning: 305 192.0.2.1:5060 \"only \\\"G729\\\"X: y; Helpline speaks PCMU\"\r\n");
        assertNothingIsHeld();
    }

    @Test
    void repeatsThe200UntilTheAck() {
        FakeServerTransaction invite = bench.receive(Wire.invite("", Wire.SDP));
        bench.calls.getFirst().answer(Bench.OUR_SDP);

        bench.pass(Duration.ofMillis(499));
        assertThat(invite.responses).hasSize(1);
        bench.pass(Duration.ofMillis(1)); // T1
        assertThat(invite.responses).hasSize(2);
        bench.pass(Duration.ofSeconds(7)); // +1, +2, +4 s
        assertThat(invite.responses).hasSize(5);
        bench.pass(Duration.ofSeconds(8)); // T2 from here on
        assertThat(invite.responses).hasSize(7);
        bench.ack(7, "");
        bench.pass(Duration.ofSeconds(60));
        assertThat(invite.responses).hasSize(7);
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    @Test
    void hangsUpWhenTheAckNeverComes() {
        FakeServerTransaction invite = bench.receive(Wire.invite("", Wire.SDP));
        bench.calls.getFirst().answer(Bench.OUR_SDP);

        bench.pass(Duration.ofMillis(31_999));
        assertThat(bench.events).isEmpty();
        bench.pass(Duration.ofMillis(1)); // 64·T1

        assertThat(bench.events).containsExactly(new SipLegEvent.NeverAcknowledged());
        assertThat(invite.responses).hasSize(11); // at 0, 0.5, 1.5, 3.5, 7.5, then every 4 s up to 31.5
        assertThat(Wire.text(bench.wire.acks.getFirst())).startsWith("BYE ").contains("text=\"no ACK came\"");
        bench.pass(Duration.ofSeconds(60));
        assertThat(bench.wire.resent).hasSize(2); // who never spoke again is not flooded
        assertNothingIsHeld();
    }

    @Test
    void cancelBeforeTheAnswerIs487() {
        FakeServerTransaction invite = bench.receive(Wire.invite("", Wire.SDP));
        bench.core.onCancel(Wire.within("CANCEL", "x", 7, "Reason: SIP;cause=200;text=\"elsewhere\"\n", ""), invite);

        assertThat(invite.statuses()).containsExactly(487);
        assertThat(bench.events).containsExactly(new SipLegEvent.Cancelled("elsewhere"));
        bench.calls.getFirst().answer(Bench.OUR_SDP);
        assertThat(invite.statuses()).containsExactly(487);
        assertNothingIsHeld();
    }

    @Test
    void cancelAfterThe200ChangesNothing() {
        FakeServerTransaction invite = bench.receive(Wire.invite("", Wire.SDP));
        bench.calls.getFirst().answer(Bench.OUR_SDP);
        bench.core.onCancel(Wire.within("CANCEL", "x", 7, "", ""), invite);
        bench.ack(7, "");

        assertThat(invite.statuses()).containsExactly(200);
        assertThat(bench.events).containsExactly(new SipLegEvent.Acknowledged(Optional.empty()));
    }

    @Test
    void byeBeforeTheAckEndsTheCallAndTheRepeating() {
        FakeServerTransaction invite = bench.receive(Wire.invite("", Wire.SDP));
        bench.calls.getFirst().answer(Bench.OUR_SDP);
        FakeServerTransaction bye = bench.within("BYE", 8, "", "");
        bench.pass(Duration.ofSeconds(60));

        assertThat(bye.statuses()).containsExactly(200);
        assertThat(invite.statuses()).containsExactly(200);
        assertThat(bench.events).containsExactly(new SipLegEvent.ByeReceived(""));
        assertNothingIsHeld();
    }

    @Test
    void byeInTheEarlyDialogAlsoEndsTheInvite() {
        FakeServerTransaction invite = bench.receive(Wire.invite("", Wire.SDP));
        bench.calls.getFirst().ring(180, Optional.empty());
        FakeServerTransaction bye = bench.within("BYE", 8, "", "");

        assertThat(bye.statuses()).containsExactly(200);
        assertThat(invite.statuses()).containsExactly(180, 487);
        assertNothingIsHeld();
    }

    @Test
    void ourByeWaitsForTheAck() {
        bench.receive(Wire.invite("", Wire.SDP));
        bench.calls.getFirst().answer(Bench.OUR_SDP);
        bench.calls.getFirst().end(486, "changed our mind");
        assertThat(bench.wire.sent).isEmpty(); // RFC 3261 §15

        bench.ack(7, "");
        assertThat(bench.wire.methods()).containsExactly("BYE");
        assertThat(bench.events).isEmpty();
        bench.wire.last().answer(200, "", "", "");
        assertNothingIsHeld();
    }

    @Test
    void refusesWithRetryAfter() {
        FakeServerTransaction invite = bench.receive(Wire.invite("", Wire.SDP));
        bench.calls.getFirst().refuse(503, "No scripts\r\nEvil: 1", 5);

        assertThat(invite.statuses()).containsExactly(503);
        assertThat(Wire.text(invite.last())).contains("Retry-After: 5").startsWith("SIP/2.0 503 No scriptsEvil: 1\r\n");
        assertNothingIsHeld();
    }

    @Test
    void endRefusesTheUnansweredCall() {
        FakeServerTransaction invite = bench.receive(Wire.invite("", Wire.SDP));
        bench.calls.getFirst().end(480, "closed");
        assertThat(invite.statuses()).containsExactly(480);
    }

    @Test
    void theDelayedOfferIsAnsweredInTheAck() {
        FakeServerTransaction invite = bench.receive(Wire.invite("", ""));
        assertThat(bench.calls.getFirst().invite().offer()).isEmpty();
        bench.calls.getFirst().answer(Bench.OUR_SDP);
        assertThat(Wire.text(invite.last())).endsWith(Bench.OUR_SDP);
        bench.ack(7, Wire.SDP);

        assertThat(bench.events).containsExactly(new SipLegEvent.Acknowledged(Optional.of(Wire.SDP)));
    }

    @Test
    void bothByesCrossing() {
        IncomingCall call = bench.talking();
        call.end(480, "goodbye");
        FakeServerTransaction theirs = bench.within("BYE", 8, "", "");

        assertThat(theirs.statuses()).containsExactly(200);
        bench.wire.last().answer(481, "", "", "");
        assertNothingIsHeld();
    }

    @Test
    void neverAnswersAChallengeToItsBye() {
        bench.talking().end(480, "goodbye");
        String challenge = "WWW-Authenticate: Digest realm=\"trunk\",nonce=\"x\",algorithm=MD5\n";
        bench.wire.last().answer(401, "", challenge, "");

        assertThat(bench.wire.methods()).containsExactly("BYE");
        assertThat(Wire.text(bench.wire.last().request))
                .contains("Reason: Q.850;cause=16;text=\"goodbye\"")
                .doesNotContainIgnoringCase("authorization");
        assertNothingIsHeld();
    }

    @Test
    void aRequestWithAnOldCSeqIs500() {
        bench.talking();
        assertThat(bench.within("INFO", 9, "Content-Type: application/dtmf-relay\n", "Signal=1")
                        .statuses())
                .containsExactly(200);
        assertThat(bench.within("INFO", 8, "Content-Type: application/dtmf-relay\n", "Signal=2")
                        .statuses())
                .containsExactly(500);
        assertThat(bench.events).hasSize(2);
    }

    @Test
    void tellsDigitsByInfoAndRefusesOtherBodies() {
        bench.talking();
        FakeServerTransaction relay =
                bench.within("INFO", 8, "Content-Type: application/dtmf-relay\n", "Signal=5\r\nDuration=160\r\n");
        FakeServerTransaction plain = bench.within("INFO", 9, "Content-Type: application/dtmf\n", "7");
        FakeServerTransaction xml = bench.within("INFO", 10, "Content-Type: application/media_control+xml\n", "<a/>");

        assertThat(relay.statuses()).containsExactly(200);
        assertThat(plain.statuses()).containsExactly(200);
        assertThat(xml.statuses()).containsExactly(415);
        assertThat(Wire.text(xml.last())).contains("Accept: application/dtmf");
        assertThat(bench.events.subList(1, 3))
                .containsExactly(
                        new SipLegEvent.InfoReceived("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n"),
                        new SipLegEvent.InfoReceived("application/dtmf", "7"));
    }

    @Test
    void aTransferThatNobodyDecidesIsDeclined() {
        bench.talking();
        FakeServerTransaction refer = bench.within("REFER", 8, "Refer-To: <sip:+1900@192.0.2.99>\n", "");
        assertThat(refer.statuses()).containsExactly(603);
        assertThat(bench.within("OPTIONS", 9, "", "").statuses()).containsExactly(200);
    }

    @Test
    void aStrangersTagsAre481AndTheCallStays() {
        bench.talking();
        assertThat(bench.receive(Wire.within("BYE", "guess", 50, "", "")).statuses())
                .containsExactly(481);
        assertThat(bench.within("OPTIONS", 8, "", "").statuses()).containsExactly(200);
    }

    @Test
    void manyCallsLeaveNothingBehind() {
        Collections.nCopies(50, "").forEach(_ -> {
            bench.talking();
            bench.within("BYE", 8, "", "");
        });
        assertNothingIsHeld();
    }

    private void assertNothingIsHeld() {
        assertThat(bench.core.held()).isZero();
        assertThat(bench.dialogs.sum()).isZero();
        assertThat(bench.admission.calls()).isZero();
        assertThat(bench.loop.pendingTimers()).isZero();
    }
}
