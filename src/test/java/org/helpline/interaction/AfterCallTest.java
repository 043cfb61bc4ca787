package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakePhone;
import org.helpline.config.AfterCall;
import org.helpline.core.AgentFact;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.Published;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.DeskPort.DeskCall;
import org.helpline.interaction.DeskPort.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes, tags and calls for help. */
class AfterCallTest {

    private static final AgentId ANNA = new AgentId("anna");
    private static final String FIRST = "Pick a wrap-up code first: this queue wants one for every call.";

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben");
    private final FakeCaller caller = house.calls("300");
    private final FakePhone anna = house.edge.last();

    @BeforeEach
    void annaTalksWithACallerOfAQueueThatWantsCodes() {
        house.wants("support", new AfterCall(List.of("sold", "not sold"), true, "forgotten", Optional.empty()));
        anna.rings().answers();
        house.run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ready", "not-ready"})
    void anAgentGoesOnOnlyWithACode(String wish) {
        caller.hangsUp();
        house.passes(1);
        Command on = wish.equals("ready") ? new Command.Ready() : new Command.NotReady("Lunch");
        assertThat(house.desk("anna", on)).isEqualTo(new Result.Refused(FIRST));
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(house.desk("anna", new Command.WrapUpCode(call(), "sold"))).isEqualTo(new Result.Done());
        assertThat(house.desk("anna", on)).isEqualTo(new Result.Done());
        house.run();
        assertThat(house.agentState("anna")).startsWith(wish);
        assertThat(codes()).containsExactly("sold");
    }

    /** FIELD P68. */
    @Test
    void aWrapUpThatRunsOutIsCodedAllTheSame() {
        caller.hangsUp();
        house.passes(31);
        assertThat(house.agentState("anna")).isEqualTo("ready");
        assertThat(codes()).containsExactly("forgotten");
    }

    /** FIELD P68. */
    @Test
    void whoLogsOutInWrapUpLeavesACodedCall() {
        caller.hangsUp();
        house.passes(1);
        assertThat(house.desk("anna", new Command.LogOut())).isEqualTo(new Result.Done());
        house.run();
        assertThat(codes()).containsExactly("forgotten");
    }

    @Test
    void aCodePickedWhileTalkingIsEnough() {
        house.desk("anna", new Command.WrapUpCode(call(), "not sold"));
        caller.hangsUp();
        house.passes(31);
        assertThat(codes()).containsExactly("not sold");
    }

    @Test
    void aCodeOfAnotherQueueIsRefused() {
        assertThat(house.desk("anna", new Command.WrapUpCode(call(), "Solved")))
                .isEqualTo(new Result.Refused("\"Solved\" is not one of the wrap-up codes."));
        assertThat(codes()).isEmpty();
    }

    @Test
    void aQueueThatWantsNoCodeGetsNone() {
        house.wants("support", AfterCall.FREE);
        assertThat(house.desk("anna", new Command.WrapUpCode(call(), "Solved"))).isEqualTo(new Result.Done());
        caller.hangsUp();
        house.passes(31);
        house.calls("300");
        house.answers();
        house.desk("anna", new Command.HangUp());
        house.passes(31);
        assertThat(codes()).containsExactly("Solved");
    }

    @Test
    void tagsArePutOnAndTakenOff() {
        assertThat(house.desk("anna", new Command.Tag(call(), "iade talebi", true)))
                .isEqualTo(new Result.Done());
        house.desk("anna", new Command.Tag(call(), "iade talebi", false));
        assertThat(house.desk("anna", new Command.Tag(call(), "=cmd()", true))).isInstanceOf(Result.Refused.class);
        house.run();
        assertThat(facts(AgentFact.Tagged.class))
                .extracting(AgentFact.Tagged::on)
                .containsExactly(true, false);
    }

    @Test
    void aCallForHelpIsOpenUntilSomebodyComes() {
        assertThat(house.desk("anna", new Command.Help("angry"))).isEqualTo(new Result.Done());
        assertThat(house.hallway.desk().helpCalls())
                .extracting(h -> h.agent() + " " + h.queue() + " " + h.text())
                .containsExactly("anna support angry");
        house.hallway.desk().helpTaken(ANNA, "sam");
        house.run();
        assertThat(house.hallway.desk().helpCalls()).isEmpty();
        assertThat(facts(AgentFact.HelpOver.class))
                .extracting(AgentFact.HelpOver::by)
                .containsExactly("sam");
        assertThat(house.hallway.desk().helpTaken(ANNA, "sue").toCompletableFuture())
                .isCompletedWithValue(new Result.Refused("This call for help is over."));
    }

    @Test
    void aCallForHelpEndsWithTheCall() {
        house.desk("anna", new Command.Help(""));
        caller.hangsUp();
        house.passes(31);
        assertThat(house.hallway.desk().helpCalls()).isEmpty();
        assertThat(house.desk("anna", new Command.Help(""))).isEqualTo(new Result.Refused("You have no call in hand."));
    }

    private InteractionId call() {
        return house.onDesk("anna").map(DeskCall::interaction).orElseThrow();
    }

    private List<String> codes() {
        return facts(AgentFact.WrapUpCoded.class).stream()
                .map(AgentFact.WrapUpCoded::code)
                .toList();
    }

    private <F> List<F> facts(Class<F> kind) {
        return house.facts.stream()
                .map(Published::fact)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
