package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
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
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.LeaveReason;
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

    private static final Duration SOME_TALK = Duration.ofMinutes(3);
    private static final Duration SOME_RING = Duration.ofSeconds(5);

    /** A call to a queue and what was seen of it. */
    private static final class Seen {
        final Instant joined;
        final Ticket ticket;

        @Nullable
        Instant offered;

        @Nullable
        Duration ring;

        @Nullable
        Duration talk;

        @Nullable
        Duration wrapUp;

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

    /** An agent's conversation. */
    private static final class Talk {
        final Seen call;
        final Instant since;

        @Nullable
        Instant over;

        Talk(Seen call, Instant since) {
            this.call = call;
            this.since = since;
        }
    }

    private final Instant from;
    private final Instant to;
    private final Replay replay = new Replay(this::took);
    private final Map<InteractionId, Seen> waiting = new HashMap<>();
    private final Map<AgentId, Talk> talks = new HashMap<>();
    private final Map<AgentId, String> states = new TreeMap<>(Comparator.comparing(AgentId::value));
    private final Map<AgentId, Boolean> reachable = new HashMap<>();
    private final Map<String, Boolean> hours = new LinkedHashMap<>();
    private final List<Seen> calls = new ArrayList<>();
    private final List<Play.Deed> deeds = new ArrayList<>();
    private final List<Play.Turn> turns = new ArrayList<>();
    private Optional<AcdSettings> settings = Optional.empty();
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
        if (Logged.read(line) instanceof Logged.Began b) {
            begin(b);
        }
        replay.take(line);
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
        settings =
                settings.isPresent() && b.at().isAfter(from) && !calls.isEmpty() ? settings : Optional.of(b.settings());
        turned(b.at(), b.answers());
    }

    private void turned(Instant at, Answers answers) {
        answers.hours().forEach((name, open) -> {
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
        turned(t.at(), t.answers());
        switch (t.input()) {
            case AcdInput.Reconfigure r when calls.isEmpty() -> settings = Optional.of(r.settings());
            case AcdInput.Reachable r -> {
                reachable.put(r.agent(), r.reachable());
                deed(ofTheDay, t);
            }
            case AcdInput.Agent(var _, AgentCommand.ExtendWrapUp _) -> {} // of a call that is not the same
            case AcdInput.Agent _ -> deed(ofTheDay, t);
            case AcdInput.TakeUp _ -> events.forEach(e -> takenUp(e, ofTheDay, t.at()));
            case AcdInput.Join(Ticket ticket)
            when ofTheDay && ticket.only().isEmpty() -> {
                Seen seen = new Seen(t.at(), ticket);
                waiting.put(ticket.interaction(), seen);
                calls.add(seen);
            }
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

    /** Whoever was there at midnight is there from the beginning on. */
    private void startWith() {
        List<Play.Deed> first = new ArrayList<>();
        reachable.forEach((agent, is) -> first.add(new Play.Deed(from, new AcdInput.Reachable(agent, is))));
        states.forEach((agent, state) -> first.addAll(comes(agent, state, from)));
        deeds.addAll(0, first);
    }

    private void hear(AcdEvent event, Instant at) {
        switch (event) {
            case AcdEvent.Offer e
            when waiting.containsKey(e.interaction()) -> waiting.get(e.interaction()).offered = at;
            case AcdEvent.Connect e -> {
                Seen seen = ended(e.interaction(), at, Play.How.ANSWERED);
                if (seen != null) {
                    seen.ring = seen.offered == null ? SOME_RING : Duration.between(seen.offered, at);
                    talks.put(e.agent(), new Talk(seen, at));
                }
            }
            case AcdEvent.Gone e ->
                ended(e.interaction(), at, e.why() == LeaveReason.ABANDONED ? Play.How.ABANDONED : Play.How.SENT_ON);
            case AcdEvent.SendOn e -> ended(e.interaction(), at, Play.How.SENT_ON);
            case AcdEvent.NotQueued e -> ended(e.interaction(), at, Play.How.NOT_TAKEN);
            case AcdEvent.AgentChanged e -> {
                states.put(e.agent(), e.state());
                changed(e, at);
            }
            default -> {}
        }
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
        talk.call.talk = Duration.between(talk.since, over);
        talk.call.wrapUp = Duration.between(over, at);
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

    /** The day to play; what was not seen is drawn. */
    public Play.Day day(AcdSettings with, List<Play.Deed> staff, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Map<QueueName, Survival> patience = new HashMap<>();
        List<Play.Call> played = new ArrayList<>();
        for (Seen c : calls) {
            Survival survival = patience.computeIfAbsent(c.queue(), this::survival);
            // one lot for each thing of each call, whether it is needed or not: the same call is the same in every play
            double lost = random.nextDouble();
            double talk = random.nextDouble();
            double ring = random.nextDouble();
            Duration waits = c.how == Play.How.ABANDONED ? c.waited : survival.draw(c.waited, lost);
            played.add(new Play.Call(
                    c.joined,
                    fresh(c.ticket, played.size()),
                    waits,
                    c.ring != null ? c.ring : drawn(c.queue(), x -> x.ring, ring, SOME_RING),
                    c.talk != null ? c.talk : drawn(c.queue(), x -> x.talk, talk, SOME_TALK),
                    c.wrapUp != null ? c.wrapUp : drawn(c.queue(), x -> x.wrapUp, talk, Duration.ZERO)));
        }
        return new Play.Day(with, from, last.plusMillis(1), played, staff, turns); // today is not over
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

    private Survival survival(QueueName queue) {
        return new Survival(calls.stream()
                .filter(c -> c.queue().equals(queue) && c.how != Play.How.NOT_TAKEN)
                .map(c -> new Survival.Seen(c.waited, c.how == Play.How.ABANDONED))
                .toList());
    }

    private Duration drawn(QueueName queue, Function<Seen, @Nullable Duration> what, double lot, Duration otherwise) {
        List<Duration> own = calls.stream()
                .filter(c -> c.queue().equals(queue))
                .flatMap(c -> Optional.ofNullable(what.apply(c)).stream())
                .toList();
        return own.isEmpty() ? otherwise : own.get((int) (lot * own.size()));
    }
}
