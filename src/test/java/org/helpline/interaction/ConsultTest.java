package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakeMediaLeg;
import org.helpline.call.FakePhone;
import org.helpline.call.Sdp;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.helpline.core.QueueFact;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.DeskPort.Result;
import org.helpline.journal.measure.FoldedFacts;
import org.helpline.journal.measure.Metric;
import org.helpline.media.MixPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mute, keys, putting through and asking somebody first, all from the desk of an agent who talks. */
class ConsultTest {

    private static final AgentId ANNA = new AgentId("anna");

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben", "cem");
    private final FakeCaller caller = house.calls("300");
    private final FakePhone anna = house.edge.last();
    private final FakeMediaLeg callersLeg = house.media.legs().getFirst();
    private final FakeMediaLeg annasLeg = house.media.last();

    @BeforeEach
    void annaTalksWithTheCaller() {
        house.edge.register("204", "sip:204@192.0.2.70");
        anna.rings().answers();
        house.run();
    }

    @AfterEach
    void nothingIsLeftWhenEverybodyHasHungUp() {
        caller.hangsUp();
        house.passes(40);
        house.assertNothingIsLeft("at the end");
    }

    private Result desk(Command command) {
        return house.desk("anna", command);
    }

    private void does(Command command) {
        assertThat(desk(command)).isEqualTo(new Result.Done());
    }

    private String refused(Command command) {
        return ((Result.Refused) desk(command)).why();
    }

    private FakeMediaLeg bensLeg() {
        return house.media.last();
    }

    private Optional<String> consult(String agent) {
        return house.onDesk(agent)
                .flatMap(c -> c.hand().consult())
                .map(c -> c.phase() + " " + c.with() + " (" + c.name() + ")");
    }

    private List<String> ends() {
        return house.story(0, CallFact.ConsultEnded.class).stream()
                .map(CallFact.ConsultEnded::how)
                .toList();
    }

    /** Anna asks ben, who answers. */
    private FakePhone asksBen() {
        does(new Command.Consult("ben"));
        return house.answers();
    }

    // ---- mute and keys

    @Test
    void muteIsShownAndToldAndEndsWithTheCall() {
        does(new Command.Mute(true));
        does(new Command.Mute(true));
        assertThat(annasLeg.isMute()).isTrue();
        assertThat(callersLeg.isMute()).isFalse();
        assertThat(house.onDesk("anna").orElseThrow().hand().muted()).isTrue();
        does(new Command.Hold());
        does(new Command.Resume());
        assertThat(annasLeg.isMute()).as("a hold does not open the microphone").isTrue();
        does(new Command.Mute(false));
        assertThat(annasLeg.isMute()).isFalse();
        assertThat(house.story(0, CallFact.Muted.class))
                .containsExactly(new CallFact.Muted("agent:anna", true), new CallFact.Muted("agent:anna", false));
        does(new Command.Mute(true));
        does(new Command.HangUp());
        assertThat(house.onDesk("anna").orElseThrow().hand().muted()).isFalse();
    }

    @Test
    void keysGoToTheCallerOneAfterTheOther() {
        does(new Command.Keys("12#"));
        house.run();
        assertThat(callersLeg.digitsSent()).extracting(Enum::name).containsExactly("ONE");
        house.passes(1);
        assertThat(callersLeg.digitsSent()).extracting(Enum::name).containsExactly("ONE", "TWO", "HASH");
        assertThat(annasLeg.digitsSent()).isEmpty();
        assertThat(house.story(0, CallFact.KeysSent.class))
                .containsExactly(new CallFact.KeysSent(ANNA, new Personal("12#"), "caller"));
    }

    @Test
    void whoeverIsOnHoldHearsNoKeysAndNonsenseIsRefused() {
        assertThat(refused(new Command.Keys("12x"))).startsWith("Keys are");
        does(new Command.Hold());
        assertThat(refused(new Command.Keys("1"))).startsWith("Nobody hears keys");
        assertThat(callersLeg.digitsSent()).isEmpty();
    }

    @Test
    void keysThatAreStillToBeSentEndWithTheCall() {
        does(new Command.Keys("0123456789"));
        caller.hangsUp();
        house.passes(1);
        assertThat(house.sip.pendingTimers()).isZero();
    }

    // ---- at once

    @ParameterizedTest
    @CsvSource({"ben, ben", "202, ben", "204, 204", "+49 30 5234, +49305234"})
    void whoAnswersHasTheCallerAndUntilThenTheAgentHas(String written, String to) {
        does(new Command.PutThrough(written));
        assertThat(callersLeg.peer()).contains(annasLeg);
        assertThat(callersLeg.music()).isEmpty();
        assertThat(consult("anna")).get().asString().startsWith("transfer " + to);
        FakePhone other = house.answers();
        assertThat(anna.isOver()).isTrue();
        assertThat(callersLeg.peer()).contains(house.media.last());
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(house.story(0, CallFact.Transferred.class)).containsExactly(new CallFact.Transferred(ANNA, to));
        assertThat(ends()).containsExactly("transferred");
        other.hangsUp();
        house.passes(5);
        assertThat(house.end(0)).startsWith("served");
    }

    @Test
    void whoDoesNotAnswerLeavesTheCallerWithTheAgent() {
        does(new Command.PutThrough("ben"));
        house.passes(25);
        assertThat(ends()).containsExactly("no answer");
        assertThat(consult("anna")).isEmpty();
        assertThat(callersLeg.peer()).contains(annasLeg);
        assertThat(house.agentState("anna")).isEqualTo("talking");
        does(new Command.PutThrough("204"));
        house.edge.last().refuses(486);
        house.passes(1);
        assertThat(ends()).containsExactly("no answer", "busy");
    }

    @Test
    void aQueueIsGoneToAtOnce() {
        does(new Command.PutThrough("billing"));
        assertThat(house.story(0, CallFact.Transferred.class))
                .containsExactly(new CallFact.Transferred(ANNA, "queue billing"));
        assertThat(refused(new Command.Consult("billing"))).isEqualTo("You are not talking to this caller any more.");
    }

    @Test
    void whereNobodyIsItIsSaidInWords() {
        assertThat(refused(new Command.PutThrough("anna"))).isEqualTo("You cannot transfer a call to yourself.");
        assertThat(refused(new Command.PutThrough("+1900555"))).contains("no number that may be called");
        assertThat(refused(new Command.Consult("billing"))).contains("a queue or a script");
        assertThat(refused(new Command.Swap())).isEqualTo("You have nobody else on the line.");
        does(new Command.Consult("ben"));
        assertThat(refused(new Command.PutThrough("cem"))).contains("cancel that first");
    }

    @Test
    void theAgentWhoLeavesWhileItRingsLeavesTheCallerToWhoeverAnswers() {
        does(new Command.PutThrough("ben"));
        anna.hangsUp();
        house.run();
        assertThat(callersLeg.music()).isEqualTo("default.wav");
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        house.answers();
        assertThat(callersLeg.peer()).contains(bensLeg());
        assertThat(callersLeg.music()).isEmpty();
    }

    @Test
    void ifNobodyAnswersThenTheCallerWaitsAgainWhereTheyCameFrom() {
        does(new Command.PutThrough("204"));
        does(new Command.HangUp());
        house.passes(25);
        assertThat(caller.isOver()).isFalse();
        assertThat(house.story(0, QueueFact.Joined.class))
                .extracting(QueueFact.Joined::queue)
                .containsExactly(HouseOnOneThread.SUPPORT, HouseOnOneThread.SUPPORT);
        assertThat(house.edge.last().agent().value()).isEqualTo("ben");
    }

    // ---- all three

    private FakeMediaLeg annaAsksBenAndJoinsAll(boolean swapped) {
        asksBen();
        FakeMediaLeg bens = bensLeg();
        if (swapped) {
            does(new Command.Swap());
        }
        does(new Command.JoinAll());
        return bens;
    }

    private void allHearEachOther(FakeMediaLeg bens) {
        assertThat(callersLeg.mixed()).containsExactlyInAnyOrder(callersLeg, annasLeg, bens);
        assertThat(List.of(callersLeg, annasLeg, bens))
                .allMatch(l -> l.part().equals(MixPart.FULL) && l.music().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoHasCallerAndColleagueJoinsAll(boolean swapped) {
        FakeMediaLeg bens = annaAsksBenAndJoinsAll(swapped);
        allHearEachOther(bens);
        assertThat(consult("anna")).contains("together ben (The ben)");
        assertThat(consult("ben")).contains("joined anna (The anna)");
        assertThat(house.onDesk("anna").orElseThrow().phase()).isEqualTo("talking");
        assertThat(house.story(0, CallFact.AllTogether.class))
                .containsExactly(new CallFact.AllTogether(ANNA, new Personal("ben")));
        does(new Command.JoinAll());
        allHearEachOther(bens);
    }

    @Test
    void nobodyCanBeJoinedBeforeTheyAnswered() {
        assertThat(refused(new Command.JoinAll())).isEqualTo("You have nobody else on the line.");
        does(new Command.Consult("ben"));
        assertThat(refused(new Command.JoinAll())).isEqualTo("You have nobody else on the line.");
    }

    @ParameterizedTest
    @CsvSource({"leave, true", "hang up, false", "at the desk, true", "leave, false"})
    void theAgentWhoLeavesGivesTheCallerToTheColleague(String how, boolean swapped) {
        FakeMediaLeg bens = annaAsksBenAndJoinsAll(swapped);
        switch (how) {
            case "leave" -> does(new Command.Complete());
            case "at the desk" -> does(new Command.HangUp());
            default -> anna.hangsUp();
        }
        house.run();
        assertThat(anna.isOver()).isTrue();
        assertThat(callersLeg.peer()).contains(bens);
        assertThat(callersLeg.mixed()).isEmpty();
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(house.agentState("ben")).isEqualTo("talking");
        assertThat(house.story(0, CallFact.Transferred.class)).containsExactly(new CallFact.Transferred(ANNA, "ben"));
        assertThat(ends()).containsExactly("transferred");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hangs up", "is hung up", "hangs up at the desk"})
    void withoutTheColleagueTheAgentHasTheCaller(String how) {
        FakePhone ben = asksBen();
        does(new Command.JoinAll());
        switch (how) {
            case "hangs up" -> ben.hangsUp();
            case "is hung up" -> does(new Command.CancelConsult());
            default -> house.desk("ben", new Command.HangUp());
        }
        house.run();
        assertThat(ben.isOver()).isTrue();
        assertThat(callersLeg.peer()).contains(annasLeg);
        assertThat(callersLeg.mixed()).isEmpty();
        assertThat(consult("anna")).isEmpty();
        assertThat(house.agentState("ben")).isEqualTo("wrap-up");
        assertThat(house.agentState("anna")).isEqualTo("talking");
        does(new Command.Hold());
        assertThat(callersLeg.music()).as("a hold is one again").isEqualTo("default.wav");
    }

    @Test
    void theCallerWhoHangsUpEndsItForAll() {
        annaAsksBenAndJoinsAll(false);
        caller.hangsUp();
        house.passes(1);
        assertThat(anna.isOver()).isTrue();
        assertThat(house.edge.last().isOver()).isTrue();
        assertThat(house.end(0)).startsWith("served");
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(house.agentState("ben")).isEqualTo("wrap-up");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoHoldsIsOutAndTheOthersTalkOn(boolean byPhone) {
        FakeMediaLeg bens = annaAsksBenAndJoinsAll(false);
        if (byPhone) {
            anna.holds();
            house.run();
        } else {
            does(new Command.Hold());
        }
        assertThat(annasLeg.part()).isEqualTo(MixPart.HELD);
        assertThat(bens.part()).isEqualTo(MixPart.FULL);
        assertThat(callersLeg.mixed()).contains(bens, callersLeg);
        assertThat(callersLeg.music()).isEmpty();
        if (byPhone) {
            anna.resumes();
            house.run();
        } else {
            assertThat(house.onDesk("anna").orElseThrow().phase()).isEqualTo("held");
            does(new Command.Resume());
        }
        allHearEachOther(bens);
    }

    @Test
    void ifAgentAndColleagueHoldTheCallerHearsMusic() {
        FakePhone ben = asksBen();
        FakeMediaLeg bens = bensLeg();
        does(new Command.JoinAll());
        does(new Command.Hold());
        ben.holds();
        house.run();
        assertThat(callersLeg.music()).isEqualTo("default.wav");
        ben.resumes();
        house.run();
        assertThat(callersLeg.music()).isEmpty();
        assertThat(bens.part()).isEqualTo(MixPart.FULL);
        ben.hangsUp();
        house.run();
        assertThat(callersLeg.music()).as("the agent still holds").isEqualTo("default.wav");
        does(new Command.Resume());
        assertThat(callersLeg.peer()).contains(annasLeg);
        assertThat(callersLeg.music()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void swappingTakesTheCallerOutAgain(boolean held) {
        FakeMediaLeg bens = annaAsksBenAndJoinsAll(true);
        if (held) {
            does(new Command.Hold());
        }
        does(new Command.Swap());
        assertThat(annasLeg.peer()).contains(bens);
        assertThat(callersLeg.mixed()).isEmpty();
        assertThat(callersLeg.music()).isEqualTo("default.wav");
        assertThat(consult("anna")).contains("private ben (The ben)");
        assertThat(consult("ben")).contains("asked anna (The anna)");
        does(new Command.Swap());
        assertThat(callersLeg.peer()).contains(annasLeg);
        does(new Command.JoinAll());
        allHearEachOther(bens);
    }

    @Test
    void theColleaguesOwnHoldIsNoMatterOfTheCallers() {
        FakePhone ben = asksBen();
        ben.holds();
        house.run();
        ben.resumes();
        house.run();
        assertThat(callersLeg.peer()).as("who waits is not let in by it").isEmpty();
        assertThat(callersLeg.music()).isEqualTo("default.wav");
        assertThat(annasLeg.peer()).contains(bensLeg());
    }

    @Test
    void aKeyOfOneIsToldToBothOthers() {
        FakeMediaLeg bens = annaAsksBenAndJoinsAll(false);
        caller.info('5');
        house.run();
        assertThat(annasLeg.digitsSent()).hasSize(1);
        assertThat(bens.digitsSent()).hasSize(1);
        assertThat(callersLeg.digitsSent()).isEmpty();
    }

    @Test
    void anotherPhoneIsReachedOnlyOverThis() {
        FakePhone ben = asksBen();
        does(new Command.JoinAll());
        assertThat(refused(new Command.PutThrough("cem"))).contains("cancel that first");
        does(new Command.TransferToQueue(HouseOnOneThread.BILLING));
        assertThat(callersLeg.mixed()).isEmpty();
        assertThat(anna.isOver()).isTrue();
        assertThat(ben.isOver()).isTrue();
    }

    // ---- asking first

    @Test
    @DisplayName("P59: a colleague who is asked sees the pop, with who asks; nobody else does")
    void theConsultedColleagueAloneSeesThePop() {
        does(new Command.Note(house.onDesk("anna").orElseThrow().interaction(), "Wants a refund"));
        does(new Command.Consult("ben"));
        DeskPort.DeskCall shown = house.onDesk("ben").orElseThrow();
        assertThat(shown.phase()).isEqualTo("offered");
        assertThat(shown.pop().number().value()).isEqualTo(HouseOnOneThread.ANNAS_CALLER);
        assertThat(shown.pop().handovers())
                .singleElement()
                .satisfies(h -> assertThat(h.note().value()).isEqualTo("Wants a refund"));
        assertThat(house.onDesk("cem")).isEmpty();
        house.answers();
        assertThat(consult("anna")).contains("private ben (The ben)");
        assertThat(consult("ben")).contains("asked anna (The anna)");
    }

    @Test
    void theCallerHearsMusicWhileTheTwoTalk() {
        does(new Command.Consult("ben"));
        assertThat(callersLeg.music()).isEqualTo("default.wav");
        house.edge.last().rings();
        house.run();
        assertThat(annasLeg.music()).as("she hears it ring").isEqualTo("ringback");
        house.answers();
        assertThat(annasLeg.music()).isEmpty();
        assertThat(annasLeg.peer()).contains(bensLeg());
        assertThat(callersLeg.peer()).isEmpty();
        assertThat(callersLeg.music()).isEqualTo("default.wav");
        assertThat(house.onDesk("anna").orElseThrow().phase()).isEqualTo("held");
    }

    @Test
    void swappingBringsTheCallerBackAndTheColleagueWaits() {
        asksBen();
        does(new Command.Swap());
        assertThat(callersLeg.peer()).contains(annasLeg);
        assertThat(callersLeg.music()).isEmpty();
        assertThat(bensLeg().music()).isEqualTo("default.wav");
        assertThat(consult("anna")).contains("with-caller ben (The ben)");
        does(new Command.Swap());
        assertThat(annasLeg.peer()).contains(bensLeg());
        assertThat(bensLeg().music()).isEmpty();
        assertThat(callersLeg.music()).isEqualTo("default.wav");
        assertThat(house.story(0, CallFact.Consulted.class))
                .extracting(CallFact.Consulted::withCaller)
                .containsExactly(false, true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at the desk", "by hanging up", "at the desk, after a swap", "by the button of hang-up"})
    void completingGivesTheCallerToTheColleague(String how) {
        FakePhone ben = asksBen();
        switch (how) {
            case "by hanging up" -> anna.hangsUp();
            case "by the button of hang-up" -> does(new Command.HangUp());
            case "at the desk, after a swap" -> {
                does(new Command.Swap());
                does(new Command.Complete());
            }
            default -> does(new Command.Complete());
        }
        house.run();
        assertThat(anna.isOver()).isTrue();
        assertThat(callersLeg.peer()).contains(bensLeg());
        assertThat(callersLeg.music()).isEmpty();
        assertThat(bensLeg().music()).isEmpty();
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(house.agentState("ben")).isEqualTo("talking");
        assertThat(consult("ben")).isEmpty();
        assertThat(house.onDesk("ben").orElseThrow().phase()).isEqualTo("talking");
        assertThat(house.story(0, CallFact.Transferred.class)).containsExactly(new CallFact.Transferred(ANNA, "ben"));
        ben.hangsUp();
        house.passes(5);
        assertThat(house.end(0)).isEqualTo("served by agent");
        assertThat(house.agentState("ben")).isEqualTo("wrap-up");
    }

    @Test
    void reportsCountTheTalkForBothAndAnAttendedTransfer() {
        asksBen();
        house.passes(20);
        does(new Command.Swap());
        house.passes(7);
        does(new Command.Swap());
        house.passes(3);
        does(new Command.Complete());
        house.passes(10);
        assertThat(FoldedFacts.ofAgent(house.facts, "anna", Metric.CONSULTS)).isEqualTo(1);
        assertThat(FoldedFacts.ofAgent(house.facts, "anna", Metric.CONSULT_TIME))
                .isCloseTo(23, within(0.2));
        assertThat(FoldedFacts.ofAgent(house.facts, "anna", Metric.TRANSFERS_ATTENDED))
                .isEqualTo(1);
        assertThat(FoldedFacts.ofAgent(house.facts, "anna", Metric.TRANSFERS_BLIND))
                .isZero();
        assertThat(FoldedFacts.ofAgent(house.facts, "ben", Metric.CONSULTED)).isEqualTo(1);
        assertThat(FoldedFacts.ofAgent(house.facts, "ben", Metric.CONSULT_TIME)).isCloseTo(23, within(0.2));
        assertThat(FoldedFacts.ofAgent(house.facts, "ben", Metric.TRANSFERS_IN)).isEqualTo(1);
    }

    @Test
    void completingWhileItRingsLeavesTheCallerToWhoeverAnswers() {
        does(new Command.Consult("ben"));
        does(new Command.Complete());
        assertThat(anna.isOver()).isTrue();
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(callersLeg.music()).isEqualTo("default.wav");
        house.answers();
        assertThat(callersLeg.peer()).contains(bensLeg());
    }

    @ParameterizedTest
    @CsvSource({"false, private", "true, with-caller"})
    void cancellingHangsTheColleagueUpAndTheAgentHasTheCaller(boolean swapped, String phase) {
        FakePhone ben = asksBen();
        if (swapped) {
            does(new Command.Swap());
        }
        assertThat(consult("anna").orElseThrow()).startsWith(phase);
        does(new Command.CancelConsult());
        assertThat(ben.said()).last().isEqualTo("BYE The consultation is over");
        assertThat(callersLeg.peer()).contains(annasLeg);
        assertThat(callersLeg.music()).isEmpty();
        assertThat(house.agentState("ben")).isEqualTo("wrap-up");
        assertThat(house.agentState("anna")).isEqualTo("talking");
        assertThat(house.onDesk("anna").orElseThrow().phase()).isEqualTo("talking");
        assertThat(ends()).containsExactly("cancelled");
    }

    @Test
    void cancellingWhileItRingsStopsTheRinging() {
        does(new Command.Consult("ben"));
        does(new Command.CancelConsult());
        assertThat(house.edge.last().isOver()).isTrue();
        assertThat(house.agentState("ben")).isEqualTo("ready");
        assertThat(house.onDesk("ben")).isEmpty();
        assertThat(house.story(0, QueueFact.OfferEnded.class)).hasSize(1);
        assertThat(callersLeg.peer()).contains(annasLeg);
        assertThat(house.agentState("anna")).isEqualTo("talking");
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void aColleagueWhoHangsUpLeavesTheCallerWithTheAgent(boolean swapped, boolean atTheDesk) {
        FakePhone ben = asksBen();
        if (swapped) {
            does(new Command.Swap());
        }
        if (atTheDesk) {
            assertThat(house.desk("ben", new Command.HangUp())).isEqualTo(new Result.Done());
        } else {
            ben.hangsUp();
            house.run();
        }
        assertThat(ben.isOver()).isTrue();
        assertThat(callersLeg.peer()).contains(annasLeg);
        assertThat(annasLeg.music()).isEmpty();
        assertThat(house.agentState("ben")).isEqualTo("wrap-up");
        assertThat(house.agentState("anna")).isEqualTo("talking");
        assertThat(ends()).containsExactly("they hung up");
        assertThat(house.story(0, CallFact.Bridged.class))
                .extracting(CallFact.Bridged::agentLeg)
                .last()
                .isEqualTo("agent:anna");
    }

    @Test
    void aColleagueMayDeclineAtTheDesk() {
        does(new Command.Consult("ben"));
        house.desk("ben", new Command.HangUp());
        assertThat(ends()).containsExactly("busy");
        assertThat(callersLeg.peer()).contains(annasLeg);
    }

    @Test
    void aColleagueWhoIsAskedCannotHoldOrTransferTheCaller() {
        asksBen();
        for (Command command : List.of(
                new Command.Hold(),
                new Command.TransferToScript("survey"),
                new Command.Complete(),
                new Command.PutThrough("cem"))) {
            assertThat(house.desk("ben", command)).as("%s", command).isInstanceOf(Result.Refused.class);
        }
        assertThat(house.desk("ben", new Command.Mute(true))).isEqualTo(new Result.Done());
        assertThat(bensLeg().isMute()).isTrue();
        assertThat(refused(new Command.Resume())).contains("swap, complete or cancel");
    }

    @Test
    void theCallerWhoHangsUpEndsTheConsultationToo() {
        FakePhone ben = asksBen();
        caller.hangsUp();
        house.passes(2);
        assertThat(anna.isOver()).isTrue();
        assertThat(ben.isOver()).isTrue();
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(house.agentState("ben")).isEqualTo("wrap-up");
    }

    @Test
    void sendingTheCallerToAQueueEndsTheConsultation() {
        FakePhone ben = asksBen();
        does(new Command.TransferToQueue(HouseOnOneThread.BILLING));
        assertThat(ben.isOver()).isTrue();
        assertThat(house.agentState("ben")).isEqualTo("wrap-up");
        assertThat(house.story(0, CallFact.Transferred.class))
                .containsExactly(new CallFact.Transferred(ANNA, "queue billing"));
    }

    @Test
    void keysGoToWhomTheAgentAsksAndNoneReachTheCaller() {
        does(new Command.Consult("+49305234"));
        house.answers();
        FakeMediaLeg theirs = house.media.last();
        does(new Command.Keys("9"));
        anna.info('5');
        house.edge.last().info('7');
        house.passes(1);
        assertThat(theirs.digitsSent()).extracting(Enum::name).containsExactly("NINE", "FIVE");
        assertThat(callersLeg.digitsSent()).isEmpty();
    }

    @Test
    void whatANumberOutsideSaysBeforeItAnswersIsHeardByTheAgentAlone() {
        does(new Command.Consult("+49305234"));
        house.edge.last().announces(41_000);
        house.media.last().latches();
        house.run();
        assertThat(annasLeg.hears()).contains(house.media.last());
        assertThat(callersLeg.music()).isEqualTo("default.wav");
        house.edge.last().refuses(404);
        house.passes(1);
        assertThat(annasLeg.hears()).isEmpty();
        assertThat(callersLeg.peer()).contains(annasLeg);
    }

    @Test
    void thePhonesOwnTransferWaitsForTheDesks() {
        does(new Command.Consult("ben"));
        assertThat(anna.refers("cem").said()).containsExactly("491 Request Pending");
    }

    @Test
    void holdAtTheCallersPhoneChangesNothing() {
        asksBen();
        caller.reInvites(Optional.of(Sdp.audio(30_000, "0 101", "inactive")));
        caller.reInvites(Optional.of(Sdp.audio(30_000)));
        house.run();
        assertThat(annasLeg.peer()).contains(bensLeg());
    }
}
