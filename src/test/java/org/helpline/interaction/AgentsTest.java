package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.acd.Acd;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakePhone;
import org.helpline.call.Sdp;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.QueueFact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents who do not take a call, or leave it. */
class AgentsTest {

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben");

    @AfterEach
    void nothingIsLeftWhenEverybodyHasHungUp() {
        house.callers.forEach(FakeCaller::hangsUp);
        house.passes(1);
        house.assertNothingIsLeft("at the end");
    }

    private List<String> ends() {
        return house.story(0, QueueFact.OfferEnded.class).stream()
                .map(e -> e.agent() + " " + e.why())
                .toList();
    }

    /** P35: nobody is rung twice at once. */
    @ParameterizedTest
    @CsvSource({"486, busy", "600, busy", "603, declined", "480, declined", "404, unreachable", "500, unreachable"})
    void aPhoneThatRefusesLetsTheNextAgentRing(int status, String why) {
        house.calls("300");
        house.edge.last().rings().refuses(status);
        house.passes(1);
        assertThat(house.rung()).containsExactly("anna", "ben");
        assertThat(ends()).containsExactly("anna " + why);
        house.answers();
        assertThat(house.story(0, QueueFact.Connected.class).getFirst().agent()).isEqualTo(new AgentId("ben"));
    }

    @Test
    void aPhoneThatFailsLetsTheNextAgentRing() {
        house.calls("300");
        house.edge.last().fails("No answer came from 192.0.2.60 within 32 s.");
        house.passes(1);
        assertThat(house.rung()).containsExactly("anna", "ben");
        assertThat(ends()).containsExactly("anna unreachable");
    }

    @Test
    void anAgentWhoNeverAnswersIsSpared() {
        house.calls("300");
        FakePhone anna = house.edge.last().rings();
        house.passes(20);
        assertThat(anna.said()).containsExactly("CANCEL The offer was withdrawn");
        assertThat(house.rung()).containsExactly("anna", "ben");
        assertThat(ends()).containsExactly("anna no answer");
        assertThat(house.agentState("anna")).isEqualTo("not-ready (no answer)");
        assertThat(house.onDesk("anna")).isEmpty();
    }

    @Test
    void anAnswerThatCrossesTheRingTimeIsHungUpAndRecordedOnce() {
        house.calls("300");
        FakePhone anna = house.edge.last();
        house.passes(20);
        anna.answers(); // the 200 crossed our CANCEL
        house.passes(1);
        assertThat(anna.said()).containsExactly("CANCEL The offer was withdrawn", "BYE");
        assertThat(ends()).containsExactly("anna no answer");
        house.answers();
        assertThat(house.story(0, QueueFact.Connected.class)).hasSize(1);
    }

    @Test
    void anAgentWithoutAPhoneIsPassedOver() {
        house.edge.unregister("anna");
        house.calls("300");
        house.passes(1);
        assertThat(house.rung()).containsExactly("ben");
        assertThat(ends()).containsExactly("anna unreachable");
        assertThat(house.agentState("anna")).isEqualTo("not-ready (phone unreachable)");
    }

    @Test
    void anAgentIsNotBlamedWhenNoPortIsFreeForThePhone() {
        house.media.free(1);
        house.calls("300");
        house.passes(1);
        assertThat(house.rung()).isEmpty();
        assertThat(house.agentState("anna")).isEqualTo("ready (busy)");
        house.media.free(100);
        house.passes(10);
        assertThat(house.rung()).isNotEmpty();
    }

    @Test
    void p39AllPhonesOfAnAgentRingAndTheOthersStop() {
        house.edge.register("anna", "sip:anna@192.0.2.61");
        house.calls("300");
        assertThat(house.rung()).containsExactly("anna", "anna");
        FakePhone desk = house.edge.called().get(0).rings();
        FakePhone mobile = house.edge.called().get(1).rings();
        mobile.answers();
        house.run();
        assertThat(desk.said()).containsExactly("CANCEL Call completed elsewhere");
        assertThat(house.media.legs().getFirst().peer())
                .contains(house.media.legs().get(2));
        assertThat(house.media.open()).hasSize(2);
    }

    @Test
    void p39OnePhonesNoLeavesTheOtherRinging() {
        house.edge.register("anna", "sip:anna@192.0.2.61");
        house.calls("300");
        house.edge.called().get(0).refuses(486);
        house.run();
        assertThat(house.edge.called().get(1).isRinging()).isTrue();
        assertThat(ends()).isEmpty();
        house.edge.called().get(1).refuses(404);
        house.run();
        assertThat(ends())
                .as("a person's no is worth more than a phone that is not there")
                .containsExactly("anna busy");
    }

    /** P26: an agent who goes away while the phone rings is not called again and again. */
    @Test
    void anAgentWhoGoesAwayWhileRingingIsCancelledOnce() {
        house.calls("300");
        FakePhone anna = house.edge.last().rings();
        house.desk("anna", new DeskPort.Command.NotReady("Lunch"));
        assertThat(anna.said()).containsExactly("CANCEL The offer was withdrawn");
        house.passes(60);
        assertThat(house.rung().stream().filter("anna"::equals)).hasSize(1);
    }

    @Test
    void anAgentWhoLogsOutWhileTalkingStaysInTheCall() {
        FakeCaller caller = house.calls("300");
        FakePhone anna = house.answers();
        house.desk("anna", new DeskPort.Command.LogOut());
        assertThat(anna.isUp()).isTrue();
        caller.hangsUp();
        house.passes(1);
        assertThat(house.agentState("anna")).isEqualTo("offline");
        assertThat(house.onDesk("anna")).isEmpty();
    }

    @Test
    void declinesAtTheDesk() {
        house.calls("300");
        FakePhone anna = house.edge.last().rings();
        assertThat(house.desk("anna", new DeskPort.Command.HangUp())).isEqualTo(new DeskPort.Result.Done());
        assertThat(anna.said()).containsExactly("CANCEL Declined at the desk");
        assertThat(house.rung()).containsExactly("anna", "ben");
        assertThat(ends()).containsExactly("anna declined");
    }

    /** P22: who came first is served first. */
    @Test
    void callersAreServedInTheOrderInWhichTheyCame() {
        for (int i = 0; i < 5; i++) {
            house.calls("300", "+49301000" + i, Optional.of(Sdp.audio(30_000)));
            house.passes(1);
        }
        for (int i = 0; i < 5; i++) {
            FakePhone phone = house.answers();
            assertThat(phone.shown().value()).isEqualTo("+49301000" + i);
            house.passes(5);
            phone.hangsUp();
            house.passes(31);
        }
    }

    @Test
    void anAgentWhoHangsUpBeforeTheAcdsWordLosesNoCaller() {
        FakeCaller caller = house.calls("300");
        FakePhone anna = house.edge.last();
        anna.answers();
        anna.hangsUp(); // in the same turn: the ACD has not confirmed
        house.passes(1);
        assertThat(caller.isOver()).isFalse();
        assertThat(house.rung()).containsExactly("anna", "ben");
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        house.answers();
        assertThat(house.media.legs().getFirst().peer()).isPresent();
    }

    @Test
    void aPhoneThatAnswersWithoutASessionIsUnreachable() {
        house.calls("300");
        house.edge.last().answers(Optional.empty());
        house.passes(1);
        assertThat(ends()).containsExactly("anna unreachable");
        assertThat(house.edge.called().getFirst().isOver()).isTrue();
        assertThat(house.rung()).containsExactly("anna", "ben");
    }

    @Test
    void anAgentsPhoneThatFallsSilentIsHungUpAndTheScriptGoesOn() {
        FakeCaller caller = house.calls("302");
        FakePhone anna = house.answers();
        house.media.last().isSilentFor(Duration.ofSeconds(30));
        house.passes(1);
        assertThat(anna.said()).containsExactly("BYE No RTP came from the agent's phone");
        assertThat(caller.isOver()).isFalse();
        assertThat(house.story(0, CallFact.MediaSilent.class))
                .extracting(CallFact.MediaSilent::leg)
                .containsExactly("agent:anna");
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
    }

    @Test
    void theQueueGivesUpACallerNobodyTakes() {
        house.acd.agent(new AgentId("anna"), new Acd.AgentCommand.NotReady("Lunch"));
        house.acd.agent(new AgentId("ben"), new Acd.AgentCommand.NotReady("Lunch"));
        FakeCaller caller = house.calls("300");
        house.passes(302);
        assertThat(caller.said()).last().asString().isEqualTo("BYE Queue support gave the caller up: max wait.");
        assertThat(house.end(0)).isEqualTo("turned-away by script");
    }
}
