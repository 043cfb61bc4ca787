package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.helpline.call.FakeCaller;
import org.helpline.config.AfterCall;
import org.helpline.core.AgentFact;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.Problems;
import org.helpline.core.Published;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.DeskPort.Guide;
import org.helpline.interaction.DeskPort.GuideStep;
import org.helpline.interaction.DeskPort.Result;
import org.helpline.ivr.check.PlaybookKnown;
import org.helpline.ivr.check.Playbooks;
import org.helpline.ivr.model.Playbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The playbook of a queue's calls. */
class PlaybookTest {

    private static final AgentId ANNA = new AgentId("anna");
    private static final Result DONE = new Result.Done();

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben");
    private final AtomicReference<Playbook> inForce = new AtomicReference<>(read("""
            title: First
            steps:
              - {id: ask, title: Ask for the name, required: yes}
              - {id: amount, title: Agree on the amount, when: '"refund" in tags', note: required, required: yes}
              - {id: thanks, title: Say thanks, when: 'code == "sold"'}
            """));
    private FakeCaller caller;

    private static Playbook read(String text) {
        PlaybookKnown known = new PlaybookKnown(Set.of("support"), Optional.of(Set.of()), List.of(), Set.of());
        return Playbooks.check("refund", "refund.yaml", text, known, new Problems())
                .orElseThrow();
    }

    @BeforeEach
    void annaTalksWithACallerOfAQueueThatHasOne() {
        house.hallway.playbooks(
                name -> Optional.ofNullable(inForce.get()).filter(p -> p.name().equals(name)));
        house.wants("support", new AfterCall(List.of("sold"), false, "none", Optional.of("refund")));
        caller = house.calls("300");
        house.edge.last().rings().answers();
        house.run();
    }

    @Test
    void aRequiredStepHoldsTheNextCallUpAsARequiredCodeDoes() {
        caller.hangsUp();
        house.passes(1);
        assertThat(house.desk("anna", new Command.Ready()))
                .isEqualTo(new Result.Refused("Tick the step \"Ask for the name\" of the playbook first."));
        assertThat(tick("ask", true, "")).isEqualTo(DONE);
        assertThat(house.desk("anna", new Command.Ready())).isEqualTo(DONE);
        house.run();
        assertThat(house.agentState("anna")).isEqualTo("ready");
    }

    @Test
    void aTickThatIsTakenBackHoldsAgain() {
        tick("ask", true, "");
        tick("ask", false, "");
        caller.hangsUp();
        house.passes(1);
        assertThat(house.desk("anna", new Command.Ready())).isInstanceOf(Result.Refused.class);
    }

    @Test
    void aWrapUpThatRunsOutEndsAllTheSame() {
        caller.hangsUp();
        house.passes(31);
        assertThat(house.agentState("anna")).isEqualTo("ready");
    }

    @Test
    void tagsAndCodesShowSteps() {
        assertThat(shown()).containsExactly("ask");
        house.desk("anna", new Command.Tag(call(), "refund", true));
        assertThat(shown()).containsExactly("ask", "amount");
        house.desk("anna", new Command.WrapUpCode(call(), "sold"));
        assertThat(shown()).containsExactly("ask", "amount", "thanks");
        house.desk("anna", new Command.Tag(call(), "refund", false));
        assertThat(shown()).containsExactly("ask", "thanks");
    }

    @Test
    void aStepThatWantsANoteIsNotTickedWithoutOne() {
        house.desk("anna", new Command.Tag(call(), "refund", true));
        assertThat(tick("amount", true, " ")).isEqualTo(new Result.Refused("This step wants a note."));
        assertThat(tick("amount", true, "40 EUR, by card")).isEqualTo(DONE);
        assertThat(guide().steps().getLast())
                .extracting(GuideStep::done, GuideStep::note)
                .containsExactly(true, "40 EUR, by card");
        assertThat(facts()).singleElement().satisfies(f -> {
            assertThat(f.step()).isEqualTo("amount");
            assertThat(f.playbook()).isEqualTo("refund");
            assertThat(f.version())
                    .isEqualTo(Objects.requireNonNull(inForce.get()).version());
            assertThat(f.note().value()).isEqualTo("40 EUR, by card");
        });
    }

    @Test
    void whatIsNotShownIsNotTicked() {
        assertThat(tick("amount", true, "40 EUR"))
                .isEqualTo(new Result.Refused("The playbook shows no such step now."));
        assertThat(facts()).isEmpty();
    }

    @Test
    void aCallOfSomebodyElseIsNotTicked() {
        assertThat(house.desk("ben", new Command.Step(call(), "ask", true, "")))
                .isEqualTo(new Result.Refused("That call is no longer in your hand."));
    }

    @Test
    void aCallKeepsTheVersionThatItBeganWith() {
        inForce.set(read("{title: Second, steps: [{id: other, title: Other}]}"));
        assertThat(guide().title()).isEqualTo("First");
        assertThat(tick("ask", true, "")).isEqualTo(DONE);
        caller.hangsUp();
        house.passes(31);
        house.calls("300");
        house.answers();
        assertThat(guides()).containsExactly("Second");
    }

    @Test
    void whoGetsTheCallNextSeesWhatIsDone() {
        tick("ask", true, "");
        house.desk("anna", new Command.TransferToQueue(HouseOnOneThread.SUPPORT));
        house.run();
        house.answers();
        Guide atBens =
                house.hallway.desk().snapshot(new AgentId("ben")).playbook().orElseThrow();
        assertThat(atBens.steps().getFirst().done()).isTrue();
    }

    @Test
    void aQueueWithoutOneShowsNone() {
        house.wants("support", AfterCall.FREE);
        caller.hangsUp();
        house.passes(31);
        house.calls("300");
        house.answers();
        assertThat(guides()).isEmpty();
    }

    private List<String> guides() {
        return List.of("anna", "ben").stream()
                .flatMap(a -> house.hallway.desk().snapshot(new AgentId(a)).playbook().stream())
                .map(Guide::title)
                .toList();
    }

    private InteractionId call() {
        return house.hallway.desk().snapshot(ANNA).call().orElseThrow().interaction();
    }

    private Guide guide() {
        return house.hallway.desk().snapshot(ANNA).playbook().orElseThrow();
    }

    private List<String> shown() {
        return guide().steps().stream().map(GuideStep::id).toList();
    }

    private Result tick(String step, boolean done, String note) {
        Result result = house.desk("anna", new Command.Step(call(), step, done, note));
        house.run();
        return result;
    }

    private List<AgentFact.StepDone> facts() {
        return house.facts.stream()
                .map(Published::fact)
                .filter(AgentFact.StepDone.class::isInstance)
                .map(AgentFact.StepDone.class::cast)
                .toList();
    }
}
