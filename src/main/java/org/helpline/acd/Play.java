package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;

/**
 * A day of calls through the routing code of the real ACD, in virtual time. Callers come and lose patience, phones are picked up and
 * calls take as long as the day says; who is rung for whom is decided as always. Agents pick up whenever they are rung. The same day
 * and seed are the same play. Not thread-safe.
 */
public final class Play {

    private static final Duration TICK = Duration.ofSeconds(1);

    /**
     * A call that comes.
     *
     * @param patience after so long the caller hangs up
     * @param ring how long the agent's phone rings
     * @param wrapUp the work after the call, if the queue has any
     */
    public record Call(Instant at, Ticket ticket, Duration patience, Duration ring, Duration talk, Duration wrapUp) {}

    /** What somebody does: an agent's command or phone. */
    public record Deed(Instant at, AcdInput input) {}

    /** A calendar turns. */
    public record Turn(Instant at, String hours, boolean open) {}

    /** A day to play. Calls that came after the end are not played; those that wait then are played on. */
    public record Day(
            AcdSettings settings, Instant begin, Instant end, List<Call> calls, List<Deed> deeds, List<Turn> turns) {}

    /** How a stay in a queue ended. */
    public enum How {
        ANSWERED,
        ABANDONED,
        SENT_ON,
        NOT_TAKEN
    }

    /** A stay in a queue. */
    public record Stay(Instant at, QueueName queue, Duration waited, How how) {}

    /**
     * What came of it.
     *
     * @param busy the time that agents talked or worked after a call
     * @param staffed the time that they were logged in and not on a break
     */
    public record Outcome(List<Stay> stays, Duration busy, Duration staffed) {}

    private record Due(Instant at, long number, Runnable what) {}

    private static final class Caller {
        final Call call;
        final Instant joined;
        Optional<Due> leaves = Optional.empty();

        Caller(Call call, Instant joined) {
            this.call = call;
            this.joined = joined;
        }
    }

    private static final class Work {
        boolean staffed;
        boolean busy;
        Instant since;

        Work(Instant since) {
            this.since = since;
        }
    }

    private final Day day;
    private final Asked asked;
    private final Floor floor;
    private final TreeSet<Due> dues =
            new TreeSet<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
    private final Map<FloorEffect.TimerKey, Due> timers = new HashMap<>();
    private final Map<InteractionId, Caller> callers = new HashMap<>();
    private final Set<String> closed = new HashSet<>();
    private final Map<AgentId, Work> work = new HashMap<>();
    private final List<Stay> stays = new ArrayList<>();
    private Instant now;
    private long numbered;
    private boolean ticking;
    private long busyNanos;
    private long staffedNanos;

    private Play(Day day, long seed) {
        this.day = day;
        this.now = day.begin();
        this.asked = new Asked(name -> !closed.contains(name), () -> new InteractionId("attempt" + ++numbered));
        this.floor = new Floor(day.settings(), asked, seed, moment());
    }

    /** Plays the day. {@code seed} draws the lots among agents, where a queue shares by lot. */
    public static Outcome of(Day day, long seed) {
        return new Play(day, seed).run();
    }

    private Outcome run() {
        day.turns()
                .forEach(t -> at(t.at(), () -> {
                    if (t.open()) {
                        closed.remove(t.hours());
                    } else {
                        closed.add(t.hours());
                    }
                }));
        day.deeds().forEach(d -> at(d.at(), () -> take(d.input())));
        day.calls().stream().filter(c -> c.at().isBefore(day.end())).forEach(c -> at(c.at(), () -> comes(c)));
        for (Due due = dues.pollFirst(); due != null; due = dues.pollFirst()) {
            boolean over = !due.at.isBefore(day.end()) && callers.isEmpty();
            if (over) {
                break;
            }
            now = due.at;
            due.what.run();
        }
        now = now.isBefore(day.end()) ? day.end() : now;
        work.keySet().forEach(a -> worked(a, false, false));
        return new Outcome(List.copyOf(stays), Duration.ofNanos(busyNanos), Duration.ofNanos(staffedNanos));
    }

    private Due at(Instant when, Runnable what) {
        Due due = new Due(when.isBefore(now) ? now : when, ++numbered, what);
        dues.add(due);
        return due;
    }

    private Now moment() {
        return new Now(Duration.between(day.begin(), now).toNanos(), now);
    }

    private void comes(Call call) {
        callers.put(call.ticket().interaction(), new Caller(call, now));
        take(new AcdInput.Join(call.ticket()));
        if (!ticking) {
            ticking = true;
            at(now.plus(TICK), this::tick);
        }
    }

    private void tick() {
        if (floor.isEmpty()) {
            ticking = false;
            return;
        }
        take(new AcdInput.Tick());
        at(now.plus(TICK), this::tick);
    }

    private void take(AcdInput input) {
        List<FloorEffect> effects = floor.take(input, moment());
        asked.take();
        for (FloorEffect effect : effects) {
            switch (effect) {
                case FloorEffect.Tell(AcdEvent event) -> hear(event);
                case FloorEffect.Start(var key, var after) -> {
                    stop(key);
                    timers.put(key, at(now.plus(after), () -> over(key)));
                }
                case FloorEffect.Stop(var key) -> stop(key);
                case FloorEffect.SeatChanged _, FloorEffect.Reseated _ -> {} // nobody looks at the board
            }
        }
    }

    private void stop(FloorEffect.TimerKey key) {
        Due due = timers.remove(key);
        if (due != null) {
            dues.remove(due);
        }
    }

    private void over(FloorEffect.TimerKey key) {
        timers.remove(key);
        take(
                switch (key) {
                    case FloorEffect.RingOver(long offer) -> new AcdInput.RingOver(offer);
                    case FloorEffect.AgentTimer(AgentId agent) -> new AcdInput.AgentTimer(agent);
                });
    }

    private void hear(AcdEvent event) {
        switch (event) {
            case AcdEvent.Queued e ->
                caller(e.interaction())
                        .ifPresent(c -> c.leaves = Optional.of(at(
                                c.joined.plus(c.call.patience()),
                                () -> take(new AcdInput.Leave(e.interaction(), LeaveReason.ABANDONED)))));
            case AcdEvent.NotQueued e -> ends(e.interaction(), How.NOT_TAKEN);
            case AcdEvent.Offer e ->
                caller(e.interaction())
                        .ifPresent(c -> at(now.plus(c.call.ring()), () -> take(new AcdInput.Accepted(e.offer()))));
            case AcdEvent.Connect e -> {
                caller(e.interaction()).ifPresent(c -> talk(c, e));
                ends(e.interaction(), How.ANSWERED);
            }
            case AcdEvent.SendOn e -> ends(e.interaction(), How.SENT_ON);
            case AcdEvent.Gone e -> ends(e.interaction(), How.ABANDONED);
            case AcdEvent.AgentChanged e -> {
                boolean busy = e.state().equals("talking") || e.state().equals("wrap-up");
                boolean staffed = busy || e.state().equals("ready") || e.state().equals("offered");
                worked(e.agent(), staffed, busy);
            }
            default -> {} // of callers who wait, and of call-backs, which are not played
        }
    }

    private Optional<Caller> caller(InteractionId id) {
        return Optional.ofNullable(callers.get(id));
    }

    private void talk(Caller c, AcdEvent.Connect e) {
        Instant end = now.plus(c.call.talk());
        at(end, () -> take(new AcdInput.Released(e.interaction(), Optional.of(e.agent()))));
        Instant ready = end.plus(c.call.wrapUp());
        at(ready, () -> endsWrapUp(e.agent(), e.interaction()));
    }

    /** Whoever is done before the time that the queue gives says so. */
    private void endsWrapUp(AgentId agent, InteractionId interaction) {
        boolean after = floor.roster()
                .seat(agent)
                .filter(s -> s.state instanceof AgentState.WrapUp w
                        && w.interaction().equals(interaction)
                        && w.next() instanceof AgentState.Next.ToReady)
                .isPresent();
        if (after) {
            take(new AcdInput.Agent(agent, new AgentCommand.Ready()));
        }
    }

    private void ends(InteractionId id, How how) {
        Caller c = callers.remove(id);
        if (c != null) {
            c.leaves.ifPresent(dues::remove);
            stays.add(new Stay(c.joined, c.call.ticket().queue(), Duration.between(c.joined, now), how));
        }
    }

    private void worked(AgentId agent, boolean staffed, boolean busy) {
        Work w = work.computeIfAbsent(agent, _ -> new Work(now));
        long nanos = Duration.between(w.since, now).toNanos();
        busyNanos += w.busy ? nanos : 0;
        staffedNanos += w.staffed ? nanos : 0;
        w.since = now;
        w.staffed = staffed;
        w.busy = busy;
    }
}
