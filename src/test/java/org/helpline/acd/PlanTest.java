package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.Ticket;
import org.helpline.acd.Plan.Preference;
import org.helpline.acd.Plan.Stage;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.AcdSettings.Sharing;
import org.helpline.config.AcdSettings.Strategy;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;

/** Who may be rung for a caller changes while they wait: levels of skills, an agent who is waited for, other queues, those who help out. */
class PlanTest {

    private static final QueueName SUPPORT = new QueueName("support");
    private static final QueueName SALES = new QueueName("sales");

    private static AgentSettings agent(String id, QueueName queue, Map<String, Integer> skills, QueueName... helps) {
        AgentSettings plain = new AgentSettings(new AgentId(id), id, List.of(queue), false, Role.AGENT, skills, true);
        return new AgentSettings(
                plain.id(),
                id,
                plain.queues(),
                false,
                Role.AGENT,
                skills,
                true,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(helps));
    }

    private static Shift shift(Sharing sharing, AgentSettings... agents) {
        QueueSettings support = Shift.withWrapUp("support", Duration.ZERO).sharedBy(sharing);
        return new Shift(new AcdSettings(
                List.of(support, Shift.withWrapUp("sales", Duration.ZERO)), List.of(agents), Duration.ofSeconds(18)));
    }

    private static Shift shift(AgentSettings... agents) {
        return shift(Sharing.USUAL, agents);
    }

    private static void joins(Shift shift, String caller, Plan plan) {
        shift.acd.join(new Ticket(new InteractionId(caller), SUPPORT, 0, Optional.empty()).by(plan));
        shift.loop.run();
    }

    private static Stage stage(int fromSeconds, Map<String, Integer> levels, QueueName... also) {
        return new Stage(Duration.ofSeconds(fromSeconds), Demand.of(levels), Set.of(also));
    }

    private static Plan plan(Stage... stages) {
        return new Plan(List.of(stages), Optional.empty());
    }

    private static Plan preferring(String agent, int seconds) {
        return new Plan(
                Plan.ANYBODY.stages(), Optional.of(new Preference(new AgentId(agent), Duration.ofSeconds(seconds))));
    }

    // ---- levels

    @Test
    void aLevelThatIsTooLowIsNotRung() {
        Shift shift = shift(agent("anna", SUPPORT, Map.of("german", 2)), agent("ben", SUPPORT, Map.of("german", 4)))
                .ready("anna", "ben");
        joins(shift, "kim", plan(stage(0, Map.of("german", 3))));
        assertThat(shift.offers()).containsExactly("1:ben<-kim");
    }

    @Test
    void withSkillsFirstTheHighestLevelIsRung() {
        Sharing best = new Sharing(Strategy.LONGEST_IDLE, true, Duration.ZERO, Duration.ZERO, Duration.ZERO, 1);
        Shift shift = shift(
                        best,
                        agent("anna", SUPPORT, Map.of("german", 3)),
                        agent("ben", SUPPORT, Map.of("german", 5)),
                        agent("cem", SUPPORT, Map.of("german", 5)))
                .ready("anna", "ben", "cem");
        joins(shift, "kim", plan(stage(0, Map.of("german", 1))));
        joins(shift, "lou", Plan.ANYBODY);
        assertThat(shift.offers()).containsExactly("1:ben<-kim", "2:anna<-lou");
    }

    // ---- relaxation

    @Test
    void p40RelaxationIgnoresNoSkillAndSkipsNoStage() {
        Shift shift = shift(
                        agent("anna", SUPPORT, Map.of()),
                        agent("ben", SUPPORT, Map.of("german", 1)),
                        agent("cem", SUPPORT, Map.of("german", 5)))
                .ready("anna", "ben");
        shift.command("cem", new AgentCommand.LogIn()); // there, and not ready
        joins(shift, "kim", plan(stage(0, Map.of("german", 3)), stage(30, Map.of("german", 1)), stage(60, Map.of())));
        assertThat(shift.offers()).isEmpty();
        shift.passes(29);
        assertThat(shift.offers()).isEmpty();
        shift.passes(2);
        assertThat(shift.offers()).containsExactly("1:ben<-kim");
        shift.fails(1, Acd.OfferFailure.NO_ANSWER);
        shift.passes(28);
        assertThat(shift.offers()).hasSize(1); // nobody with any German is ready
        shift.passes(2);
        assertThat(shift.offers()).containsExactly("1:ben<-kim", "2:anna<-kim");
        assertThat(shift.all(AcdEvent.Relaxed.class))
                .extracting(AcdEvent.Relaxed::words)
                .containsExactly("german", "anybody");
    }

    @Test
    void whoJoinsWithLaterStagesIsTakenThoughNobodyMeetsTheFirst() {
        QueueSettings queue =
                Shift.limited("support", Duration.ZERO, 0, Optional.of(new AcdSettings.Target.Goodbye()), "");
        Shift shift = new Shift(new AcdSettings(
                List.of(queue), List.of(agent("anna", SUPPORT, Map.of("german", 1))), Duration.ofSeconds(18)));
        shift.command("anna", new AgentCommand.LogIn());
        joins(shift, "kim", plan(stage(0, Map.of("german", 3)), stage(30, Map.of("german", 1))));
        assertThat(shift.all(AcdEvent.NotQueued.class)).isEmpty();
        joins(shift, "lou", plan(stage(0, Map.of("german", 3))));
        assertThat(shift.last(AcdEvent.NotQueued.class).why()).isEqualTo("nobody with german 3");
        shift.command("anna", new AgentCommand.LogOut());
        assertThat(shift.last(AcdEvent.SendOn.class).interaction()).isEqualTo(new InteractionId("kim"));
    }

    @Test
    void otherQueuesAgentsMayBeRungFromAStageOn() {
        Shift shift = shift(agent("anna", SUPPORT, Map.of()), agent("sam", SALES, Map.of()))
                .ready("sam");
        shift.command("anna", new AgentCommand.LogIn());
        joins(shift, "kim", plan(stage(0, Map.of()), stage(20, Map.of(), SALES)));
        shift.passes(19);
        assertThat(shift.offers()).isEmpty();
        shift.passes(2);
        assertThat(shift.offers()).containsExactly("1:sam<-kim");
    }

    /** And an agent of the other queue who becomes free later takes whoever has waited longest of both. */
    @Test
    void guestsWaitTheirTurnAmongTheOthers() {
        Shift shift = shift(agent("sam", SALES, Map.of()));
        shift.command("sam", new AgentCommand.LogIn());
        joins(shift, "kim", plan(stage(0, Map.of()), stage(20, Map.of(), SALES)));
        shift.passes(5);
        shift.calls("lou", "sales");
        shift.passes(20);
        shift.ready("sam");
        assertThat(shift.offers()).containsExactly("1:sam<-kim");
        shift.answers(1);
        shift.hangsUp("kim");
        assertThat(shift.offers()).containsExactly("1:sam<-kim", "2:sam<-lou");
    }

    // ---- the agent who is waited for

    @Test
    void aPreferredAgentIsWaitedForThoughOthersAreFree() {
        Shift shift = shift(agent("anna", SUPPORT, Map.of()), agent("ben", SUPPORT, Map.of()))
                .ready("anna");
        shift.calls("first", "support");
        shift.answers(1);
        shift.ready("ben");
        joins(shift, "kim", preferring("anna", 30));
        assertThat(shift.offers()).hasSize(1);
        shift.passes(10);
        shift.hangsUp("first");
        assertThat(shift.offers()).last().isEqualTo("2:anna<-kim");
    }

    @Test
    void afterTheTimeAnybodyWillDo() {
        Shift shift = shift(agent("anna", SUPPORT, Map.of()), agent("ben", SUPPORT, Map.of()))
                .ready("anna");
        shift.calls("first", "support");
        shift.answers(1);
        shift.ready("ben");
        joins(shift, "kim", preferring("anna", 30));
        shift.passes(31);
        assertThat(shift.offers()).last().isEqualTo("2:ben<-kim");
    }

    @Test
    void p80NobodyWaitsForAnAgentWhoIsNotThere() {
        Shift shift = shift(agent("anna", SUPPORT, Map.of()), agent("ben", SUPPORT, Map.of()))
                .ready("ben");
        joins(shift, "kim", preferring("anna", 3600));
        assertThat(shift.offers()).containsExactly("1:ben<-kim");
    }

    /** Ben is free. */
    private static Shift kimWaitsForAnnaWhoTalks() {
        Shift shift = shift(agent("anna", SUPPORT, Map.of()), agent("ben", SUPPORT, Map.of()))
                .ready("anna");
        shift.calls("first", "support");
        shift.answers(1);
        shift.ready("ben");
        joins(shift, "kim", preferring("anna", 3600));
        return shift;
    }

    @Test
    void p80WhoWaitedForAnAgentThatGoesIsOfferedAtOnce() {
        Shift shift = kimWaitsForAnnaWhoTalks();
        shift.command("anna", new AgentCommand.NotReady("lunch")); // after the call
        assertThat(shift.offers()).last().isEqualTo("2:ben<-kim");
    }

    @Test
    void whoDidNotAnswerIsNotWaitedForAnyMore() {
        Shift shift = shift(agent("anna", SUPPORT, Map.of()), agent("ben", SUPPORT, Map.of()))
                .ready("anna", "ben");
        joins(shift, "kim", preferring("anna", 3600));
        shift.fails(1, Acd.OfferFailure.DECLINED);
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:ben<-kim");
    }

    @Test
    void anAgentOfAnotherQueueIsNotWaitedFor() {
        Shift shift = shift(agent("sam", SALES, Map.of()), agent("ben", SUPPORT, Map.of()))
                .ready("sam", "ben");
        joins(shift, "kim", preferring("sam", 3600));
        assertThat(shift.offers()).containsExactly("1:ben<-kim");
    }

    /** Whoever knows the caller is waited for whatever their skills, and rung when their talk ends. */
    @Test
    void p80WhoIsWaitedForIsRungWhenTheirTalkEndsWhateverTheirSkills() {
        Shift shift = shift(agent("anna", SUPPORT, Map.of()), agent("ben", SUPPORT, Map.of("german", 1)))
                .ready("anna");
        joins(shift, "kim", Plan.ANYBODY);
        shift.answers(1);
        joins(
                shift,
                "lou",
                new Plan(
                        List.of(stage(0, Map.of("german", 3))),
                        Optional.of(new Preference(new AgentId("anna"), Duration.ofSeconds(30)))));
        shift.passes(5);
        shift.hangsUp("kim");
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:anna<-lou");
    }

    @Test
    void p80AHeldCallerDoesNotComeBackToWaitForNobody() {
        Shift shift = kimWaitsForAnnaWhoTalks();
        shift.holds("kim");
        shift.hangsUp("first");
        shift.command("anna", new AgentCommand.LogOut());
        joins(shift, "kim", preferring("anna", 3600));
        assertThat(shift.offers()).last().isEqualTo("2:ben<-kim");
    }

    // ---- those who help out

    @Test
    void whoHelpsOutIsRungOnlyAfterTheTimeAndAfterTheQueuesOwn() {
        Sharing helped =
                new Sharing(Strategy.LONGEST_IDLE, false, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(40), 1);
        Shift shift = shift(helped, agent("anna", SUPPORT, Map.of()), agent("sam", SALES, Map.of(), SUPPORT))
                .ready("sam");
        joins(shift, "kim", Plan.ANYBODY);
        shift.passes(39);
        assertThat(shift.offers()).isEmpty();
        shift.passes(2);
        assertThat(shift.offers()).containsExactly("1:sam<-kim");
        shift.fails(1, Acd.OfferFailure.DECLINED);
        shift.ready("anna");
        assertThat(shift.offers()).last().isEqualTo("2:anna<-kim");
    }

    @Test
    void whoHelpsOutAndBecomesFreeTakesOnlyThoseWhoHaveWaitedLongEnough() {
        Sharing helped =
                new Sharing(Strategy.LONGEST_IDLE, false, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(40), 1);
        Shift shift = shift(helped, agent("sam", SALES, Map.of(), SUPPORT));
        joins(shift, "kim", Plan.ANYBODY);
        shift.passes(20);
        joins(shift, "lou", Plan.ANYBODY);
        shift.passes(22);
        shift.ready("sam");
        shift.answers(1);
        shift.hangsUp("kim");
        assertThat(shift.offers()).containsExactly("1:sam<-kim");
        shift.passes(20);
        assertThat(shift.offers()).containsExactly("1:sam<-kim", "2:sam<-lou");
    }
}
