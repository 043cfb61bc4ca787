package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.helpline.acd.Board;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakeMediaLeg;
import org.helpline.call.FakePhone;
import org.helpline.call.Sdp;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.helpline.journal.measure.FoldedFacts;
import org.helpline.journal.measure.Interval;
import org.helpline.journal.measure.Metric;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random callers, agents, keys, hang-ups and failures, with words between loops that arrive late: every seed is a day that
 * can be played again. A leg that is bridged to two fails in {@link FakeMediaLeg} itself.
 */
class HouseSimulationTest {

    private static final List<String> AGENTS = List.of("anna", "ben", "cem");
    private static final int ACTIONS = 150;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsLeftAfterADayOfAnything(long seed) {
        Day day = new Day(seed);
        try {
            for (int i = 0; i < ACTIONS; i++) {
                day.somethingHappens();
                day.noPhoneIsWithoutACall();
            }
            day.everybodyGoesHome();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + " after " + day.history, e);
        }
        day.house.assertNothingIsLeft("seed " + seed + " after " + day.history);
    }

    /** The conservation law of reports, in every queue and interval; and the journal offers as many as the ACD, whose word is older: P69 to P72. */
    @ParameterizedTest
    @MethodSource("seeds")
    void reportsCountEveryCallerOnceAndAsTheQueuesDid(long seed) {
        Day day = new Day(seed);
        for (int i = 0; i < ACTIONS; i++) {
            day.somethingHappens();
        }
        day.everybodyGoesHome();
        FoldedFacts.counts(day.house.facts, Interval.QUARTER)
                .forEach((at, counts) -> assertThat(
                                FoldedFacts.ENDS.stream().mapToLong(counts::get).sum())
                        .as("seed %d: who joined at %s", seed, at)
                        .isEqualTo(counts.get(Metric.OFFERED)));
        Map<String, Map<Metric, Long>> whole = FoldedFacts.counts(day.house.facts, Interval.NONE);
        for (Board.QueueLine line : day.house.hallway.desk().board().queues()) {
            Map<Metric, Long> counts = whole.getOrDefault(line.queue().value(), Map.of());
            ToLongFunction<Metric> count = m -> counts.getOrDefault(m, 0L);
            String queue = "seed " + seed + ", " + line.queue();
            long answered = count.applyAsLong(Metric.ANSWERED);
            long left = line.abandoned() + line.sentOn() + line.callback();
            assertThat(count.applyAsLong(Metric.OFFERED)).as(queue).isEqualTo(line.offered());
            assertThat(count.applyAsLong(Metric.CUT) + count.applyAsLong(Metric.WAITING))
                    .as("in limbo: " + queue)
                    .isZero();
            // who left while the agent was being connected was answered to the ACD, which had not heard; the journal
            // has
            assertThat(line.answered() - answered)
                    .as(queue)
                    .isNotNegative()
                    .isEqualTo(line.offered() - answered - left);
        }
    }

    private static final class Day {
        private final Random random;
        private final HouseOnOneThread house;
        private final List<String> history = new ArrayList<>();

        Day(long seed) {
            random = new Random(seed);
            int slowest = random.nextInt(3) * 80; // ms between loops
            Path scripts = random.nextInt(4) == 0 ? Path.of("ivr-scripts") : HouseOnOneThread.OWN_SCRIPTS;
            house = new HouseOnOneThread(
                    scripts,
                    () -> Duration.ofMillis(slowest == 0 ? 0 : random.nextInt(slowest)),
                    seed,
                    AGENTS.toArray(String[]::new));
            house.loading = Duration.ofMillis(random.nextInt(3) * 40L);
            house.ready(AGENTS.toArray(String[]::new));
            house.edge.register("204", "sip:204@192.0.2.70");
            house.edge.register("sue", "sip:sue@192.0.2.80");
            house.edge.register("tom", "sip:tom@192.0.2.81");
            if (seed % 2 == 0) {
                house.ringsAll();
            }
        }

        void somethingHappens() {
            switch (random.nextInt(29)) {
                case 0, 1, 2, 3 -> call();
                case 4 -> note("ack").ifAny(callers(), c -> c.ack(Optional.of(Sdp.audio(30_000))));
                case 5, 6 -> note("caller hangs up").ifAny(callers(), FakeCaller::hangsUp);
                case 7 -> note("caller breaks").ifAny(callers(), c -> c.breaks("broken"));
                case 8, 9 -> note("key").ifAny(house.media.open(), l -> l.hears("01***".charAt(random.nextInt(5))));
                case 10 -> note("info").ifAny(callers(), c -> c.info('*'));
                case 11, 12, 13, 14 -> note("answers").ifAny(phones(), FakePhone::answers);
                case 15 -> note("refuses").ifAny(phones(), p -> p.refuses(random.nextBoolean() ? 486 : 603));
                case 16 -> note("phone fails").ifAny(phones(), p -> p.fails("lost"));
                case 17 -> note("agent hangs up").ifAny(phones(), FakePhone::hangsUp);
                case 18 -> note("phone holds").ifAny(phones(), p -> holdOrResume(p));
                case 19 -> note("silence").ifAny(house.media.open(), l -> l.isSilentFor(Duration.ofSeconds(30)));
                case 20, 21, 22 -> desk();
                case 23 -> phoneComesOrGoes();
                case 25, 26, 27 -> supervisor();
                case 24 -> house.media.free(random.nextInt(5) == 0 ? 1 : 1_000);
                default -> note("time").pass(random.nextInt(40_000));
            }
            pass(random.nextInt(4) == 0 ? random.nextInt(2_000) : random.nextInt(10));
        }

        private void call() {
            note("call");
            String number = List.of("100", "200", "300", "301", "302", "404").get(random.nextInt(6));
            house.calls(
                    number,
                    "+4930" + random.nextInt(100),
                    random.nextInt(5) == 0 ? Optional.empty() : Optional.of(Sdp.audio(30_000)));
        }

        private void holdOrResume(FakePhone phone) {
            if (random.nextBoolean()) {
                phone.holds();
            } else {
                phone.resumes();
            }
        }

        private void desk() {
            DeskPort.Command command = switch (random.nextInt(23)) {
                case 0 -> new DeskPort.Command.Hold();
                case 1 -> new DeskPort.Command.Resume();
                case 2 -> new DeskPort.Command.HangUp();
                case 3 -> new DeskPort.Command.TransferToQueue(HouseOnOneThread.BILLING);
                case 4 -> new DeskPort.Command.TransferToScript("survey");
                case 5 -> new DeskPort.Command.TransferToAgent(new AgentId(agent()));
                case 6 -> new DeskPort.Command.LogOut();
                case 7 -> new DeskPort.Command.LogIn();
                case 8 -> new DeskPort.Command.NotReady("Lunch");
                case 9 -> new DeskPort.Command.PutThrough(somebody());
                case 10, 11, 12 -> new DeskPort.Command.Consult(somebody());
                case 13 -> new DeskPort.Command.Swap();
                case 14 -> new DeskPort.Command.Complete();
                case 19, 20 -> new DeskPort.Command.JoinAll();
                case 15 -> new DeskPort.Command.CancelConsult();
                case 16 -> new DeskPort.Command.Mute(random.nextBoolean());
                case 17 -> new DeskPort.Command.Keys("12#");
                case 18 -> new DeskPort.Command.Dial("+49305234", Optional.empty());
                default -> new DeskPort.Command.Ready();
            };
            String agent = agent();
            note(agent + " " + command);
            house.hallway.desk().command(new AgentId(agent), command);
        }

        private void supervisor() {
            InteractionId call = house.streams().isEmpty()
                    ? new InteractionId("none")
                    : new InteractionId(
                            house.streams().get(Math.max(0, house.streams().size() - 1 - random.nextInt(6))));
            AgentId agent = new AgentId(agent());
            String by = random.nextInt(4) == 0 ? agent.value() : random.nextBoolean() ? "sue" : "tom";
            SupervisorVoice voice = List.of(SupervisorVoice.values()).get(random.nextInt(3));
            Supervision.Order order = switch (random.nextInt(18)) {
                case 0 -> new Supervision.Order.Force(agent, Supervision.To.READY, "");
                case 1 -> new Supervision.Order.Force(agent, Supervision.To.NOT_READY, "Lunch");
                case 2 -> new Supervision.Order.Force(agent, Supervision.To.OFFLINE, "");
                case 3 -> new Supervision.Order.Force(agent, Supervision.To.END_WRAP_UP, "");
                case 4, 5 -> new Supervision.Order.Move(call, someQueue());
                case 6, 7 -> new Supervision.Order.Assign(call, agent);
                case 8 -> new Supervision.Order.First(call);
                case 9 -> new Supervision.Order.HangUp(call);
                case 11, 12, 13 -> new Supervision.Order.Beside(call, voice);
                case 14, 15 -> new Supervision.Order.BesideAgent(new AgentId(agent()), voice);
                case 16 -> new Supervision.Order.Leave(call);
                case 10 -> new Supervision.Order.Reassign(agent, List.of(someQueue()), Map.of());
                default -> new Supervision.Order.AsWritten(agent);
            };
            note(by + " " + order);
            house.hallway.supervision().carryOut(by, order);
        }

        private QueueName someQueue() {
            return random.nextBoolean() ? HouseOnOneThread.BILLING : HouseOnOneThread.SUPPORT;
        }

        private void phoneComesOrGoes() {
            String agent = agent();
            note("phones of " + agent);
            house.edge.unregister(agent);
            for (int i = random.nextInt(4); i > 1; i--) {
                house.edge.register(agent, "sip:" + agent + i + "@192.0.2.60");
            }
        }

        /** At any moment: whoever rings or talks has a call that knows it. */
        void noPhoneIsWithoutACall() {
            if (house.hallway.liveCalls() == 0) {
                assertThat(house.edge.called()).allMatch(FakePhone::isOver);
                assertThat(house.media.open()).isEmpty();
            }
            long up = house.edge.called().stream().filter(p -> !p.isOver()).count();
            assertThat(house.media.open()).hasSizeGreaterThanOrEqualTo((int) up);
        }

        void everybodyGoesHome() {
            if (random.nextBoolean()) {
                agentsGoHome();
            }
            house.callers.forEach(FakeCaller::hangsUp);
            pass(400); // a call that an agent has just asked for is on its way to the phone
            house.edge.called().forEach(p -> p.fails("switched off")); // agents' own calls, also those that ring yet
            pass(1_500); // less than the patience for last words
            long closed = house.facts.stream()
                    .filter(f -> f.fact() instanceof CallFact.MediaClosed)
                    .count();
            assertThat(closed)
                    .as("media of %s", house.streams())
                    .isEqualTo(house.media.legs().size());
        }

        /** Nobody is there any more and callers have patience: each call comes to its end by itself, none hangs in silence. */
        private void agentsGoHome() {
            house.media.free(1_000);
            AGENTS.forEach(a -> house.desk(a, new DeskPort.Command.LogOut()));
            for (int i = 0; i < 3; i++) {
                pass(60_000);
                house.callers.forEach(c -> c.ack(Optional.of(Sdp.audio(30_000))));
                house.callers.forEach(FakeCaller::neverAcknowledges);
                house.edge.called().forEach(FakePhone::hangsUp);
            }
            pass(20 * 60_000);
            house.callers.forEach(FakeCaller::ack);
            pass(1_000);
            assertThat(callers()).as("callers in limbo").isEmpty();
        }

        private String somebody() {
            return random.nextInt(3) == 0 ? random.nextBoolean() ? "204" : "+49305234" : agent();
        }

        private String agent() {
            return AGENTS.get(random.nextInt(AGENTS.size()));
        }

        private List<FakeCaller> callers() {
            return house.callers.stream().filter(c -> !c.isOver()).toList();
        }

        private List<FakePhone> phones() {
            return house.edge.called().stream()
                    .filter(p -> !p.isOver() || random.nextInt(20) == 0)
                    .toList();
        }

        private Day note(String what) {
            history.add(what);
            return this;
        }

        private <T> void ifAny(List<T> some, Consumer<T> action) {
            if (!some.isEmpty()) {
                action.accept(some.get(random.nextInt(some.size())));
            }
        }

        private void pass(int millis) {
            house.passes(Duration.ofMillis(millis));
        }
    }
}
