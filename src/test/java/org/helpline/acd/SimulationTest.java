package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.Joining;
import org.helpline.config.AcdSettings.Presence;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.AcdSettings.Sharing;
import org.helpline.config.AcdSettings.Strategy;
import org.helpline.config.AcdSettings.Target;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole days in virtual time: callers come, leave and hang up, agents refuse, forget and go home, phones break, hours close,
 * settings change, and answers cross withdrawals, all at random. After every input a {@link WorldModel} holds what the ACD says against the rules.
 */
class SimulationTest {

    private static final int EVENTS = 2_000;
    private static final List<String> QUEUES = List.of("support", "billing", "sales");
    private static final List<String> SKILLS = List.of("german", "billing");
    private static final List<String> AGENTS = List.of("anna", "ben", "cem", "deniz", "robot", "robot2");

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nobodyIsLostOrOfferedTwiceOrLeftWaiting(int seed) {
        new Day(seed, false).runs();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void manyPhonesRingForOneCallerAndNobodyStaysReserved(int seed) {
        Day day = new Day(seed, true);
        day.runs();
        assertThat(day.world.rungBeside()).as("phones that rang beside others").isPositive();
    }

    @Test
    void theSameSeedIsTheSameDay() {
        Day one = new Day(7, false);
        Day two = new Day(7, false);
        for (int i = 0; i < EVENTS; i++) {
            one.somethingHappens();
            two.somethingHappens();
        }
        assertThat(one.shift.told).isEqualTo(two.shift.told).hasSizeGreaterThan(EVENTS / 2);
    }

    /** One day, with an onlooker. */
    private static final class Day {

        private final int seed;
        private final Random random;
        private final Shift shift;
        private int callers;

        private final Map<InteractionId, Ticket> sent = new HashMap<>();
        private final Set<QueueName> urgent = new HashSet<>();
        private final WorldModel world = new WorldModel(this::isOpen);

        /** Few callers come, so that many agents are free. */
        private final boolean calm;

        Day(int seed, boolean calm) {
            this.seed = seed;
            this.calm = calm;
            this.random = new Random(seed);
            this.shift = new Shift(settings(), world);
            shift.reachable("robot", true);
            shift.reachable("robot2", true);
        }

        private boolean isOpen(String hours) {
            return !shift.closedHours.contains(hours);
        }

        void runs() {
            for (int i = 0; i < EVENTS; i++) {
                somethingHappens();
                check();
            }
            everybodyGoesHome();
            checkNothingIsLeft();
            if (seed % 3 == 0) { // two hundred days: the others would show no more
                Replay replay = shift.replayed();
                assertThat(replay.difference()).as("the day replayed").isEmpty();
                assertThat(replay.inputs()).isGreaterThan(EVENTS / 2);
                assertThat(replay.told()).isEqualTo(shift.told.size());
            }
        }

        /** Different each time it is asked for: new limits, other queues and skills for the agents, now and then without one. */
        private AcdSettings settings() {
            List<QueueSettings> queues = new ArrayList<>();
            for (String name : QUEUES) {
                if (random.nextInt(10) > 0) {
                    queues.add(queue(name));
                }
            }
            List<QueueName> names = queues.stream().map(QueueSettings::name).toList();
            List<AgentSettings> agents = new ArrayList<>();
            for (String agent : AGENTS) {
                if (random.nextInt(10) > 0) {
                    agents.add(agent(agent, names));
                }
            }
            return new AcdSettings(queues, agents, Duration.ofSeconds(18));
        }

        private AgentSettings agent(String id, List<QueueName> queues) {
            List<QueueName> serves =
                    queues.stream().filter(_ -> random.nextInt(3) > 0).toList();
            boolean isRobot = id.startsWith("robot");
            boolean helps = !isRobot && random.nextInt(3) == 0;
            return new AgentSettings(
                    new AgentId(id),
                    id,
                    serves,
                    isRobot,
                    Role.AGENT,
                    skills(),
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(new QueueName("support"), 1 + random.nextInt(3)),
                    helps ? List.of(new QueueName(someQueue())) : List.of());
        }

        /** Up to level 5; nobody has all of them at the highest. */
        private Map<String, Integer> skills() {
            Map<String, Integer> skills = new TreeMap<>();
            SKILLS.stream().filter(_ -> random.nextInt(3) > 0).forEach(s -> skills.put(s, 1 + random.nextInt(5)));
            return skills;
        }

        private QueueSettings queue(String name) {
            Duration most = Duration.ofSeconds(random.nextInt(3) == 0 ? 0 : 30 + random.nextInt(300));
            Optional<Target> nobody = random.nextBoolean() ? Optional.empty() : Optional.of(new Target.Goodbye());
            int size = random.nextInt(3) == 0 ? 3 : 0;
            String hours = random.nextBoolean() ? "" : name + "-hours";
            QueueSettings limited = Shift.limited(name, most, size, nobody, hours);
            Duration wrapUp = random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(random.nextInt(40));
            return new QueueSettings(
                            limited.name(),
                            limited.music(),
                            limited.maxWait(),
                            limited.maxSize(),
                            limited.overflow(),
                            limited.nobody(),
                            limited.closed(),
                            limited.hours(),
                            Duration.ofSeconds(5 + random.nextInt(20)),
                            wrapUp)
                    .sharedBy(sharing())
                    .joinedBy(joining());
        }

        private Joining joining() {
            Presence presence = some(List.of(Presence.values())).orElseThrow();
            Duration most = Duration.ofSeconds(random.nextBoolean() ? 0 : 1 + random.nextInt(120));
            Duration unstaffed = Duration.ofSeconds(random.nextBoolean() ? 0 : 1 + random.nextInt(60));
            return new Joining(presence, most, Optional.empty(), true, unstaffed);
        }

        private Sharing sharing() {
            Strategy strategy = calm && random.nextInt(3) > 0
                    ? Strategy.RING_ALL
                    : some(List.of(Strategy.values())).orElseThrow();
            Duration worth = Duration.ofSeconds(random.nextInt(300));
            Duration headStart = Duration.ofSeconds(random.nextInt(120));
            Duration help = Duration.ofSeconds(random.nextInt(3) > 0 ? 0 : 1 + random.nextInt(120));
            return new Sharing(strategy, random.nextBoolean(), worth, headStart, help, 1 + random.nextInt(5));
        }

        void somethingHappens() {
            switch (random.nextInt(23)) {
                case 0, 1, 2 -> {
                    if (calm) {
                        isReady(someAgent());
                    } else {
                        joins(new InteractionId("c" + ++callers));
                    }
                }
                case 3 -> {
                    if (!calm || world.waiting().size() < 2) {
                        joins(new InteractionId("c" + ++callers));
                    }
                }
                case 4 -> someCaller().ifPresent(c -> shift.acd.leave(c, reason()));
                case 5, 6, 7 -> someOffer().ifPresent(shift.acd::accepted);
                case 8 -> someOffer().ifPresent(o -> shift.acd.failed(o, failure()));
                case 9 -> shift.acd.accepted(1 + random.nextLong(world.lastOffer() + 2)); // late, twice, or never made
                case 10 -> shift.acd.failed(1 + random.nextLong(world.lastOffer() + 2), failure());
                case 11, 12, 13 -> someConversation().ifPresent(this::ends);
                case 14, 15 -> shift.acd.agent(someAgent(), command());
                case 16 -> shift.acd.reachable(someAgent(), random.nextInt(4) > 0);
                case 17 -> someConversation().ifPresent(this::joins); // a transfer
                case 18 -> hoursOrSettings();
                case 19 -> someCaller().ifPresent(c -> unawaited(shift.acd.first(c)));
                case 20 -> someCaller().ifPresent(c -> unawaited(shift.acd.give(c, someAgent())));
                case 21 -> someCaller().ifPresent(this::isAskedForANumber);
                default -> shift.loop.advance(Duration.ofMillis(random.nextInt(20_000)));
            }
            shift.loop.run();
        }

        /** Or waits on, when they were asked. */
        private void isAskedForANumber(InteractionId caller) {
            if (random.nextInt(3) == 0) {
                shift.acd.hold(caller);
            } else {
                shift.acd.join(Objects.requireNonNull(sent.get(caller)));
            }
        }

        /** What a supervisor is told is not what this is about. */
        private static void unawaited(CompletionStage<?> answer) {
            assertThat(answer).isNotNull();
        }

        private void isReady(AgentId agent) {
            shift.acd.reachable(agent, true);
            shift.acd.agent(agent, new AgentCommand.LogIn());
            shift.acd.agent(agent, new AgentCommand.Ready());
        }

        private void hoursOrSettings() {
            String hours = someQueue() + "-hours";
            if (random.nextInt(3) == 0) {
                QueueName queue = new QueueName(someQueue());
                boolean on = !urgent.remove(queue);
                if (on) {
                    urgent.add(queue);
                }
                shift.acd.urgent(queue, on);
            } else if (random.nextInt(4) == 0) {
                shift.acd.reconfigure(settings());
            } else if (random.nextInt(3) > 0) {
                shift.closedHours.remove(hours);
            } else {
                shift.closedHours.add(hours);
            }
        }

        private void joins(InteractionId caller) {
            QueueName queue = new QueueName(QUEUES.get(random.nextInt(QUEUES.size())));
            Optional<AgentId> only = random.nextInt(8) == 0 ? Optional.of(someAgent()) : Optional.empty();
            Duration waited = Duration.ofSeconds(random.nextInt(3) == 0 ? random.nextInt(600) : 0);
            Optional<Duration> most =
                    random.nextInt(4) > 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(random.nextInt(200)));
            Ticket ticket = new Ticket(
                    caller,
                    queue,
                    random.nextInt(3),
                    only,
                    plan(),
                    random.nextInt(4) == 0,
                    Optional.empty(),
                    most,
                    waited);
            sent.put(caller, ticket);
            shift.acd.join(ticket);
        }

        /** Some need somebody who knows something; most of them take others after a while, of other queues too; some wait for one agent at first. */
        private Plan plan() {
            Optional<Plan.Preference> prefer = random.nextInt(6) > 0
                    ? Optional.empty()
                    : Optional.of(new Plan.Preference(someAgent(), Duration.ofSeconds(1 + random.nextInt(90))));
            List<Plan.Stage> stages = new ArrayList<>();
            stages.add(new Plan.Stage(Duration.ZERO, demand(), Set.of()));
            for (int from = random.nextInt(60); random.nextInt(3) == 0; from += 1 + random.nextInt(60)) {
                Set<QueueName> also = random.nextBoolean() ? Set.of() : Set.of(new QueueName(someQueue()));
                stages.add(new Plan.Stage(Duration.ofSeconds(from + 1L), demand(), also));
            }
            return new Plan(stages, prefer);
        }

        private Demand demand() {
            return random.nextInt(3) > 0
                    ? Demand.ANY
                    : Demand.of(Map.of(SKILLS.get(random.nextInt(SKILLS.size())), 1 + random.nextInt(4)));
        }

        private void ends(InteractionId caller) {
            if (random.nextInt(5) == 0) {
                shift.acd.leave(caller, LeaveReason.ABANDONED); // a hang-up seen by the caller's leg
            } else {
                shift.acd.released(caller);
            }
        }

        private LeaveReason reason() {
            return some(List.of(LeaveReason.values())).orElseThrow();
        }

        private OfferFailure failure() {
            return some(List.of(OfferFailure.values())).orElseThrow();
        }

        private AgentCommand command() {
            return switch (random.nextInt(9)) {
                case 8 -> new AgentCommand.EndWrapUp();
                case 0 -> new AgentCommand.LogOut();
                case 1 -> new AgentCommand.NotReady("break");
                case 2 -> new AgentCommand.ExtendWrapUp(Duration.ofSeconds(random.nextInt(60) - 10));
                case 3, 4 -> new AgentCommand.LogIn();
                default -> new AgentCommand.Ready();
            };
        }

        private String someQueue() {
            return QUEUES.get(random.nextInt(QUEUES.size()));
        }

        private AgentId someAgent() {
            return new AgentId(AGENTS.get(random.nextInt(AGENTS.size())));
        }

        private Optional<InteractionId> someCaller() {
            return some(world.waiting().stream().map(WorldPicture.Caller::id).toList());
        }

        private Optional<Long> someOffer() {
            return some(offers());
        }

        private List<Long> offers() {
            return world.waiting().stream()
                    .flatMap(c -> c.phones.keySet().stream())
                    .toList();
        }

        private Optional<InteractionId> someConversation() {
            return some(world.talks()).map(WorldPicture.Talk::caller);
        }

        private <T> Optional<T> some(List<T> all) {
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
        }

        void check() {
            world.agreesWith(shift.acd.board());
        }

        void everybodyGoesHome() {
            offers().forEach(o -> shift.acd.failed(o, OfferFailure.DECLINED));
            world.waiting().stream()
                    .map(WorldPicture.Caller::id)
                    .toList()
                    .forEach(c -> shift.acd.leave(c, LeaveReason.ABANDONED));
            shift.loop.run();
            // each agent who talks is released once for each conversation of that caller
            for (int i = 0; i < AGENTS.size(); i++) {
                world.talks().stream().map(WorldPicture.Talk::caller).toList().forEach(shift.acd::released);
                shift.loop.run();
            }
            AGENTS.forEach(a -> shift.acd.agent(new AgentId(a), new AgentCommand.LogOut()));
            shift.loop.advance(Duration.ofMinutes(10));
        }

        void checkNothingIsLeft() {
            check();
            assertThat(world.waiting()).as("left waiting").isEmpty();
            assertThat(world.talks()).as("left in a call").isEmpty();
            assertThat(shift.loop.pendingTimers()).as("timers left").isEqualTo(1); // the tick
            assertThat(shift.acd.board().agents())
                    .as("still here")
                    .allMatch(a -> a.state().equals("offline"));
        }
    }
}
