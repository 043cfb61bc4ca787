package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.helpline.sip.IncomingCall;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.Warning;
import org.junit.jupiter.api.Test;

/** UPDATE that comes: RFC 3311. */
class UpdateTest {

    private final Bench bench = new Bench();

    @Test
    void anOfferIsToldAndAnsweredWithoutAnAck() {
        IncomingCall call = bench.talking();
        FakeServerTransaction update = bench.within("UPDATE", 8, "Contact: <sip:ada@192.0.2.8:5062>\n", Wire.SDP);
        assertThat(bench.events).endsWith(new SipLegEvent.ReInvited(Optional.of(Wire.SDP)));
        call.acceptReInvite(Bench.OUR_SDP);
        bench.pass(Duration.ofSeconds(60));
        assertThat(update.statuses()).containsExactly(200); // not repeated
        assertThat(Wire.text(update.last())).contains("Contact: ", "Allow: ").endsWith(Bench.OUR_SDP);
        call.end(480, "done");
        assertThat(Wire.text(bench.wire.last().request)).startsWith("BYE sip:ada@192.0.2.8:5062"); // target refresh
    }

    @Test
    void oneWithoutAnOfferIsAnsweredAtOnceAndMovesTheTarget() {
        IncomingCall call = bench.talking();
        FakeServerTransaction update = bench.within("UPDATE", 8, "Contact: <sip:ada@192.0.2.8:5062>\n", "");
        assertThat(update.statuses()).containsExactly(200);
        assertThat(bench.events).hasSize(1);
        call.end(480, "done");
        assertThat(Wire.text(bench.wire.last().request)).startsWith("BYE sip:ada@192.0.2.8:5062");
    }

    @Test
    void oneThatIsRefusedLeavesTheTargetAlone() {
        IncomingCall call = bench.talking();
        FakeServerTransaction update = bench.within("UPDATE", 8, "Contact: <sip:ada@192.0.2.8:5062>\n", Wire.SDP);
        call.refuseReInvite(new Warning(304, "no audio"));
        assertThat(update.statuses()).containsExactly(488);
        call.end(480, "done");
        assertThat(Wire.text(bench.wire.last().request)).startsWith("BYE sip:ada@192.0.2.7:5060");
    }

    @Test
    void anOfferBeforeWeAnsweredTheFirstIsForLater() {
        bench.receive(Wire.invite("", Wire.SDP));
        bench.calls.getFirst().ring(180, Optional.empty());
        FakeServerTransaction update = bench.within("UPDATE", 8, "", Wire.SDP);
        assertThat(update.statuses()).containsExactly(500);
        assertThat(Wire.text(update.last())).contains("Retry-After: ");
        assertThat(bench.within("UPDATE", 9, "", "").statuses()).containsExactly(200);
    }

    @Test
    void anOfferDuringOursIs491() {
        bench.talking().reInvite(Bench.OUR_SDP);
        assertThat(bench.within("UPDATE", 8, "", Wire.SDP).statuses()).containsExactly(491);
        bench.wire.last().answer(200, "", "", Wire.SDP);
        assertThat(bench.events).endsWith(new SipLegEvent.ReInviteAnswered(Optional.of(Wire.SDP)));
    }

    @Test
    void anOfferWhileTheAnswerOfADelayedOneIsDueIs491() {
        bench.receive(Wire.invite("", ""));
        bench.calls.getLast().answer(Bench.OUR_SDP);
        assertThat(bench.within("UPDATE", 8, "", Wire.SDP).statuses()).containsExactly(491);
    }

    @Test
    void oneBeforeTheAckOfOur200IsTaken() {
        FakeServerTransaction invite = bench.receive(Wire.invite("", Wire.SDP));
        bench.calls.getLast().answer(Bench.OUR_SDP);
        FakeServerTransaction update = bench.within("UPDATE", 8, "", Wire.SDP);
        bench.calls.getLast().acceptReInvite(Bench.OUR_SDP);
        assertThat(update.statuses()).containsExactly(200);
        bench.ack(7, "");
        bench.pass(Duration.ofSeconds(60));
        assertThat(invite.statuses()).containsExactly(200);
    }

    @Test
    void aSecondOneBeforeTheFirstIsAnsweredIsForLater() {
        IncomingCall call = bench.talking();
        FakeServerTransaction first = bench.within("UPDATE", 8, "", Wire.SDP);
        FakeServerTransaction second = bench.within("UPDATE", 9, "", Wire.SDP);
        assertThat(second.statuses()).containsExactly(500);
        call.acceptReInvite(Bench.OUR_SDP);
        assertThat(first.statuses()).containsExactly(200);
    }

    @Test
    void aListenerThatForgetsToDecideRefuses() {
        bench.talking();
        FakeServerTransaction forgotten = bench.within("UPDATE", 8, "", Wire.SDP);
        bench.pass(Duration.ofMillis(1));
        assertThat(forgotten.statuses()).containsExactly(488);
        assertThat(bench.within("OPTIONS", 9, "", "").statuses()).containsExactly(200);
    }

    @Test
    void ourOfferThatWaitsForTheirUpdateGoesOutAfterIt() {
        IncomingCall call = bench.talking();
        bench.within("UPDATE", 8, "", Wire.SDP);
        call.reInvite(Bench.OUR_SDP);
        assertThat(bench.wire.sent).isEmpty();
        call.acceptReInvite(Bench.OUR_SDP);
        assertThat(bench.wire.methods()).containsExactly("INVITE");
    }

    @Test
    void oneForNoCallIs481() {
        assertThat(bench.receive(Wire.within("UPDATE", "guess", 8, "", Wire.SDP))
                        .statuses())
                .containsExactly(481);
    }

    @Test
    void aBodyThatIsNoSessionIs415() {
        bench.talking();
        assertThat(bench.within("UPDATE", 8, "Content-Type: text/plain\n", "hello")
                        .statuses())
                .containsExactly(415);
    }
}
