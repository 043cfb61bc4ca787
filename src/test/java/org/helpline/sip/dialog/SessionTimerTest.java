package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.config.Network;
import org.helpline.config.SessionTimers;
import org.helpline.sip.IncomingCall;
import org.helpline.sip.SipLegEvent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Session timers over hours of virtual time: RFC 4028. */
class SessionTimerTest {

    private static final String KNOWS = "Supported: timer\n";
    private static final String TAKES_UPDATE = "Allow: INVITE, ACK, BYE, CANCEL, UPDATE\n";
    private static final String PHONE = "Contact: <sip:anna@192.0.2.50:5070>\n";

    private final Bench bench = new Bench();

    @Test
    @DisplayName("P49: the 15-minute test: we refresh by UPDATE, hour after hour, and the call stays")
    void weRefreshByUpdate() {
        talking(KNOWS + TAKES_UPDATE + "Session-Expires: 1800;refresher=uas\n");
        for (int refresh = 1; refresh <= 8; refresh++) {
            bench.pass(Duration.ofSeconds(899));
            assertThat(bench.wire.sent).hasSize(refresh - 1);
            bench.pass(Duration.ofSeconds(1));
            assertThat(bench.wire.methods()).hasSize(refresh).containsOnly("UPDATE");
            assertThat(Wire.text(bench.wire.last().request))
                    .contains(
                            "Session-Expires: 1800;refresher=uac\r\n", "Contact: ", "Supported: 100rel,replaces,timer");
            assertThat(Bodies.isEmpty(bench.wire.last().request)).isTrue(); // the sound is not touched
            bench.wire.last().answer(200, "", "Session-Expires: 1800;refresher=uac\n", "");
        }
        assertThat(bench.events).hasSize(1); // nobody above heard of it
    }

    @Test
    @DisplayName("P49: the 15-minute test: the caller refreshes by re-INVITE, hour after hour, and the call stays")
    void theCallerRefreshes() {
        FakeServerTransaction invite = talking(KNOWS + "Session-Expires: 1800;refresher=uac\n");
        assertThat(Wire.text(invite.last())).contains("Session-Expires: 1800;refresher=uac\r\n", "Require: timer\r\n");
        IncomingCall call = bench.calls.getFirst();
        for (int cseq = 8; cseq < 16; cseq++) {
            bench.pass(Duration.ofMinutes(15));
            FakeServerTransaction again =
                    bench.within("INVITE", cseq, KNOWS + "Session-Expires: 1800;refresher=uac\n", Wire.SDP);
            call.acceptReInvite(Bench.OUR_SDP);
            bench.ack(cseq, "");
            assertThat(Wire.text(again.last())).contains("Session-Expires: 1800;refresher=uac\r\n");
        }
        bench.pass(Duration.ofSeconds(1_767));
        assertThat(bench.wire.sent).isEmpty();
    }

    @Test
    @DisplayName(
            "P49: who does not allow UPDATE is refreshed by a re-INVITE that changes nothing, and nobody's sound stops")
    void weRefreshByReInvite() {
        talking(KNOWS + "Session-Expires: 1800;refresher=uas\n");
        bench.pass(Duration.ofMinutes(15));
        assertThat(bench.wire.methods()).containsExactly("INVITE");
        assertThat(Wire.text(bench.wire.last().request))
                .contains("Session-Expires: 1800;refresher=uac")
                .endsWith(Bench.OUR_SDP); // the same version: nothing changes
        bench.wire.last().answer(200, "", "Session-Expires: 1800;refresher=uac\n", Wire.SDP);
        assertThat(bench.events).endsWith(new SipLegEvent.ReInviteAnswered(Optional.empty()));
        bench.pass(Duration.ofMinutes(15));
        assertThat(bench.wire.sent).hasSize(2);
        bench.wire.last().answer(200, "", "Session-Expires: 1800;refresher=uac\n", Wire.SDP.replace("4000", "4002"));
        assertThat(bench.events)
                .endsWith(new SipLegEvent.ReInviteAnswered(Optional.of(Wire.SDP.replace("4000", "4002"))));
    }

    @Test
    void aCallerThatIsSilentIsHungUpBeforeTheSessionEnds() {
        talking(KNOWS + "Session-Expires: 1800;refresher=uac\n");
        bench.pass(Duration.ofSeconds(1_767));
        assertThat(bench.events).hasSize(1);
        bench.pass(Duration.ofSeconds(1)); // 32 s before: RFC 4028 §10
        assertThat(bench.events.getLast())
                .isInstanceOfSatisfying(
                        SipLegEvent.Failed.class,
                        failed -> assertThat(failed.why()).contains("1800 s", "sip.session-timers-off"));
        assertThat(bench.wire.methods()).containsExactly("BYE");
    }

    @Test
    void aRefreshThatIsNotTakenIsTriedAgainAndAtLastTheCallEnds() {
        talking(KNOWS + TAKES_UPDATE + "Session-Expires: 90;refresher=uas\n");
        bench.pass(Duration.ofSeconds(45));
        bench.wire.last().answer(503, "", "", "");
        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.wire.methods()).containsExactly("UPDATE", "UPDATE");
        bench.wire.last().answer(500, "", "Retry-After: 5\n", "");
        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.wire.sent).hasSize(3);
        bench.pass(Duration.ofSeconds(5)); // two thirds of the interval
        assertThat(bench.events.getLast()).isInstanceOf(SipLegEvent.Failed.class);
        assertThat(bench.wire.methods()).endsWith("BYE");
    }

    @Test
    void anUpdateThatIsRefusedForItselfBecomesAReInvite() {
        talking(KNOWS + TAKES_UPDATE + "Session-Expires: 1800;refresher=uas\n");
        bench.pass(Duration.ofMinutes(15));
        bench.wire.last().answer(501, "", "", "");
        assertThat(bench.wire.methods()).containsExactly("UPDATE", "INVITE");
        bench.wire.last().answer(200, "", "Session-Expires: 1800;refresher=uac\n", Wire.SDP);
        bench.pass(Duration.ofMinutes(15));
        assertThat(bench.wire.methods()).containsExactly("UPDATE", "INVITE", "INVITE");
    }

    @Test
    @DisplayName("P49: where something on the way swallows UPDATE, a re-INVITE shows that the peer is there")
    void anUpdateThatIsSwallowedBecomesAReInvite() {
        talking(KNOWS + TAKES_UPDATE + "Session-Expires: 1800;refresher=uas\n");
        bench.pass(Duration.ofMinutes(15));
        bench.wire.last().user.onFailed("no answer in 32 s");
        assertThat(bench.wire.methods()).containsExactly("UPDATE", "INVITE");
        bench.wire.last().user.onFailed("no answer in 32 s");
        assertThat(bench.wire.methods()).endsWith("BYE");
        assertThat(bench.events.getLast()).isInstanceOf(SipLegEvent.Failed.class);
    }

    @Test
    void aPeerThatForgotTheCallEndsIt() {
        talking(KNOWS + TAKES_UPDATE + "Session-Expires: 1800;refresher=uas\n");
        bench.pass(Duration.ofMinutes(15));
        bench.wire.last().answer(481, "", "", "");
        assertThat(bench.wire.methods()).containsExactly("UPDATE", "BYE");
        assertThat(bench.events.getLast()).isInstanceOf(SipLegEvent.Failed.class);
    }

    @Test
    void aRefreshThatIsTooBriefForThePeerIsAskedAgainWithMore() {
        talking(KNOWS + TAKES_UPDATE + "Session-Expires: 300;refresher=uas\n");
        bench.pass(Duration.ofSeconds(150));
        bench.wire.last().answer(422, "", "Min-SE: 600\n", "");
        assertThat(bench.wire.methods()).containsExactly("UPDATE", "UPDATE");
        assertThat(Wire.text(bench.wire.last().request)).contains("Session-Expires: 600;refresher=uac", "Min-SE: 600");
        bench.wire.last().answer(422, "", "Min-SE: 600\n", ""); // says the same again: no quarrel
        assertThat(bench.wire.sent).hasSize(2);
    }

    @Test
    void ourOwnReInviteRefreshesAndKeepsTheRoles() {
        talking(KNOWS + "Session-Expires: 1800;refresher=uac\n");
        bench.pass(Duration.ofSeconds(1_000));
        bench.calls.getFirst().reInvite(Bench.OUR_SDP);
        assertThat(Wire.text(bench.wire.last().request)).contains("Session-Expires: 1800;refresher=uas");
        bench.wire.last().answer(200, "", "Session-Expires: 1800;refresher=uas\n", Wire.SDP);
        bench.pass(Duration.ofSeconds(1_767));
        assertThat(bench.wire.methods()).containsExactly("INVITE");
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.wire.methods()).containsExactly("INVITE", "BYE");
    }

    @Test
    void theCallersHoldKeepsUsAsRefresher() {
        talking(KNOWS + TAKES_UPDATE + "Session-Expires: 1800;refresher=uas\n");
        bench.pass(Duration.ofMinutes(10));
        FakeServerTransaction hold =
                bench.within("INVITE", 8, KNOWS + TAKES_UPDATE + "Session-Expires: 1800\n", Wire.SDP);
        bench.calls.getFirst().acceptReInvite(Bench.OUR_SDP);
        bench.ack(8, "");
        assertThat(Wire.text(hold.last())).contains("Session-Expires: 1800;refresher=uas");
        bench.pass(Duration.ofMinutes(15));
        assertThat(bench.wire.methods()).containsExactly("UPDATE");
    }

    @Test
    void aRefreshByUpdateOfTheCallerCounts() {
        talking(KNOWS + "Session-Expires: 1800;refresher=uac\n");
        bench.pass(Duration.ofMinutes(15));
        FakeServerTransaction update = bench.within("UPDATE", 8, KNOWS + "Session-Expires: 1800;refresher=uac\n", "");
        assertThat(Wire.text(update.last())).contains("Session-Expires: 1800;refresher=uac", "Require: timer");
        bench.pass(Duration.ofSeconds(1_700));
        assertThat(bench.wire.sent).isEmpty();
        assertThat(bench.events).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "UPDATE"})
    void aRefreshThatIsTooBriefForUsIs422(String method) {
        talking(KNOWS + "Session-Expires: 1800;refresher=uac\n");
        FakeServerTransaction brief = bench.within(method, 8, KNOWS + "Session-Expires: 30\n", Wire.SDP);
        assertThat(brief.statuses()).containsExactly(422);
        assertThat(Wire.text(brief.last())).contains("Min-SE: 90\r\n");
        assertThat(bench.events).hasSize(1);
    }

    @Test
    void anInviteThatIsTooBriefIs422AndNoCallYet() {
        FakeServerTransaction invite = bench.receive(Wire.invite(KNOWS + "Session-Expires: 30\n", Wire.SDP));
        assertThat(invite.statuses()).containsExactly(422);
        assertThat(bench.calls).isEmpty();
        assertThat(bench.refusals).isEmpty();
        assertThat(bench.core.held()).isZero();
    }

    @Test
    void aCallerThatKnowsNoTimersIsLeftAlone() {
        FakeServerTransaction invite = talking("Supported: replaces\n");
        assertThat(Wire.text(invite.last())).doesNotContain("Session-Expires", "Require");
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    @Test
    @DisplayName("P49: a peer whose timers are broken can be exempted")
    void anExemptPeerIsLeftAlone() {
        Bench exempt = exempt();
        FakeServerTransaction invite = exempt.receive(Wire.invite(KNOWS + "Session-Expires: 1800\n", Wire.SDP));
        exempt.calls.getFirst().answer(Bench.OUR_SDP);
        exempt.ack(7, "");
        assertThat(Wire.text(invite.last())).doesNotContain("Session-Expires", "Require");
        assertThat(exempt.loop.pendingTimers()).isZero();
        FakeServerTransaction required =
                exempt.receive(Wire.invite("Require: timer\n", Wire.SDP), new FakeFlow("UDP", "192.0.2.7", 5061));
        assertThat(required.statuses()).containsExactly(420);
        assertThat(Wire.text(required.last())).contains("Unsupported: timer");
        exempt.call();
        assertThat(Wire.text(exempt.wire.last().request))
                .contains("Supported: 100rel,replaces\r\n")
                .doesNotContain("Session-Expires");
    }

    @Test
    @DisplayName("P49: the 15-minute test of a call that we place: the phone leaves the refreshing to us")
    void weRefreshACallThatWePlaced() {
        bench.call();
        assertThat(Wire.text(bench.wire.last().request))
                .contains("Session-Expires: 1800\r\n", "Supported: 100rel,replaces,timer");
        bench.wire
                .last()
                .answer(
                        200,
                        "phone",
                        PHONE + TAKES_UPDATE + "Require: timer\nSession-Expires: 1200;refresher=uac\n",
                        Wire.SDP);
        for (int refresh = 2; refresh < 8; refresh++) {
            bench.pass(Duration.ofMinutes(10));
            assertThat(bench.wire.methods()).hasSize(refresh).endsWith("UPDATE");
            assertThat(Wire.text(bench.wire.last().request)).contains("Session-Expires: 1200;refresher=uac");
            bench.wire.last().answer(200, "", "Session-Expires: 1200;refresher=uac\n", "");
        }
        assertThat(bench.events).hasSize(1);
    }

    @Test
    @DisplayName("P49: the 15-minute test of a call that we place: the phone refreshes")
    void thePhoneRefreshes() {
        bench.call();
        bench.wire.last().answer(200, "phone", PHONE + "Session-Expires: 1800;refresher=uas\n", Wire.SDP);
        bench.pass(Duration.ofSeconds(1_767));
        assertThat(bench.wire.methods()).containsExactly("INVITE");
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.wire.methods()).containsExactly("INVITE", "BYE");
    }

    @Test
    void aPhoneThatKnowsNoTimersIsLeftAlone() {
        bench.phoneTalking();
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    @Test
    void a422ToOurCallIsAskedAgainWithMore() {
        bench.call();
        bench.wire.last().answer(422, "phone", "Min-SE: 3600\n", "");
        assertThat(bench.wire.methods()).containsExactly("INVITE", "INVITE");
        assertThat(Wire.text(bench.wire.last().request))
                .contains("CSeq: 2 INVITE", "Session-Expires: 3600\r\n", "Min-SE: 3600\r\n");
        bench.wire.last().answer(422, "phone", "Min-SE: 3600\n", ""); // says the same again: no quarrel
        assertThat(bench.events).hasSize(1).first().isInstanceOf(SipLegEvent.Refused.class);
        assertThat(bench.core.held()).isZero();
    }

    @Test
    void nothingTicksAfterTheCall() {
        talking(KNOWS + TAKES_UPDATE + "Session-Expires: 1800;refresher=uas\n");
        bench.within("BYE", 8, "", "");
        assertThat(bench.loop.pendingTimers()).isZero();
    }

    private static Bench exempt() {
        return new Bench(
                Bench.settings(0, 0, 0),
                new FakeFlow("UDP", "192.0.2.7", 5060),
                new SessionTimers(
                        true,
                        Duration.ofMinutes(30),
                        Duration.ofSeconds(90),
                        List.of(Network.read("192.0.2.0/24").orElseThrow())));
    }

    private FakeServerTransaction talking(String more) {
        FakeServerTransaction invite = bench.receive(Wire.invite(more, Wire.SDP));
        bench.calls.getLast().answer(Bench.OUR_SDP);
        bench.ack(7, "");
        return invite;
    }
}
