package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakePhone;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.QueueFact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls in a queue that rings all. */
class RingAllCallsTest {

    private static final String ELSEWHERE = "Call completed elsewhere";

    private HouseOnOneThread house =
            HouseOnOneThread.straight("anna", "ben", "cem").ringsAll();

    @AfterEach
    void nothingIsLeftWhenEverybodyHasHungUp() {
        house.callers.forEach(FakeCaller::hangsUp);
        house.passes(60);
        house.assertNothingIsLeft("at the end");
    }

    private FakePhone phone(String agent) {
        return house.edge.called().stream()
                .filter(p -> p.agent().value().equals(agent))
                .toList()
                .getLast();
    }

    private List<String> ends() {
        return house.story(0, QueueFact.OfferEnded.class).stream()
                .map(e -> e.agent() + " " + e.why())
                .toList();
    }

    @Test
    void allPhonesRingAndOneAnswerStopsTheOthers() {
        house.calls("300");
        assertThat(house.rung()).containsExactly("anna", "ben", "cem");
        phone("anna").rings();
        phone("ben").rings().answers();
        house.run();
        assertThat(phone("anna").said()).containsExactly("CANCEL " + ELSEWHERE);
        assertThat(phone("cem").said()).containsExactly("CANCEL " + ELSEWHERE);
        assertThat(house.story(0, QueueFact.Connected.class))
                .singleElement()
                .satisfies(c -> assertThat(c.agent()).isEqualTo(new AgentId("ben")));
        assertThat(ends()).containsExactly("anna withdrawn: taken by ben", "cem withdrawn: taken by ben");
        assertThat(house.story(0, CallFact.Bridged.class)).hasSize(1);
    }

    @Test
    void eachDeskShowsTheCallerAndThenOnlyTheOneWhoTookThem() {
        house.calls("300");
        assertThat(List.of("anna", "ben", "cem"))
                .allMatch(a -> house.onDesk(a).orElseThrow().phase().equals("offered"));
        phone("cem").answers();
        house.run();
        assertThat(house.onDesk("cem").orElseThrow().phase()).isEqualTo("talking");
        assertThat(house.onDesk("anna")).isEmpty();
        assertThat(house.onDesk("ben")).isEmpty();
        assertThat(house.agentState("anna")).isEqualTo("ready");
    }

    @Test
    void whoAnswersOneMomentLaterIsHungUpAndReadyAgain() {
        house.calls("300");
        phone("cem").answers();
        phone("anna").answers();
        house.passes(1);
        assertThat(phone("anna").said()).containsExactly("BYE " + ELSEWHERE);
        assertThat(phone("anna").isOver()).isTrue();
        assertThat(house.agentState("anna")).isEqualTo("ready");
        assertThat(house.agentState("cem")).isEqualTo("talking");
        assertThat(house.story(0, QueueFact.Connected.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "486, busy, ready (busy)",
        "603, declined, ready (declined)",
        "404, unreachable, not-ready (phone unreachable)"
    })
    void aPhoneThatRefusesDropsOutAlone(int status, String why, String state) {
        house.calls("300");
        phone("anna").rings().refuses(status);
        house.run();
        assertThat(ends()).containsExactly("anna " + why);
        assertThat(house.agentState("anna")).isEqualTo(state);
        assertThat(phone("ben").isRinging()).isTrue();
        phone("ben").answers();
        house.run();
        assertThat(house.agentState("ben")).isEqualTo("talking");
    }

    @Test
    void whoDeclinesAtTheDeskDropsOutAlone() {
        house.calls("300");
        assertThat(house.desk("cem", new DeskPort.Command.HangUp())).isEqualTo(new DeskPort.Result.Done());
        assertThat(ends()).containsExactly("cem declined");
        assertThat(phone("cem").isOver()).isTrue();
        assertThat(phone("anna").isRinging() && phone("ben").isRinging()).isTrue();
    }

    @Test
    void whoHasNoCallCannotHangUpThatOfTheOneWhoTookIt() {
        house.calls("300");
        phone("ben").answers();
        house.run();
        house.desk("anna", new DeskPort.Command.HangUp());
        assertThat(house.agentState("ben")).isEqualTo("talking");
    }

    @Test
    void whoGoesOnABreakWhileAllRingDropsOutAlone() {
        house.calls("300");
        house.desk("anna", new DeskPort.Command.NotReady("Lunch"));
        assertThat(phone("anna").isOver()).isTrue();
        assertThat(phone("ben").isRinging()).isTrue();
    }

    @Test
    void theCallerHangsUpAndAllPhonesStop() {
        FakeCaller caller = house.calls("300");
        caller.hangsUp();
        house.passes(1);
        assertThat(house.edge.called()).allMatch(FakePhone::isOver);
        assertThat(house.end(0)).isEqualTo("abandoned by caller");
        assertThat(ends())
                .containsExactly(
                        "anna withdrawn: caller left", "ben withdrawn: caller left", "cem withdrawn: caller left");
        assertThat(List.of("anna", "ben", "cem"))
                .allMatch(a -> house.agentState(a).equals("ready"));
    }

    @Test
    void whoeverAnsweredHasTheCallerForHoldTransferAndAllElse() {
        house.calls("300");
        phone("cem").answers();
        house.run();
        house.desk("cem", new DeskPort.Command.Hold());
        assertThat(house.onDesk("cem").orElseThrow().phase()).isEqualTo("held");
        house.desk("cem", new DeskPort.Command.Resume());
        house.desk("cem", new DeskPort.Command.TransferToQueue(HouseOnOneThread.BILLING));
        house.passes(1);
        assertThat(house.rung()).containsExactly("anna", "ben", "cem", "anna", "ben");
        phone("ben").answers();
        house.run();
        assertThat(house.agentState("ben")).isEqualTo("talking");
        assertThat(phone("anna").said()).containsExactly("CANCEL " + ELSEWHERE);
    }

    @Test
    void whoHangsUpBeforeTheyAreConnectedLetsTheCallerWaitOnAndAllRingAgain() {
        house.calls("300");
        phone("ben").answers();
        phone("ben").hangsUp();
        house.passes(1);
        assertThat(house.agentState("ben")).isNotEqualTo("talking");
        assertThat(phone("anna").isRinging() && phone("cem").isRinging()).isTrue();
        phone("anna").answers();
        house.run();
        assertThat(house.agentState("anna")).isEqualTo("talking");
    }

    @Test
    void nobodyAnswersAndEachIsSparedForItself() {
        house.calls("300");
        house.passes(21);
        assertThat(ends()).containsExactly("anna no answer", "ben no answer", "cem no answer");
        assertThat(house.agentState("anna")).isEqualTo("not-ready (no answer)");
        house.ready("ben");
        assertThat(phone("ben").isRinging()).isTrue();
    }

    @Test
    @DisplayName("P23 twelve phones ring and nobody stays reserved")
    void twelvePhonesRingAndNobodyStaysReserved() {
        String[] twelve =
                IntStream.rangeClosed(1, 12).mapToObj(i -> "agent" + i).toArray(String[]::new);
        house = HouseOnOneThread.straight(twelve).ringsAll();
        house.calls("300");
        assertThat(house.rung()).as("ring-at-once").hasSize(10);
        phone("agent7").answers();
        house.passes(1);
        assertThat(house.edge.called().stream().filter(p -> !p.isOver())).hasSize(1);
        for (String agent : twelve) {
            assertThat(house.agentState(agent)).isEqualTo(agent.equals("agent7") ? "talking" : "ready");
        }
    }
}
