package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakeMediaLeg;
import org.helpline.call.FakePhone;
import org.helpline.call.FakeReferral;
import org.helpline.call.Sdp;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.ScreenPop;
import org.helpline.core.ScriptFact;
import org.helpline.sip.SipLegEvent.ReferNews.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Callers who ask to be called back, and are. */
class CallbackTest {

    private static final String KIM = "+49301234567";

    private final HouseOnOneThread house =
            new HouseOnOneThread(HouseOnOneThread.OWN_SCRIPTS, () -> Duration.ZERO, 1, "anna", "ben");

    @AfterEach
    void nothingIsLeftWhenEverybodyHasHungUp() {
        house.callers.forEach(FakeCaller::hangsUp);
        house.edge.called().forEach(FakePhone::hangsUp);
        house.passes(40);
        house.assertNothingIsLeft("at the end");
    }

    /** Somebody waits, presses 1, has the number confirmed and is promised the call-back. */
    private FakeCaller asks(String number) {
        FakeCaller caller = house.calls("306", number, Optional.of(Sdp.audio(30_000)));
        press(caller, "1");
        press(caller, "1");
        house.passes(5);
        return caller;
    }

    private void press(FakeCaller caller, String keys) {
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            house.passes(1);
            caller.info(key);
            house.run();
        }
    }

    private List<Fact> attempt(int number) {
        List<String> streams = house.facts.stream()
                .filter(f -> f.fact() instanceof CallFact.CallsBack)
                .map(Published::stream)
                .toList();
        return house.facts.stream()
                .filter(f -> f.stream().equals(streams.get(number)))
                .map(Published::fact)
                .toList();
    }

    private static <F extends Fact> F only(List<Fact> story, Class<F> kind) {
        return story.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private FakePhone customer() {
        return house.edge.called().stream()
                .filter(p -> p.agent().value().equals("customer"))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private List<Callbacks.Line> promised() {
        var answer = house.hallway.callbacks().list().toCompletableFuture();
        house.run();
        return answer.join();
    }

    @Test
    void theCallerIsPromisedACallAndHangsUpWithoutWaiting() {
        FakeCaller caller = asks(KIM);
        assertThat(house.end(0)).isEqualTo("callback by script");
        assertThat(caller.isOver()).isTrue();
        assertThat(house.story(0, QueueFact.CallbackPromised.class).getFirst().position())
                .isEqualTo(1);
        assertThat(house.story(0, QueueFact.SentOn.class).getFirst().why()).isEqualTo("callback");
        assertThat(house.shelf.kept).hasSize(1);
        assertThat(promised()).singleElement().satisfies(l -> {
            assertThat(l.number().value()).isEqualTo(KIM);
            assertThat(l.queue().value()).isEqualTo("support");
            assertThat(l.calling()).isFalse();
        });
    }

    @Test
    @DisplayName("P57: a server that drains begins no call-back; it is kept, and made once calls are taken again")
    void noCallbackIsBegunWhileDraining() {
        asks(KIM);
        house.draining = true;
        house.ready("anna");
        house.passes(600);
        assertThat(house.edge.called()).isEmpty();
        assertThat(house.facts).noneMatch(f -> f.fact() instanceof CallFact.CallsBack);
        assertThat(house.shelf.kept).hasSize(1);
        house.draining = false;
        house.passes(600);
        assertThat(house.edge.called()).isNotEmpty();
    }

    @Test
    void theAgentHearsTheCustomersPhoneRingAndWhatItsNetworkSays() {
        asks(KIM);
        house.passes(120);
        house.ready("anna");
        house.edge.last().rings().answers();
        house.run();
        FakeMediaLeg agent = house.media.last();
        FakeMediaLeg customer = house.media.legs().get(house.media.legs().size() - 2);
        assertThat(agent.music()).isEmpty();
        customer().rings();
        house.run();
        assertThat(agent.music()).isEqualTo("ringback");
        customer().announces(41_000);
        customer.latches();
        house.run();
        assertThat(agent.music()).isEmpty();
        assertThat(agent.hears()).contains(customer);
        customer().answers();
        house.run();
        assertThat(agent.peer()).contains(customer);
        assertThat(agent.music()).isEmpty();
    }

    /** However soon the store answers, the agent's phone rings already. */
    @Test
    void theAgentSeesWhichCustomerIsToBeCalled() {
        asks(KIM);
        house.book.known.put(
                KIM,
                new CustomerBook.Caller(
                        List.of(new ScreenPop.Match(
                                "C-1",
                                new Personal("Kim Winter"),
                                "",
                                "",
                                "",
                                Optional.empty(),
                                List.of(),
                                Personal.NONE,
                                Personal.NONE)),
                        Optional.empty()));
        house.passes(120);
        house.ready("anna");
        house.run();
        assertThat(house.onDesk("anna").orElseThrow().pop().matches())
                .singleElement()
                .satisfies(m -> assertThat(m.name().value()).isEqualTo("Kim Winter"));
    }

    @Test
    void theAgentIsRungFirstAndThenTheCustomerAndTheyTalk() {
        asks(KIM);
        house.passes(120);
        house.ready("anna");
        FakePhone anna = house.edge.last();
        assertThat(anna.shown().value()).isEqualTo(KIM);
        assertThat(house.onDesk("anna").orElseThrow().pop().choices())
                .anySatisfy(
                        c -> assertThat(c.label() + " " + c.value().value()).startsWith("Call-back asked 2 min ago"));
        anna.rings().answers();
        house.run();
        FakePhone kim = customer();
        assertThat(kim.shown().value()).isEqualTo("306");
        assertThat(kim.isRinging()).isTrue();
        house.passes(8);
        kim.rings().answers();
        house.run();
        List<Fact> story = attempt(0);
        assertThat(story.getFirst()).isInstanceOf(CallFact.CallsBack.class);
        assertThat(story).hasAtLeastOneElementOfType(CallFact.Bridged.class);
        assertThat(only(story, QueueFact.Connected.class).waited()).isGreaterThan(Duration.ofSeconds(128));
        assertThat(house.agentState("anna")).isEqualTo("talking");
        assertThat(house.shelf.kept).isEmpty();
        assertThat(promised()).isEmpty();
        house.passes(60);
        anna.hangsUp();
        house.passes(5);
        assertThat(kim.isOver()).isTrue();
        assertThat(only(attempt(0), CallFact.Ended.class).outcome()).isEqualTo("served");
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
    }

    @Test
    void theCustomerHangsUpFirst() {
        connected();
        customer().hangsUp();
        house.passes(1);
        assertThat(only(attempt(0), CallFact.Ended.class).outcome()).isEqualTo("served");
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
    }

    @Test
    void theAgentCanHoldTheCustomerAndSendThemOn() {
        connected();
        house.desk("anna", new DeskPort.Command.Hold());
        assertThat(house.onDesk("anna").orElseThrow().phase()).isEqualTo("held");
        house.desk("anna", new DeskPort.Command.Resume());
        house.desk("anna", new DeskPort.Command.TransferToQueue(HouseOnOneThread.SUPPORT));
        house.passes(1);
        assertThat(only(attempt(0), QueueFact.Joined.class).queue()).isEqualTo(HouseOnOneThread.SUPPORT);
        customer().hangsUp();
        house.passes(1);
        assertThat(only(attempt(0), CallFact.Ended.class).outcome()).isEqualTo("served");
    }

    private void connected() {
        asks(KIM);
        house.ready("anna");
        house.edge.last().rings().answers();
        house.run();
        customer().rings().answers();
        house.run();
    }

    @Test
    void theAgentIsFreeAtOnceWhenTheCustomerIsBusyAndTheyAreCalledAgainLater() {
        asks(KIM);
        house.ready("anna");
        FakePhone anna = house.edge.last();
        anna.rings().answers();
        house.run();
        customer().refuses(486);
        house.passes(1);
        assertThat(anna.isOver()).isTrue();
        assertThat(house.agentState("anna")).isEqualTo("ready (the customer was busy)");
        assertThat(only(attempt(0), QueueFact.CallbackMissed.class))
                .satisfies(m -> assertThat(m.attempts()).isEqualTo(1))
                .satisfies(m -> assertThat(m.again()).isGreaterThan(Duration.ofMinutes(4)));
        assertThat(only(attempt(0), CallFact.Ended.class).outcome()).isEqualTo("not-reached");
        assertThat(house.shelf.kept.values())
                .singleElement()
                .satisfies(w -> assertThat(w.attempts()).isEqualTo(1));
        house.passes(301);
        assertThat(only(attempt(1), CallFact.CallsBack.class).attempt()).isEqualTo(2);
    }

    @Test
    void aCustomerWhoDoesNotAnswerIsRungForHalfAMinute() {
        asks(KIM);
        house.ready("anna");
        house.edge.last().rings().answers();
        house.run();
        FakePhone kim = customer().rings();
        house.passes(29);
        assertThat(kim.isRinging()).isTrue();
        house.passes(2);
        assertThat(kim.said()).containsExactly("CANCEL No answer");
        assertThat(house.agentState("anna")).isEqualTo("ready (the customer did not answer)");
    }

    @Test
    void anAgentWhoHangsUpWhileTheCustomersPhoneRingsStopsIt() {
        asks(KIM);
        house.ready("anna");
        FakePhone anna = house.edge.last();
        anna.rings().answers();
        house.run();
        FakePhone kim = customer().rings();
        anna.hangsUp();
        house.passes(1);
        assertThat(kim.isOver()).isTrue();
        assertThat(only(attempt(0), CallFact.Ended.class).outcome()).isEqualTo("not-reached");
        assertThat(house.shelf.kept.values())
                .singleElement()
                .satisfies(w -> assertThat(w.attempts()).isZero());
    }

    @Test
    void anAgentWhoHangsUpAtTheDeskWhileTheCustomersPhoneRingsStopsIt() {
        asks(KIM);
        house.ready("anna");
        house.edge.last().rings().answers();
        house.run();
        FakePhone kim = customer().rings();
        house.desk("anna", new DeskPort.Command.HangUp());
        house.passes(1);
        assertThat(kim.isOver()).isTrue();
        assertThat(only(attempt(0), CallFact.Ended.class).outcome()).isEqualTo("not-reached");
        assertThat(promised()).hasSize(1);
    }

    @Test
    void theNextAgentIsRungWhenOneDeclinesAndTheCustomerHearsNothingOfIt() {
        asks(KIM);
        house.ready("anna", "ben");
        house.edge.last().rings().refuses(603);
        house.passes(1);
        assertThat(house.rung()).containsExactly("anna", "ben");
        assertThat(only(attempt(0), QueueFact.CallbackMissed.class).why()).isEqualTo("no agent took it");
    }

    /** Pain P36: three calls to one person. */
    @Test
    void p36TheSecondRequestFindsTheFirst() {
        asks(KIM);
        asks(KIM);
        assertThat(house.story(1, QueueFact.CallbackStands.class)).hasSize(1);
        assertThat(house.end(1)).isEqualTo("callback by script");
        assertThat(house.story(1, ScriptFact.Prompted.class))
                .anyMatch(p -> p.prompt().equals("callback_there"));
        assertThat(promised()).hasSize(1);
    }

    @Test
    void aNumberThatTheSettingsDoNotAllowIsRefused() {
        FakeCaller caller = house.calls("306", "+4989112233", Optional.of(Sdp.audio(30_000)));
        press(caller, "11");
        house.passes(2);
        assertThat(house.story(0, QueueFact.CallbackRefused.class)).hasSize(1);
        assertThat(house.story(0, ScriptFact.Prompted.class))
                .anyMatch(p -> p.prompt().equals("callback_refused"));
        assertThat(promised()).isEmpty();
    }

    /** Pain P36: the place is lost on re-entry. */
    @Test
    void p36WhoChangesTheirMindStandsWhereTheyStood() {
        FakeCaller first = house.calls("306", "+4989112233", Optional.of(Sdp.audio(30_000)));
        house.calls("306", "+4930222", Optional.of(Sdp.audio(30_000)));
        press(first, "1");
        press(first, "0"); // the human: the same queue
        house.passes(2);
        house.ready("anna");
        assertThat(house.edge.last().shown().value()).isEqualTo("+4989112233");
        assertThat(house.hallway.desk().board().queues().getFirst().offered()).isEqualTo(2);
    }

    @Test
    void whoCallsInAgainAndIsServedIsNotCalledBack() {
        asks(KIM);
        house.passes(10);
        house.calls("300", KIM, Optional.of(Sdp.audio(30_000)));
        house.ready("anna", "ben");
        assertThat(house.edge.called()).hasSize(1); // the one agent's for the caller; nobody's for the call-back
        house.edge.called().getFirst().rings().answers();
        house.passes(1);
        assertThat(promised()).isEmpty();
        assertThat(house.facts).noneMatch(f -> f.fact() instanceof CallFact.CallsBack);
        assertThat(house.story(1, QueueFact.CallbackOver.class).getFirst().why())
                .isEqualTo("The customer called in and was served.");
        assertThat(house.log).anyMatch(l -> l.contains("The customer called in and was served."));
        assertThat(house.shelf.over.getFirst().outcome()).isEqualTo("The customer called in and was served.");
    }

    @Test
    void somebodyCancelsItOrMakesItTheNext() {
        asks(KIM);
        InteractionId id = promised().getFirst().callback();
        var now = house.hallway.callbacks().now(id).toCompletableFuture();
        house.run();
        assertThat(now.join()).isTrue();
        var cancelled = house.hallway.callbacks().cancel(id, "the desk").toCompletableFuture();
        house.run();
        assertThat(cancelled.join()).isTrue();
        assertThat(promised()).isEmpty();
        var again = house.hallway.callbacks().cancel(id, "the desk").toCompletableFuture();
        house.run();
        assertThat(again.join()).isFalse();
    }

    @Test
    void aPhoneThatIsRegisteredUnderTheNumberIsCalledThere() {
        house.edge.register(KIM, "sip:kim@192.0.2.70");
        asks(KIM);
        house.ready("anna");
        house.edge.last().rings().answers();
        house.run();
        assertThat(house.edge.last().agent().value()).isEqualTo(KIM);
    }

    @Test
    void whoHangsUpWhileAskedForTheNumberHasAbandonedAndIsNotCalled() {
        FakeCaller caller = house.calls("306", KIM, Optional.of(Sdp.audio(30_000)));
        press(caller, "1");
        caller.hangsUp();
        house.passes(1);
        assertThat(house.end(0)).isEqualTo("abandoned by caller");
        assertThat(promised()).isEmpty();
    }

    @Test
    void aCustomerWhomWeCalledKeepsTheirPlace() {
        asks(KIM);
        house.passes(120);
        house.ready("anna");
        house.edge.last().rings().answers();
        house.run();
        FakePhone customer = customer().by("acme").invited();
        customer.rings().answers();
        house.run();
        FakeCaller other = house.invitedBy("acme", "helpline", "+4930777").replacing(customer, false);
        house.callers.add(other);
        house.calls.onInvite(other);
        house.run();
        assertThat(other.said()).containsExactly("481 Call Does Not Exist");
        assertThat(house.facts.stream()
                        .filter(f -> f.fact() instanceof CallFact.Refused)
                        .map(f -> ((CallFact.Refused) f.fact()).reason()))
                .last()
                .asString()
                .contains("The call that is to be taken over is one that we made");
        assertThat(customer.isUp()).isTrue();
    }

    @Test
    @DisplayName("A customer whom we called is handed back to the trunk that carries them like one who called us")
    void aCustomerIsSentOnByTheTrunkThatCarriesThem() {
        asks(KIM);
        house.passes(120);
        house.ready("anna");
        FakePhone anna = house.edge.last();
        anna.rings().answers();
        house.run();
        FakePhone customer = customer().by("acme").takingRefer();
        customer.rings().answers();
        house.run();
        FakeReferral refused = anna.refers("+49305550");
        house.run();
        assertThat(customer.said()).containsExactly("REFER +49305550");
        customer.tells(Stage.TAKEN, 202, "");
        customer.tells(Stage.OVER, 486, "Busy Here");
        house.run();
        assertThat(refused.said()).containsExactly("202", "NOTIFY 486 over");
        FakeReferral wish = anna.refers("+49305551");
        house.run();
        customer.tells(Stage.TAKEN, 202, "");
        customer.tells(Stage.OVER, 200, "OK");
        house.run();
        assertThat(wish.said()).containsExactly("202", "NOTIFY 200 over");
        assertThat(attempt(0))
                .filteredOn(CallFact.Tried.class::isInstance)
                .extracting(f -> ((CallFact.Tried) f).sentence())
                .containsExactly(
                        "trunk acme is asked to connect the caller itself (REFER)",
                        "trunk acme has not connected the caller: 486 Busy Here",
                        "trunk acme is asked to connect the caller itself (REFER)",
                        "trunk acme has connected the caller");
        assertThat(only(attempt(0), CallFact.Ended.class).outcome()).isEqualTo("served");
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
    }
}
