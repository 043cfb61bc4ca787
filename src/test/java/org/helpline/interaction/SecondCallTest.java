package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.acd.CallbackState;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakePhone;
import org.helpline.call.Sdp;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.helpline.core.QueueFact;
import org.helpline.core.ScreenPop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Somebody calls again: while they are promised a call-back, and after they were cut off. */
class SecondCallTest {

    private static final String KIM = "+49301234567";
    private static final String KIM_AT_HOME = "+49307654321";
    private static final String LEE = "+4930222";

    private final HouseOnOneThread house =
            new HouseOnOneThread(HouseOnOneThread.OWN_SCRIPTS, () -> Duration.ZERO, 1, "anna", "ben");

    @AfterEach
    void nothingIsLeftWhenEverybodyHasHungUp() {
        house.callers.forEach(FakeCaller::hangsUp);
        house.edge.called().forEach(FakePhone::hangsUp);
        house.passes(40);
        house.assertNothingIsLeft("at the end");
    }

    private FakeCaller calls(String from) {
        FakeCaller caller = house.calls("306", from, Optional.of(Sdp.audio(30_000)));
        house.passes(2);
        return caller;
    }

    /** Waits, and asks for a call-back. */
    private void asks(String from) {
        FakeCaller caller = calls(from);
        caller.info('1');
        house.passes(1);
        caller.info('1');
        house.passes(5);
        assertThat(caller.isOver()).isTrue();
    }

    private Callbacks.Line promised() {
        var all = house.hallway.callbacks().list().toCompletableFuture();
        house.run();
        assertThat(all.join()).hasSize(1);
        return all.join().getFirst();
    }

    private String rung() {
        return house.edge.last().shown().value();
    }

    @Test
    @DisplayName("P36: who calls again while a call-back is promised stands at its place, and is not called")
    void p36TheOneWhoCallsAgainHasTheirPlaceAndIsNotCalled() {
        asks(KIM);
        house.passes(60);
        calls(LEE);
        house.passes(60);
        calls(KIM);
        assertThat(promised().state()).isEqualTo(CallbackState.ASLEEP);
        assertThat(house.story(2, QueueFact.Joined.class).getFirst().position()).isEqualTo(1);
        assertThat(house.story(2, QueueFact.Returned.class))
                .singleElement()
                .satisfies(r -> assertThat(r.why()).isEqualTo("call-back"))
                .satisfies(r -> assertThat(r.waited()).isGreaterThan(Duration.ofMinutes(2)));
        house.ready("anna", "ben");
        assertThat(house.rung()).containsExactly("anna", "ben");
        assertThat(house.facts).noneMatch(f -> f.fact() instanceof CallFact.CallsBack);
        assertThat(house.edge.called().getFirst().shown().value()).isEqualTo(KIM);
    }

    @Test
    void whoCallsAgainAndHangsUpIsStillCalledBackAtTheirTurn() {
        asks(KIM);
        calls(LEE);
        FakeCaller again = calls(KIM);
        assertThat(promised().state()).isEqualTo(CallbackState.ASLEEP);
        again.hangsUp();
        house.passes(2);
        assertThat(house.story(2, QueueFact.CallbackAwake.class)).hasSize(1);
        assertThat(promised().state()).isEqualTo(CallbackState.IN_LINE);
        house.ready("anna");
        assertThat(rung()).isEqualTo(KIM); // before lee, who came later than the promise
        assertThat(promised().state()).isEqualTo(CallbackState.CALLING_AGENT);
        assertThat(promised().agent()).contains("anna");
    }

    @Test
    void whoCallsInWhileTheirCallbackIsMadeEndsTheAttempt() {
        asks(KIM);
        house.ready("anna");
        house.edge.last().rings();
        calls(KIM);
        assertThat(promised().state()).isEqualTo(CallbackState.ASLEEP);
        assertThat(promised().attempts()).isZero();
        assertThat(promised().tries())
                .singleElement()
                .satisfies(t -> assertThat(t.outcome()).isEqualTo("the customer called in meanwhile"));
        assertThat(house.onDesk("anna").orElseThrow().pop().number().value()).isEqualTo(KIM);
    }

    @Test
    void aCustomerWhoCallsFromAnotherNumberOfTheirsIsRecognised() {
        for (String number : List.of(KIM, KIM_AT_HOME)) {
            house.book.known.put(number, new CustomerBook.Caller(List.of(kim()), Optional.empty()));
        }
        asks(KIM);
        house.passes(60);
        calls(KIM_AT_HOME);
        assertThat(promised().state()).isEqualTo(CallbackState.ASLEEP);
        house.ready("anna");
        house.edge.last().rings().answers();
        house.passes(2);
        assertThat(house.shelf.kept).isEmpty();
        assertThat(house.shelf.over.getFirst().outcome()).isEqualTo("The customer called in and was served.");
    }

    private static ScreenPop.Match kim() {
        return new ScreenPop.Match(
                "C-1", new Personal("Kim"), "", "", "", Optional.empty(), List.of(), Personal.NONE, Personal.NONE);
    }

    @Test
    void whoWasCutOffStandsWhereTheyStoodForTenMinutes() {
        FakeCaller kim = calls(KIM);
        house.passes(30);
        calls(LEE);
        kim.breaks("the network");
        house.passes(500);
        calls(KIM);
        assertThat(house.story(0, QueueFact.CutOff.class)).hasSize(1);
        assertThat(house.story(2, QueueFact.Joined.class).getFirst().position()).isEqualTo(1);
        assertThat(house.story(2, QueueFact.Returned.class).getFirst().why()).isEqualTo("cut off");
        house.ready("anna");
        assertThat(rung()).isEqualTo(KIM);
    }

    @Test
    void afterTenMinutesTheyStandLast() {
        FakeCaller kim = calls(KIM);
        kim.breaks("the network");
        house.passes(595);
        calls(LEE);
        house.passes(10);
        calls(KIM);
        assertThat(house.story(2, QueueFact.Joined.class).getFirst().position()).isEqualTo(2);
        assertThat(house.story(2, QueueFact.Returned.class)).isEmpty();
    }

    @Test
    void whoHungUpStandsLast() {
        FakeCaller kim = calls(KIM);
        calls(LEE);
        kim.hangsUp();
        house.passes(60);
        calls(KIM);
        assertThat(house.story(2, QueueFact.Joined.class).getFirst().position()).isEqualTo(2);
    }

    @Test
    void whoWasServedHasNoOldPlaceAfterwards() {
        FakeCaller kim = calls(KIM);
        kim.breaks("the network");
        house.passes(10);
        house.ready("anna");
        FakeCaller again = calls(KIM);
        house.edge.last().rings().answers();
        house.passes(10);
        again.hangsUp();
        house.passes(60);
        calls(LEE);
        calls(KIM);
        assertThat(house.story(3, QueueFact.Returned.class)).isEmpty();
    }

    @Test
    void whoseTalkBrokeOffStandsWhereTheyStood() {
        FakeCaller kim = calls(KIM);
        calls(LEE);
        house.ready("anna");
        house.edge.last().rings().answers();
        house.passes(20);
        kim.breaks("the network");
        house.passes(20);
        calls(KIM);
        assertThat(house.story(2, QueueFact.Joined.class).getFirst().position()).isEqualTo(1);
    }

    @Test
    void whoLostTheirAgentToTheNetworkStandsWhereTheyStoodEvenIfTheyHangUp() {
        FakeCaller kim = calls(KIM);
        calls(LEE);
        house.ready("anna");
        house.edge.last().rings().answers();
        house.passes(20);
        house.media.last().isSilentFor(Duration.ofSeconds(30));
        house.run();
        kim.hangsUp();
        house.passes(20);
        calls(KIM);
        assertThat(house.story(2, QueueFact.Joined.class).getFirst().position()).isEqualTo(1);
    }

    @Test
    void aWithheldNumberIsNobody() {
        FakeCaller first = house.calls("306", "", Optional.of(Sdp.audio(30_000)));
        house.passes(2);
        calls(LEE);
        first.breaks("the network");
        house.passes(2);
        house.calls("306", "", Optional.of(Sdp.audio(30_000)));
        house.passes(2);
        assertThat(house.story(2, QueueFact.Joined.class).getFirst().position()).isEqualTo(2);
    }
}
