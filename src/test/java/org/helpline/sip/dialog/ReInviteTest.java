package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.helpline.sip.IncomingCall;
import org.helpline.sip.SipLeg;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.Warning;
import org.helpline.sip.transport.Destination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReInviteTest {

    private final Bench bench = new Bench();

    @Test
    void theCallersHoldIsAcceptedAndAcknowledged() {
        IncomingCall call = bench.talking();
        FakeServerTransaction hold = bench.within("INVITE", 8, "Contact: <sip:ada@192.0.2.8:5062>\n", Wire.SDP);
        assertThat(bench.events).endsWith(new SipLegEvent.ReInvited(Optional.of(Wire.SDP)));
        call.acceptReInvite(Bench.OUR_SDP);
        bench.ack(8, "");
        bench.pass(Duration.ofSeconds(60));

        assertThat(hold.statuses()).containsExactly(200);
        assertThat(hold.last().getContactHeader()).isNotNull();
        assertThat(bench.events).hasSize(2);
        call.end(480, "done");
        assertThat(Wire.text(bench.wire.last().request)).startsWith("BYE sip:ada@192.0.2.8:5062"); // target refresh
    }

    @Test
    void aReInviteWithoutSdpIsAnsweredWithAnOfferAndItsAckIsTold() {
        IncomingCall call = bench.talking();
        FakeServerTransaction ask = bench.within("INVITE", 8, "", "");
        assertThat(bench.events).endsWith(new SipLegEvent.ReInvited(Optional.empty()));
        call.acceptReInvite(Bench.OUR_SDP);
        bench.ack(8, Wire.SDP);

        assertThat(Wire.text(ask.last())).endsWith(Bench.OUR_SDP);
        assertThat(bench.events).endsWith(new SipLegEvent.Acknowledged(Optional.of(Wire.SDP)));
    }

    @Test
    void aRefusedReInviteLeavesTheCallAsItWas() {
        IncomingCall call = bench.talking();
        FakeServerTransaction video = bench.within("INVITE", 8, "", Wire.SDP);
        call.refuseReInvite(new Warning(304, "no audio, only video"));
        assertThat(video.statuses()).containsExactly(488);
        assertThat(Wire.text(video.last())).contains("\r\nWarning: 304 192.0.2.1:5060 \"no audio, only video\"\r\n");
        assertThat(bench.within("OPTIONS", 9, "", "").statuses()).containsExactly(200);
    }

    @Test
    void aListenerThatForgetsToDecideRefuses() {
        bench.talking();
        FakeServerTransaction forgotten = bench.within("INVITE", 8, "", Wire.SDP);
        assertThat(forgotten.statuses()).isEmpty();
        bench.pass(Duration.ofMillis(1));
        assertThat(forgotten.statuses()).containsExactly(488);
    }

    @Test
    void the200ToAReInviteIsRepeatedAndItsLostAckEndsTheCall() {
        bench.talking().listen(bench.events::add);
        FakeServerTransaction hold = bench.within("INVITE", 8, "", Wire.SDP);
        bench.calls.getLast().acceptReInvite(Bench.OUR_SDP);
        bench.pass(Duration.ofSeconds(32));

        assertThat(hold.responses).hasSize(11);
        assertThat(bench.events).endsWith(new SipLegEvent.NeverAcknowledged());
        assertThat(bench.wire.methods()).containsExactly("BYE");
    }

    @Test
    void oursIsAnsweredAndAcknowledged() {
        bench.talking().reInvite(Bench.OUR_SDP);
        assertThat(bench.wire.methods()).containsExactly("INVITE");
        assertThat(Wire.text(bench.wire.last().request))
                .contains("CSeq: 1 INVITE", "Contact: <sip:helpline@192.0.2.1:5060>")
                .endsWith(Bench.OUR_SDP);
        bench.wire.last().answer(200, "", "Contact: <sip:ada@192.0.2.7:5060>\n", Wire.SDP);
        bench.wire.last().answer(200, "", "Contact: <sip:ada@192.0.2.7:5060>\n", Wire.SDP);

        assertThat(bench.wire.acks).hasSize(1);
        assertThat(bench.wire.resent).hasSize(1);
        assertThat(bench.events).endsWith(new SipLegEvent.ReInviteAnswered(Optional.of(Wire.SDP)));
        assertThat(bench.events).hasSize(2);
    }

    @Test
    void oursWaitsForTheAckOfTheFirst200() {
        bench.receive(Wire.invite("", Wire.SDP));
        bench.calls.getLast().answer(Bench.OUR_SDP);
        bench.calls.getLast().reInvite("early");
        assertThat(bench.wire.sent).isEmpty();
        bench.ack(7, "");
        assertThat(bench.wire.methods()).containsExactly("INVITE");
    }

    @Test
    void glareIsTriedAgainWithinTwoSecondsByWhoWasCalled() {
        bench.talking().reInvite(Bench.OUR_SDP);
        bench.wire.last().answer(491, "", "", "");
        assertThat(bench.wire.sent).hasSize(1);
        bench.pass(Duration.ofMillis(2_001));
        assertThat(bench.wire.methods()).containsExactly("INVITE", "INVITE");
        assertThat(Wire.text(bench.wire.last().request)).contains("CSeq: 2 INVITE");
    }

    @Test
    void glareIsTriedAgainAfterTwoToFourSecondsByTheCaller() {
        bench.phoneTalking().reInvite(Bench.OUR_SDP);
        bench.wire.last().answer(491, "", "", "");
        bench.pass(Duration.ofMillis(2_099));
        assertThat(bench.wire.sent).hasSize(2);
        bench.pass(Duration.ofMillis(1_901));
        assertThat(bench.wire.sent).hasSize(3);
    }

    @Test
    void theirsDuringOursIs491() {
        bench.talking().reInvite(Bench.OUR_SDP);
        assertThat(bench.within("INVITE", 8, "", Wire.SDP).statuses()).containsExactly(491);
        bench.wire.last().answer(200, "", "", Wire.SDP);
        assertThat(bench.events).endsWith(new SipLegEvent.ReInviteAnswered(Optional.of(Wire.SDP)));
    }

    @Test
    void oneBeforeTheFirstIsAnsweredIs500WithRetryAfter() {
        bench.receive(Wire.invite("", Wire.SDP));
        FakeServerTransaction early = bench.within("INVITE", 8, "", Wire.SDP);
        assertThat(early.statuses()).containsExactly(500);
        assertThat(Wire.text(early.last())).contains("Retry-After: ");
    }

    @Test
    void oneAfterTheAckWasLostCountsAsTheAck() {
        FakeServerTransaction first = bench.receive(Wire.invite("", Wire.SDP));
        bench.calls.getLast().answer(Bench.OUR_SDP);
        bench.within("INVITE", 8, "", Wire.SDP);
        assertThat(bench.events)
                .containsExactly(
                        new SipLegEvent.Acknowledged(Optional.empty()),
                        new SipLegEvent.ReInvited(Optional.of(Wire.SDP)));
        bench.pass(Duration.ofSeconds(10));
        assertThat(first.responses).hasSize(1);
    }

    @Test
    void oneWhileTheDelayedAnswerIsDueIs491() {
        bench.receive(Wire.invite("", ""));
        bench.calls.getLast().answer(Bench.OUR_SDP);
        assertThat(bench.within("INVITE", 8, "", Wire.SDP).statuses()).containsExactly(491);
    }

    @ParameterizedTest
    @ValueSource(ints = {481, 408})
    void aPeerThatForgotTheCallEndsIt(int status) {
        bench.talking().reInvite(Bench.OUR_SDP);
        bench.wire.last().answer(status, "", "", "");
        assertThat(bench.events.getLast()).isInstanceOf(SipLegEvent.Failed.class);
        assertThat(bench.wire.methods()).containsExactly("INVITE", "BYE");
        bench.wire.last().answer(481, "", "", "");
        assertThat(bench.core.held()).isZero();
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {488, 401, 407, 500, 302})
    void anyOtherRefusalIsToldAndTheCallGoesOn(int status) {
        SipLeg leg = bench.phoneTalking();
        leg.reInvite(Bench.OUR_SDP);
        String challenge = "WWW-Authenticate: Digest realm=\"x\",nonce=\"y\",algorithm=MD5\n";
        bench.wire.last().answer(status, "", challenge, "");
        assertThat(bench.events).endsWith(new SipLegEvent.ReInviteRefused(status));
        assertThat(bench.wire.methods()).containsExactly("INVITE", "INVITE");
    }

    @Test
    void whileABrowserIsAwayItsCallStaysAsItIsAndItsNextRequestSaysWhereItIs() {
        FakeFlow before = new FakeFlow("WS", "192.0.2.7", 40_000);
        Bench web = new Bench(Bench.settings(0, 0, 0), before);
        IncomingCall call = web.talking();
        web.within("UPDATE", 8, "Contact: <sip:anna@df7jal23ls0d.invalid;transport=ws>\n", "");
        before.close();
        call.reInvite(Bench.OUR_SDP);
        web.wire.last().user.onFailed("The connection to the peer failed.");
        assertThat(web.events).endsWith(new SipLegEvent.ReInviteRefused(503));

        FakeFlow after = new FakeFlow("WS", "192.0.2.7", 40_001);
        assertThat(web.receive(Wire.within("OPTIONS", web.ourTag(), 9, "", ""), after)
                        .statuses())
                .containsExactly(200);
        call.end(480, "done");
        assertThat(web.wire.methods()).containsExactly("INVITE", "BYE");
        assertThat(web.wire.last().to).isEqualTo(new Destination.OverFlow(after));
    }

    @Test
    void byeDuringOursEndsAllOfIt() {
        bench.talking().reInvite(Bench.OUR_SDP);
        bench.within("BYE", 8, "", "");
        bench.wire.last().answer(491, "", "", "");
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.wire.methods()).containsExactly("INVITE");
        assertThat(bench.events).endsWith(new SipLegEvent.ByeReceived(""));
        assertThat(bench.core.held()).isZero();
    }

    @Test
    void aListenerThatHangsUpOnTheAnswerSendsNothingMore() {
        IncomingCall call = bench.talking();
        call.listen(event -> {
            if (event instanceof SipLegEvent.ReInviteAnswered) {
                call.end(480, "enough");
            }
        });
        call.reInvite("one");
        call.reInvite("two");
        bench.wire.last().answer(200, "", "", Wire.SDP);
        assertThat(bench.wire.methods()).containsExactly("INVITE", "BYE");
    }
}
