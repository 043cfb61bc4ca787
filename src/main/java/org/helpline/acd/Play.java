package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
 * calls take as long as the day says; who is rung for whom is decided as always, and what {@link People} do follows from what they did.
 * The same day and seed are the same play. Not thread-safe.
 */
public final class Play implements Playing {

    private static final Duration TICK = Duration.ofSeconds(1);

    /**
     * A call that comes.
     *
     * @param patience after so long the caller hangs up
     * @param ring how long the agent's phone rings
     * @param wrapUp the work after the call, if the queue has any
     * @param ways what more is known of what is done for the caller, and by them
     */
    public record Call(
            Instant at,
            Ticket ticket,
            Duration patience,
            Duration ring,
            Duration talk,
            Duration wrapUp,
            People.Ways ways) {

        /** Of whom nothing more is known. */
        public Call(Instant at, Ticket ticket, Duration patience, Duration ring, Duration talk, Duration wrapUp) {
            this(at, ticket, patience, ring, talk, wrapUp, People.Ways.NONE);
        }
    }

    /** What somebody does at a time of their own: an agent's command or phone, a wish to be called back. */
    public record Deed(Instant at, AcdInput input) {}

    /** A calendar turns. */
    public record Turn(Instant at, String hours, boolean open) {}

    /** A day to play. Calls that came after the end are not played; those that wait then are played on. */
    public record Day(
            AcdSettings settings,
            Instant begin,
            Instant end,
            List<Call> calls,
            List<Deed> deeds,
            List<Turn> turns,
            People people) {

        /** Of willing people. */
        public Day(
                AcdSettings settings,
                Instant begin,
                Instant end,
                List<Call> calls,
                List<Deed> deeds,
                List<Turn> turns) {
            this(settings, begin, end, calls, deeds, turns, People.WILLING);
        }
    }

    /** How a stay in a queue ended. */
    public enum How {
        ANSWERED,
        ABANDONED,
        SENT_ON,
        NOT_TAKEN,
        /** Left, to be called back. */
        CALLED_BACK
    }

    /** How a call-back ended. */
    public enum Ended {
        REACHED,
        GIVEN_UP,
        /** Not yet. */
        OPEN
    }

    /** A call-back. {@code waited} from when it was asked for until it ended, or as long as it was looked at. */
    public record Called(Instant asked, QueueName queue, Duration waited, Ended how) {}

    /** A stay in a queue. */
    public record Stay(Instant at, QueueName queue, Duration waited, How how) {}

    /**
     * What came of it.
     *
     * @param busy the time that agents talked or worked after a call
     * @param staffed the time that they were logged in and not on a break
     */
    public record Outcome(List<Stay> stays, List<Called> callbacks, Duration busy, Duration staffed) {}

    private record Due(Instant at, long number, Runnable what) {}

    private static final class Caller {
        final Call call;
        final Instant joined;
        final Rings rings;
        boolean queued;
        Optional<Due> leaves = Optional.empty();

        Caller(Call call, Instant joined, People people) {
            this.call = call;
            this.joined = joined;
            this.rings = new Rings(call.ways(), people);
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
    private final PlayedAgents agents = new PlayedAgents(this);
    private final PlayedCallbacks callbacks;
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
        this.callbacks = new PlayedCallbacks(this, agents, day.people());
    }

    /** Plays the day. {@code seed} draws the lots among agents, where a queue shares by lot. */
    public static Outcome of(Day day, long seed) {
        return new Play(day, seed).run();
    }

    private Outcome run() {
        day.turns()
                .forEach(t -> due(t.at(), () -> {
                    if (t.open()) {
                        closed.remove(t.hours());
                    } else {
                        closed.add(t.hours());
                    }
                }));
        day.deeds().forEach(d -> due(d.at(), () -> take(d.input())));
        day.calls().stream().filter(c -> c.at().isBefore(day.end())).forEach(c -> due(c.at(), () -> comes(c)));
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
        return new Outcome(
                List.copyOf(stays), callbacks.all(), Duration.ofNanos(busyNanos), Duration.ofNanos(staffedNanos));
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void at(Instant when, Runnable what) {
        dues.add(new Due(when.isBefore(now) ? now : when, ++numbered, what));
    }

    @Override
    public AgentState state(AgentId agent) {
        return floor.roster().seat(agent).map(s -> s.state).orElse(new AgentState.Offline());
    }

    private Due due(Instant when, Runnable what) {
        Due due = new Due(when.isBefore(now) ? now : when, ++numbered, what);
        dues.add(due);
        return due;
    }

    private Now moment() {
        return new Now(Duration.between(day.begin(), now).toNanos(), now);
    }

    private void comes(Call call) {
        callers.put(call.ticket().interaction(), new Caller(call, now, day.people()));
        take(new AcdInput.Join(call.ticket()));
    }

    /** As the real one does: at the same moment of each second, while there is somebody. */
    private Instant nextTick() {
        Instant tick = now.truncatedTo(ChronoUnit.SECONDS).plus(day.people().tick());
        return tick.isAfter(now) ? tick : tick.plus(TICK);
    }

    private void tick() {
        if (floor.isEmpty()) {
            ticking = false;
            return;
        }
        take(new AcdInput.Tick());
        at(nextTick(), this::tick);
    }

    @Override
    public void take(AcdInput input) {
        if (input instanceof AcdInput.Restore(var kept)) {
            callbacks.restored(kept);
        }
        List<FloorEffect> effects = floor.take(input, moment());
        asked.take();
        for (FloorEffect effect : effects) {
            switch (effect) {
                case FloorEffect.Tell(AcdEvent event) -> hear(event);
                case FloorEffect.Start(var key, var after) -> {
                    stop(key);
                    timers.put(key, due(now.plus(after), () -> over(key)));
                }
                case FloorEffect.Stop(var key) -> stop(key);
                case FloorEffect.SeatChanged _, FloorEffect.Reseated _ -> {} // nobody looks at the board
            }
        }
        if (!ticking && !floor.isEmpty()) {
            ticking = true;
            at(nextTick(), this::tick);
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
                caller(e.interaction()).filter(c -> !c.queued).ifPresent(this::waits);
            case AcdEvent.NotQueued e -> ends(e.interaction(), How.NOT_TAKEN);
            case AcdEvent.Offer e ->
                caller(e.interaction())
                        .ifPresent(c -> agents.rung(e.offer(), e.agent(), c.rings.next(e.agent(), c.call.ring())));
            case AcdEvent.Connect e -> {
                caller(e.interaction())
                        .ifPresent(c -> talk(e.interaction(), e.agent(), c.call.talk(), c.call.wrapUp()));
                ends(e.interaction(), How.ANSWERED);
            }
            case AcdEvent.SendOn e -> ends(e.interaction(), How.SENT_ON);
            case AcdEvent.Gone e ->
                ends(e.interaction(), e.why() == LeaveReason.CALLBACK ? How.CALLED_BACK : How.ABANDONED);
            // waits on, then
            case AcdEvent.CallbackNotTaken e -> caller(e.from()).ifPresent(c -> at(now, () -> waitsOn(c)));
            case AcdEvent.AgentChanged e -> {
                boolean busy = e.state().equals("talking") || e.state().equals("wrap-up");
                boolean staffed = busy || e.state().equals("ready") || e.state().equals("offered");
                worked(e.agent(), staffed, busy);
            }
            default -> {}
        }
        agents.hear(event);
        callbacks.hear(event);
    }

    private void waits(Caller c) {
        InteractionId id = c.call.ticket().interaction();
        c.queued = true;
        c.leaves = Optional.of(
                due(c.joined.plus(c.call.patience()), () -> take(new AcdInput.Leave(id, LeaveReason.ABANDONED))));
        for (People.Hold hold : c.call.ways().holds()) {
            at(c.joined.plus(hold.after()), () -> isAsked(c, hold));
        }
    }

    /** For the number of a call-back, unless somebody has taken the call by then. */
    private void isAsked(Caller c, People.Hold hold) {
        if (!isHere(c)) {
            return;
        }
        take(new AcdInput.Hold(c.call.ticket().interaction()));
        at(now.plus(hold.lasts()), () -> {
            if (isHere(c)) {
                hold.wish().ifPresentOrElse(w -> take(new AcdInput.CallBack(w)), () -> waitsOn(c));
            }
        });
    }

    private boolean isHere(Caller c) {
        return callers.containsKey(c.call.ticket().interaction());
    }

    private void waitsOn(Caller c) {
        if (isHere(c)) {
            take(new AcdInput.Join(c.call.ticket()));
        }
    }

    private Optional<Caller> caller(InteractionId id) {
        return Optional.ofNullable(callers.get(id));
    }

    @Override
    public void talk(InteractionId interaction, AgentId agent, Duration talk, Duration wrapUp) {
        Instant end = now.plus(talk);
        at(end, () -> take(new AcdInput.Released(interaction, Optional.of(agent))));
        at(end.plus(wrapUp), () -> endsWrapUp(agent, interaction));
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
