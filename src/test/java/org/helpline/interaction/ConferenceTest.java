package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakeMediaLeg;
import org.helpline.call.FakePhone;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.DeskPort.Result;
import org.helpline.interaction.Supervision.Order;
import org.helpline.journal.measure.FoldedFacts;
import org.helpline.journal.measure.Metric;
import org.helpline.media.MixPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A conference: the agent who has joined the caller and a colleague brings in more, each of whom is with all at once. */
class ConferenceTest {

    private static final AgentId ANNA = new AgentId("anna");
    private static final Result DONE = new Result.Done();
    private static final String FULL = "This call has 32 members, and more cannot hear each other";

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben", "cem", "dora");
    private final FakeCaller caller = house.calls("300");
    private final FakePhone anna = house.edge.last();
    private final FakeMediaLeg callers = house.media.legs().getFirst();
    private final FakeMediaLeg annas = house.media.last();
    private FakePhone ben;
    private FakeMediaLeg bens;

    @BeforeEach
    void annaHasJoinedBen() {
        house.edge.register("sue", "sip:sue@192.0.2.80");
        anna.rings().answers();
        house.run();
        does(new Command.Consult("ben"));
        ben = house.answers();
        bens = house.media.last();
        does(new Command.JoinAll());
    }

    @AfterEach
    void nothingIsLeftWhenEverybodyHasHungUp() {
        caller.hangsUp();
        house.passes(60);
        house.assertNothingIsLeft("at the end");
    }

    private void does(Command command) {
        assertThat(house.desk("anna", command)).isEqualTo(DONE);
    }

    private String refused(Command command) {
        return ((Result.Refused) house.desk("anna", command)).why();
    }

    private FakePhone comes(String who) {
        does(new Command.Consult(who));
        return house.answers();
    }

    private void areTogether(FakeMediaLeg... legs) {
        for (FakeMediaLeg leg : legs) {
            assertThat(leg.mixed()).containsExactlyInAnyOrder(legs);
            assertThat(leg.part()).isEqualTo(MixPart.FULL);
            assertThat(leg.music()).isEmpty();
        }
    }

    private Optional<String> shown(String agent) {
        return house.onDesk(agent)
                .flatMap(c -> c.hand().consult())
                .map(c -> c.phase() + " " + String.join("+", c.members())
                        + (c.rung().isEmpty() ? "" : ", rung: " + c.rung()));
    }

    private List<String> ended() {
        return house.story(0, CallFact.InviteEnded.class).stream()
                .map(e -> e.with().value() + " " + e.how())
                .toList();
    }

    // ---- who comes

    @Test
    void whoIsInvitedIsWithAllOnceTheyAnswerAndUntilThenAllTalkOn() {
        does(new Command.Consult("cem"));
        areTogether(callers, annas, bens);
        assertThat(shown("anna")).contains("together The ben, rung: The cem");
        house.answers();
        FakeMediaLeg cems = house.media.last();
        areTogether(callers, annas, bens, cems);
        assertThat(shown("anna")).contains("together The ben+The cem");
        assertThat(shown("ben")).contains("joined The anna+The cem");
        assertThat(shown("cem")).contains("joined The anna+The ben");
        comes("+49 30 5234");
        areTogether(callers, annas, bens, cems, house.media.last());
        assertThat(shown("anna")).contains("together The ben+The cem++49305234");
        assertThat(house.story(0, CallFact.Invites.class))
                .containsExactly(
                        new CallFact.Invites(ANNA, new Personal("cem")),
                        new CallFact.Invites(ANNA, new Personal("+49305234")));
        assertThat(house.story(0, CallFact.AllTogether.class)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"cem, 486, busy", "cem, 603, busy", "+49 30 5234, 486, busy"})
    void whoDoesNotComeChangesNothing(String who, int status, String how) {
        does(new Command.Consult(who));
        house.edge.last().refuses(status);
        house.run();
        areTogether(callers, annas, bens);
        assertThat(shown("anna")).contains("together The ben");
        assertThat(ended()).containsExactly(who.replace(" ", "") + " " + how);
    }

    @Test
    void whoRingsIsRungNoMoreOnceItIsCancelled() {
        does(new Command.Consult("cem"));
        assertThat(refused(new Command.Consult("dora")))
                .isEqualTo("You have somebody rung already; cancel that first.");
        does(new Command.CancelConsult());
        assertThat(house.edge.last().isOver()).isTrue();
        areTogether(callers, annas, bens);
        assertThat(ended()).containsExactly("cem cancelled");
        comes("dora");
        areTogether(callers, annas, bens, house.media.last());
    }

    // ---- who goes

    @ParameterizedTest
    @ValueSource(strings = {"hangs up", "is hung up", "hangs up at the desk"})
    void aGuestWhoLeavesLeavesTheOthersTogether(String how) {
        FakePhone cem = comes("cem");
        switch (how) {
            case "hangs up" -> cem.hangsUp();
            case "is hung up" -> does(new Command.CancelConsult());
            default -> house.desk("cem", new Command.HangUp());
        }
        house.run();
        assertThat(cem.isOver()).isTrue();
        areTogether(callers, annas, bens);
        assertThat(shown("anna")).contains("together The ben");
        assertThat(house.agentState("cem")).isEqualTo("wrap-up");
        assertThat(house.agentState("anna")).isEqualTo("talking");
        does(new Command.CancelConsult());
        assertThat(ben.isOver()).as("the last who came is hung up first").isTrue();
        assertThat(callers.peer()).contains(annas);
    }

    @Test
    void theOthersTalkOnWithoutWhoWasAskedFirst() {
        comes("cem");
        FakeMediaLeg cems = house.media.last();
        ben.hangsUp();
        house.run();
        areTogether(callers, annas, cems);
        assertThat(shown("anna")).contains("together The cem");
        does(new Command.Swap());
        assertThat(annas.peer()).as("three, as any").contains(cems);
    }

    @ParameterizedTest
    @ValueSource(strings = {"leaves", "hangs up"})
    void theAgentWhoLeavesGivesTheCallerToWhoWasAskedFirstAndTheOthersStay(String how) {
        comes("cem");
        FakeMediaLeg cems = house.media.last();
        comes("dora");
        FakeMediaLeg doras = house.media.last();
        if (how.equals("leaves")) {
            does(new Command.Complete());
        } else {
            anna.hangsUp();
            house.run();
        }
        assertThat(anna.isOver()).isTrue();
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        areTogether(callers, bens, cems, doras);
        assertThat(shown("ben")).contains("together The cem+The dora");
        assertThat(shown("dora")).contains("joined The ben+The cem");
        assertThat(house.desk("ben", new Command.CancelConsult())).isEqualTo(DONE);
        areTogether(callers, bens, cems);
        assertThat(house.desk("ben", new Command.Complete())).isEqualTo(DONE);
        assertThat(callers.peer()).contains(cems);
        assertThat(house.agentState("cem")).isEqualTo("talking");
        house.passes(30);
        for (String sender : List.of("anna", "ben")) {
            assertThat(FoldedFacts.ofAgent(house.facts, sender, Metric.TRANSFERS_ATTENDED))
                    .as("%s and the next had spoken", sender)
                    .isEqualTo(1);
            assertThat(FoldedFacts.ofAgent(house.facts, sender, Metric.TRANSFERS_BLIND))
                    .isZero();
        }
    }

    @Test
    void theCallerWhoHangsUpEndsItForAllWithTheirWrapUp() {
        FakePhone cem = comes("cem");
        does(new Command.Consult("dora"));
        caller.hangsUp();
        house.passes(1);
        assertThat(List.of(anna, ben, cem, house.edge.last())).allMatch(FakePhone::isOver);
        assertThat(house.agentState("cem")).isEqualTo("wrap-up");
        assertThat(house.agentState("dora")).isEqualTo("ready");
        assertThat(house.end(0)).startsWith("served");
    }

    // ---- hold, keys, mute, and what cannot be

    @Test
    void whoHoldsIsOutAndTheCallerHasMusicOnlyWhileAllDo() {
        FakePhone cem = comes("cem");
        FakeMediaLeg cems = house.media.last();
        does(new Command.Hold());
        cem.holds();
        house.run();
        assertThat(List.of(annas.part(), cems.part())).containsOnly(MixPart.HELD);
        assertThat(callers.music()).isEmpty();
        ben.holds();
        house.run();
        assertThat(callers.music()).isEqualTo("default.wav");
        does(new Command.Resume());
        assertThat(callers.music()).isEmpty();
        assertThat(annas.part()).isEqualTo(MixPart.FULL);
    }

    @Test
    void aGuestMayMuteAndNobodyIsSpokenWithAlone() {
        comes("cem");
        FakeMediaLeg cems = house.media.last();
        assertThat(house.desk("cem", new Command.Mute(true))).isEqualTo(DONE);
        assertThat(cems.isMute()).isTrue();
        assertThat(refused(new Command.Swap()))
                .isEqualTo("There are others with you: nobody can be spoken with alone until they have left.");
        assertThat(((Result.Refused) house.desk("cem", new Command.Consult("dora"))).why())
                .isEqualTo(CallControl.NOT_YOURS);
    }

    @Test
    void aSupervisorHearsAllOfThem() {
        comes("cem");
        FakeMediaLeg cems = house.media.last();
        listens();
        house.answers();
        FakeMediaLeg sues = house.media.last();
        assertThat(sues.mixed()).containsExactlyInAnyOrder(callers, annas, bens, cems, sues);
        assertThat(sues.part()).isEqualTo(MixPart.LISTENING);
    }

    private java.util.concurrent.CompletionStage<Result> listens() {
        InteractionId call = new InteractionId(house.streams().getFirst());
        var answer = house.hallway.supervision().carryOut("sue", new Order.Beside(call, SupervisorVoice.LISTEN));
        house.passes(java.time.Duration.ofMillis(50));
        return answer;
    }

    @Test
    void thirtyTwoHearEachOtherAndTheNextIsRefusedInWords() {
        List<FakeMediaLeg> all = new ArrayList<>(List.of(callers, annas, bens));
        while (all.size() < 32) {
            comes("+49 30 5" + (100 + all.size()));
            all.add(house.media.last());
        }
        areTogether(all.toArray(FakeMediaLeg[]::new));
        assertThat(refused(new Command.Consult("cem"))).startsWith(FULL);
        assertThat(listens().toCompletableFuture().join())
                .isInstanceOfSatisfying(
                        Result.Refused.class, r -> assertThat(r.why()).startsWith(FULL));
        does(new Command.CancelConsult());
        comes("cem");
        assertThat(callers.mixed()).hasSize(32);
    }
}
