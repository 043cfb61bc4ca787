package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.jspecify.annotations.Nullable;

/**
 * A day as the ACD's log tells it: who called when and what came of it, and which agents were there. Give it the lines in order, then
 * ask. What was not seen (how long somebody who was answered would have waited, how long a call would have taken that nobody answered)
 * is drawn from what was. Not thread-safe.
 */
public final class PastShift {

    /** A call to a queue and what was seen of it. */
    private static final class Seen {
        final Instant joined;
        final Ticket ticket;

        final PastCallbacks.Talked talked = new PastCallbacks.Talked();
        final List<PastRings.Rung> rungs = new ArrayList<>();
        final List<Held> holds = new ArrayList<>();

        @Nullable
        Duration ring;

        Duration waited = Duration.ZERO;
        Play.How how = Play.How.SENT_ON;

        Seen(Instant joined, Ticket ticket) {
            this.joined = joined;
            this.ticket = ticket;
        }

        QueueName queue() {
            return ticket.queue();
        }
    }

    /** A caller is asked for a number. */
    private static final class Held {
        final Instant since;

        @Nullable
        Instant over;

        Optional<Acd.CallbackTicket> wish = Optional.empty();

        Held(Instant since) {
            this.since = since;
        }

        /** {@code from}: the call's name in the play. */
        People.Hold hold(Instant joined, InteractionId from) {
            return new People.Hold(
                    Duration.between(joined, since),
                    over == null ? Survival.NEVER : Duration.between(since, over), // hung up meanwhile
                    wish.map(w -> new Acd.CallbackTicket(
                            w.callback(), from, w.queue(), w.priority(), w.number(), w.waited(), w.window())));
        }
    }

    /** An agent's conversation. */
    private static final class Talk {
        final PastCallbacks.Talked talked;
        final Instant since;

        @Nullable
        Instant over;

        Talk(PastCallbacks.Talked talked, Instant since) {
            this.talked = talked;
            this.since = since;
        }
    }

    private final Instant from;
    private final Instant to;
    private final Replay replay = new Replay(this::took);
    private final PastRings rings = new PastRings();
    private final PastCallbacks callbacks = new PastCallbacks(rings);
    private final Map<InteractionId, Seen> waiting = new HashMap<>();
    private final Map<AgentId, Talk> talks = new HashMap<>();
    private final Map<AgentId, String> states = new TreeMap<>(Comparator.comparing(AgentId::value));
    private final Map<AgentId, Boolean> reachable = new HashMap<>();
    private final Map<String, Boolean> hours = new LinkedHashMap<>();
    private final List<Seen> calls = new ArrayList<>();
    private final List<Play.Deed> deeds = new ArrayList<>();
    private final List<Play.Turn> turns = new ArrayList<>();
    private Optional<AcdSettings> settings = Optional.empty();
    private Duration tick = Duration.ZERO;
    private boolean begun;
    private Instant last;

    /** Of that time. */
    public PastShift(Instant from, Instant to) {
        this.from = from;
        this.to = to;
        this.last = from;
    }

    /** Takes a line of the log. @throws IllegalArgumentException if another version wrote it */
    public void take(String line) {
        Logged logged = Logged.read(line);
        if (logged instanceof Logged.Began b) {
            begin(b);
        } else if (logged instanceof Logged.Stood s) {
            stood(s);
        }
        replay.take(logged);
    }

    private void begin(Logged.Began b) {
        if (b.at().isAfter(from)) { // the server was started anew: all are out
            states.forEach((agent, _) ->
                    deeds.add(new Play.Deed(b.at(), new AcdInput.Agent(agent, new AgentCommand.LogOut()))));
        }
        states.clear();
        reachable.clear();
        waiting.clear();
        talks.clear();
        rings.clear();
        callbacks.begin().stream().filter(_ -> begun).forEach(wake -> deeds.add(new Play.Deed(b.at(), wake)));
        settings =
                settings.isPresent() && b.at().isAfter(from) && !calls.isEmpty() ? settings : Optional.of(b.settings());
        turned(b.at(), b.answers().hours());
    }

    /** Tells nothing new, but where the log is read from here on. */
    private void stood(Logged.Stood s) {
        settings = calls.isEmpty() ? Optional.of(s.checkpoint().settings()) : settings;
        s.checkpoint().seats().stream().filter(Checkpoint.OfSeat::here).forEach(seat -> {
            states.put(seat.id(), seat.state().word());
            reachable.put(seat.id(), seat.reachable());
        });
        if (!begun) {
            callbacks.stood(s.checkpoint());
        }
        turned(s.at(), s.hours());
    }

    private void turned(Instant at, Map<String, Boolean> answered) {
        answered.forEach((name, open) -> {
            hours.put(name, open);
            turns.add(new Play.Turn(at.isBefore(from) ? from : at, name, open));
        });
    }

    private void took(Logged.Took t, List<AcdEvent> events) {
        if (!begun && !t.at().isBefore(from)) {
            begun = true;
            startWith();
        }
        boolean ofTheDay = begun && t.at().isBefore(to);
        last = ofTheDay ? t.at() : last;
        turned(t.at(), t.answers().hours());
        boolean isBack = rings.isBack(t.input(), t.at());
        callbacks.take(t.input(), t.at());
        switch (t.input()) {
            case AcdInput.Reconfigure r when calls.isEmpty() -> settings = Optional.of(r.settings());
            case AcdInput.Reachable r -> {
                reachable.put(r.agent(), r.reachable());
                deed(ofTheDay, t);
            }
            case AcdInput.Agent(var _, AgentCommand.ExtendWrapUp _) -> {} // of a call that is not the same
            case AcdInput.Agent _ when isBack -> {} // after a call that was missed then
            case AcdInput.Agent _ -> deed(ofTheDay, t);
            case AcdInput.TakeUp _ -> events.forEach(e -> takenUp(e, ofTheDay, t.at()));
            case AcdInput.Join(Ticket ticket) when ofTheDay && ticket.only().isEmpty() -> joins(ticket, t.at());
            case AcdInput.Hold(InteractionId interaction)
            when waiting.containsKey(interaction) ->
                waiting.get(interaction).holds.add(new Held(t.at()));
            case AcdInput.CallBack(var ticket) when ofTheDay -> wants(ticket, t.at());
            case AcdInput.Restore(var kept) -> {
                List<Acd.KeptCallback> unknown = callbacks.restored(kept);
                if (ofTheDay && !unknown.isEmpty()) {
                    deeds.add(new Play.Deed(t.at(), new AcdInput.Restore(unknown)));
                }
            }
            case AcdInput.CancelCallback _, AcdInput.CallbackNow _ -> deed(ofTheDay, t);
            case AcdInput.Sleep _, AcdInput.Wake _ -> deed(ofTheDay, t);
            case AcdInput.Tick _ -> tick = Duration.between(t.at().truncatedTo(ChronoUnit.SECONDS), t.at());
            default -> {}
        }
        events.forEach(e -> hear(e, t.at()));
    }

    /** After a restart: as if they came themselves, whatever call they have in the other day. */
    private void takenUp(AcdEvent event, boolean ofTheDay, Instant at) {
        if (ofTheDay && event instanceof AcdEvent.AgentChanged e) {
            comes(e.agent(), e.state(), at).forEach(deeds::add);
        }
    }

    private static List<Play.Deed> comes(AgentId agent, String state, Instant at) {
        List<Play.Deed> comes = new ArrayList<>();
        if (!state.equals("offline")) {
            comes.add(new Play.Deed(at, new AcdInput.Agent(agent, new AgentCommand.LogIn())));
        }
        if (!state.equals("offline") && !state.equals("not-ready")) {
            comes.add(new Play.Deed(at, new AcdInput.Agent(agent, new AgentCommand.Ready())));
        }
        return comes;
    }

    private void deed(boolean ofTheDay, Logged.Took t) {
        if (ofTheDay) {
            deeds.add(new Play.Deed(t.at(), t.input()));
        }
    }

    /** Who was asked for a number may wait on. */
    private void joins(Ticket ticket, Instant at) {
        Seen before = waiting.get(ticket.interaction());
        if (before != null && before.queue().equals(ticket.queue()) && !before.holds.isEmpty()) {
            Held held = before.holds.getLast();
            held.over = held.over == null ? at : held.over;
            return;
        }
        Seen seen = new Seen(at, ticket);
        waiting.put(ticket.interaction(), seen);
        calls.add(seen);
    }

    /** Whoever has waited until now wants it in the play if they have then; the others do at that time. */
    private void wants(Acd.CallbackTicket ticket, Instant at) {
        Acd.CallbackTicket named = callbacks.named(ticket);
        Seen from = waiting.get(ticket.from());
        if (from != null && !from.holds.isEmpty() && from.queue().equals(ticket.queue())) {
            from.holds.getLast().over = at;
            from.holds.getLast().wish = Optional.of(named);
        } else {
            deeds.add(new Play.Deed(at, new AcdInput.CallBack(named)));
        }
    }

    /** Whoever was there at midnight is there from the beginning on. */
    private void startWith() {
        List<Play.Deed> first = new ArrayList<>();
        reachable.forEach((agent, is) -> first.add(new Play.Deed(from, new AcdInput.Reachable(agent, is))));
        states.forEach((agent, state) -> first.addAll(comes(agent, state, from)));
        rings.begins();
        List<Acd.KeptCallback> kept = callbacks.begins();
        if (!kept.isEmpty()) {
            first.add(new Play.Deed(from, new AcdInput.Restore(kept)));
        }
        deeds.addAll(0, first);
    }

    private void hear(AcdEvent event, Instant at) {
        rings.hear(event, at);
        switch (event) {
            case AcdEvent.Offer e
            when waiting.containsKey(e.interaction()) ->
                waiting.get(e.interaction()).rungs.add(rings.rings(e.offer(), e.agent(), at));
            case AcdEvent.Connect e -> {
                Seen seen = ended(e.interaction(), at, Play.How.ANSWERED);
                if (seen != null) {
                    seen.ring = seen.rungs.stream()
                            .filter(r -> r.agent.equals(e.agent()))
                            .reduce((_, last) -> last)
                            .map(PastRings.Rung::rang)
                            .orElse(People.SOME_RING);
                    talks.put(e.agent(), new Talk(seen.talked, at));
                }
            }
            case AcdEvent.Gone e ->
                ended(
                        e.interaction(),
                        at,
                        switch (e.why()) {
                            case ABANDONED -> Play.How.ABANDONED;
                            case KEY, SENT_ON -> Play.How.SENT_ON;
                            case CALLBACK -> Play.How.CALLED_BACK;
                        });
            case AcdEvent.SendOn e -> ended(e.interaction(), at, Play.How.SENT_ON);
            case AcdEvent.NotQueued e -> ended(e.interaction(), at, Play.How.NOT_TAKEN);
            case AcdEvent.AgentChanged e -> {
                states.put(e.agent(), e.state());
                changed(e, at);
            }
            default -> {}
        }
        callbacks.hear(event, at).ifPresent(talk -> talks.put(talk.agent(), new Talk(talk.talked(), at)));
    }

    private @Nullable Seen ended(InteractionId id, Instant at, Play.How how) {
        Seen seen = waiting.remove(id);
        if (seen != null) {
            seen.how = how;
            seen.waited = Duration.between(seen.joined, at);
        }
        return seen;
    }

    private void changed(AcdEvent.AgentChanged e, Instant at) {
        Talk talk = talks.get(e.agent());
        if (talk == null || e.state().equals("talking")) {
            return;
        }
        Instant over = talk.over == null ? at : talk.over;
        talk.over = over;
        talk.talked.talk = Duration.between(talk.since, over);
        talk.talked.wrapUp = Duration.between(over, at);
        if (!e.state().equals("wrap-up")) {
            talks.remove(e.agent());
        }
    }

    // ---- what is asked

    /** Whether anybody called. */
    public boolean isEmpty() {
        return calls.isEmpty();
    }

    /** The settings that held. */
    public AcdSettings settings() {
        return settings.orElseThrow();
    }

    /** The stays as they were. */
    public List<Play.Stay> stays() {
        return calls.stream()
                .map(c -> new Play.Stay(c.joined, c.queue(), c.waited, c.how))
                .toList();
    }

    /** What the agents did. */
    public List<Play.Deed> deeds() {
        return List.copyOf(deeds);
    }

    /** The call-backs as they were. */
    public List<Play.Called> callbacks() {
        return begun ? callbacks.called(last.plusMillis(1)) : List.of();
    }

    /** The day to play; what was not seen is drawn. */
    public Play.Day day(AcdSettings with, List<Play.Deed> staff, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Map<QueueName, List<Seen>> byQueue = calls.stream().collect(Collectors.groupingBy(Seen::queue));
        Map<QueueName, Habits> habits =
                new HashMap<>(); // once for each queue: a day of many calls has many to draw for
        List<Play.Call> played = new ArrayList<>();
        for (Seen c : calls) {
            Habits seen = habits.computeIfAbsent(c.queue(), q -> Habits.of(byQueue.getOrDefault(q, List.of())));
            // one lot for each thing of each call, whether it is needed or not: the same call is the same in every play
            double lost = random.nextDouble();
            double talk = random.nextDouble();
            double ring = random.nextDouble();
            Duration waits = c.how == Play.How.ABANDONED ? c.waited : seen.patience.draw(c.waited, lost);
            Duration talked = c.talked.talk;
            Duration wrappedUp = c.talked.wrapUp;
            Ticket ticket = fresh(c.ticket, played.size());
            played.add(new Play.Call(
                    c.joined,
                    ticket,
                    waits,
                    c.ring != null ? c.ring : drawn(seen.rings, ring, People.SOME_RING),
                    talked != null ? talked : drawn(seen.talks, talk, People.SOME_TALK),
                    wrappedUp != null ? wrappedUp : drawn(seen.wrapUps, talk, Duration.ZERO),
                    ways(c, ticket.interaction(), Double.doubleToLongBits(lost))));
        }
        People people = new People(
                rings.manners(),
                callbacks.customers(
                        random::nextLong,
                        (queue, waited) -> habits.computeIfAbsent(
                                        queue, q -> Habits.of(byQueue.getOrDefault(q, List.of())))
                                .patience
                                .draw(waited, random.nextDouble())),
                callbacks.attempts(),
                tick);
        return new Play.Day(with, from, last.plusMillis(1), played, staff, turns, people); // today is not over
    }

    private static People.Ways ways(Seen c, InteractionId name, long lot) {
        return new People.Ways(
                PastRings.byAgent(c.rungs),
                c.holds.stream().map(h -> h.hold(c.joined, name)).toList(),
                lot);
    }

    /** A name of its own: the same caller may have come twice. */
    private static Ticket fresh(Ticket t, int number) {
        return new Ticket(
                new InteractionId("call-" + number),
                t.queue(),
                t.priority(),
                Optional.empty(),
                t.plan(),
                t.orNobody(),
                Optional.empty(),
                t.maxWait(),
                t.waited());
    }

    /** What was seen of a queue's callers and calls, to draw from. */
    private record Habits(Survival patience, List<Duration> rings, List<Duration> talks, List<Duration> wrapUps) {

        static Habits of(List<Seen> calls) {
            Survival patience = new Survival(calls.stream()
                    .filter(c -> c.how != Play.How.NOT_TAKEN)
                    .map(c -> new Survival.Seen(c.waited, c.how == Play.How.ABANDONED))
                    .toList());
            return new Habits(
                    patience,
                    all(calls, c -> c.ring),
                    all(calls, c -> c.talked.talk),
                    all(calls, c -> c.talked.wrapUp));
        }

        private static List<Duration> all(List<Seen> calls, Function<Seen, @Nullable Duration> what) {
            return calls.stream()
                    .flatMap(c -> Optional.ofNullable(what.apply(c)).stream())
                    .toList();
        }
    }

    private static Duration drawn(List<Duration> from, double lot, Duration otherwise) {
        return from.isEmpty() ? otherwise : from.get((int) (lot * from.size()));
    }
}
