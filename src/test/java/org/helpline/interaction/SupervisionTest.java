package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.helpline.acd.Board;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakePhone;
import org.helpline.config.AfterCall;
import org.helpline.core.AgentFact;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.InteractionId;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.DeskPort.Result;
import org.helpline.interaction.Supervision.Order;
import org.helpline.interaction.Supervision.To;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a supervisor does with agents and calls, and who is told. */
class SupervisionTest {

    private static final AgentId ANNA = new AgentId("anna");
    private static final AgentId BEN = new AgentId("ben");
    private static final Result DONE = new Result.Done();

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben");

    private Result order(Order order) {
        CompletableFuture<Result> answer =
                house.hallway.supervision().carryOut("sue", order).toCompletableFuture();
        house.passes(1);
        return answer.join();
    }

    private InteractionId call(int number) {
        return new InteractionId(house.streams().get(number));
    }

    private <F extends Fact> List<F> told(Class<F> kind) {
        return house.facts.stream()
                .map(Published::fact)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private Board.QueueLine queue(QueueName name) {
        return house.hallway.desk().board().queues().stream()
                .filter(q -> q.queue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void bothAreAwayAndSomebodyWaits() {
        house.desk("anna", new Command.NotReady("Lunch"));
        house.desk("ben", new Command.NotReady("Lunch"));
        house.calls("300");
        assertThat(queue(HouseOnOneThread.SUPPORT).waiting()).isEqualTo(1);
    }

    // ---- agents

    @ParameterizedTest
    @CsvSource({
        "READY, '', ready",
        "NOT_READY, Lunch, not-ready (Lunch)",
        "OFFLINE, '', offline",
    })
    void anIdleAgentIsSetAtOnceAndTheRecordTellsByWhom(To to, String reason, String state) {
        house.desk("anna", new Command.NotReady("Lunch"));
        assertThat(order(new Order.Force(ANNA, to, reason))).isEqualTo(DONE);
        assertThat(house.agentState("anna")).isEqualTo(state);
        assertThat(told(AgentFact.Forced.class)).singleElement().satisfies(f -> {
            assertThat(f.by()).isEqualTo("sue");
            assertThat(f.afterCall()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({"NOT_READY, Lunch, not-ready (Lunch)", "OFFLINE, '', offline"})
    void aTalkingAgentIsSetWhenTheCallIsOver(To to, String reason, String state) {
        FakeCaller caller = house.calls("300");
        house.answers();
        assertThat(order(new Order.Force(ANNA, to, reason))).isEqualTo(DONE);
        assertThat(house.agentState("anna")).startsWith("talking (then ");
        caller.hangsUp();
        house.passes(40);
        assertThat(house.agentState("anna")).isEqualTo(state);
        assertThat(told(AgentFact.Forced.class)).singleElement().matches(AgentFact.Forced::afterCall);
        house.assertNothingIsLeft("at the end");
    }

    @Test
    void aRungAgentWhoIsSetToNotReadyGivesTheCallerBackToTheLine() {
        FakeCaller caller = house.calls("300");
        house.edge.last().rings();
        order(new Order.Force(ANNA, To.NOT_READY, "Lunch"));
        assertThat(house.rung()).containsExactly("anna", "ben");
        caller.hangsUp();
        house.passes(1);
        house.assertNothingIsLeft("at the end");
    }

    /** P68: also where the supervisor ends it. */
    @ParameterizedTest
    @CsvSource({
        "END_WRAP_UP, '', ready",
        "READY, '', ready",
        "NOT_READY, Lunch, not-ready (Lunch)",
        "OFFLINE, '', offline"
    })
    void aForcedEndOfWrapUpLeavesACodedRecord(To to, String reason, String state) {
        house.wants("support", new AfterCall(List.of("sold"), true, "forgotten", Optional.empty()));
        FakeCaller caller = house.calls("300");
        house.answers();
        caller.hangsUp();
        house.passes(2);
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(order(new Order.Force(ANNA, to, reason))).isEqualTo(DONE);
        assertThat(house.agentState("anna")).isEqualTo(state);
        assertThat(told(AgentFact.WrapUpCoded.class))
                .singleElement()
                .extracting(AgentFact.WrapUpCoded::code)
                .isEqualTo("forgotten");
    }

    @Test
    void whatCannotBeForcedIsRefusedWithTheReason() {
        house.desk("anna", new Command.LogOut());
        assertThat(order(new Order.Force(ANNA, To.READY, "")))
                .isEqualTo(new Result.Refused("The anna is off duty; only they themselves can go on duty."));
        assertThat(order(new Order.Force(BEN, To.END_WRAP_UP, "")))
                .isEqualTo(new Result.Refused("The ben has no wrap-up to end."));
        assertThat(order(new Order.Force(BEN, To.NOT_READY, "Nap")))
                .isEqualTo(new Result.Refused("\"Nap\" is not one of the reasons that the administrator has set."));
        assertThat(order(new Order.Force(new AgentId("zoe"), To.READY, "")))
                .isEqualTo(new Result.Refused("There is no agent zoe."));
        assertThat(told(AgentFact.Forced.class)).isEmpty();
    }

    // ---- calls

    @Test
    void aWaitingCallerIsMovedToAnotherQueueAndCountedAsSentOn() {
        bothAreAwayAndSomebodyWaits();
        assertThat(order(new Order.Move(call(0), HouseOnOneThread.BILLING))).isEqualTo(DONE);
        assertThat(queue(HouseOnOneThread.SUPPORT).sentOn()).isEqualTo(1);
        assertThat(queue(HouseOnOneThread.BILLING).waiting()).isEqualTo(1);
        assertThat(house.story(0, CallFact.Moved.class)).containsExactly(new CallFact.Moved("sue", "queue billing"));
        house.desk("anna", new Command.Ready());
        house.answers();
        assertThat(house.agentState("anna")).isEqualTo("talking");
    }

    @Test
    void aCallerIsMovedWhileAPhoneRings() {
        FakeCaller caller = house.calls("300");
        FakePhone anna = house.edge.last();
        anna.rings();
        assertThat(order(new Order.Move(call(0), HouseOnOneThread.BILLING))).isEqualTo(DONE);
        assertThat(anna.isOver()).isTrue();
        assertThat(house.story(0, QueueFact.Offered.class))
                .extracting(o -> o.queue().value())
                .containsExactly("support", "billing");
        caller.hangsUp();
        house.passes(1);
        house.assertNothingIsLeft("at the end");
    }

    @Test
    void aTalkingCallerIsMovedAndTheAgentWrapsUp() {
        FakeCaller caller = house.calls("300");
        FakePhone anna = house.answers();
        assertThat(order(new Order.Move(call(0), HouseOnOneThread.BILLING))).isEqualTo(DONE);
        assertThat(anna.isOver()).isTrue();
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(house.rung()).containsExactly("anna", "ben");
        assertThat(house.story(0, CallFact.Transferred.class))
                .as("anna sent nobody on")
                .isEmpty();
        house.answers();
        assertThat(house.agentState("ben")).isEqualTo("talking");
        caller.hangsUp();
        house.passes(1);
        house.assertNothingIsLeft("at the end");
    }

    @Test
    void aCallerOnHoldIsMovedWithoutTheMusicOfTheHold() {
        FakeCaller caller = house.calls("300");
        house.answers();
        house.desk("anna", new Command.Hold());
        order(new Order.Move(call(0), HouseOnOneThread.BILLING));
        FakePhone ben = house.answers();
        assertThat(ben.agent()).isEqualTo(BEN);
        assertThat(house.media.legs().getFirst().peer()).contains(house.media.last());
        caller.hangsUp();
        house.passes(1);
        house.assertNothingIsLeft("at the end");
    }

    @Test
    void aSupervisorPullsAWaitingCallAndARefusalKeepsThePlace() {
        bothAreAwayAndSomebodyWaits();
        house.calls("300");
        assertThat(order(new Order.Assign(call(1), BEN)))
                .isEqualTo(new Result.Refused("The ben is not ready now; a caller can be given to somebody who is."));
        order(new Order.Reassign(BEN, List.of(HouseOnOneThread.BILLING), Map.of()));
        house.desk("ben", new Command.Ready()); // serves another queue now
        assertThat(house.edge.called()).isEmpty();
        assertThat(order(new Order.Assign(call(1), BEN))).isEqualTo(DONE);
        assertThat(house.rung()).containsExactly("ben");
        assertThat(house.story(1, CallFact.Moved.class)).containsExactly(new CallFact.Moved("sue", "ben"));
        house.edge.last().refuses(603);
        house.run();
        house.desk("anna", new Command.Ready());
        assertThat(house.onDesk("anna"))
                .get()
                .extracting(DeskPort.DeskCall::interaction)
                .as("the first is still the first")
                .isEqualTo(call(0));
    }

    @Test
    void aTalkingCallerIsGivenToAnotherAgent() {
        FakeCaller caller = house.calls("300");
        house.answers();
        assertThat(order(new Order.Assign(call(0), ANNA)))
                .isEqualTo(new Result.Refused("The caller talks with that agent already."));
        assertThat(order(new Order.Assign(call(0), BEN))).isEqualTo(DONE);
        house.answers();
        assertThat(house.agentState("ben")).isEqualTo("talking");
        caller.hangsUp();
        house.passes(1);
        house.assertNothingIsLeft("at the end");
    }

    @Test
    void whoIsPutFirstIsServedFirst() {
        bothAreAwayAndSomebodyWaits();
        house.calls("300");
        assertThat(order(new Order.First(call(1)))).isEqualTo(DONE);
        assertThat(house.story(1, CallFact.PutFirst.class)).containsExactly(new CallFact.PutFirst("sue"));
        house.desk("anna", new Command.Ready());
        assertThat(house.onDesk("anna"))
                .get()
                .extracting(DeskPort.DeskCall::interaction)
                .isEqualTo(call(1));
    }

    @Test
    void aWaitingCallThatIsEndedIsNotAnAbandonedOne() {
        bothAreAwayAndSomebodyWaits();
        assertThat(order(new Order.HangUp(call(0)))).isEqualTo(DONE);
        assertThat(house.end(0)).isEqualTo("turned-away by desk");
        assertThat(queue(HouseOnOneThread.SUPPORT).abandoned()).isZero();
        assertThat(queue(HouseOnOneThread.SUPPORT).sentOn()).isEqualTo(1);
        assertThat(order(new Order.HangUp(new InteractionId("gone"))))
                .isEqualTo(new Result.Refused("This call is over."));
        house.passes(5);
        house.assertNothingIsLeft("at the end");
    }

    @Test
    void aTalkingCallIsEnded() {
        house.calls("300");
        house.answers();
        assertThat(order(new Order.HangUp(call(0)))).isEqualTo(DONE);
        assertThat(house.end(0)).isEqualTo("served by desk");
        house.passes(5);
        house.assertNothingIsLeft("at the end");
    }

    // ---- lists, and what agents serve for now

    @Test
    void theWaitingListTellsWhoWaits() {
        bothAreAwayAndSomebodyWaits();
        house.passes(20);
        CompletableFuture<List<Supervision.Waiting>> asked = house.hallway
                .supervision()
                .waiting(HouseOnOneThread.SUPPORT, 10)
                .toCompletableFuture();
        house.passes(1);
        assertThat(asked.join()).singleElement().satisfies(w -> {
            assertThat(w.number().value()).isEqualTo(HouseOnOneThread.ANNAS_CALLER);
            assertThat(w.entry().position()).isEqualTo(1);
            assertThat(w.entry().since()).isBefore(house.clock.now().minusSeconds(20));
        });
    }

    @Test
    void whatAnAgentServesIsChangedForNowAndOutlivesAReload() {
        order(new Order.Reassign(ANNA, List.of(HouseOnOneThread.BILLING), Map.of("german", 4)));
        Supervision.Duties duties = house.hallway.supervision().duties(ANNA).orElseThrow();
        assertThat(duties.queues()).containsExactly(HouseOnOneThread.BILLING);
        assertThat(duties.skills()).containsEntry("german", 4);
        assertThat(duties.forNow()).isTrue();
        house.acd.reconfigure(house.hallway.inForce(house.hallway.settings().acd())); // as a reload does
        house.calls("300");
        assertThat(house.rung()).containsExactly("ben");
        assertThat(order(new Order.AsWritten(ANNA))).isEqualTo(DONE);
        assertThat(house.hallway.supervision().duties(ANNA).orElseThrow().queues())
                .hasSize(2);
        assertThat(order(new Order.AsWritten(ANNA))).isEqualTo(new Result.Refused("Nothing has been changed for now."));
        assertThat(told(AgentFact.Reassigned.class))
                .extracting(AgentFact.Reassigned::skills)
                .containsExactly("german:4", "");
    }
}
