package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.helpline.call.FakeCaller;
import org.helpline.call.FakePhone;
import org.helpline.call.FakeReferral;
import org.helpline.core.CallFact;
import org.helpline.sip.SipLegEvent.ReferNews.Stage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers and those they talk with whom the trunk of both joins by itself: REFER with Replaces from us. */
class JoinedOutsideTest {

    private static final String NUMBER = "+49305550";

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna");
    private FakeCaller caller =
            new FakeCaller(house.sip, house.invited("0", "0").invite());
    private FakeReferral referral = caller.refers("");
    private FakePhone other = house.edge.never();

    /** Anna has a caller by trunk acme, has asked somebody outside by the same trunk, and joins them. */
    private void joins() {
        caller = house.callsByTrunk("300");
        FakePhone anna = house.answers();
        house.edge.registerHere("anna");
        FakeCaller second = house.invited(NUMBER, "anna");
        house.callers.add(second);
        house.calls.onInvite(second);
        house.run();
        other = house.edge.last().by("acme").knowingReplaces();
        other.rings().answers();
        house.run();
        second.ack();
        house.run();
        referral = anna.refersTo(second);
        house.run();
    }

    private void tells(Stage stage, int status, String reason) {
        caller.tells(stage, status, reason);
        house.run();
    }

    private String told() {
        return house.story(0, CallFact.Tried.class).getLast().sentence();
    }

    private void isBridged() {
        assertThat(caller.isOver()).isFalse();
        assertThat(other.isUp()).isTrue();
        assertThat(house.media.legs().getFirst().peer()).isPresent();
    }

    @Test
    @DisplayName("A caller and the number outside whom the agent asked first need no line of ours any more")
    void theTrunkJoinsBothAndOurLinesAreFree() {
        joins();
        assertThat(referral.said()).containsExactly("202", "NOTIFY 200 over");
        assertThat(caller.said()).endsWith("REFER in the place of " + other.callId());
        isBridged();
        tells(Stage.TAKEN, 202, "");
        tells(Stage.PROGRESS, 100, "Trying");
        isBridged();
        other.hangsUp(); // its place is taken
        house.run();
        assertThat(caller.isOver()).as("until the trunk has said so").isFalse();
        tells(Stage.OVER, 200, "OK");
        assertThat(house.story(0, CallFact.Ended.class))
                .containsExactly(new CallFact.Ended(
                        "served", "server", "The trunk acme joined the caller with +49305550 itself."));
        assertThat(house.story(0, CallFact.LegEnded.class).getLast().reason()).contains("join it with the caller's");
        house.passes(60);
        house.assertNothingIsLeft("after the trunk has joined them");
    }

    @Test
    void theTrunkThatSaysSoFirstIsBelieved() {
        joins();
        tells(Stage.TAKEN, 202, "");
        tells(Stage.OVER, 200, "OK");
        assertThat(house.end(0)).isEqualTo("served by server");
        house.passes(60);
        house.assertNothingIsLeft("after 200");
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, 405, Method Not Allowed, does not do that (405 Method Not Allowed); they stay connected here",
        "REFUSED, 0, '', does not do that (no answer); they stay connected here",
        "OVER, 481, Call Does Not Exist, has not joined both calls: 481 Call Does Not Exist",
        "OVER, 420, Bad Extension, has not joined both calls: 420 Bad Extension",
        "OVER, 0, '', has not joined both calls: no answer"
    })
    void whoAreNotJoinedStayConnectedHere(Stage stage, int status, String phrase, String words) {
        joins();
        tells(stage, status, phrase);
        assertThat(told()).isEqualTo("trunk acme " + words);
        house.passes(60);
        isBridged();
        other.hangsUp();
        house.run();
        assertThat(house.end(0)).isEqualTo("served by agent");
        house.passes(60);
        house.assertNothingIsLeft(words);
    }

    @Test
    void aTrunkThatSaysNothingLeavesThemHereAndMayStillJoinThem() {
        joins();
        tells(Stage.TAKEN, 202, "");
        house.passes(11);
        assertThat(told()).contains("has not said in time");
        isBridged();
        tells(Stage.OVER, 200, "OK");
        assertThat(house.end(0)).isEqualTo("served by server");
        house.passes(60);
        house.assertNothingIsLeft("after a late word");
    }

    /** A leg that ends while the trunk is at it may have been replaced, or not. */
    @ParameterizedTest
    @CsvSource({"481, served by agent", "0, served by agent"})
    void whoHangsUpMeanwhileHasEndedTheCall(int status, String end) {
        joins();
        tells(Stage.TAKEN, 202, "");
        other.hangsUp();
        house.run();
        if (status > 0) {
            tells(Stage.OVER, status, "Call Does Not Exist");
        } else {
            house.passes(4);
            assertThat(house.story(0, CallFact.Ended.class)).isEmpty();
            house.passes(1);
        }
        assertThat(house.end(0)).isEqualTo(end);
        house.passes(60);
        house.assertNothingIsLeft("after " + status);
    }

    @ParameterizedTest
    @CsvSource({"true, served by server", "false, served by caller"})
    void bothLegsThatEndWereJoinedOneWasHungUp(boolean both, String end) {
        joins();
        tells(Stage.TAKEN, 202, "");
        if (both) {
            other.hangsUp();
            house.run();
        }
        caller.hangsUp();
        house.passes(60);
        assertThat(house.end(0)).isEqualTo(end);
        house.assertNothingIsLeft("after BYE");
    }

    @Test
    void onceTheTimeIsOverSomebodyWhoHangsUpHasHungUp() {
        joins();
        house.passes(11);
        other.hangsUp();
        house.run();
        assertThat(house.end(0)).isEqualTo("served by agent");
        house.passes(60);
        house.assertNothingIsLeft("after a late BYE");
    }

    // ---- where the called one's side is asked, and whether anybody is

    private void transfers(char key, String by, boolean calledTakesRefer) {
        caller = house.invitedBy("acme", "305", HouseOnOneThread.ANNAS_CALLER).knowingReplaces();
        house.callers.add(caller);
        house.calls.onInvite(caller);
        house.run();
        caller.ack();
        house.run();
        house.media.legs().getFirst().hears(key);
        house.run();
        other = house.edge.last().by(by);
        if (calledTakesRefer) {
            other.takingRefer();
        }
        other.rings().answers();
        house.run();
    }

    @Test
    void theCalledSideIsAskedWhereTheCallersTakesNoRefer() {
        transfers('5', "acme", true);
        assertThat(other.said()).containsExactly("REFER in the place of " + caller.callId());
        isBridged();
        other.tells(Stage.TAKEN, 202, "");
        other.tells(Stage.OVER, 200, "OK");
        house.run();
        assertThat(house.end(0)).isEqualTo("served by server");
        house.passes(60);
        house.assertNothingIsLeft("after the called side");
    }

    @ParameterizedTest
    @CsvSource({"4, acme, true, the script goes on afterwards", "5, other, true, two trunks", "5, acme, false, no REFER"
    })
    void nobodyIsAskedWhere(char key, String by, boolean takesRefer, String why) {
        transfers(key, by, takesRefer);
        assertThat(other.said()).as(why).isEmpty();
        assertThat(caller.said()).as(why).containsExactly("200");
        isBridged();
    }

    @Test
    void aTrunkThatHasRefusedReferIsNotAskedAgainInTheSameCall() {
        caller = house.callsByTrunk("305");
        house.media.legs().getFirst().hears('5');
        house.run();
        tells(Stage.REFUSED, 405, "Method Not Allowed");
        other = house.edge.last().by("acme").knowingReplaces().takingRefer();
        other.rings().answers();
        house.run();
        assertThat(caller.said()).containsExactly("200", "REFER " + NUMBER);
        assertThat(other.said()).isEmpty();
        isBridged();
    }
}
