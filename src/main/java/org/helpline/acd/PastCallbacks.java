package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.helpline.acd.Acd.CallbackTicket;
import org.helpline.acd.Acd.KeptCallback;
import org.helpline.acd.Acd.Miss;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.jspecify.annotations.Nullable;

/** Call-backs as the ACD's log tells them: who was promised one, and what came of each attempt. Not thread-safe. */
final class PastCallbacks {

    /** A talk, as far as it was seen. */
    static final class Talked {
        @Nullable
        Duration talk;

        @Nullable
        Duration wrapUp;
    }

    /** A customer's phone was called. */
    private static final class Try {
        final Wish wish;
        final boolean customerFirst;

        @Nullable
        Instant called;

        @Nullable
        Duration after;

        /** Ended by somebody else before the customer did anything. */
        boolean cut;

        Optional<Miss> miss = Optional.empty();

        /** Agent first: who took it. */
        Optional<AgentId> agent = Optional.empty();

        final Talked talked = new Talked();

        Try(Wish wish, boolean customerFirst) {
            this.wish = wish;
            this.customerFirst = customerFirst;
        }

        People.Attempt attempt() {
            Duration rang = after == null ? Duration.ZERO : after;
            return cut
                    ? new People.Attempt(Optional.of(Miss.NO_ANSWER), rang.plusMillis(1), Duration.ZERO, Duration.ZERO)
                    : new People.Attempt(
                            miss,
                            rang,
                            talked.talk == null ? People.SOME_TALK : talked.talk,
                            talked.wrapUp == null ? Duration.ZERO : talked.wrapUp);
        }
    }

    private static final class Wish {
        final Instant asked;
        final QueueName queue;
        final List<Try> tries = new ArrayList<>();
        final List<PastRings.Rung> rungs = new ArrayList<>();
        Play.Ended how = Play.Ended.OPEN;

        @Nullable
        Instant ended;

        /** When the customer, who was called first, began to wait for an agent; how long, and whether they hung up then. */
        @Nullable
        Instant waits;

        Duration waited = Duration.ZERO;
        boolean left;

        Wish(Instant asked, QueueName queue) {
            this.asked = asked;
            this.queue = queue;
        }
    }

    private final PastRings rings;
    private final Map<InteractionId, KeptCallback> open = new LinkedHashMap<>();
    private final Map<InteractionId, Wish> wishes = new LinkedHashMap<>();
    private final Map<InteractionId, Try> tries = new HashMap<>();
    private final Map<InteractionId, InteractionId> asleep = new LinkedHashMap<>();
    private Optional<CallbackTicket> wanted = Optional.empty();
    private int runs;

    PastCallbacks(PastRings rings) {
        this.rings = rings;
    }

    /** The server was started anew; whose calls were up. */
    List<AcdInput> begin() {
        runs++;
        tries.clear();
        List<AcdInput> wake = new ArrayList<>();
        asleep.forEach((call, callback) -> wake.add(new AcdInput.Wake(callback, call)));
        asleep.clear();
        return wake;
    }

    /** Where it stood; known before, unless the log is read from here on. */
    void stood(Checkpoint checkpoint) {
        open.clear();
        kept(checkpoint.callbacks());
    }

    private void kept(List<KeptCallback> kept) {
        kept.forEach(k -> open.put(k.ticket().callback(), named(k)));
    }

    private KeptCallback named(KeptCallback k) {
        return new KeptCallback(named(k.ticket()), k.asked(), k.attempts(), k.notBefore());
    }

    /** Numbers have stand-ins, each run of the server its own. */
    CallbackTicket named(CallbackTicket t) {
        Personal number = new Personal(runs + " " + t.number().value());
        return new CallbackTicket(t.callback(), t.from(), t.queue(), t.priority(), number, t.waited(), t.window());
    }

    /** What is promised when the day begins; what was before is no longer told. */
    List<KeptCallback> begins() {
        wishes.clear();
        tries.clear();
        open.values()
                .forEach(k -> wishes.put(
                        k.ticket().callback(), new Wish(k.asked(), k.ticket().queue())));
        return List.copyOf(open.values());
    }

    /** After a start: those that were not known before. */
    List<KeptCallback> restored(List<KeptCallback> kept) {
        kept(kept);
        return kept.stream()
                .filter(k -> !wishes.containsKey(k.ticket().callback()))
                .map(this::named)
                .toList();
    }

    /** The ACD takes an input, before what comes of it is heard. */
    void take(AcdInput input, Instant at) {
        switch (input) {
            case AcdInput.CallBack(var ticket) -> wanted = Optional.of(named(ticket));
            case AcdInput.Reached(var attempt) -> answered(attempt, Optional.empty(), at);
            case AcdInput.Missed(var attempt, var why) -> answered(attempt, Optional.of(why), at);
            case AcdInput.Leave(var attempt, var _) -> answered(attempt, Optional.of(Miss.AGENT_LEFT), at);
            case AcdInput.Released(var attempt, var _) -> answered(attempt, Optional.of(Miss.AGENT_LEFT), at);
            case AcdInput.Sleep(var callback, var call) -> asleep.put(call, callback);
            case AcdInput.Wake(var _, var call) -> asleep.remove(call);
            default -> {}
        }
    }

    /** Only if the customer's phone rings. */
    private void answered(InteractionId attempt, Optional<Miss> miss, Instant at) {
        Try t = tries.get(attempt);
        if (t != null && t.called != null && t.after == null) {
            t.after = Duration.between(t.called, at);
            t.miss = miss;
        }
    }

    /** An agent and a customer begin to talk. */
    record Talk(AgentId agent, Talked talked) {}

    /** Hears what the ACD told; whose talk begins with it, if one does. */
    Optional<Talk> hear(AcdEvent event, Instant at) {
        switch (event) {
            case AcdEvent.CallbackTaken e -> {
                wishes.put(e.callback(), new Wish(e.asked(), e.queue()));
                wanted.ifPresent(t -> open.put(
                        e.callback(),
                        new KeptCallback(
                                t,
                                e.asked(),
                                0,
                                t.window().map(Acd.CallbackWindow::from).orElse(at))));
            }
            case AcdEvent.CallbackDue e -> begins(e, at);
            case AcdEvent.Offer e -> {
                Try t = tries.get(e.interaction());
                if (t != null) {
                    t.wish.rungs.add(rings.rings(e.offer(), e.agent(), at));
                }
            }
            case AcdEvent.Queued e -> {
                Try t = tries.get(e.interaction());
                if (t != null) {
                    t.wish.waits = at;
                }
            }
            case AcdEvent.Gone e -> waited(e.interaction(), e.why() == Acd.LeaveReason.ABANDONED, at);
            case AcdEvent.SendOn e -> waited(e.interaction(), false, at);
            case AcdEvent.Connect e -> {
                waited(e.interaction(), false, at);
                Try t = tries.get(e.interaction());
                if (t != null && !t.customerFirst) {
                    t.called = at;
                    t.agent = Optional.of(e.agent());
                } else if (t != null) {
                    return Optional.of(new Talk(e.agent(), t.talked));
                }
            }
            case AcdEvent.CallbackReached e -> {
                ended(e.callback(), Play.Ended.REACHED, at);
                Try t = tries.get(e.interaction());
                return Optional.ofNullable(t).flatMap(x -> x.agent.map(agent -> new Talk(agent, x.talked)));
            }
            case AcdEvent.CallbackMissed e -> missed(e, at);
            case AcdEvent.CallbackOver e -> ended(e.callback(), Play.Ended.GIVEN_UP, at);
            default -> {}
        }
        return Optional.empty();
    }

    private void begins(AcdEvent.CallbackDue e, Instant at) {
        Wish wish = wishes.computeIfAbsent(e.callback(), _ -> new Wish(at.minus(e.waited()), e.queue()));
        Try t = new Try(wish, e.customerFirst());
        tries.put(e.interaction(), t);
        wish.tries.add(t);
        if (e.customerFirst()) {
            t.called = at;
        } else {
            wish.rungs.add(rings.rings(e.offer(), e.agent(), at));
        }
    }

    private void waited(InteractionId attempt, boolean left, Instant at) {
        Try t = tries.get(attempt);
        if (t != null && t.wish.waits != null) {
            t.wish.waited = Duration.between(t.wish.waits, at);
            t.wish.left = left;
        }
    }

    private void missed(AcdEvent.CallbackMissed e, Instant at) {
        Try t = tries.remove(e.interaction());
        if (t != null && t.called != null && t.after == null) {
            t.cut = true;
            t.after = Duration.between(t.called, at);
        }
        open.computeIfPresent(e.callback(), (_, k) -> new KeptCallback(k.ticket(), k.asked(), e.attempts(), e.again()));
    }

    private void ended(InteractionId callback, Play.Ended how, Instant at) {
        open.remove(callback);
        Wish wish = wishes.get(callback);
        if (wish != null) {
            wish.how = how;
            wish.ended = at;
        }
    }

    // ---- what is asked

    /** Those of the day, as they ended; {@code last}: when it did. */
    List<Play.Called> called(Instant last) {
        return wishes.values().stream()
                .map(w -> new Play.Called(
                        w.asked, w.queue, Duration.between(w.asked, w.ended == null ? last : w.ended), w.how))
                .toList();
    }

    /** What customers of each queue did when they were called. */
    Map<QueueName, List<People.Attempt>> attempts() {
        Map<QueueName, List<People.Attempt>> attempts = new HashMap<>();
        wishes.values()
                .forEach(w -> w.tries.stream()
                        .filter(t -> t.after != null && !t.cut)
                        .forEach(t -> attempts.computeIfAbsent(w.queue, _ -> new ArrayList<>())
                                .add(t.attempt())));
        return attempts;
    }

    /** Every customer; {@code lot} is drawn for each, and {@code patience} of a queue's callers who have waited so long. */
    Map<InteractionId, People.Customer> customers(
            LongSupplier lot, BiFunction<QueueName, Duration, Duration> patience) {
        Map<InteractionId, People.Customer> customers = new LinkedHashMap<>();
        wishes.forEach((callback, w) -> customers.put(
                callback,
                new People.Customer(
                        w.tries.stream()
                                .filter(t -> t.after != null)
                                .map(Try::attempt)
                                .toList(),
                        new People.Ways(PastRings.byAgent(w.rungs), List.of(), lot.getAsLong()),
                        w.left ? w.waited : patience.apply(w.queue, w.waited))));
        return customers;
    }
}
