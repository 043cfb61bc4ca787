package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.helpline.call.FakeMediaLeg;
import org.helpline.call.FakePhone;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.core.QueueName;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.DeskPort.Result;
import org.helpline.journal.measure.FoldedFacts;
import org.helpline.journal.measure.Metric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents who call a number from the desk: their own phone rings first. */
class DialTest {

    private static final String NUMBER = "+49305234";

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben");

    @AfterEach
    void nothingIsLeftWhenEverybodyHasHungUp() {
        house.edge.called().forEach(FakePhone::hangsUp);
        house.passes(60);
        house.assertNothingIsLeft("at the end");
        assertThat(ends()).hasSize((int) facts().stream()
                .filter(f -> f instanceof CallFact.Dials || f instanceof CallFact.Arrived)
                .count());
    }

    private Result dials(String number) {
        return house.desk("anna", new Command.Dial(number, Optional.empty()));
    }

    private FakePhone number() {
        return house.edge.last();
    }

    private List<Fact> facts() {
        return house.facts.stream().map(Published::fact).toList();
    }

    private List<String> ends() {
        return facts().stream()
                .filter(CallFact.Ended.class::isInstance)
                .map(CallFact.Ended.class::cast)
                .map(e -> e.outcome() + " by " + e.by())
                .toList();
    }

    private String phase() {
        return house.onDesk("anna").map(DeskPort.DeskCall::phase).orElse("nothing");
    }

    @Test
    void theAgentsPhoneRingsFirstAndThenTheNumber() {
        assertThat(dials("+49 30 5234")).isEqualTo(new Result.Done());
        assertThat(house.rung()).containsExactly("anna");
        assertThat(house.edge.last().shown())
                .as("her phone shows whom it is to")
                .isEqualTo(new Personal(NUMBER));
        assertThat(phase()).isEqualTo("offered");
        assertThat(house.onDesk("anna").orElseThrow().hand().dialled()).isTrue();
        assertThat(house.onDesk("anna").orElseThrow().pop().number()).isEqualTo(new Personal(NUMBER));
        assertThat(house.agentState("anna")).isEqualTo("talking");

        house.answers();
        assertThat(house.rung()).containsExactly("anna", NUMBER);
        assertThat(phase()).isEqualTo("calling");
        FakeMediaLeg annas = house.media.last();
        number().rings();
        house.run();
        assertThat(annas.music()).isEqualTo("ringback");
        number().answers();
        house.run();
        assertThat(annas.music()).isEmpty();
        assertThat(annas.peer()).contains(house.media.legs().getFirst());
        assertThat(phase()).isEqualTo("talking");

        number().hangsUp();
        house.passes(1);
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(phase()).isEqualTo("wrap-up");
        assertThat(ends()).containsExactly("served by caller");
        assertThat(facts().stream().filter(CallFact.class::isInstance))
                .first()
                .isEqualTo(new CallFact.Dials(new AgentId("anna"), new Personal(NUMBER), "", new QueueName("direct")));
    }

    @Test
    @DisplayName("P67: the time in which the number rings is no talk")
    void talkBeginsWithTheAnswer() {
        dials(NUMBER);
        house.answers();
        house.passes(12);
        number().answers();
        house.run();
        assertThat(house.onDesk("anna").orElseThrow().since()).isEqualTo(house.clock.now());
        house.passes(40);
        number().hangsUp();
        house.passes(1);
        assertThat(FoldedFacts.ofAgent(house.facts, "anna", Metric.DIALLED_TALK))
                .as("the ringing is no talk in reports either")
                .isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({
        "486, the number is busy",
        "480, nobody answered",
        "603, the call was declined",
        "404, the number could not be reached"
    })
    void aNumberThatDoesNotAnswerLeavesNoWrapUp(int status, String why) {
        dials(NUMBER);
        house.answers();
        number().refuses(status);
        house.passes(1);
        assertThat(house.edge.called().getFirst().isOver()).isTrue();
        assertThat(house.agentState("anna")).isEqualTo("ready (" + why + ")");
        assertThat(phase()).isEqualTo("nothing");
        assertThat(ends()).containsExactly("not-reached by server");
        assertThat(facts()).contains(new CallFact.NotDialled(new AgentId("anna"), new Personal(NUMBER), why));
        house.passes(6);
        assertThat(house.agentState("anna")).isEqualTo("ready");
    }

    @Test
    void anAgentWhoIsNotReadyMayCallAndIsAsTheyWere() {
        house.desk("anna", new Command.NotReady("Lunch"));
        assertThat(dials(NUMBER)).isEqualTo(new Result.Done());
        house.passes(30);
        assertThat(house.agentState("anna")).isEqualTo("not-ready (Lunch)");
        assertThat(ends()).containsExactly("not-reached by server");
        assertThat(house.rung()).as("the number is not called").containsExactly("anna");
    }

    @Test
    void inWrapUpToo() {
        house.calls("300").ack();
        house.answers();
        house.callers.getFirst().hangsUp();
        house.passes(1);
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(dials(NUMBER)).isEqualTo(new Result.Done());
        house.answers();
        number().answers();
        house.run();
        assertThat(phase()).isEqualTo("talking");
        house.desk("anna", new Command.HangUp());
        house.passes(1);
        assertThat(number().isOver()).isTrue();
    }

    @Test
    void whoHangsUpBeforeTheAnswerCallsNobody() {
        dials(NUMBER);
        FakePhone anna = house.answers();
        anna.hangsUp();
        house.passes(1);
        assertThat(number().isOver()).isTrue();
        assertThat(house.agentState("anna")).startsWith("ready");
        dials(NUMBER);
        house.desk("anna", new Command.HangUp());
        assertThat(house.edge.last().isOver()).isTrue();
        assertThat(ends()).hasSize(2).allMatch(e -> e.startsWith("not-reached"));
    }

    @Test
    void noCallIsOfferedMeanwhileAndNoneIsDialledBesideOne() {
        dials(NUMBER);
        house.calls("300");
        assertThat(house.rung()).containsExactly("anna", "ben");
        assertThat(dials(NUMBER)).isEqualTo(new Result.Refused("You have a call in hand; end it first."));
        house.callers.getFirst().hangsUp();
    }

    @Test
    void whatMayNotBeCalledIsRefusedInWords() {
        assertThat(dials("112")).asString().contains("no number that may be called from here");
        assertThat(dials("+1900123")).isInstanceOf(Result.Refused.class);
        house.desk("anna", new Command.LogOut());
        assertThat(dials(NUMBER)).asString().contains("off duty");
        house.acd.reachable(new AgentId("ben"), false);
        house.run();
        assertThat(house.desk("ben", new Command.Dial(NUMBER, Optional.empty())))
                .asString()
                .contains("not connected");
    }

    @Test
    void whoIsCalledCanBeTransferredToAPersonAndIntoNoQueue() {
        dials(NUMBER);
        house.answers();
        FakePhone customer = number();
        customer.answers();
        house.run();
        assertThat(house.desk("anna", new Command.TransferToQueue(HouseOnOneThread.BILLING)))
                .asString()
                .contains("no script that could wait");
        assertThat(house.desk("anna", new Command.Consult("ben"))).isEqualTo(new Result.Done());
        house.answers();
        house.desk("anna", new Command.Complete());
        assertThat(house.agentState("ben")).isEqualTo("talking");
        assertThat(house.media.legs().getFirst().peer()).contains(house.media.last());
        customer.hangsUp();
        house.passes(1);
        assertThat(ends()).containsExactly("served by caller");
    }
}
