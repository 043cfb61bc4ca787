package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakeMediaLeg;
import org.helpline.call.FakePhone;
import org.helpline.call.Sdp;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.helpline.core.QueueFact;
import org.helpline.core.ScreenPop;
import org.helpline.core.ScriptFact;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.DeskPort.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an agent who talks may do at the desk and at the phone. */
class DeskTest {

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben");
    private FakeCaller caller = house.calls("300");
    private FakePhone anna = house.edge.last();
    private FakeMediaLeg callersLeg = house.media.legs().getFirst();
    private FakeMediaLeg annasLeg = house.media.last();

    @BeforeEach
    void annaTalksWithTheCaller() {
        anna.rings().answers();
        house.run();
    }

    @AfterEach
    void nothingIsLeftWhenTheCallerHasHungUp() {
        caller.hangsUp();
        house.passes(1);
        house.assertNothingIsLeft("at the end");
    }

    @Test
    void holdPlaysMusicAndNobodyHearsTheOther() {
        assertThat(house.desk("anna", new Command.Hold())).isEqualTo(new Result.Done());
        assertThat(callersLeg.music()).isEqualTo("default.wav");
        assertThat(callersLeg.peer()).isEmpty();
        assertThat(house.onDesk("anna"))
                .get()
                .extracting(DeskPort.DeskCall::phase)
                .isEqualTo("held");
        house.desk("anna", new Command.Resume());
        assertThat(callersLeg.music()).isEmpty();
        assertThat(callersLeg.peer()).contains(annasLeg);
        assertThat(house.onDesk("anna"))
                .get()
                .extracting(DeskPort.DeskCall::phase)
                .isEqualTo("talking");
    }

    @Test
    void theDesksHoldOutlastsThePhones() {
        house.desk("anna", new Command.Hold());
        anna.holds();
        anna.resumes();
        house.run();
        assertThat(callersLeg.music()).isEqualTo("default.wav");
        house.desk("anna", new Command.Resume());
        assertThat(callersLeg.music()).isEmpty();
        assertThat(house.story(0, CallFact.Held.class))
                .extracting(CallFact.Held::by)
                .containsExactly("desk", "phone");
    }

    @Test
    void thePhonesHoldOutlastsTheDesks() {
        anna.holds();
        house.desk("anna", new Command.Hold());
        house.desk("anna", new Command.Resume());
        assertThat(callersLeg.music()).isEqualTo("default.wav");
        anna.resumes();
        house.run();
        assertThat(callersLeg.peer()).contains(annasLeg);
    }

    @Test
    void hangingUpAtTheDeskEndsTheCall() {
        house.desk("anna", new Command.HangUp());
        assertThat(caller.said()).last().isEqualTo("BYE The agent hung up.");
        assertThat(house.end(0)).isEqualTo("served by agent");
    }

    @Test
    void anAgentWhoHangsUpOnHoldEndsTheMusicAndTheCall() {
        house.desk("anna", new Command.Hold());
        anna.hangsUp();
        house.passes(1);
        assertThat(callersLeg.music()).isEmpty();
        assertThat(house.end(0)).isEqualTo("served by agent");
    }

    @Test
    void transfersToAQueueWhereTheNextAgentRings() {
        house.desk("anna", new Command.TransferToQueue(HouseOnOneThread.BILLING));
        assertThat(anna.isOver()).isTrue();
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(callersLeg.peer()).isEmpty();
        assertThat(house.rung()).containsExactly("anna", "ben");
        house.answers();
        assertThat(callersLeg.peer()).contains(house.media.last());
        assertThat(house.story(0, QueueFact.Offered.class))
                .extracting(QueueFact.Offered::queue)
                .containsExactly(HouseOnOneThread.SUPPORT, HouseOnOneThread.BILLING);
    }

    @Test
    void transfersToAScript() {
        house.desk("anna", new Command.TransferToScript("survey"));
        assertThat(house.rung()).containsExactly("anna", "ben");
        assertThat(house.desk("anna", new Command.TransferToScript("none"))).isInstanceOf(Result.Refused.class);
    }

    static Stream<Arguments> transfers() {
        return Stream.of(
                arguments(new Command.TransferToQueue(HouseOnOneThread.BILLING), "queue billing", 1),
                arguments(new Command.TransferToAgent(new AgentId("ben")), "ben", 1),
                arguments(new Command.TransferToScript("survey"), "script survey", 2)); // which leads to a queue
    }

    @ParameterizedTest
    @MethodSource("transfers")
    void theRecordTellsWhoTransferredAndNotThatTheScriptWentOn(Command transfer, String to, int left) {
        house.desk("anna", transfer);
        assertThat(house.story(0, CallFact.Transferred.class))
                .containsExactly(new CallFact.Transferred(new AgentId("anna"), to));
        assertThat(house.story(0, ScriptFact.Left.class))
                .extracting(ScriptFact.Left::to)
                .hasSize(left)
                .containsOnly("queue support");
    }

    private List<ScreenPop.Handover> handovers(String agent) {
        return house.onDesk(agent).orElseThrow().pop().handovers();
    }

    private void notes(String agent, String note) {
        house.desk(agent, new Command.Note(house.onDesk(agent).orElseThrow().interaction(), note));
    }

    private static ScreenPop.Handover by(String agent, String note) {
        return new ScreenPop.Handover(new AgentId(agent), "The " + agent, new Personal(note));
    }

    @Test
    void theColleagueSeesWhoTransferredAndWhatTheyNoted() {
        assertThat(handovers("anna")).isEmpty();
        notes("anna", "Wants a refund");
        notes("anna", "Wants a refund of invoice 4711");
        house.desk("anna", new Command.TransferToAgent(new AgentId("ben")));
        assertThat(handovers("ben")).containsExactly(by("anna", "Wants a refund of invoice 4711"));
        assertThat(handovers("anna")).as("her own").isEmpty();
    }

    @Test
    void aNoteThatIsWrittenAfterTheTransferReachesTheColleagueWhoTalks() {
        house.desk("anna", new Command.TransferToQueue(HouseOnOneThread.BILLING));
        assertThat(handovers("ben")).containsExactly(by("anna", ""));
        house.answers();
        notes("anna", "Wants a refund");
        assertThat(handovers("ben")).containsExactly(by("anna", "Wants a refund"));
        assertThat(house.story(0, QueueFact.PopCompleted.class))
                .extracting(QueueFact.PopCompleted::agent)
                .containsExactly(new AgentId("ben"));
        notes("ben", "Refunded");
        assertThat(house.story(0, QueueFact.PopCompleted.class))
                .as("his own note is no news")
                .hasSize(1);
    }

    @Test
    void whoeverSentTheCallerOnLastStandsLast() {
        notes("anna", "one");
        house.desk("anna", new Command.TransferToAgent(new AgentId("ben")));
        house.answers();
        notes("ben", "two");
        house.desk("anna", new Command.Ready());
        house.desk("ben", new Command.TransferToAgent(new AgentId("anna")));
        house.answers();
        assertThat(handovers("anna")).containsExactly(by("ben", "two"));
        house.desk("ben", new Command.Ready());
        house.desk("anna", new Command.TransferToAgent(new AgentId("ben")));
        assertThat(handovers("ben")).containsExactly(by("anna", "one"));
    }

    /** P54: the colleague sees who calls, not who transfers. */
    @Test
    void aColleagueSeesTheCallersNumber() {
        house.desk("anna", new Command.TransferToAgent(new AgentId("ben")));
        assertThat(house.edge.last().agent().value()).isEqualTo("ben");
        assertThat(house.edge.last().shown().value()).isEqualTo(HouseOnOneThread.ANNAS_CALLER);
    }

    @Test
    void aColleagueWhoLeavesDoesNotLoseTheCaller() {
        house.desk("ben", new Command.NotReady("Lunch"));
        house.desk("anna", new Command.TransferToAgent(new AgentId("ben")));
        assertThat(house.rung()).containsExactly("anna");
        house.desk("ben", new Command.LogOut());
        house.desk("anna", new Command.Ready());
        assertThat(house.rung()).as("anybody may take the caller").containsExactly("anna", "anna");
        house.answers();
        assertThat(caller.isOver()).isFalse();
    }

    @Test
    void aColleagueWhoIsNotThereIsRefusedAtTheDesk() {
        house.desk("ben", new Command.LogOut());
        assertThat(house.desk("anna", new Command.TransferToAgent(new AgentId("ben"))))
                .isInstanceOf(Result.Refused.class);
        assertThat(anna.isUp()).isTrue();
    }

    @Test
    void thoseWhoHaveNoCallAreToldSo() {
        assertThat(house.desk("ben", new Command.HangUp())).isInstanceOf(Result.Refused.class);
        assertThat(anna.isUp()).isTrue();
    }

    @Test
    void holdAtTheCallersPhoneIsRecordedAndTheCallGoesOn() {
        caller.reInvites(Optional.of(Sdp.audio(30_000, "0 101", "inactive")));
        caller.reInvites(Optional.of(Sdp.audio(30_000)));
        house.run();
        assertThat(house.story(0, CallFact.Held.class)).containsExactly(new CallFact.Held("caller", "phone"));
        assertThat(house.story(0, CallFact.Resumed.class)).hasSize(1);
        assertThat(caller.said()).isEqualTo(List.of("200", "200", "200"));
    }
}
