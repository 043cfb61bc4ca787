package org.helpline.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.helpline.acd.Acd;
import org.helpline.acd.AcdEvent;
import org.helpline.acd.AcdLog;
import org.helpline.acd.Demand;
import org.helpline.acd.LiveAcd;
import org.helpline.acd.Plan;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.AcdSettings.Target;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.ManualClock;
import org.helpline.core.QueueName;
import org.helpline.core.SameThreadLoop;
import org.helpline.ivr.model.Wanted;
import org.helpline.ivr.run.Effect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a trial says of who may be rung is what the real queues do. */
class AgentsAgreeTest {

    private static final List<String> SKILLS = List.of("german", "billing");
    private static final List<String> QUEUES = List.of("support", "sales");

    static Stream<Long> seeds() {
        return Stream.iterate(1L, s -> s + 1).limit(300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theQueueRingsSomebodyWhomTheTrialNames(long seed) {
        Random random = new Random(seed);
        Map<String, MockedAgents.Agent> people = people(random);
        Optional<String> last = random.nextBoolean() ? Optional.of("a" + random.nextInt(4)) : Optional.empty();
        MockedAgents said = new MockedAgents(people, last);
        Effect.Enqueue wanted = wanted(random);

        SameThreadLoop loop = new SameThreadLoop("acd", new ManualClock(Instant.parse("2026-11-23T09:00:00Z")));
        List<AcdEvent> told = new ArrayList<>();
        Acd acd = LiveAcd.start(
                settings(people), loop, _ -> true, () -> new InteractionId("attempt"), AcdLog.NONE, told::add);
        people.forEach((id, agent) -> comes(acd, loop, id, agent));
        told.clear();
        acd.join(new Acd.Ticket(new InteractionId("kim"), wanted.queue(), 0, Optional.empty()).by(plan(wanted, last)));
        loop.run();
        for (int second = 0; second <= 40; second++) {
            Set<String> may = said.mayRing(wanted, Duration.ofSeconds(second));
            Optional<String> rung = rung(told);
            assertThat(rung.isPresent())
                    .as("seed %d, after %d s %s may be rung for %s, and %s is", seed, second, may, wanted, rung)
                    .isEqualTo(!may.isEmpty());
            if (rung.isPresent()) {
                assertThat(may).as("seed %d", seed).contains(rung.get());
                return;
            }
            loop.advance(Duration.ofSeconds(1));
        }
    }

    private static Optional<String> rung(List<AcdEvent> told) {
        return told.stream()
                .flatMap(e ->
                        e instanceof AcdEvent.Offer o && o.interaction().value().equals("kim")
                                ? Stream.of(o.agent().value())
                                : Stream.empty())
                .findFirst();
    }

    private static Map<String, MockedAgents.Agent> people(Random random) {
        Map<String, MockedAgents.Agent> people = new HashMap<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            Map<String, Integer> skills = new HashMap<>();
            SKILLS.stream().filter(_ -> random.nextBoolean()).forEach(s -> skills.put(s, 1 + random.nextInt(5)));
            people.put(
                    "a" + i,
                    new MockedAgents.Agent(
                            skills,
                            Set.of(QUEUES.get(random.nextInt(2))),
                            List.of(MockedAgents.Doing.values()).get(random.nextInt(3))));
        }
        return people;
    }

    private static Map<String, Integer> needs(Random random) {
        Map<String, Integer> needs = new HashMap<>();
        SKILLS.stream().filter(_ -> random.nextInt(3) == 0).forEach(s -> needs.put(s, 1 + random.nextInt(4)));
        return needs;
    }

    private static Effect.Enqueue wanted(Random random) {
        List<Wanted.Relaxed> relaxed = new ArrayList<>();
        int after = 0;
        while (random.nextInt(3) > 0) {
            after += 1 + random.nextInt(10);
            Set<QueueName> also = random.nextBoolean() ? Set.of(new QueueName("sales")) : Set.of();
            relaxed.add(new Wanted.Relaxed(Duration.ofSeconds(after), needs(random), also));
        }
        Wanted wanted = new Wanted(Optional.empty(), needs(random), relaxed, Optional.empty());
        Optional<Effect.Prefer> prefer = random.nextBoolean()
                ? Optional.of(new Effect.Prefer(
                        random.nextBoolean() ? "" : "a" + random.nextInt(4),
                        Duration.ofSeconds(1 + random.nextInt(15))))
                : Optional.empty();
        return new Effect.Enqueue(new QueueName("support"), 0, wanted, prefer, false, List.of(), Optional.empty());
    }

    private static Plan plan(Effect.Enqueue wanted, Optional<String> last) {
        List<Plan.Stage> stages = new ArrayList<>();
        stages.add(new Plan.Stage(Duration.ZERO, Demand.of(wanted.wanted().needs()), Set.of()));
        wanted.wanted().relaxed().forEach(r -> stages.add(new Plan.Stage(r.after(), Demand.of(r.needs()), r.also())));
        return new Plan(
                stages,
                wanted.prefer()
                        .flatMap(p -> (p.agent().isEmpty() ? last : Optional.of(p.agent()))
                                .map(a -> new Plan.Preference(new AgentId(a), p.within()))));
    }

    /** Logs in as the trial says: who talks has a caller of their own. */
    private static void comes(Acd acd, SameThreadLoop loop, String id, MockedAgents.Agent agent) {
        AgentId who = new AgentId(id);
        acd.reachable(who, true);
        if (agent.doing() != MockedAgents.Doing.AWAY) {
            acd.agent(who, new Acd.AgentCommand.LogIn());
            acd.agent(who, new Acd.AgentCommand.Ready());
        }
        if (agent.doing() == MockedAgents.Doing.TALKING) {
            acd.dial(new InteractionId("of-" + id), who, new QueueName("support"));
        }
        loop.run();
    }

    private static AcdSettings settings(Map<String, MockedAgents.Agent> people) {
        return new AcdSettings(
                QUEUES.stream().map(AgentsAgreeTest::queue).toList(),
                people.entrySet().stream()
                        .map(p -> new AgentSettings(
                                new AgentId(p.getKey()),
                                p.getKey(),
                                p.getValue().queues().stream()
                                        .map(QueueName::new)
                                        .toList(),
                                false,
                                Role.AGENT,
                                p.getValue().skills(),
                                true))
                        .toList(),
                Duration.ofSeconds(18));
    }

    private static QueueSettings queue(String name) {
        return new QueueSettings(
                new QueueName(name),
                "music",
                Duration.ZERO,
                0,
                new Target.Goodbye(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(20),
                Duration.ZERO);
    }
}
