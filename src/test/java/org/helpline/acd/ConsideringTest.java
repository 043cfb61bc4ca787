package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.AcdSettings.Sharing;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueFact.Passed;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every decision says who was rung, and of everybody else why not. */
class ConsideringTest {

    private static final QueueName SUPPORT = new QueueName("support");
    private static final QueueName SALES = new QueueName("sales");

    @Test
    void theOneWhoIsRungIsToldWithWhatDecidedAndTheOthersInTheirOrder() {
        Shift shift = Shift.with("anna", "ben", "cem");
        shift.ready("anna");
        shift.passes(10);
        shift.ready("ben");
        shift.passes(5);
        shift.calls("kim", "support");

        AcdEvent.Decided decided = shift.last(AcdEvent.Decided.class);
        assertThat(decided.rung()).contains(new AgentId("anna"));
        assertThat(decided.because()).isEqualTo("longest idle: idle 15 s");
        assertThat(words(decided)).containsExactly("ben: later: idle 5 s", "cem: not logged in");
        assertThat(shift.told.indexOf(decided)).isLessThan(shift.told.indexOf(shift.last(AcdEvent.Offer.class)));
    }

    @Test
    @DisplayName("P24 nobody can say why a caller waits: each agent's reason is told once")
    void whyNobodyIsRungIsToldOfEachAgent() {
        Shift shift = new Shift(house(
                agent("anna", Map.of("billing", 2)),
                agent("ben", Map.of("billing", 3)),
                agent("cem", Map.of("billing", 3)),
                agent("dora", Map.of("billing", 3)),
                agent("eva", Map.of("billing", 3)),
                agent("finn", Map.of("billing", 3)),
                helper("gina")));
        shift.ready("anna", "ben", "finn", "gina");
        shift.reachable("cem", true);
        shift.command("cem", new AgentCommand.LogIn());
        shift.command("cem", new AgentCommand.NotReady("lunch"));
        shift.command("dora", new AgentCommand.LogIn());
        shift.command("dora", new AgentCommand.Ready()); // no phone
        wanting(shift, "first", 3);
        shift.answers(1);
        wanting(shift, "second", 3);
        shift.fails(2, Acd.OfferFailure.DECLINED);

        AcdEvent.Decided decided = shift.last(AcdEvent.Decided.class);
        assertThat(decided.rung()).isEmpty();
        assertThat(decided.offer()).isZero();
        assertThat(decided.wanted()).isEqualTo("billing 3");
        assertThat(words(decided))
                .containsExactly(
                        "gina: helps out after 60 s",
                        "anna: lacks billing 3 (has 2)",
                        "ben: busy: talks",
                        "finn: has just refused a call",
                        "dora: no phone",
                        "cem: not ready: lunch",
                        "eva: not logged in");
    }

    @Test
    void whoRefusedBeforeIsToldWhenSomebodyElseIsRung() {
        Shift shift = Shift.with("anna", "ben");
        shift.ready("anna");
        shift.calls("kim", "support");
        shift.fails(1, Acd.OfferFailure.DECLINED);
        shift.passes(9); // anna may be rung again, and is
        assertThat(shift.last(AcdEvent.Decided.class).because()).contains("did not take this caller before");
        shift.fails(2, Acd.OfferFailure.DECLINED);
        shift.ready("ben");

        assertThat(shift.last(AcdEvent.Decided.class).rung()).contains(new AgentId("ben"));
        assertThat(words(shift.last(AcdEvent.Decided.class))).containsExactly("anna: has just refused a call");
    }

    @Test
    void whoeverIsNotThePreferredOneIsToldSo() {
        Shift shift = Shift.with("anna", "ben", "cem");
        shift.ready("anna", "ben");
        shift.calls("one", "support", 0, Optional.of("anna"));
        shift.answers(1);
        Plan plan = new Plan(
                Plan.ANYBODY.stages(), Optional.of(new Plan.Preference(new AgentId("anna"), Duration.ofSeconds(30))));
        shift.acd.join(new Ticket(new InteractionId("two"), SUPPORT, 0, Optional.empty()).by(plan));
        shift.loop.run();

        assertThat(words(shift.last(AcdEvent.Decided.class)))
                .containsExactly("ben: not the preferred one", "anna: busy: talks", "cem: not logged in");
        shift.passes(31);
        assertThat(shift.last(AcdEvent.Decided.class).rung()).contains(new AgentId("ben"));
    }

    @Test
    void itIsToldOnceForEachStageThatNobodyIsThere() {
        Shift shift = new Shift(house(agent("anna", Map.of())));
        shift.ready("anna");
        Plan plan = new Plan(
                List.of(
                        new Plan.Stage(Duration.ZERO, Demand.of(Map.of("billing", 4)), Set.of()),
                        new Plan.Stage(Duration.ofSeconds(20), Demand.of(Map.of("billing", 2)), Set.of())),
                Optional.empty());
        shift.acd.join(new Ticket(new InteractionId("kim"), SUPPORT, 0, Optional.empty()).by(plan));
        shift.passes(50);

        assertThat(shift.all(AcdEvent.Decided.class))
                .extracting(AcdEvent.Decided::wanted)
                .containsExactly("billing 4", "billing 2");
    }

    @Test
    void ofAQueueWithThousandsTheFirstAreNamedAndTheOthersCounted() {
        List<AgentSettings> many = new ArrayList<>();
        IntStream.range(0, 2_000).forEach(i -> many.add(agent("a" + i, i % 2 == 0 ? Map.of("billing", 3) : Map.of())));
        Shift shift = new Shift(house(many.toArray(AgentSettings[]::new)));
        IntStream.range(0, 1_000).forEach(i -> shift.ready("a" + i));
        shift.command("a998", new AgentCommand.NotReady("lunch"));
        wanting(shift, "kim", 3);

        AcdEvent.Decided decided = shift.last(AcdEvent.Decided.class);
        assertThat(decided.rung()).contains(new AgentId("a0"));
        assertThat(decided.passed().stream().mapToInt(p -> p.agents().size()).sum())
                .isEqualTo(Considering.FIRST);
        assertThat(decided.passed().stream().filter(p -> p.more() > 0))
                .containsExactly(
                        new Passed("later", List.of(), 499 - 1 - Considering.FIRST),
                        new Passed("lacks", List.of(), 500),
                        new Passed("not ready", List.of(), 1),
                        new Passed("not logged in", List.of(), 1_000));
        int told = decided.passed().stream()
                .mapToInt(p -> p.more() + p.agents().size())
                .sum();
        assertThat(told).as("everybody but the one who is rung").isEqualTo(1_999);
    }

    private static List<String> words(AcdEvent.Decided decided) {
        return decided.passed().stream()
                .map(p -> String.join(
                                ", ", p.agents().stream().map(AgentId::value).toList()) + ": " + p.why())
                .toList();
    }

    private static void wanting(Shift shift, String caller, int level) {
        shift.acd.join(new Ticket(new InteractionId(caller), SUPPORT, 0, Optional.empty())
                .by(Plan.needing(Demand.of(Map.of("billing", level)))));
        shift.loop.run();
    }

    private static AcdSettings house(AgentSettings... agents) {
        Sharing helped = new Sharing(
                Sharing.USUAL.strategy(),
                false,
                Sharing.USUAL.priorityWorth(),
                Duration.ZERO,
                Duration.ofMinutes(1),
                10);
        return new AcdSettings(
                List.of(Shift.queue("support").sharedBy(helped), Shift.queue("sales")),
                List.of(agents),
                Duration.ofSeconds(18));
    }

    private static AgentSettings agent(String id, Map<String, Integer> skills) {
        return new AgentSettings(new AgentId(id), id, List.of(SUPPORT), false, Role.AGENT, skills, true);
    }

    private static AgentSettings helper(String id) {
        AgentSettings a = agent(id, Map.of("billing", 5));
        return new AgentSettings(
                a.id(),
                id,
                List.of(SALES),
                false,
                Role.AGENT,
                a.skills(),
                true,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(SUPPORT));
    }
}
