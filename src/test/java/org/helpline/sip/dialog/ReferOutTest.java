package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.helpline.sip.IncomingCall;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.SipLegEvent.ReferNews;
import org.helpline.sip.SipLegEvent.ReferNews.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers whom their own trunk connects with a number outside: REFER from us, RFC 3515, RFC 3892, RFC 5589 §6. */
class ReferOutTest {

    private static final String FRAGMENT = "Content-Type: message/sipfrag;version=2.0\n";

    private final Bench bench = new Bench();
    private IncomingCall call;
    private int givenBack;

    ReferOutTest() {
        bench.door = (_, _) -> new Door.Entry() {
            @Override
            public Optional<Onward> onward(String number) {
                return Optional.of(new Onward("sip:" + number + "@acme.example", () -> givenBack++))
                        .filter(_ -> number.startsWith("+49"));
            }

            @Override
            public boolean joins() {
                return true;
            }
        };
        call = bench.talking();
        bench.events.clear();
    }

    private FakeServerTransaction notified(int cseq, String event, String state, String line) {
        return bench.within(
                "NOTIFY",
                cseq,
                "Event: " + event + "\nSubscription-State: " + state + "\n" + (line.isEmpty() ? "" : FRAGMENT),
                line.isEmpty() ? "" : line + "\r\n");
    }

    private static ReferNews news(Stage stage, int status, String reason) {
        return new ReferNews(stage, status, reason);
    }

    @Test
    void theTrunkIsAskedToCallTheNumberAndTellsHowItGoes() {
        assertThat(call.refer("+4930123")).isTrue();
        assertThat(Wire.text(bench.wire.last().request))
                .startsWith("REFER sip:ada@192.0.2.7:5060 SIP/2.0\r\n")
                .contains(
                        "Refer-To: <sip:+4930123@acme.example>\r\n",
                        "Referred-By: <sip:100@192.0.2.1>\r\n",
                        "Contact: <sip:helpline@");
        bench.wire.last().answer(202, "", "", "");
        assertThat(notified(8, "refer", "active;expires=60", "SIP/2.0 100 Trying")
                        .statuses())
                .containsExactly(200);
        notified(9, "refer;id=1", "active", "SIP/2.0 180 Ringing");
        notified(10, "refer;id=1", "terminated;reason=noresource", "SIP/2.0 200 OK");
        assertThat(bench.events)
                .containsExactly(
                        news(Stage.TAKEN, 202, ""),
                        news(Stage.PROGRESS, 100, "Trying"),
                        news(Stage.PROGRESS, 180, "Ringing"),
                        news(Stage.OVER, 200, "OK"));
        assertThat(notified(11, "refer", "active", "SIP/2.0 200 OK").statuses()).containsExactly(481);
        assertThat(call.refer("+4930124")).as("another one").isTrue();
    }

    @Test
    void aNotifyThatIsFasterThanTheAnswerCounts() {
        call.refer("+4930123");
        notified(8, "refer", "terminated;reason=noresource", "SIP/2.0 486 Busy Here");
        bench.wire.last().answer(202, "", "", "");
        assertThat(bench.events).containsExactly(news(Stage.OVER, 486, "Busy Here"));
    }

    @ParameterizedTest
    @CsvSource({"405", "501", "603", "403", "407"})
    void aTrunkThatTakesNoReferHasCalledNobodyAndTheCallStays(int status) {
        call.refer("+4930123");
        bench.wire.last().answer(status, "", "", "");
        assertThat(bench.events).hasSize(1);
        assertThat(bench.events.getFirst())
                .isInstanceOfSatisfying(
                        ReferNews.class,
                        n -> assertThat(n.stage() + " " + n.status()).isEqualTo("REFUSED " + status));
        assertThat(bench.wire.methods()).containsExactly("REFER"); // no password on a call that came in
        assertThat(bench.within("OPTIONS", 9, "", "").statuses()).containsExactly(200);
    }

    @Test
    void aReferThatNobodyAnswersIsRefusedToo() {
        call.refer("+4930123");
        bench.wire.last().user.onFailed("timeout");
        assertThat(bench.events).containsExactly(news(Stage.REFUSED, 0, ""));
    }

    @Test
    void aTrunkThatHasForgottenTheCallHasEndedIt() {
        call.refer("+4930123");
        bench.wire.last().answer(481, "", "", "");
        assertThat(bench.events).containsExactly(new SipLegEvent.Failed("the peer answered 481 to a REFER"));
    }

    @ParameterizedTest
    @CsvSource({
        "refer, terminated;reason=timeout, '', OVER 0",
        "refer, active, nonsense, PROGRESS 0",
        "refer, terminated, SIP/2.0 100 Trying, OVER 100",
        "refer;id=77, active, SIP/2.0 200 OK, 481",
        "talk, active, '', 489",
    })
    void whatTheTrunkTellsIsReadOrRefused(String event, String state, String line, String outcome) {
        call.refer("+4930123");
        FakeServerTransaction notify = notified(8, event, state, line);
        if (outcome.length() == 3) {
            assertThat(notify.statuses()).containsExactly(Integer.valueOf(outcome));
            assertThat(bench.events).isEmpty();
        } else {
            assertThat(notify.statuses()).containsExactly(200);
            assertThat(bench.events).hasSize(1);
            assertThat(bench.events.getFirst())
                    .isInstanceOfSatisfying(
                            ReferNews.class,
                            n -> assertThat(n.stage() + " " + n.status()).isEqualTo(outcome));
        }
    }

    @Test
    void aBodyOfAnotherKindIsRefused() {
        call.refer("+4930123");
        FakeServerTransaction notify = bench.within(
                "NOTIFY",
                8,
                "Event: refer\nSubscription-State: active\nContent-Type: text/plain\n",
                "SIP/2.0 200 OK\r\n");
        assertThat(notify.statuses()).containsExactly(415);
        assertThat(bench.events).isEmpty();
    }

    @Test
    void nothingIsSentWhereTheTrunkDoesNotLetUsOrASecondTime() {
        assertThat(call.refer("+1555")).isFalse();
        assertThat(call.refer("+4930123")).isTrue();
        assertThat(call.refer("+4930124")).as("while one is under way").isFalse();
        call.end(480, "over");
        assertThat(call.refer("+4930123")).as("after the call").isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'INVITE, ACK, BYE, CANCEL', false", "'INVITE, ACK, BYE, CANCEL, REFER', true", "'', true"})
    void whoNamesTheirMethodsWithoutReferIsNotAsked(String allow, boolean asked) {
        Bench other = new Bench();
        other.door = bench.door;
        other.receive(Wire.invite(allow.isEmpty() ? "" : "Allow: " + allow + "\n", Wire.SDP));
        IncomingCall one = other.calls.getLast();
        assertThat(one.refer("+4930123")).as("before the answer").isFalse();
        one.answer(Bench.OUR_SDP);
        other.ack(7, "");
        assertThat(one.refer("+4930123")).isEqualTo(asked);
    }

    @Test
    void itDoesNotOvertakeTheAck() {
        Bench other = new Bench();
        other.door = bench.door;
        other.receive(Wire.invite("", Wire.SDP));
        other.calls.getLast().answer(Bench.OUR_SDP);
        assertThat(other.calls.getLast().refer("+4930123")).isTrue();
        assertThat(other.wire.sent).isEmpty();
        other.ack(7, "");
        assertThat(other.wire.methods()).containsExactly("REFER");
    }

    /** Else a trunk that takes no REFER would have each caller counted twice. */
    @ParameterizedTest
    @CsvSource({"405, 1", "481, 1", "603, 1", "202, 0"})
    void onlyARefusedReferIsGivenBack(int status, int back) {
        call.refer("+4930123");
        assertThat(call.refer("+4930124")).as("while one is under way").isFalse();
        assertThat(givenBack).as("the second").isEqualTo(1);
        bench.wire.last().answer(status, "", "", "");
        assertThat(givenBack).isEqualTo(1 + back);
    }

    @Test
    void aReferThatNobodyAnswersIsGivenBack() {
        call.refer("+4930123");
        bench.wire.last().user.onFailed("no answer");
        assertThat(givenBack).isEqualTo(1);
        assertThat(bench.events).containsExactly(news(Stage.REFUSED, 0, ""));
    }

    private static final String WITH_REPLACES = "Supported: timer, replaces\n";

    private IncomingCall withReplaces(Bench at) {
        at.door = bench.door;
        at.receive(Wire.invite(WITH_REPLACES, Wire.SDP));
        at.calls.getLast().answer(Bench.OUR_SDP);
        at.ack(7, "");
        return at.calls.getLast();
    }

    @Test
    void theTrunkIsAskedToJoinTwoOfItsCallsAndNamesTheOtherAsItsPeerKnowsIt() {
        Bench other = new Bench();
        IncomingCall second = withReplaces(other);
        String replacing = second.replaceable().orElseThrow();
        String id = Wire.invite("", Wire.SDP).getCallId().getCallId();
        assertThat(replacing)
                .isEqualTo("sip:ada@192.0.2.7:5060?Replaces=" + id.replace("@", "%40") + "%3Bto-tag%3D"
                        + Wire.invite("", Wire.SDP).getFromTag() + "%3Bfrom-tag%3D" + other.ourTag()
                        + "&Require=replaces");
        assertThat(call.referTo(replacing)).isTrue();
        assertThat(call.referTo(replacing)).as("a second time").isFalse();
        assertThat(Wire.text(bench.wire.last().request)).contains("Refer-To: <" + replacing + ">\r\n");
        bench.wire.last().answer(202, "", "", "");
        notified(8, "refer", "terminated;reason=noresource", "SIP/2.0 200 OK");
        assertThat(bench.events).containsExactly(news(Stage.TAKEN, 202, ""), news(Stage.OVER, 200, "OK"));
    }

    /** Who does not know Replaces would call the other once more. */
    @Test
    void nobodyIsToReplaceACallWhoseSideDoesNotSayThatItKnowsReplaces() {
        assertThat(call.replaceable()).isEmpty();
        IncomingCall one = withReplaces(new Bench());
        assertThat(one.replaceable()).isPresent();
        one.end(480, "over");
        assertThat(one.replaceable()).as("after the call").isEmpty();
        bench.door = Door.OPEN;
        assertThat(withReplaces(new Bench()).replaceable()).as("no such trunk").isEmpty();
    }

    @Test
    void aNotifyThatNobodyAskedForFindsNothing() {
        assertThat(notified(8, "refer", "active", "SIP/2.0 200 OK").statuses()).containsExactly(481);
        assertThat(bench.events).isEmpty();
    }
}
