package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.helpline.call.FakeCaller;
import org.helpline.call.FakePhone;
import org.helpline.call.FakeReferral;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.helpline.core.ScriptFact;
import org.helpline.sip.SipLegEvent.ReferNews.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers whom their own trunk connects with a number outside, so that their call leaves us: REFER from us. */
class SentOnTest {

    private static final String NUMBER = "+49305550";

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna");
    private FakeCaller caller =
            new FakeCaller(house.sip, house.invited("0", "0").invite());

    private void keys(char key) {
        caller = house.callsByTrunk("305");
        house.media.legs().getFirst().hears(key);
        house.run();
    }

    private void tells(Stage stage, int status, String reason) {
        caller.tells(stage, status, reason);
        house.run();
    }

    private String told() {
        return house.story(0, CallFact.Tried.class).getLast().sentence();
    }

    @Test
    void theTrunkConnectsTheCallerAndOurCallEnds() {
        keys('5');
        assertThat(caller.said()).containsExactly("200", "REFER " + NUMBER);
        assertThat(house.rung()).isEmpty();
        assertThat(house.media.legs().getFirst().music()).isEqualTo("ringback");
        tells(Stage.TAKEN, 202, "");
        tells(Stage.PROGRESS, 180, "Ringing");
        tells(Stage.OVER, 200, "OK");
        assertThat(told()).isEqualTo("trunk acme has connected the caller");
        assertThat(house.story(0, CallFact.Ended.class))
                .containsExactly(
                        new CallFact.Ended("served", "script", "The trunk acme connected the caller with +49305550."));
        house.passes(40);
        house.assertNothingIsLeft("after the REFER");
    }

    @ParameterizedTest
    @CsvSource({
        "486, Busy Here, busy, in_talk",
        "603, Decline, busy, in_talk",
        "408, Request Timeout, no answer, rate_us",
        "404, Not Found, not there, is_away",
        "0, '', no answer, rate_us",
        "100, Trying, no answer, rate_us",
    })
    void whomTheTrunkDoesNotReachTheScriptHasBackWithTheReason(int status, String phrase, String why, String heard) {
        keys('5');
        tells(Stage.TAKEN, 202, "");
        tells(Stage.OVER, status, phrase);
        house.passes(5);
        assertThat(house.story(0, ScriptFact.NotReached.class))
                .containsExactly(new ScriptFact.NotReached("number +49 30 5550", why));
        assertThat(house.story(0, ScriptFact.Prompted.class).getLast().prompt()).isEqualTo(heard);
        assertThat(told()).startsWith("trunk acme has not connected the caller: ");
        house.passes(40);
        house.assertNothingIsLeft("status " + status);
    }

    @ParameterizedTest
    @CsvSource({"405, Method Not Allowed", "501, Not Implemented", "603, Decline", "0, ''"})
    void aTrunkThatTakesNoReferLeavesTheCallToUs(int status, String phrase) {
        keys('5');
        tells(Stage.REFUSED, status, phrase);
        assertThat(told())
                .isEqualTo("trunk acme does not do that (" + (status == 0 ? "no answer" : status + " " + phrase)
                        + "); we call the number");
        assertThat(house.rung()).containsExactly(NUMBER);
        house.answers().hangsUp();
        house.passes(40);
        house.assertNothingIsLeft("after " + status);
    }

    /** What the script has after the conversation would be lost with the caller. */
    @Test
    void aScriptThatGoesOnAfterTheConversationKeepsTheCaller() {
        keys('4');
        assertThat(caller.said()).containsExactly("200");
        assertThat(house.rung()).containsExactly(NUMBER);
    }

    @Test
    void whoIsNotReachedInTimeIsOursAgainAndGoesAllTheSameOnALateAnswer() {
        keys('5');
        tells(Stage.TAKEN, 202, "");
        tells(Stage.PROGRESS, 180, "Ringing");
        house.passes(19);
        assertThat(house.story(0, ScriptFact.NotReached.class)).isEmpty();
        house.passes(1);
        house.run();
        assertThat(house.story(0, ScriptFact.NotReached.class))
                .containsExactly(new ScriptFact.NotReached("number +49 30 5550", "no answer"));
        tells(Stage.OVER, 200, "OK");
        assertThat(house.end(0)).isEqualTo("served by script");
        house.passes(40);
        house.assertNothingIsLeft("after a late answer");
    }

    @ParameterizedTest
    @CsvSource({"false, served by script", "true, abandoned by caller"})
    void aTrunkThatEndsOurLegWithoutAWordHasTheCallerElseTheyHungUp(boolean tellsMore, String end) {
        keys('5');
        tells(Stage.TAKEN, 202, "");
        if (tellsMore) {
            tells(Stage.PROGRESS, 180, "Ringing");
        }
        caller.hangsUp();
        house.passes(40);
        assertThat(house.end(0)).isEqualTo(end);
        house.assertNothingIsLeft("after BYE");
    }

    @Test
    void anAgentsTransferOutsideGoesThatWayToo() {
        caller = house.callsByTrunk("300");
        FakePhone anna = house.answers();
        FakeReferral referral = anna.refers(NUMBER);
        house.run();
        assertThat(caller.said()).contains("REFER " + NUMBER);
        assertThat(house.rung()).containsExactly("anna");
        assertThat(anna.isUp()).isTrue();
        tells(Stage.TAKEN, 202, "");
        tells(Stage.OVER, 200, "OK");
        assertThat(referral.said()).containsExactly("202", "NOTIFY 200 over");
        assertThat(house.story(0, CallFact.Transferred.class))
                .containsExactly(new CallFact.Transferred(new AgentId("anna"), NUMBER));
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        house.passes(40);
        house.assertNothingIsLeft("after the agent's transfer");
    }

    @Test
    void anAgentKeepsACallerWhomTheTrunkDoesNotConnect() {
        caller = house.callsByTrunk("300");
        FakePhone anna = house.answers();
        FakeReferral referral = anna.refers(NUMBER);
        house.run();
        tells(Stage.TAKEN, 202, "");
        tells(Stage.OVER, 486, "Busy Here");
        assertThat(referral.said()).containsExactly("202", "NOTIFY 486 over");
        assertThat(house.story(0, CallFact.NotTransferred.class))
                .containsExactly(new CallFact.NotTransferred(new AgentId("anna"), new Personal(NUMBER), "busy"));
        assertThat(house.agentState("anna")).isEqualTo("talking");
        FakeReferral again = anna.refers(NUMBER);
        house.run();
        tells(Stage.REFUSED, 405, "Method Not Allowed");
        house.answers();
        assertThat(again.said()).endsWith("NOTIFY 200 over");
        house.edge.last().hangsUp();
        house.passes(60);
        house.assertNothingIsLeft("after three tries");
    }
}
