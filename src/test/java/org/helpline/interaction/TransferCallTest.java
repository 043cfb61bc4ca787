package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakeMediaLeg;
import org.helpline.call.FakePhone;
import org.helpline.core.CallFact;
import org.helpline.core.QueueFact;
import org.helpline.core.ScriptFact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers whom a script puts through to one person: an agent, or a phone that is nobody's. */
class TransferCallTest {

    private static HouseOnOneThread transferring(char key, String... agents) {
        HouseOnOneThread house = HouseOnOneThread.straight(agents);
        house.edge.register("204", "sip:204@192.0.2.70");
        house.calls("305");
        house.media.legs().getFirst().hears(key);
        house.run();
        return house;
    }

    private static FakeMediaLeg caller(HouseOnOneThread house) {
        return house.media.legs().getFirst();
    }

    @Test
    void theAgentIsRungWithAPopAndTheCallerHearsTheRingingTone() {
        HouseOnOneThread house = transferring('1', "anna", "ben");
        assertThat(house.rung()).containsExactly("anna");
        assertThat(caller(house).music()).isEqualTo("ringback");
        DeskPort.DeskCall shown = house.onDesk("anna").orElseThrow();
        assertThat(shown.phase()).isEqualTo("offered");
        assertThat(shown.pop().choices())
                .extracting(c -> c.label() + ": " + c.value().value())
                .containsExactly("Case: " + HouseOnOneThread.ANNAS_CALLER + " <b>");
        house.answers();
        assertThat(house.agentState("anna")).isEqualTo("talking");
        assertThat(caller(house).music()).isEmpty();
        assertThat(caller(house).peer()).contains(house.media.last());
        assertThat(house.story(0, CallFact.Bridged.class)).hasSize(1);
    }

    /** P41: what is to follow the conversation follows it, whoever ends it and however. */
    @ParameterizedTest
    @ValueSource(strings = {"phone", "desk"})
    void theSurveyRunsWhenTheAgentHangsUp(String how) {
        HouseOnOneThread house = transferring('1', "anna");
        FakePhone anna = house.answers();
        house.passes(20);
        if (how.equals("phone")) {
            anna.hangsUp();
        } else {
            house.desk("anna", new DeskPort.Command.HangUp());
        }
        house.passes(1);
        FakeCaller caller = house.callers.getFirst();
        assertThat(caller.isOver()).isFalse();
        assertThat(anna.isOver()).isTrue();
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        caller(house).hears('1');
        house.passes(10);
        assertThat(house.story(0, ScriptFact.Prompted.class))
                .extracting(ScriptFact.Prompted::prompt)
                .endsWith("rate_us", "thank_you");
        assertThat(house.end(0)).isEqualTo("served by script");
        house.assertNothingIsLeft("after the survey");
    }

    @Test
    void anAgentWhoTalksIsNotRung() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna");
        house.calls("300");
        house.answers();
        house.calls("305");
        house.media.legs().getLast().hears('1');
        house.run();
        assertThat(house.rung()).containsExactly("anna");
        assertThat(house.story(1, ScriptFact.NotReached.class))
                .containsExactly(new ScriptFact.NotReached("agent anna", "busy"));
        house.passes(10);
        assertThat(house.end(1)).isEqualTo("self-served by script");
    }

    @ParameterizedTest
    @CsvSource({"not ready, not there", "logged out, not there", "no phone, not there"})
    void anAgentWhoIsNotThereIsNotRung(String state, String why) {
        HouseOnOneThread house = HouseOnOneThread.straight("anna");
        switch (state) {
            case "not ready" -> house.desk("anna", new DeskPort.Command.NotReady("Lunch"));
            case "logged out" -> house.desk("anna", new DeskPort.Command.LogOut());
            default -> house.edge.unregister("anna");
        }
        house.calls("305");
        caller(house).hears('1');
        house.passes(10);
        assertThat(house.story(0, ScriptFact.NotReached.class))
                .extracting(ScriptFact.NotReached::why)
                .containsExactly(why);
        house.assertNothingIsLeft(state);
    }

    @ParameterizedTest
    @CsvSource({"486, busy, in_talk", "603, busy, in_talk", "404, not there, is_away", "0, no answer, nobody_took_it"})
    void whatTheAgentsPhoneSaysDecidesTheBranch(int status, String why, String heard) {
        HouseOnOneThread house = transferring('1', "anna");
        if (status == 0) {
            house.edge.last().rings();
            house.passes(18);
        } else {
            house.edge.last().refuses(status);
        }
        house.passes(5);
        assertThat(house.story(0, ScriptFact.NotReached.class))
                .extracting(ScriptFact.NotReached::why)
                .containsExactly(why);
        assertThat(house.story(0, ScriptFact.Prompted.class))
                .extracting(ScriptFact.Prompted::prompt)
                .last()
                .isEqualTo(heard);
        assertThat(house.onDesk("anna")).isEmpty();
        house.passes(20);
        house.assertNothingIsLeft("status " + status);
    }

    @Test
    void aCallPastAllQueuesIsInNoQueuesCountsAndToldOfNone() {
        HouseOnOneThread house = transferring('1', "anna");
        house.answers().hangsUp();
        house.passes(20);
        assertThat(house.hallway.desk().board().queues()).allMatch(q -> q.offered() == 0);
        assertThat(house.story(0, QueueFact.Joined.class)).isEmpty();
        assertThat(house.story(0, QueueFact.SentOn.class)).isEmpty();
        assertThat(house.story(0, QueueFact.Connected.class))
                .extracting(f -> f.queue().value())
                .containsExactly("direct");
    }

    @Test
    void theAgentMaySendTheCallerOnAndTheSurveyIsOfTheOneWhoCameLast() {
        HouseOnOneThread house = transferring('1', "anna", "ben");
        house.answers();
        house.desk("anna", new DeskPort.Command.TransferToQueue(HouseOnOneThread.SUPPORT));
        FakePhone ben = house.answers();
        assertThat(house.rung()).containsExactly("anna", "ben");
        ben.hangsUp();
        house.passes(1);
        caller(house).hears('1');
        house.passes(5);
        assertThat(house.story(0, ScriptFact.Prompted.class))
                .extracting(ScriptFact.Prompted::prompt)
                .endsWith("rate_us", "thank_you");
        house.assertNothingIsLeft("after two agents");
    }

    @Test
    void aColleagueWhoLeavesWhileACallerPastAllQueuesIsSentToThemLeavesNobodyWaitingForEver() {
        HouseOnOneThread house = transferring('1', "anna", "ben");
        house.answers();
        house.desk("ben", new DeskPort.Command.NotReady("Lunch"));
        house.desk("anna", new DeskPort.Command.TransferToAgent(new org.helpline.core.AgentId("ben")));
        house.passes(5);
        house.desk("ben", new DeskPort.Command.LogOut());
        house.passes(20);
        house.assertNothingIsLeft("after the colleague left");
    }

    // ---- a phone that is nobody's

    @Test
    void aPhoneThatIsNobodysRingsAndTalksWithoutAnyAgent() {
        HouseOnOneThread house = transferring('2', "anna");
        assertThat(house.rung()).containsExactly("204");
        FakePhone phone = house.answers();
        assertThat(caller(house).peer()).contains(house.media.last());
        assertThat(house.agentState("anna")).isEqualTo("ready");
        assertThat(house.story(0, CallFact.Bridged.class)).containsExactly(new CallFact.Bridged("phone:204"));
        house.passes(10);
        phone.holds();
        house.run();
        assertThat(caller(house).music()).isEqualTo("default.wav");
        phone.resumes();
        phone.hangsUp();
        house.passes(1);
        caller(house).hears('1');
        house.passes(5);
        assertThat(house.end(0)).isEqualTo("served by script");
        house.assertNothingIsLeft("after the phone");
    }

    @ParameterizedTest
    @CsvSource({"486, busy", "603, busy", "404, not there", "0, no answer"})
    void whatThatPhoneSaysDecidesTheBranchToo(int status, String why) {
        HouseOnOneThread house = transferring('2');
        if (status == 0) {
            house.edge.last().rings();
            house.passes(15);
            assertThat(house.edge.last().said()).last().asString().startsWith("CANCEL");
        } else {
            house.edge.last().refuses(status);
        }
        house.passes(10);
        assertThat(house.story(0, ScriptFact.NotReached.class))
                .containsExactly(new ScriptFact.NotReached("extension 204", why));
        house.assertNothingIsLeft("status " + status);
    }

    // ---- a number outside

    @Test
    void aNumberOutsideRingsAndTalksByATrunk() {
        HouseOnOneThread house = transferring('4', "anna");
        assertThat(house.rung()).containsExactly("+49305550");
        assertThat(caller(house).music()).isEqualTo("ringback");
        house.edge
                .last()
                .tried("acme", "sip1.acme.example", 0, "trunk acme: sip1.acme.example did not answer within 2 s");
        FakePhone phone = house.answers();
        assertThat(caller(house).peer()).contains(house.media.last());
        assertThat(house.story(0, CallFact.Bridged.class)).containsExactly(new CallFact.Bridged("number:+49305550"));
        assertThat(house.story(0, CallFact.Tried.class))
                .containsExactly(new CallFact.Tried(
                        "number:+49305550",
                        "acme",
                        "sip1.acme.example",
                        0,
                        "trunk acme: sip1.acme.example did not answer within 2 s"));
        phone.hangsUp();
        house.passes(1);
        caller(house).hears('1');
        house.passes(5);
        assertThat(house.end(0)).isEqualTo("served by script");
        house.assertNothingIsLeft("after the number");
    }

    @Test
    void whatTheNetworkSaysBeforeTheAnswerIsHeardInsteadOfOurTone() {
        HouseOnOneThread house = transferring('4', "anna");
        FakePhone phone = house.edge.last().rings().announces(41_000);
        house.run();
        assertThat(caller(house).music()).as("nothing came yet").isEqualTo("ringback");
        house.media.last().latches();
        house.run();
        assertThat(caller(house).music()).isEmpty();
        assertThat(caller(house).hears()).contains(house.media.last());
        assertThat(house.story(0, CallFact.Early.class)).containsExactly(new CallFact.Early("number:+49305550"));
        phone.announces(42_000);
        assertThat(house.media.last().agreements()).as("the latest of the fork").hasSize(2);
        phone.answers();
        house.run();
        assertThat(caller(house).peer()).contains(house.media.last());
        phone.hangsUp();
        house.passes(30);
        house.assertNothingIsLeft("after early media");
    }

    @Test
    void anAnnouncementThatEndsInARefusalIsHeardNoMore() {
        HouseOnOneThread house = transferring('4', "anna");
        house.edge.last().announces(41_000);
        house.media.last().latches();
        house.run();
        house.edge.last().refuses(404);
        house.passes(10);
        assertThat(caller(house).hears()).isEmpty();
        house.assertNothingIsLeft("refused after early media");
    }

    /** A caller in a queue hears the queue, not the mailbox greeting of an agent's mobile. */
    @Test
    void noEarlyMediaOfAnAgentsPhoneReachesTheCaller() {
        HouseOnOneThread house = transferring('1', "anna");
        house.edge.last().announces(41_000);
        house.media.last().latches();
        house.run();
        assertThat(caller(house).hears()).isEmpty();
        assertThat(caller(house).music()).isEqualTo("ringback");
    }

    @ParameterizedTest
    @CsvSource({"486, busy", "603, busy", "404, not there", "503, not there", "0, no answer"})
    void whatTheNumberSaysDecidesTheBranch(int status, String why) {
        HouseOnOneThread house = transferring('4');
        if (status == 0) {
            house.edge.last().rings();
            house.passes(15);
        } else {
            house.edge.last().refuses(status);
        }
        house.passes(10);
        assertThat(house.story(0, ScriptFact.NotReached.class))
                .containsExactly(new ScriptFact.NotReached("number +49 30 5550", why));
        house.assertNothingIsLeft("status " + status);
    }

    @Test
    void aPhoneThatIsNotThereIsToldSo() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna");
        house.calls("305");
        caller(house).hears('2');
        house.passes(10);
        assertThat(house.story(0, ScriptFact.NotReached.class))
                .extracting(ScriptFact.NotReached::why)
                .containsExactly("not there");
        house.assertNothingIsLeft("no phone");
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', '2'})
    void whoHangsUpWhileItRingsHasAbandonedAndNothingRingsOn(char key) {
        HouseOnOneThread house = transferring(key, "anna");
        house.edge.last().rings();
        house.callers.getFirst().hangsUp();
        house.passes(5);
        assertThat(house.end(0)).isEqualTo("abandoned by caller");
        assertThat(house.agentState("anna")).isEqualTo("ready");
        house.assertNothingIsLeft("after the caller left");
    }

    // ---- skills

    @Test
    void onlyAnAgentWithTheSkillIsRung() {
        HouseOnOneThread house = transferring('3', "anna", "bill");
        assertThat(house.rung()).containsExactly("bill");
        assertThat(house.story(0, ScriptFact.Left.class))
                .extracting(ScriptFact.Left::to)
                .contains("queue support, needs billing");
    }

    @Test
    void nobodyIsSaidWhenNobodyWithTheSkillIsLoggedInThoughOthersAre() {
        HouseOnOneThread house = transferring('3', "anna");
        house.passes(10);
        assertThat(house.rung()).isEmpty();
        assertThat(house.story(0, QueueFact.NotQueued.class))
                .extracting(QueueFact.NotQueued::why)
                .containsExactly("nobody with billing");
        assertThat(house.story(0, ScriptFact.Prompted.class))
                .extracting(ScriptFact.Prompted::prompt)
                .isEqualTo(List.of("whom", "is_away"));
    }
}
