package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakeMediaLeg;
import org.helpline.call.FakePhone;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.InteractionId;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.DeskPort.Result;
import org.helpline.interaction.Supervision.Order;
import org.helpline.media.MixPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A supervisor listens to an agent, whispers to them, or speaks with all: who hears whom, what is refused, and who is told. */
class BesideAnAgentTest {

    private static final AgentId ANNA = new AgentId("anna");
    private static final AgentId BEN = new AgentId("ben");
    private static final Result DONE = new Result.Done();

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben");
    private final FakeCaller caller = house.calls("300");
    private final FakePhone anna = house.edge.last();
    private final FakeMediaLeg callers = house.media.legs().getFirst();
    private final FakeMediaLeg annas = house.media.last();

    @BeforeEach
    void annaTalksWithTheCaller() {
        anna.rings().answers();
        house.run();
        house.edge.register("sue", "sip:sue@192.0.2.80");
    }

    @AfterEach
    void nothingIsLeftWhenEverybodyHasHungUp() {
        caller.hangsUp();
        house.passes(60);
        house.assertNothingIsLeft("at the end");
    }

    private InteractionId call() {
        return new InteractionId(house.streams().getFirst());
    }

    private CompletableFuture<Result> orders(String by, Order order) {
        CompletableFuture<Result> answer =
                house.hallway.supervision().carryOut(by, order).toCompletableFuture();
        house.passes(Duration.ofMillis(50));
        return answer;
    }

    private CompletableFuture<Result> wants(SupervisorVoice voice) {
        return orders("sue", new Order.Beside(call(), voice));
    }

    private void leaves() {
        assertThat(orders("sue", new Order.Leave(call()))).isCompletedWithValue(DONE);
    }

    private static String refusal(CompletableFuture<Result> answer) {
        return ((Result.Refused) answer.getNow(DONE)).why();
    }

    /** Sue's phone, which she has picked up. */
    private FakePhone sueIsThere(SupervisorVoice voice) {
        CompletableFuture<Result> answer = wants(voice);
        FakePhone sue = house.edge.last();
        assertThat(sue.agent().value()).isEqualTo("sue");
        assertThat(answer).as("until the phone is picked up").isNotDone();
        house.answers();
        assertThat(answer).isCompletedWithValue(DONE);
        return sue;
    }

    private FakeMediaLeg sues() {
        return house.media.last();
    }

    @Test
    void whoIsThereBeforeTheRecordingBeginsIsOnItAtOnce() {
        sueIsThere(SupervisorVoice.BARGE);
        FakeMediaLeg sues = sues();
        assertThat(orders("the program crm", new Order.Take(call(), Supervision.Taking.START)))
                .isCompletedWithValue(DONE);
        house.passes(10); // it is said first
        assertThat(callers.isTaped()).isTrue();
        assertThat(sues.isOnTapeOf(callers)).isTrue();
        leaves();
    }

    private void areBridgedAlone() {
        assertThat(callers.mixed()).isEmpty();
        assertThat(annas.mixed()).isEmpty();
        assertThat(callers.peer()).contains(annas);
    }

    private List<String> ends() {
        return house.story(0, CallFact.SuperviseEnded.class).stream()
                .map(CallFact.SuperviseEnded::why)
                .toList();
    }

    private Optional<String> shownToAnna() {
        return house.onDesk("anna").flatMap(c -> c.hand().supervised()).map(s -> s.as() + " by " + s.by());
    }

    private Optional<String> shownOnTheBoard() {
        return house.hallway
                .desk()
                .inHand(ANNA)
                .flatMap(c -> c.hand().supervised())
                .map(s -> s.as() + " by " + s.by());
    }

    // ---- who hears whom

    @Test
    void whoListensHearsBothAndIsHeardByNobody() {
        sueIsThere(SupervisorVoice.LISTEN);
        FakeMediaLeg sues = sues();
        assertThat(sues.mixed()).containsExactlyInAnyOrder(callers, annas, sues);
        assertThat(sues.part()).isEqualTo(MixPart.LISTENING);
        assertThat(annas.part()).isEqualTo(MixPart.FULL);
        assertThat(callers.part()).isEqualTo(MixPart.FULL);
        leaves();
        areBridgedAlone();
        assertThat(house.edge.last().said()).containsExactly("BYE Listening is over: ended at the board");
    }

    @Test
    void theVoiceIsSwitchedWhileTheyTalk() {
        sueIsThere(SupervisorVoice.LISTEN);
        FakeMediaLeg sues = sues();
        assertThat(wants(SupervisorVoice.WHISPER)).isCompletedWithValue(DONE);
        assertThat(sues.part()).isEqualTo(new MixPart(new MixPart.Voice.ToOne(annas)));
        assertThat(wants(SupervisorVoice.BARGE)).isCompletedWithValue(DONE);
        assertThat(sues.part()).isEqualTo(MixPart.FULL);
        assertThat(wants(SupervisorVoice.BARGE)).as("as it is").isCompletedWithValue(DONE);
        assertThat(wants(SupervisorVoice.LISTEN)).isCompletedWithValue(DONE);
        assertThat(sues.part()).isEqualTo(MixPart.LISTENING);
        assertThat(house.rung()).containsExactly("anna", "sue");
        assertThat(house.story(0, CallFact.Supervises.class))
                .extracting(CallFact.Supervises::as)
                .containsExactly("listen", "whisper", "barge", "listen");
    }

    @ParameterizedTest
    @EnumSource(SupervisorVoice.class)
    void whoIsThereFromTheBeginningIsHeardAsOrdered(SupervisorVoice voice) {
        sueIsThere(voice);
        assertThat(sues().part())
                .isEqualTo(
                        switch (voice) {
                            case LISTEN -> MixPart.LISTENING;
                            case WHISPER -> new MixPart(new MixPart.Voice.ToOne(annas));
                            case BARGE -> MixPart.FULL;
                        });
    }

    @Test
    void theCallOfAnAgentIsFoundByTheirName() {
        CompletableFuture<Result> answer = orders("sue", new Order.BesideAgent(ANNA, SupervisorVoice.LISTEN));
        house.answers();
        assertThat(answer).isCompletedWithValue(DONE);
        assertThat(refusal(orders("sue", new Order.BesideAgent(BEN, SupervisorVoice.LISTEN))))
                .isEqualTo("The ben has no call in hand.");
        assertThat(refusal(orders("sue", new Order.BesideAgent(new AgentId("zoe"), SupervisorVoice.LISTEN))))
                .isEqualTo("There is no agent zoe.");
    }

    // ---- what the agent does meanwhile

    @Test
    void theCallerOnHoldHearsMusicAndTheSupervisorTheAgentAlone() {
        sueIsThere(SupervisorVoice.WHISPER);
        house.desk("anna", new Command.Hold());
        assertThat(sues().mixed()).containsExactlyInAnyOrder(annas, sues());
        assertThat(callers.mixed()).isEmpty();
        assertThat(callers.music()).isEqualTo("default.wav");
        house.desk("anna", new Command.Resume());
        assertThat(sues().mixed()).containsExactlyInAnyOrder(callers, annas, sues());
        assertThat(callers.music()).isEmpty();
    }

    @Test
    void whoLeavesDuringTheHoldLeavesTheCallerToTheMusic() {
        sueIsThere(SupervisorVoice.LISTEN);
        house.desk("anna", new Command.Hold());
        leaves();
        assertThat(annas.mixed()).isEmpty();
        assertThat(callers.music()).isEqualTo("default.wav");
        house.desk("anna", new Command.Resume());
        areBridgedAlone();
    }

    @Test
    void aConsultationIsHeardAndAllThreeAndTheTwoAgain() {
        sueIsThere(SupervisorVoice.LISTEN);
        FakeMediaLeg sues = sues();
        house.desk("anna", new Command.Consult("ben"));
        assertThat(sues.mixed()).as("while ben is rung").containsExactlyInAnyOrder(annas, sues);
        house.answers();
        FakeMediaLeg bens = house.media.last();
        assertThat(sues.mixed()).containsExactlyInAnyOrder(annas, bens, sues);
        assertThat(callers.music()).isEqualTo("default.wav");
        house.desk("anna", new Command.Swap());
        assertThat(sues.mixed()).containsExactlyInAnyOrder(annas, callers, sues);
        assertThat(bens.mixed()).isEmpty();
        house.desk("anna", new Command.JoinAll());
        assertThat(sues.mixed()).containsExactlyInAnyOrder(annas, callers, bens, sues);
        house.desk("anna", new Command.CancelConsult());
        assertThat(sues.mixed()).containsExactlyInAnyOrder(annas, callers, sues);
        assertThat(sues.part()).isEqualTo(MixPart.LISTENING);
        leaves();
        areBridgedAlone();
    }

    @Test
    void aSupervisorMayComeAndGoWhileThreeTalk() {
        house.desk("anna", new Command.Consult("ben"));
        house.answers();
        FakeMediaLeg bens = house.media.last();
        house.desk("anna", new Command.JoinAll());
        sueIsThere(SupervisorVoice.BARGE);
        assertThat(sues().mixed()).containsExactlyInAnyOrder(annas, callers, bens, sues());
        leaves();
        assertThat(callers.mixed()).containsExactlyInAnyOrder(annas, callers, bens);
        house.desk("anna", new Command.CancelConsult());
        areBridgedAlone();
    }

    @Test
    void whatTheAskedPhoneSaysBeforeItAnswersIsTheAgentsAlone() {
        sueIsThere(SupervisorVoice.LISTEN);
        FakeMediaLeg sues = sues();
        house.desk("anna", new Command.Consult("ben"));
        house.edge.last().announces(41_000);
        house.media.last().latches();
        house.run();
        assertThat(annas.hears()).contains(house.media.last());
        assertThat(annas.mixed()).isEmpty();
        house.desk("anna", new Command.CancelConsult());
        assertThat(sues.mixed()).containsExactlyInAnyOrder(annas, callers, sues);
    }

    @Test
    void whoGivesTheCallerAwayIsNotFollowed() {
        FakePhone sue = sueIsThere(SupervisorVoice.BARGE);
        house.desk("anna", new Command.Consult("ben"));
        house.answers();
        FakeMediaLeg bens = house.media.last();
        house.desk("anna", new Command.Complete());
        assertThat(sue.isOver()).isTrue();
        assertThat(callers.peer()).contains(bens);
        assertThat(callers.mixed()).isEmpty();
        assertThat(ends()).containsExactly(SupervisorPart.AGENT_LEFT);
    }

    @Test
    void theAgentWhoHangsUpEndsItAndTheCallGoesOnAsWithoutIt() {
        FakePhone sue = sueIsThere(SupervisorVoice.LISTEN);
        anna.hangsUp();
        house.run();
        assertThat(sue.isOver()).isTrue();
        assertThat(ends()).containsExactly(SupervisorPart.AGENT_LEFT);
        assertThat(house.end(0)).isEqualTo("served by agent");
    }

    @Test
    void theCallerWhoHangsUpEndsItForAll() {
        FakePhone sue = sueIsThere(SupervisorVoice.LISTEN);
        house.passes(30);
        caller.hangsUp();
        house.run();
        assertThat(sue.isOver()).isTrue();
        assertThat(house.story(0, CallFact.SuperviseEnded.class))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.by()).isEqualTo("sue");
                    assertThat(e.agent()).isEqualTo(ANNA);
                    assertThat(e.length().toSeconds()).isEqualTo(30);
                });
        assertThat(house.story(0).getLast()).isInstanceOf(CallFact.Ended.class);
    }

    // ---- the supervisor's phone

    @Test
    void whoHangsUpThePhoneLeavesTheTwoAsTheyWere() {
        FakePhone sue = sueIsThere(SupervisorVoice.LISTEN);
        sue.hangsUp();
        house.run();
        areBridgedAlone();
        assertThat(ends()).containsExactly("they hung up");
        assertThat(shownOnTheBoard()).isEmpty();
        sueIsThere(SupervisorVoice.WHISPER);
    }

    @Test
    void aPhoneThatBreaksOffIsHungUpAndTheTwoTalkOn() {
        FakePhone sue = sueIsThere(SupervisorVoice.WHISPER);
        sues().isSilentFor(Duration.ofSeconds(30));
        house.run();
        assertThat(sue.isOver()).isTrue();
        areBridgedAlone();
        assertThat(ends()).containsExactly("no sound came from their phone");
        assertThat(shownToAnna()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "486, busy, Your phone is busy.",
        "603, declined, Your phone declined the call.",
        "404, not there, Your phone could not be reached: is it connected?",
    })
    void aPhoneThatDoesNotComeIsToldInWords(int status, String why, String told) {
        CompletableFuture<Result> answer = wants(SupervisorVoice.LISTEN);
        house.edge.last().refuses(status);
        house.run();
        assertThat(refusal(answer)).isEqualTo(told);
        assertThat(ends()).containsExactly(why);
        areBridgedAlone();
        assertThat(shownOnTheBoard()).isEmpty();
    }

    @Test
    void aPhoneThatNobodyPicksUpStopsRinging() {
        CompletableFuture<Result> answer = wants(SupervisorVoice.LISTEN);
        assertThat(shownOnTheBoard()).contains("ringing by sue");
        house.passes(26);
        assertThat(refusal(answer)).isEqualTo("You did not pick up your phone.");
        assertThat(house.edge.last().isOver()).isTrue();
        areBridgedAlone();
    }

    @Test
    void whoThinksBetterOfItIsRungNoMore() {
        CompletableFuture<Result> answer = wants(SupervisorVoice.LISTEN);
        leaves();
        assertThat(house.edge.last().isOver()).isTrue();
        assertThat(refusal(answer)).isEqualTo("You ended it.");
    }

    @Test
    void theCallThatEndsWhileThePhoneRingsStopsIt() {
        CompletableFuture<Result> answer = wants(SupervisorVoice.LISTEN);
        caller.hangsUp();
        house.run();
        assertThat(house.edge.last().isOver()).isTrue();
        assertThat(refusal(answer)).isEqualTo("The call ended.");
    }

    // ---- what is refused

    @Test
    void whatCannotBeIsRefusedWithTheReason() {
        assertThat(refusal(orders("tom", new Order.Beside(call(), SupervisorVoice.LISTEN))))
                .isEqualTo("You have no phone that could ring: register one as tom,"
                        + " or have a contact for it set in agents.ini.");
        assertThat(refusal(orders("ben", new Order.Beside(call(), SupervisorVoice.LISTEN))))
                .startsWith("You are ready for callers");
        assertThat(refusal(orders("anna", new Order.Beside(call(), SupervisorVoice.LISTEN))))
                .isEqualTo("You have a call in hand; end it first.");
        assertThat(refusal(orders("sue", new Order.Leave(call())))).isEqualTo("You are not in this call.");
        assertThat(refusal(orders("sue", new Order.Beside(new InteractionId("gone"), SupervisorVoice.LISTEN))))
                .isEqualTo("This call is over.");
        assertThat(house.story(0, CallFact.SupervisorRung.class)).isEmpty();
    }

    @Test
    void aSecondSupervisorIsRefusedByName() {
        house.desk("ben", new Command.NotReady("Lunch"));
        sueIsThere(SupervisorVoice.LISTEN);
        assertThat(refusal(orders("ben", new Order.Beside(call(), SupervisorVoice.LISTEN))))
                .isEqualTo("sue is in this call already; one supervisor at a time.");
        leaves();
        CompletableFuture<Result> answer = orders("ben", new Order.Beside(call(), SupervisorVoice.LISTEN));
        house.answers();
        assertThat(answer).isCompletedWithValue(DONE);
        assertThat(refusal(orders("sue", new Order.Leave(call())))).isEqualTo("You are not in this call.");
    }

    @Test
    void aSupervisorIsInOneCallAtATime() {
        FakeCaller other = house.calls("300", "+905320000001", Optional.of(org.helpline.call.Sdp.audio(30_100)));
        house.answers();
        sueIsThere(SupervisorVoice.LISTEN);
        assertThat(refusal(orders("sue", new Order.BesideAgent(BEN, SupervisorVoice.LISTEN))))
                .isEqualTo("You are in another call already; end that first.");
        leaves();
        CompletableFuture<Result> answer = orders("sue", new Order.BesideAgent(BEN, SupervisorVoice.LISTEN));
        house.answers();
        assertThat(answer).isCompletedWithValue(DONE);
        other.hangsUp();
        house.passes(1);
    }

    @Test
    void nobodyIsBesideACallerWhoWaits() {
        house.desk("ben", new Command.NotReady("Lunch"));
        FakeCaller waiting = house.calls("300", "+905320000001", Optional.of(org.helpline.call.Sdp.audio(30_100)));
        InteractionId second = new InteractionId(house.streams().get(1));
        assertThat(refusal(orders("sue", new Order.Beside(second, SupervisorVoice.LISTEN))))
                .isEqualTo("No agent talks in this call now.");
        waiting.hangsUp();
        house.passes(1);
    }

    // ---- who is told

    @Test
    void theDeskShowsWhoListensAndTheStoryTellsIt() {
        sueIsThere(SupervisorVoice.LISTEN);
        assertThat(shownToAnna()).contains("listen by sue");
        assertThat(shownOnTheBoard()).contains("listen by sue");
        assertThat(wants(SupervisorVoice.BARGE)).isNotNull();
        assertThat(shownToAnna()).contains("barge by sue");
        leaves();
        assertThat(shownToAnna()).isEmpty();
        assertThat(house.story(0, CallFact.SupervisorRung.class))
                .containsExactly(new CallFact.SupervisorRung("sue", ANNA));
        assertThat(house.story(0, CallFact.Supervises.class))
                .containsExactly(
                        new CallFact.Supervises("sue", ANNA, "listen", true),
                        new CallFact.Supervises("sue", ANNA, "barge", true));
        assertThat(house.story(0, CallFact.Answered.class))
                .extracting(CallFact.Answered::leg)
                .contains("supervisor:sue");
    }

    @Test
    void theDeskDoesNotShowWhoListensWhereTheSettingsSaySoButAlwaysWhoSpeaks() {
        house.hidesWhoListens();
        assertThat(wants(SupervisorVoice.LISTEN)).isNotNull();
        assertThat(shownToAnna()).isEmpty();
        house.answers();
        assertThat(shownToAnna()).isEmpty();
        assertThat(shownOnTheBoard()).contains("listen by sue");
        assertThat(wants(SupervisorVoice.WHISPER)).isNotNull();
        assertThat(shownToAnna()).contains("whisper by sue");
        assertThat(wants(SupervisorVoice.LISTEN)).isNotNull();
        assertThat(shownToAnna()).isEmpty();
        assertThat(house.story(0, CallFact.Supervises.class))
                .extracting(CallFact.Supervises::shown)
                .containsExactly(false, true, false);
    }

    @Test
    void thePhoneSaysWhatItIs() {
        assertThat(wants(SupervisorVoice.WHISPER)).isNotNull();
        assertThat(house.edge.last().shown().value()).isEqualTo("anna");
        assertThat(house.edge.last().shownName().value()).isEqualTo("Whisper to The anna");
    }
}
