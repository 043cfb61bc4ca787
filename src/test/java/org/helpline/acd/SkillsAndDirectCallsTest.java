package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers who need skills, and callers for one agent, rung at once or not at all. */
class SkillsAndDirectCallsTest {

    private static final QueueName SUPPORT = new QueueName("support");

    private static AgentSettings agent(String id, String... skills) {
        return new AgentSettings(new AgentId(id), id, List.of(SUPPORT), false, Role.AGENT, levels(skills), true);
    }

    private static Map<String, Integer> levels(String... skills) {
        return Stream.of(skills).collect(Collectors.toMap(s -> s, _ -> AgentSettings.USUAL_LEVEL));
    }

    private static Shift shift(AgentSettings... agents) {
        return new Shift(new AcdSettings(List.of(Shift.queue("support")), List.of(agents), Duration.ofSeconds(18)));
    }

    private static void needs(Shift shift, String caller, boolean orNobody, String... skills) {
        shift.acd.join(new Ticket(
                new InteractionId(caller), SUPPORT, 0, Optional.empty(), Set.of(skills), orNobody, Optional.empty()));
        shift.loop.run();
    }

    private static void direct(Shift shift, String caller, String agent) {
        shift.acd.join(Ticket.direct(new InteractionId(caller), new AgentId(agent), Duration.ofSeconds(18)));
        shift.loop.run();
    }

    // ---- skills

    @Test
    void whoHasAllTheSkillsIsRungThoughAnotherHasBeenIdleLonger() {
        Shift shift = shift(agent("anna"), agent("ben", "billing"), agent("cem", "billing", "english"))
                .ready("anna", "ben", "cem");
        needs(shift, "a", false, "billing", "english");
        assertThat(shift.offers()).containsExactly("1:cem<-a");
    }

    /** A caller with rare needs at the head must not hold up those behind. */
    @Test
    void whoNeedsASkillThatNobodyFreeHasHoldsUpNobody() {
        Shift shift = shift(agent("anna"), agent("ben", "billing")).ready("anna");
        shift.command("ben", new AgentCommand.LogIn());
        needs(shift, "rare", false, "billing");
        shift.calls("common", "support");
        assertThat(shift.offers()).containsExactly("1:anna<-common");
        shift.reachable("ben", true);
        shift.command("ben", new AgentCommand.Ready());
        assertThat(shift.offers()).containsExactly("1:anna<-common", "2:ben<-rare");
    }

    @Test
    void whoNeedsNoSkillMayBeServedByOneWhoHasAndTheTurnDecides() {
        Shift shift = shift(agent("ben", "billing"));
        shift.calls("first", "support");
        needs(shift, "second", false, "billing");
        shift.ready("ben");
        assertThat(shift.offers()).containsExactly("1:ben<-first");
    }

    @Test
    void whoRefusedIsRungAgainOnlyIfNobodyElseHasTheSkill() {
        Shift shift = shift(agent("anna"), agent("ben", "billing"), agent("cem", "billing"))
                .ready("anna", "ben", "cem");
        needs(shift, "a", false, "billing");
        shift.fails(1, OfferFailure.DECLINED);
        assertThat(shift.offers()).containsExactly("1:ben<-a", "2:cem<-a");
    }

    @ParameterizedTest
    @CsvSource({"true, nobody with billing", "false, waits"})
    void nobodyWithTheSkillIsNobodyForThatCallerIfTheScriptHasAWordForIt(boolean orNobody, String what) {
        Shift shift = shift(agent("anna"), agent("ben", "billing")).ready("anna");
        needs(shift, "a", orNobody, "billing");
        List<String> refused = shift.all(AcdEvent.NotQueued.class).stream()
                .map(AcdEvent.NotQueued::why)
                .toList();
        assertThat(refused.isEmpty() ? "waits" : refused.getFirst()).isEqualTo(what);
    }

    @Test
    void whenTheLastWithTheSkillLogsOutThoseWhoNeedItAreSentOnAndTheOthersWait() {
        Shift shift = shift(agent("anna"), agent("ben", "billing"));
        shift.command("anna", new AgentCommand.LogIn());
        shift.command("ben", new AgentCommand.LogIn());
        needs(shift, "a", true, "billing");
        shift.calls("b", "support");
        shift.command("ben", new AgentCommand.LogOut());
        assertThat(shift.all(AcdEvent.SendOn.class))
                .extracting(e -> e.interaction() + ": " + e.why())
                .containsExactly("a: nobody with billing");
        assertThat(shift.queueLine("support").waiting()).isEqualTo(1);
    }

    // ---- one agent, at once

    @Test
    void theAgentIsRungForTheTimeAskedAndTheCallIsInNoQueuesCounts() {
        Shift shift = shift(agent("anna")).ready("anna");
        direct(shift, "a", "anna");
        assertThat(shift.last(AcdEvent.Offer.class).ringFor()).hasSeconds(18);
        shift.answers(1);
        assertThat(shift.state("anna")).isEqualTo("talking");
        shift.hangsUp("a");
        assertThat(shift.state("anna")).isEqualTo("wrap-up");
        assertThat(shift.queueLine("support").offered()).isZero();
        assertThat(shift.acd.board().queues()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "offline, not there",
        "not ready, not there",
        "without a phone, not there",
        "unknown, not there",
        "rung, busy",
        "talking, busy",
        "wrap-up, busy",
        "pausing, busy"
    })
    void whoeverCannotBeRungThisMomentIsNotWaitedFor(String state, String why) {
        Shift shift = shift(agent("anna"));
        if (!state.equals("offline")) {
            shift.ready("anna");
        }
        switch (state) {
            case "not ready" -> shift.command("anna", new AgentCommand.NotReady("lunch"));
            case "without a phone" -> shift.reachable("anna", false);
            case "rung", "talking", "wrap-up", "pausing" -> shift.calls("before", "support");
            default -> {}
        }
        if (state.equals("talking") || state.equals("wrap-up")) {
            shift.answers(1);
        }
        if (state.equals("wrap-up")) {
            shift.hangsUp("before");
        }
        if (state.equals("pausing")) {
            shift.fails(1, OfferFailure.DECLINED);
        }
        direct(shift, "a", state.equals("unknown") ? "nobody" : "anna");
        assertThat(shift.last(AcdEvent.NotQueued.class).why()).isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource({"DECLINED, busy", "BUSY, busy", "UNREACHABLE, not there", "NO_ANSWER, no answer"})
    void oneRingAndNoMore(OfferFailure failure, String why) {
        Shift shift = shift(agent("anna")).ready("anna");
        direct(shift, "a", "anna");
        if (failure == OfferFailure.NO_ANSWER) {
            shift.passes(18);
        } else {
            shift.fails(1, failure);
        }
        assertThat(shift.last(AcdEvent.SendOn.class).why()).isEqualTo(why);
        shift.passes(60);
        assertThat(shift.offers()).hasSize(1);
    }

    @Test
    void anAgentWhoGoesToLunchWhileItRingsIsNotThere() {
        Shift shift = shift(agent("anna")).ready("anna");
        direct(shift, "a", "anna");
        shift.command("anna", new AgentCommand.NotReady("lunch"));
        assertThat(shift.last(AcdEvent.SendOn.class).why()).isEqualTo("not there");
    }

    @Test
    void aCallerWhoLeavesWhileItRingsFreesTheAgentForTheQueue() {
        Shift shift = shift(agent("anna")).ready("anna");
        direct(shift, "a", "anna");
        shift.calls("b", "support");
        shift.leaves("a");
        assertThat(shift.offers()).containsExactly("1:anna<-a", "2:anna<-b");
    }
}
