package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
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
 * settings change, and answers cross withdrawals, all at random. After every event the house rules are checked.
 */
class SimulationTest {

    private static final int EVENTS = 2_000;
    private static final List<String> QUEUES = List.of("support", "billing", "sales");
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
        assertThat(day.together).as("phones that rang beside others").isPositive();
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

    /** One day, with a model of what must be true kept from the events alone. */
    private static final class Day {

        private final int seed;
        private final Random random;
        private final Shift shift;
        private int heard;
        private int callers;

        private final Map<InteractionId, Ticket> sent = new HashMap<>();
        private final Map<InteractionId, Ticket> waiting = new HashMap<>();
        private final Map<Long, AcdEvent.Offer> ringing = new HashMap<>();
        private final Map<AgentId, InteractionId> talking = new HashMap<>();
        private final List<AcdEvent.Connect> conversations = new ArrayList<>();
        private final Map<QueueName, Sharing> sharings = new HashMap<>();
        private final Map<AgentId, List<QueueName>> helps = new HashMap<>();
        private final Set<QueueName> urgent = new HashSet<>();
        private long pastOffers;

        /** Offers of callers for whom another phone rang already. */
        private int together;

        /** Few callers come, so that many agents are free. */
        private final boolean calm;

        Day(int seed, boolean calm) {
            this.seed = seed;
            this.calm = calm;
            this.random = new Random(seed);
            this.shift = new Shift(settings());
            shift.reachable("robot", true);
            shift.reachable("robot2", true);
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

        /** Different each time it is asked for: new limits, other queues for the agents, now and then without one. */
        private AcdSettings settings() {
            List<QueueSettings> queues = new ArrayList<>();
            for (String name : QUEUES) {
                if (random.nextInt(10) > 0) {
                    queues.add(queue(name));
                }
            }
            queues.forEach(q -> sharings.put(q.name(), q.sharing()));
            List<QueueName> names = queues.stream().map(QueueSettings::name).toList();
            List<AgentSettings> agents = new ArrayList<>();
            for (String agent : AGENTS) {
                List<QueueName> serves =
                        names.stream().filter(_ -> random.nextInt(3) > 0).toList();
                if (random.nextInt(10) > 0) {
                    boolean helps = !agent.startsWith("robot") && random.nextInt(3) == 0;
                    agents.add(
                            helps
                                    ? Shift.helping(agent, someQueue(), serves.toArray(QueueName[]::new))
                                    : Shift.agent(agent, agent.startsWith("robot"), serves));
                }
            }
            helps.clear();
            agents.forEach(a -> helps.put(a.id(), a.helps()));
            return new AcdSettings(queues, agents, Duration.ofSeconds(18));
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
            return new Sharing(strategy, random.nextBoolean(), worth, headStart, Duration.ZERO, 1 + random.nextInt(5));
        }

        void somethingHappens() {
            switch (random.nextInt(22)) {
                case 0, 1, 2 -> {
                    if (calm) {
                        isReady(someAgent());
                    } else {
                        joins(new InteractionId("c" + ++callers));
                    }
                }
                case 3 -> {
                    if (!calm || waiting.size() < 2) {
                        joins(new InteractionId("c" + ++callers));
                    }
                }
                case 4 -> someCaller().ifPresent(c -> shift.acd.leave(c, reason()));
                case 5, 6, 7 -> someOffer().ifPresent(o -> shift.acd.accepted(o.offer()));
                case 8 -> someOffer().ifPresent(o -> shift.acd.failed(o.offer(), failure()));
                case 9 -> shift.acd.accepted(1 + random.nextLong(pastOffers + 2)); // late, twice, or never made
                case 10 -> shift.acd.failed(1 + random.nextLong(pastOffers + 2), failure());
                case 11, 12, 13 -> someConversation().ifPresent(this::ends);
                case 14, 15 -> shift.acd.agent(someAgent(), command());
                case 16 -> shift.acd.reachable(someAgent(), random.nextInt(4) > 0);
                case 17 -> someConversation().ifPresent(c -> joins(c.interaction())); // a transfer
                case 18 -> hoursOrSettings();
                case 19 -> someCaller().ifPresent(c -> unawaited(shift.acd.first(c)));
                case 20 -> someCaller().ifPresent(c -> unawaited(shift.acd.give(c, someAgent())));
                default -> shift.loop.advance(Duration.ofMillis(random.nextInt(20_000)));
            }
            shift.loop.run();
            hear();
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
            Ticket ticket = new Ticket(caller, queue, random.nextInt(3), only)
                    .by(plan())
                    .after(waited);
            sent.put(caller, ticket);
            shift.acd.join(ticket);
        }

        /** Nobody needs what nobody has, so that whoever is free must be rung; other queues' agents may be after a while. */
        private Plan plan() {
            if (random.nextInt(4) > 0) {
                return Plan.ANYBODY;
            }
            QueueName also = new QueueName(QUEUES.get(random.nextInt(QUEUES.size())));
            Plan.Stage first = Plan.ANYBODY.stages().getFirst();
            Plan.Stage later = new Plan.Stage(Duration.ofSeconds(1 + random.nextInt(60)), Demand.ANY, Set.of(also));
            return new Plan(List.of(first, later), Optional.empty());
        }

        private void ends(AcdEvent.Connect conversation) {
            conversations.removeIf(
                    c -> c.interaction().equals(conversation.interaction()) && c.offer() <= conversation.offer());
            if (random.nextInt(5) == 0) {
                shift.acd.leave(
                        conversation.interaction(), LeaveReason.ABANDONED); // a hang-up seen by the caller's leg
            } else {
                shift.acd.released(conversation.interaction());
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
            return some(new ArrayList<>(new TreeSet<>(
                            waiting.keySet().stream().map(InteractionId::value).toList())))
                    .map(InteractionId::new);
        }

        private Optional<AcdEvent.Offer> someOffer() {
            return some(new ArrayList<>(new TreeSet<>(ringing.keySet()))).map(ringing::get);
        }

        private Optional<AcdEvent.Connect> someConversation() {
            return some(conversations);
        }

        private <T> Optional<T> some(List<T> all) {
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
        }

        // ---- the model ----

        private void hear() {
            while (heard < shift.told.size()) {
                hear(shift.told.get(heard++));
            }
        }

        private void hear(AcdEvent event) {
            switch (event) {
                case AcdEvent.Queued q -> {
                    Ticket ticket = sent.get(q.interaction());
                    that(ticket != null && waiting.put(q.interaction(), ticket) == null, "queued twice", q);
                }
                case AcdEvent.NotQueued n -> that(!waiting.containsKey(n.interaction()), "refused and queued", n);
                case AcdEvent.Offer o -> {
                    that(waiting.containsKey(o.interaction()), "offered, but waits nowhere", o);
                    that(
                            ringing.values().stream().noneMatch(r -> r.agent().equals(o.agent())),
                            "agent offered twice",
                            o);
                    long others = ringing.values().stream()
                            .filter(r -> r.interaction().equals(o.interaction()))
                            .count();
                    that(others == 0 || others < mostAtOnce(o), "caller offered to too many at once", o);
                    together += others > 0 ? 1 : 0;
                    that(!talking.containsKey(o.agent()), "offered to somebody who talks", o);
                    ringing.put(o.offer(), o);
                    pastOffers = o.offer();
                }
                case AcdEvent.Withdraw w -> {
                    that(ringing.remove(w.offer()) != null || w.why().equals("too late"), "withdrawn twice", w);
                    w.takenBy()
                            .filter(_ -> !w.why().equals("too late"))
                            .ifPresent(by -> that(w.interaction().equals(talking.get(by)), "nobody took it", w));
                }
                case AcdEvent.Connect c -> {
                    that(ringing.remove(c.offer()) != null, "connected without an offer", c);
                    that(waiting.remove(c.interaction()) != null, "connected without waiting", c);
                    that(talking.put(c.agent(), c.interaction()) == null, "talks to two", c);
                    conversations.add(c);
                }
                case AcdEvent.SendOn s -> that(waiting.remove(s.interaction()) != null, "sent on without waiting", s);
                case AcdEvent.Gone g -> that(waiting.remove(g.interaction()) != null, "gone without waiting", g);
                case AcdEvent.AgentChanged a -> changed(a);
                case AcdEvent.Decided _ -> {}
                case AcdEvent.Relaxed r -> that(waiting.containsKey(r.interaction()), "relaxed for nobody", r);
                case AcdEvent.PositionChanged p -> that(waiting.containsKey(p.interaction()), "position of nobody", p);
                case AcdEvent.CallbackTaken _, AcdEvent.CallbackThere _, AcdEvent.CallbackNotTaken _ ->
                    that(false, "nobody asked for a call-back", event);
                case AcdEvent.CallbackDue _, AcdEvent.CallbackReached _, AcdEvent.CallbackMissed _ ->
                    that(false, "nobody asked for a call-back", event);
                case AcdEvent.CallbackIs _, AcdEvent.CallbackOver _ ->
                    that(false, "nobody asked for a call-back", event);
                case AcdEvent.Dialling _, AcdEvent.NotDialling _ -> {}
                case AcdEvent.WrapUpExtended w -> that(!w.by().isNegative(), "shortened", w);
            }
        }

        /** 0: one only. */
        private int mostAtOnce(AcdEvent.Offer offer) {
            boolean isForAll = Optional.ofNullable(sent.get(offer.interaction()))
                    .filter(t -> t.only().isEmpty())
                    .isPresent();
            return Optional.ofNullable(sharings.get(offer.queue()))
                    .filter(s -> isForAll && s.strategy() == Strategy.RING_ALL)
                    .map(Sharing::ringAtOnce)
                    .orElse(0);
        }

        private void changed(AcdEvent.AgentChanged a) {
            if (!a.state().equals("talking")) {
                talking.remove(a.agent());
            }
            if (!a.state().equals("offered") && !a.state().equals("talking")) {
                ringing.values().removeIf(o -> o.agent().equals(a.agent())); // failed: told by us, not by the ACD
            }
        }

        void check() {
            Board board = shift.acd.board();
            long counted = 0;
            for (Board.QueueLine q : board.queues()) {
                that(
                        q.offered() == q.answered() + q.abandoned() + q.sentOn() + q.callback() + q.waiting(),
                        "not conserved",
                        q);
                that(q.answeredInTime() <= q.answered(), "more in time than answered", q);
                counted += q.waiting();
            }
            that(counted == waiting.size(), "board counts " + counted + ", waiting " + waiting.size(), board);
            for (Board.AgentLine agent : board.agents()) {
                check(agent);
            }
        }

        private void check(Board.AgentLine agent) {
            boolean rings = ringing.values().stream().anyMatch(o -> o.agent().equals(agent.agent()));
            that(rings == agent.state().equals("offered"), "stuck reservation", agent);
            that(talking.containsKey(agent.agent()) == agent.state().equals("talking"), "stuck conversation", agent);
            boolean free = agent.state().equals("ready") && agent.reason().isEmpty() && agent.reachable();
            if (!free) {
                return;
            }
            for (Ticket ticket : waiting.values()) {
                boolean isOffered =
                        ringing.values().stream().anyMatch(o -> o.interaction().equals(ticket.interaction()));
                boolean couldServe = ticket.only()
                        .map(agent.agent()::equals)
                        .orElse(agent.queues().contains(ticket.queue())
                                || (urgent.contains(ticket.queue())
                                        && helps.getOrDefault(agent.agent(), List.of())
                                                .contains(ticket.queue())));
                that(isOffered || !couldServe, "waits while " + agent.agent() + " is idle", ticket);
            }
        }

        void everybodyGoesHome() {
            ringing.keySet().stream().toList().forEach(o -> shift.acd.failed(o, OfferFailure.DECLINED));
            waiting.keySet().stream().toList().forEach(c -> shift.acd.leave(c, LeaveReason.ABANDONED));
            shift.loop.run();
            hear();
            // each agent who talks is released once for each conversation of that caller
            for (int i = 0; i < AGENTS.size(); i++) {
                List.copyOf(talking.values()).forEach(shift.acd::released);
                shift.loop.run();
                hear();
            }
            AGENTS.forEach(a -> shift.acd.agent(new AgentId(a), new AgentCommand.LogOut()));
            shift.loop.advance(Duration.ofMinutes(10));
            hear();
        }

        void checkNothingIsLeft() {
            check();
            that(waiting.isEmpty(), "left waiting", waiting);
            that(talking.isEmpty() && ringing.isEmpty(), "left in a call", talking);
            that(shift.loop.pendingTimers() == 1, "timers left", shift.loop.pendingTimers()); // the tick
            shift.acd.board().agents().forEach(a -> that(a.state().equals("offline"), "still here", a));
        }

        private void that(boolean holds, String what, Object where) {
            if (!holds) {
                throw new AssertionError("seed " + seed + ", event " + heard + ": " + what + ": " + where);
            }
        }
    }
}
