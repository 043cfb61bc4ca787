package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.CallbackTicket;
import org.helpline.acd.Acd.CallbackWindow;
import org.helpline.acd.Acd.KeptCallback;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.acd.Acd.Miss;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.CallbackTerms;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Days with call-backs in virtual time: callers wait, ask to be called back, hang up; customers are reached or not; agents come
 * and go, hours close, and the server is killed and started again at any moment. After every event: no call-back is lost or
 * dialled twice at once, none jumps the line, none is made out of hours or more often than allowed.
 */
class CallbackSimulationTest {

    private static final int EVENTS = 1_000;
    private static final List<String> QUEUES = List.of("agents-first", "customers-first", "office");
    private static final List<String> AGENTS = List.of("anna", "ben", "cem");

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noCallbackIsLostOrMadeTwiceAtOnceOrJumpsTheLine(int seed) {
        Day day = new Day(seed);
        for (int i = 0; i < EVENTS; i++) {
            day.somethingHappens();
            day.check();
        }
    }

    /** What the model knows of a call-back. */
    private static final class Wish {
        final CallbackTicket ticket;
        final Instant asked;
        long order;
        int attempts;
        Instant notBefore;
        boolean hurried;
        boolean fresh = true;

        Wish(CallbackTicket ticket, Instant asked, long order) {
            this.ticket = ticket;
            this.asked = asked;
            this.order = order;
            this.notBefore = asked;
        }

        /** At the time that the customer asked for: whoever stands in line then may have come before or after. */
        void plan(Instant now) {
            ticket.window().ifPresent(w -> {
                notBefore = w.from().isAfter(now) ? w.from() : now;
                hurried = true;
                fresh = false;
            });
        }

        boolean isInTime(Instant now) {
            return ticket.window().map(w -> w.until().isAfter(now)).orElse(true);
        }
    }

    private static final class Day {

        private final int seed;
        private final Random random;
        private Shift shift;
        private int heard;
        private int callers;
        private int wishes;
        private long joined;
        private int restarts;

        private final Map<InteractionId, CallbackTicket> asked = new LinkedHashMap<>();
        private final Map<InteractionId, Wish> open = new LinkedHashMap<>();
        private final Map<InteractionId, AcdEvent.CallbackDue> due = new LinkedHashMap<>();
        private final Map<InteractionId, Long> waiting = new LinkedHashMap<>();
        private final Map<InteractionId, QueueName> queueOf = new LinkedHashMap<>();
        private final Map<InteractionId, Long> orderOf = new LinkedHashMap<>();
        private final Set<InteractionId> keepThePlace = new HashSet<>();
        private final List<InteractionId> held = new ArrayList<>();
        private final Map<Long, AcdEvent.Offer> ringing = new LinkedHashMap<>();
        private final Map<InteractionId, InteractionId> asleep = new LinkedHashMap<>();
        private final Map<InteractionId, AcdEvent.CallbackIs> states = new LinkedHashMap<>();
        private final List<AcdEvent.Connect> talks = new ArrayList<>();

        Day(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.shift = started();
        }

        private static Shift started() {
            Shift shift = new Shift(settings());
            AGENTS.forEach(a -> shift.reachable(a, true));
            return shift;
        }

        private static AcdSettings settings() {
            List<Duration> again = List.of(Duration.ofSeconds(90), Duration.ofMinutes(10));
            List<QueueSettings> queues = List.of(
                    Shift.callingBack(
                            "agents-first", "", new CallbackTerms(false, again, 0, Duration.ofHours(3), Duration.ZERO)),
                    Shift.callingBack(
                            "customers-first",
                            "",
                            new CallbackTerms(true, again, 0, Duration.ofHours(3), Duration.ZERO)),
                    Shift.callingBack(
                            "office",
                            "office",
                            new CallbackTerms(false, again, 3, Duration.ofHours(3), Duration.ZERO)));
            return Shift.settings(queues, AGENTS.toArray(String[]::new));
        }

        void somethingHappens() {
            switch (random.nextInt(27)) {
                case 0, 1, 2 -> joins(new InteractionId("c" + ++callers));
                case 3, 4 -> some(free()).ifPresent(this::holds);
                case 5, 6, 7 -> asksToBeCalled();
                case 8 -> some(List.copyOf(waiting.keySet())).ifPresent(c -> shift.acd.leave(c, LeaveReason.ABANDONED));
                case 9 -> some(held).ifPresent(c -> shift.acd.join(new Ticket(c, of(queueOf, c), 0, Optional.empty())));
                case 10, 11 -> some(List.copyOf(ringing.keySet())).ifPresent(shift.acd::accepted);
                case 12 ->
                    some(List.copyOf(ringing.keySet())).ifPresent(o -> shift.acd.failed(o, OfferFailure.DECLINED));
                case 13, 14, 15 -> some(List.copyOf(due.values())).ifPresent(this::goesOn);
                case 16, 17 -> some(talks).ifPresent(t -> shift.acd.released(t.interaction()));
                case 18, 19 -> shift.acd.agent(new AgentId(pick(AGENTS)), command());
                case 20 -> some(List.copyOf(open.keySet())).ifPresent(this::fromTheDesk);
                case 21 -> hoursOrRestart();
                case 22, 23 -> some(List.copyOf(open.keySet())).ifPresent(this::callsIn);
                case 24, 25 -> some(List.copyOf(asleep.entrySet())).ifPresent(this::hangsUpAgain);
                default -> shift.loop.advance(Duration.ofSeconds(random.nextInt(60)));
            }
            shift.loop.run();
            hear();
        }

        private void joins(InteractionId caller) {
            QueueName queue = new QueueName(pick(QUEUES));
            queueOf.put(caller, queue);
            shift.acd.join(new Ticket(caller, queue, 0, Optional.empty()));
        }

        private List<InteractionId> free() {
            return waiting.keySet().stream().filter(c -> !held.contains(c)).toList();
        }

        private void holds(InteractionId caller) {
            shift.acd.hold(caller);
            held.add(caller);
        }

        private void asksToBeCalled() {
            InteractionId from = some(held).orElseGet(() -> new InteractionId("c" + ++callers));
            QueueName queue = held.contains(from) ? of(queueOf, from) : new QueueName(pick(QUEUES));
            CallbackTicket ticket = new CallbackTicket(
                    new InteractionId("cb" + ++wishes),
                    from,
                    queue,
                    0,
                    new Personal("+49" + random.nextInt(12)),
                    Duration.ZERO,
                    random.nextInt(4) == 0 ? Optional.of(window()) : Optional.empty());
            asked.put(ticket.callback(), ticket);
            if (held.contains(from)) {
                keepThePlace.add(ticket.callback());
            }
            shift.acd.callBack(ticket);
        }

        private CallbackWindow window() {
            Instant from = shift.clock.now().plusSeconds(random.nextInt(1_200));
            return new CallbackWindow(from, from.plusSeconds(1 + random.nextInt(7_200)));
        }

        /** The call of an attempt: the agent's phone, then the customer's, or the other way round. */
        private void goesOn(AcdEvent.CallbackDue d) {
            boolean customerIsCalled = d.customerFirst() || talks.stream().anyMatch(t -> t.offer() == d.offer());
            if (!customerIsCalled) {
                if (random.nextInt(4) == 0) {
                    shift.acd.failed(d.offer(), OfferFailure.NO_ANSWER);
                } else {
                    shift.acd.accepted(d.offer());
                }
            } else if (random.nextBoolean()) {
                shift.acd.reached(d.interaction());
            } else {
                shift.acd.missed(d.interaction(), pick(List.of(Miss.values())));
            }
        }

        private void callsIn(InteractionId callback) {
            InteractionId call = new InteractionId("c" + ++callers);
            shift.acd.sleep(callback, call);
            asleep.put(call, callback);
            of(open, callback).fresh = false;
        }

        private void hangsUpAgain(Map.Entry<InteractionId, InteractionId> call) {
            asleep.remove(call.getKey());
            shift.acd.wake(call.getValue(), call.getKey());
        }

        private void fromTheDesk(InteractionId callback) {
            if (random.nextBoolean()) {
                shift.acd.callbackNow(callback);
                of(open, callback).notBefore = shift.clock.now();
                of(open, callback).hurried = true;
            } else {
                shift.acd.cancelCallback(callback, "cancelled");
            }
        }

        private AgentCommand command() {
            return switch (random.nextInt(8)) {
                case 0 -> new AgentCommand.LogOut();
                case 1 -> new AgentCommand.NotReady("break");
                case 2, 3 -> new AgentCommand.LogIn();
                default -> new AgentCommand.Ready();
            };
        }

        private void hoursOrRestart() {
            switch (random.nextInt(6)) {
                case 0 -> restart();
                case 1, 2, 3 -> shift.closedHours.remove("office");
                default -> shift.closedHours.add("office");
            }
        }

        /** Those who have waited longest come first. */
        private void lineUpAgain() {
            open.values().stream().sorted(Comparator.comparing(w -> w.asked)).forEach(w -> w.order = ++joined);
        }

        /** Killed: callers and agents are gone; what was promised is read again. */
        private void restart() {
            shift.loop.run();
            hear();
            restarts++;
            List<KeptCallback> kept = open.values().stream()
                    .map(w -> new KeptCallback(w.ticket, w.asked, w.attempts, w.notBefore))
                    .toList();
            Duration passed = Duration.between(Instant.parse("2026-11-23T09:00:00Z"), shift.clock.now());
            boolean closed = shift.closedHours.contains("office");
            shift = started();
            shift.loop.advance(passed);
            if (closed) {
                shift.closedHours.add("office");
            }
            heard = 0;
            due.clear();
            waiting.clear();
            held.clear();
            ringing.clear();
            talks.clear();
            asleep.clear();
            states.clear();
            lineUpAgain();
            shift.acd.restore(kept);
        }

        private void hear() {
            while (heard < shift.told.size()) {
                hear(shift.told.get(heard++));
            }
        }

        private void hear(AcdEvent event) {
            switch (event) {
                case AcdEvent.Queued q -> {
                    waiting.putIfAbsent(q.interaction(), ++joined);
                    queueOf.put(q.interaction(), q.queue());
                    orderOf.putIfAbsent(q.interaction(), joined);
                    held.remove(q.interaction());
                }
                case AcdEvent.Offer o -> {
                    ringing.put(o.offer(), o);
                    if (!o.interaction()
                            .value()
                            .startsWith("attempt")) { // whose turn came when the customer was called
                        nobodyIsPassedOver(o);
                    }
                }
                case AcdEvent.Withdraw w -> ringing.remove(w.offer());
                case AcdEvent.Connect c -> {
                    ringing.remove(c.offer());
                    waiting.remove(c.interaction());
                    held.remove(c.interaction());
                    talks.add(c);
                }
                case AcdEvent.SendOn s -> over(s.interaction());
                case AcdEvent.Gone g -> over(g.interaction());
                case AcdEvent.CallbackTaken t -> taken(t);
                case AcdEvent.CallbackThere t ->
                    that(open.containsKey(t.callback()) && asked.keySet().contains(t.callback()), "there is none", t);
                case AcdEvent.CallbackNotTaken t -> that(t.why().equals("full"), "not taken", t);
                case AcdEvent.CallbackDue d -> begins(d);
                case AcdEvent.CallbackReached r -> {
                    that(due.remove(r.interaction()) != null, "reached without an attempt", r);
                    that(open.containsKey(r.callback()), "reached, but not promised", r);
                    Wish wish = of(open, r.callback());
                    open.remove(r.callback());
                    orderOf.put(r.interaction(), wish.order);
                }
                case AcdEvent.CallbackMissed m -> missed(m);
                case AcdEvent.CallbackOver o -> {
                    that(open.remove(o.callback()) != null, "over, but not promised", o);
                    that(
                            due.values().stream().noneMatch(d -> d.callback().equals(o.callback())),
                            "over in an attempt",
                            o);
                }
                case AcdEvent.AgentChanged a -> {
                    if (!a.state().equals("talking")) {
                        talks.removeIf(t -> t.agent().equals(a.agent()));
                    }
                    if (!a.state().equals("offered")) {
                        ringing.values().removeIf(o -> o.agent().equals(a.agent()));
                    }
                }
                case AcdEvent.NotQueued _, AcdEvent.PositionChanged _, AcdEvent.WrapUpExtended _ -> {}
                case AcdEvent.Dialling _, AcdEvent.NotDialling _ -> {}
                case AcdEvent.Relaxed _, AcdEvent.Decided _ -> {}
                case AcdEvent.CallbackIs i -> {
                    that(open.containsKey(i.callback()), "has a state, but is not promised", i);
                    boolean isSame = i.equals(states.put(i.callback(), i));
                    that(!isSame, "told twice", i);
                }
            }
        }

        /** What the day has noted; a key that it has not is a mistake of the test. */
        private static <K, V> V of(Map<K, V> noted, K key) {
            return Objects.requireNonNull(noted.get(key), () -> "nothing noted of " + key);
        }

        private void over(InteractionId caller) {
            waiting.remove(caller);
            held.remove(caller);
        }

        private void taken(AcdEvent.CallbackTaken t) {
            CallbackTicket ticket = of(asked, t.callback());
            that(
                    open.values().stream().noneMatch(w -> w.ticket.number().equals(ticket.number())),
                    "promised twice to one number",
                    t);
            Wish wish =
                    new Wish(ticket, t.asked(), keepThePlace.contains(t.callback()) ? of(orderOf, t.from()) : ++joined);
            wish.plan(shift.clock.now());
            open.put(t.callback(), wish);
        }

        private void begins(AcdEvent.CallbackDue d) {
            that(open.containsKey(d.callback()), "begins, but is not promised", d);
            Wish wish = of(open, d.callback());
            that(due.values().stream().noneMatch(o -> o.callback().equals(d.callback())), "two attempts at once", d);
            that(due.values().stream().noneMatch(o -> o.agent().equals(d.agent())), "an agent for two", d);
            that(!d.queue().value().equals("office") || !shift.closedHours.contains("office"), "out of hours", d);
            that(wish.attempts <= 2, "too many attempts", d);
            that(d.attempts() == wish.attempts, "counted " + wish.attempts, d);
            that(!asleep.containsValue(d.callback()), "the customer is on the phone", d);
            that(wish.isInTime(shift.clock.now()), "later than was wished", d);
            that(!wish.notBefore.isAfter(shift.clock.now()), "too early, not before " + wish.notBefore, d);
            that(due.put(d.interaction(), d) == null, "the same attempt again", d);
            for (InteractionId caller : free()) {
                boolean before = of(queueOf, caller).equals(d.queue()) && of(orderOf, caller) < wish.order;
                boolean rings =
                        ringing.values().stream().anyMatch(o -> o.interaction().equals(caller));
                that(!before || rings || wish.hurried, "jumps ahead of " + caller, d);
            }
        }

        /** A call-back that has waited from the beginning, and that nobody has tried, comes before those who came later. */
        private void nobodyIsPassedOver(AcdEvent.Offer o) {
            for (Wish wish : open.values()) {
                boolean before = wish.ticket.queue().equals(o.queue()) && wish.order < of(orderOf, o.interaction());
                boolean untried =
                        wish.attempts == 0 && wish.fresh && !o.queue().value().equals("office");
                boolean tried = due.values().stream().anyMatch(d -> d.callback().equals(wish.ticket.callback()));
                that(!before || !untried || tried, "is passed over: " + wish.ticket.callback(), o);
            }
        }

        private void missed(AcdEvent.CallbackMissed m) {
            that(due.remove(m.interaction()) != null, "missed without an attempt", m);
            ringing.values().removeIf(o -> o.interaction().equals(m.interaction()));
            talks.removeIf(t -> t.interaction().equals(m.interaction()));
            Wish wish = of(open, m.callback());
            wish.fresh = false;
            wish.attempts = m.attempts();
            wish.notBefore = m.again();
        }

        void check() {
            Board board = shift.acd.board();
            int promised = 0;
            for (Board.QueueLine q : board.queues()) {
                that(
                        q.offered() == q.answered() + q.abandoned() + q.sentOn() + q.callback() + q.waiting(),
                        "not conserved",
                        q);
                promised += q.promised();
            }
            open.keySet().forEach(callback -> hasTheRightState(callback));
            that(promised == open.size(), "board promises " + promised + ", promised are " + open.size(), board);
            for (AcdEvent.CallbackDue d : due.values()) {
                String state = shift.state(d.agent().value());
                boolean reserved = state.startsWith("offered") || state.startsWith("talking");
                that(reserved, "a customer is called while the agent is " + state, d);
            }
            for (String agent : AGENTS) {
                if (shift.state(agent).equals("ready")) {
                    nobodyWaitsInVain(agent);
                }
            }
        }

        private void hasTheRightState(InteractionId callback) {
            CallbackState state = of(states, callback).state();
            boolean tried = due.values().stream().anyMatch(d -> d.callback().equals(callback));
            boolean calling = state == CallbackState.CALLING_AGENT || state == CallbackState.CALLING_CUSTOMER;
            that(calling == tried, "tried " + tried + ", but is " + state, callback);
            boolean sleeps = asleep.containsValue(callback);
            that(sleeps == (state == CallbackState.ASLEEP), "sleeps " + sleeps + ", but is " + state, callback);
        }

        private void nobodyWaitsInVain(String agent) {
            for (InteractionId caller : free()) {
                boolean rings =
                        ringing.values().stream().anyMatch(o -> o.interaction().equals(caller));
                that(rings, "waits while " + agent + " is idle", caller);
            }
            for (Wish wish : open.values()) {
                boolean tried = due.values().stream().anyMatch(d -> d.callback().equals(wish.ticket.callback()));
                boolean closed = wish.ticket.queue().value().equals("office");
                boolean rests = wish.notBefore.plusSeconds(1).isAfter(shift.clock.now());
                boolean sleeps = asleep.containsValue(wish.ticket.callback());
                that(
                        tried || closed || rests || sleeps,
                        "is not called while " + agent + " is idle",
                        wish.ticket.callback());
            }
        }

        private <T> T pick(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        private <T> Optional<T> some(List<T> all) {
            return all.isEmpty() ? Optional.empty() : Optional.of(pick(all));
        }

        private void that(boolean holds, String what, Object where) {
            if (!holds) {
                throw new AssertionError(
                        "seed " + seed + ", event " + heard + ", restart " + restarts + ": " + what + ": " + where);
            }
        }
    }
}
