package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.CallbackTicket;
import org.helpline.acd.Acd.CallbackWindow;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.acd.Acd.Miss;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.CallbackTerms;
import org.helpline.config.AcdSettings.Joining;
import org.helpline.config.AcdSettings.Presence;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.AcdSettings.Sharing;
import org.helpline.config.AcdSettings.Strategy;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checkpoints of the ACD: whoever goes on from one, taken at any moment, decides byte for byte what whoever began at the beginning does.
 * Days of everything that can happen, in any order, and all that can be set.
 */
class CheckpointTest {

    private static final int EVENTS = 400;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aReplayFromAnyMomentOnIsThatFromTheBeginning(int seed) {
        Day day = new Day(seed);
        for (int i = 0; i < EVENTS; i++) {
            day.somethingHappens();
        }
        sameFromAnywhere(day.shift.log(), seed);
    }

    /** Takes the log again, and again from some moments on: the decisions are the same, and so is where each stands at the end. */
    static void sameFromAnywhere(List<String> log, long seed) {
        Random random = new Random(seed);
        RecordText texts = new RecordText(UnaryOperator.identity());
        Replay whole = new Replay();
        List<Replay> later = new ArrayList<>();
        for (String line : log) {
            whole.take(line);
            later.forEach(r -> r.take(line));
            if (random.nextInt(Math.max(1, log.size() / 6)) == 0) {
                Replay resumed = new Replay();
                resumed.take(texts.write(whole.checkpoint(Instant.EPOCH, 0)));
                later.add(resumed);
            }
            if (random.nextInt(Math.max(1, log.size() / 12)) == 0) {
                String stands = texts.write(whole.checkpoint(Instant.EPOCH, 0));
                later.forEach(r -> {
                    assertThat(r.difference()).as("from a checkpoint").isEmpty();
                    assertThat(texts.write(r.checkpoint(Instant.EPOCH, 0))).isEqualTo(stands);
                });
            }
        }
        assertThat(whole.difference()).as("from the beginning").isEmpty();
        assertThat(later).allSatisfy(r -> {
            assertThat(r.difference()).as("from a checkpoint").isEmpty();
            assertThat(r.passed()).isZero();
            assertThat(r.resumed()).isEqualTo(1);
        });
    }

    @Test
    void lotsAreThoseOfTheLibraryAndGoOnWhereTheyWere() {
        for (long seed : new long[] {0, 1, -1, 1_795_000_000_000L, Long.MIN_VALUE}) {
            Lots lots = new Lots(seed);
            SplittableRandom library = new SplittableRandom(seed);
            for (int i = 0; i < 100; i++) {
                lots = new Lots(lots.state());
                assertThat(lots.nextDouble()).isEqualTo(library.nextDouble());
            }
        }
    }

    @Test
    void eachHourBeginsWithACheckpointAndAnHourOfNothingHasNone() {
        Shift shift = Shift.with("anna");
        shift.ready("anna");
        shift.passes(3 * 3600);
        shift.calls("kim", "support");
        shift.passes(30 * 60);
        shift.answers(1);
        shift.passes(3600);
        shift.hangsUp("kim");
        List<String> log = shift.log();
        assertThat(log.stream().filter(AcdScribe::isCheckpoint))
                .extracting(l -> ((Logged.Stood) Logged.read(l)).at())
                .containsExactly(Instant.parse("2026-11-23T12:00:00Z"), Instant.parse("2026-11-23T13:30:00Z"));
        Replay whole = Shift.replayed(log);
        assertThat(whole.difference()).isEmpty();
        assertThat(whole.resumed()).isZero();
        int from = IntStream.range(0, log.size())
                .filter(i -> AcdScribe.isCheckpoint(log.get(i)))
                .findFirst()
                .orElseThrow();
        Replay resumed = Shift.replayed(log.subList(from, log.size()));
        assertThat(resumed.difference()).isEmpty();
        assertThat(resumed.passed()).isZero();
        assertThat(resumed.began()).isZero();
        assertThat(resumed.resumed()).isEqualTo(1);
    }

    @Test
    void whatFollowsAMissingLineIsTakenAgainFromTheNextCheckpointOn() {
        List<String> log = new ArrayList<>(twoHours());
        log.remove(2);
        Replay replay = Shift.replayed(log);
        assertThat(replay.difference()).isEmpty();
        assertThat(replay.passed()).isPositive();
        assertThat(replay.resumed()).isEqualTo(1);
        assertThat(replay.inputs()).isGreaterThan(2);
    }

    @Test
    void whoComesByACheckpointAndStandsElsewhereIsShown() {
        List<String> log = new ArrayList<>(twoHours());
        log.replaceAll(l -> AcdScribe.isCheckpoint(l)
                ? l.replace("\"waiting\"", "\"waits\"").replace("Ready()", "Offline()")
                : l);
        Replay replay = Shift.replayed(log);
        assertThat(replay.difference()).isPresent();
        assertThat(replay.difference().get().input()).startsWith("the checkpoint Checkpoint(");
    }

    @Test
    void aCheckpointTellsNobodysNumber() {
        Shift shift = Shift.with("anna");
        shift.asks("kim", "cb1", "support", "+4930123456");
        shift.passes(3600);
        shift.calls("max", "support");
        assertThat(String.join("\n", shift.log()))
                .contains("Stood(", "Personal(\"caller 1\")")
                .doesNotContain("4930123456");
    }

    @Test
    void aCheckpointThatDoesNotHoldTogetherIsRefusedInWords() {
        String checkpoint =
                twoHours().stream().filter(AcdScribe::isCheckpoint).findFirst().orElseThrow();
        assertThatThrownBy(() -> new Replay()
                        .take(checkpoint.replace("OfQueue(QueueName(\"support\")", "OfQueue(QueueName(\"sales\")")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hold together");
    }

    private static List<String> twoHours() {
        Shift shift = Shift.with("anna", "ben");
        shift.ready("anna", "ben");
        shift.calls("kim", "support");
        shift.answers(1);
        shift.passes(3600);
        shift.calls("max", "support");
        shift.hangsUp("kim");
        shift.answers(2);
        return shift.log();
    }

    /** A day on which anything happens, as far as the ACD can be told of it. */
    private static final class Day {

        private static final List<String> QUEUES = List.of("q1", "q2", "q3");
        private static final List<String> AGENTS = List.of("anna", "ben", "cem", "dora", "robot");
        private static final List<String> SKILLS = List.of("german", "billing");

        private final Random random;
        private final Shift shift;
        private int heard;
        private int callers;
        private final List<InteractionId> known = new ArrayList<>();
        private final List<InteractionId> callbacks = new ArrayList<>();
        private final List<InteractionId> attempts = new ArrayList<>();
        private final List<Long> offers = new ArrayList<>();
        private final List<AcdEvent.Connect> talks = new ArrayList<>();
        private final Map<InteractionId, QueueName> held = new HashMap<>();

        Day(int seed) {
            this.random = new Random(seed);
            this.shift = new Shift(settings());
            AGENTS.forEach(a -> shift.ready(a));
        }

        void somethingHappens() {
            switch (random.nextInt(30)) {
                case 0, 1, 2, 3 -> shift.acd.join(ticket(newCaller()));
                case 4 -> shift.acd.leave(caller(), pick(LeaveReason.values()));
                case 5, 6, 7 -> shift.acd.accepted(offer());
                case 8 -> shift.acd.failed(offer(), pick(OfferFailure.values()));
                case 9, 10, 11 -> ends();
                case 12, 13 -> shift.acd.agent(agent(), command());
                case 14 -> shift.acd.reachable(agent(), random.nextInt(4) > 0);
                case 15 -> holds();
                case 16, 17 -> asksToBeCalled();
                case 18 -> some(attempts).ifPresent(shift.acd::reached);
                case 19 -> some(attempts).ifPresent(a -> shift.acd.missed(a, pick(Miss.values())));
                case 20 -> fromTheDesk();
                case 21 -> byHand();
                case 22 -> hoursOrSettings();
                case 23 -> shift.acd.dial(newCaller(), agent(), queue());
                case 24 ->
                    shift.acd.join(Ticket.direct(newCaller(), agent(), Duration.ofSeconds(5 + random.nextInt(20))));
                case 25 -> some(talks).ifPresent(t -> shift.acd.join(ticket(t.interaction())));
                default ->
                    shift.loop.advance(Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 1_200_000 : 20_000)));
            }
            shift.loop.run();
            hear();
        }

        private void hear() {
            for (; heard < shift.told.size(); heard++) {
                switch (shift.told.get(heard)) {
                    case AcdEvent.Offer o -> offers.add(o.offer());
                    case AcdEvent.CallbackDue d -> {
                        offers.add(d.offer());
                        attempts.add(d.interaction());
                    }
                    case AcdEvent.Connect c -> talks.add(c);
                    case AcdEvent.CallbackTaken t -> callbacks.add(t.callback());
                    case AcdEvent.CallbackOver o -> callbacks.remove(o.callback());
                    default -> {}
                }
            }
            while (offers.size() > 12) {
                offers.removeFirst();
            }
            while (attempts.size() > 6) {
                attempts.removeFirst();
            }
        }

        private InteractionId newCaller() {
            InteractionId caller = new InteractionId("c" + ++callers);
            known.add(caller);
            if (known.size() > 20) {
                known.removeFirst();
            }
            return caller;
        }

        private Ticket ticket(InteractionId caller) {
            Optional<AgentId> only = random.nextInt(6) == 0 ? Optional.of(agent()) : Optional.empty();
            return new Ticket(
                    caller,
                    queue(),
                    random.nextInt(3),
                    only,
                    plan(),
                    random.nextInt(5) == 0,
                    Optional.empty(),
                    random.nextInt(4) == 0
                            ? Optional.of(Duration.ofSeconds(20 + random.nextInt(200)))
                            : Optional.empty(),
                    Duration.ofSeconds(random.nextInt(4) == 0 ? random.nextInt(600) : 0));
        }

        private Plan plan() {
            List<Plan.Stage> stages = new ArrayList<>();
            stages.add(new Plan.Stage(Duration.ZERO, demand(), Set.of()));
            if (random.nextInt(3) == 0) {
                stages.add(new Plan.Stage(Duration.ofSeconds(5 + random.nextInt(40)), demand(), Set.of(queue())));
                stages.add(new Plan.Stage(Duration.ofSeconds(60), Demand.ANY, Set.copyOf(List.of(queue(), queue()))));
            }
            return new Plan(
                    stages,
                    random.nextInt(4) == 0
                            ? Optional.of(new Plan.Preference(agent(), Duration.ofSeconds(5 + random.nextInt(60))))
                            : Optional.empty());
        }

        private Demand demand() {
            return random.nextBoolean() ? Demand.ANY : Demand.of(Map.of(pick(SKILLS), 1 + random.nextInt(4)));
        }

        private void ends() {
            some(talks).ifPresent(t -> {
                switch (random.nextInt(6)) {
                    case 0 -> shift.acd.released(t.interaction());
                    case 1 -> shift.acd.handedOver(t.interaction(), newCaller(), t.agent());
                    case 2 -> shift.acd.leave(t.interaction(), LeaveReason.ABANDONED);
                    case 3 -> shift.acd.notDialled(t.interaction(), t.agent(), "nobody answered");
                    default -> shift.acd.released(t.interaction(), t.agent());
                }
                talks.remove(t);
            });
        }

        private void holds() {
            some(known).ifPresent(c -> {
                shift.acd.hold(c);
                held.put(c, queue());
            });
        }

        private void asksToBeCalled() {
            InteractionId from = random.nextBoolean() ? caller() : newCaller();
            Optional<CallbackWindow> window = Optional.empty();
            if (random.nextInt(4) == 0) {
                Instant begin = shift.clock.now().plusSeconds(random.nextInt(600));
                window = Optional.of(new CallbackWindow(begin, begin.plusSeconds(60 + random.nextInt(7_200))));
            }
            shift.acd.callBack(new CallbackTicket(
                    new InteractionId("cb" + ++callers),
                    from,
                    Optional.ofNullable(held.get(from)).orElseGet(this::queue),
                    random.nextInt(2),
                    new Personal("+49" + random.nextInt(15)),
                    Duration.ofSeconds(random.nextInt(100)),
                    window));
        }

        private void fromTheDesk() {
            some(callbacks).ifPresent(c -> {
                switch (random.nextInt(4)) {
                    case 0 -> shift.acd.cancelCallback(c, "not wanted");
                    case 1 -> shift.acd.callbackNow(c);
                    case 2 -> shift.acd.sleep(c, newCaller());
                    default -> shift.acd.wake(c, caller());
                }
            });
        }

        private void byHand() {
            switch (random.nextInt(4)) {
                case 0 -> assertThat(shift.acd.first(caller())).isNotNull();
                case 1 -> assertThat(shift.acd.give(caller(), agent())).isNotNull();
                case 2 -> shift.acd.callOff(caller(), agent());
                default -> shift.acd.urgent(queue(), random.nextBoolean());
            }
        }

        private void hoursOrSettings() {
            switch (random.nextInt(3)) {
                case 0 -> shift.acd.reconfigure(settings());
                case 1 -> shift.closedHours.clear();
                default -> shift.closedHours.add(queue() + "-hours");
            }
        }

        private AgentCommand command() {
            return switch (random.nextInt(9)) {
                case 0 -> new AgentCommand.LogOut();
                case 1 -> new AgentCommand.NotReady("break");
                case 2 -> new AgentCommand.ExtendWrapUp(Duration.ofSeconds(random.nextInt(60)));
                case 3 -> new AgentCommand.LogIn();
                case 4 -> new AgentCommand.EndWrapUp();
                default -> new AgentCommand.Ready();
            };
        }

        // ---- what is set

        private AcdSettings settings() {
            List<QueueSettings> queues = new ArrayList<>();
            QUEUES.stream().filter(_ -> random.nextInt(8) > 0).forEach(q -> queues.add(queueSettings(q)));
            List<AgentSettings> agents = new ArrayList<>();
            for (String agent : AGENTS) {
                if (random.nextInt(8) > 0) {
                    agents.add(agentSettings(agent));
                }
            }
            return new AcdSettings(queues, agents, Duration.ofSeconds(18));
        }

        private QueueSettings queueSettings(String name) {
            Sharing sharing = new Sharing(
                    pick(Strategy.values()),
                    random.nextBoolean(),
                    Duration.ofSeconds(random.nextInt(300)),
                    Duration.ofSeconds(random.nextInt(120)),
                    Duration.ofSeconds(random.nextBoolean() ? 0 : 5 + random.nextInt(60)),
                    1 + random.nextInt(4));
            CallbackTerms terms = new CallbackTerms(
                    random.nextBoolean(),
                    random.nextInt(4) == 0 ? List.of() : List.of(Duration.ofSeconds(90), Duration.ofMinutes(10)),
                    random.nextInt(3) * 4,
                    Duration.ofHours(2),
                    Duration.ZERO);
            QueueSettings limited = Shift.limited(
                    name,
                    Duration.ofSeconds(random.nextInt(3) == 0 ? 0 : 60 + random.nextInt(600)),
                    random.nextInt(3) == 0 ? 4 : 0,
                    Optional.empty(),
                    random.nextBoolean() ? "" : name + "-hours");
            return limited.sharedBy(sharing)
                    .callingBack(terms)
                    .joinedBy(new Joining(
                            pick(Presence.values()),
                            Duration.ofSeconds(random.nextInt(3) == 0 ? 60 : 0),
                            Optional.empty(),
                            true,
                            Duration.ofSeconds(random.nextInt(3) == 0 ? 30 : 0)));
        }

        /** Some name queues that there are not. */
        private AgentSettings agentSettings(String name) {
            Map<String, Integer> skills = new HashMap<>();
            SKILLS.stream().filter(_ -> random.nextBoolean()).forEach(s -> skills.put(s, 1 + random.nextInt(5)));
            List<QueueName> serves = QUEUES.stream()
                    .filter(_ -> random.nextBoolean())
                    .map(QueueName::new)
                    .toList();
            return new AgentSettings(
                    new AgentId(name),
                    name,
                    serves,
                    name.equals("robot"),
                    Role.AGENT,
                    skills,
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(new QueueName("q1"), 1 + random.nextInt(4)),
                    random.nextInt(3) == 0 ? List.of(queue()) : List.of());
        }

        // ---- whom it is about

        private InteractionId caller() {
            return some(known).orElseGet(this::newCaller);
        }

        private long offer() {
            return some(offers).orElse(1L);
        }

        private AgentId agent() {
            return new AgentId(pick(AGENTS));
        }

        private QueueName queue() {
            return new QueueName(pick(QUEUES));
        }

        private <T> T pick(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        private <T> T pick(T[] all) {
            return all[random.nextInt(all.length)];
        }

        private <T> Optional<T> some(List<T> all) {
            return all.isEmpty() ? Optional.empty() : Optional.of(pick(all));
        }
    }
}
