package org.helpline.acd;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;

/** Which queues and agents there are, and who serves what: the lists of free agents and the counts. Confined to the ACD's loop. */
final class Roster {

    /** More kinds of needs than any queue has; then they are counted anew. */
    private static final int MOST_DEMANDS = 64;

    private final Map<QueueName, AcdQueue> queues = new LinkedHashMap<>();
    private final Map<AgentId, Seat> seats = new LinkedHashMap<>();
    private static final QueueSettings DIRECT = new QueueSettings(
            Ticket.DIRECT,
            "",
            Duration.ZERO,
            0,
            new AcdSettings.Target.Goodbye(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(18),
            Duration.ZERO);
    private final Set<QueueName> urgent = new HashSet<>();
    private final AcdQueue direct;
    private final RandomGenerator random;
    private final Unsettled unsettled;
    private long idled;

    /** {@code random} draws the lots of agents. */
    Roster(RandomGenerator random, Unsettled unsettled) {
        this.random = random;
        this.unsettled = unsettled;
        this.direct = new AcdQueue(DIRECT, unsettled);
    }

    Optional<AcdQueue> queue(QueueName name) {
        AcdQueue queue = queues.get(name);
        return queue == null && name.equals(Ticket.DIRECT) ? Optional.of(direct) : Optional.ofNullable(queue);
    }

    /** Of a queue that is not there, too: it is so when it comes. The queue, if that changes it. */
    Optional<AcdQueue> declareUrgent(QueueName name, boolean on) {
        boolean changed = on ? urgent.add(name) : urgent.remove(name);
        Optional<AcdQueue> queue = Optional.ofNullable(queues.get(name)).filter(_ -> changed);
        queue.ifPresent(q -> q.urgent = on);
        return queue;
    }

    /** Whether somebody who could be rung in one of the stages, sooner or later, is not offline. */
    boolean isServed(AcdQueue queue, List<Plan.Stage> stages) {
        return stages.stream().anyMatch(stage -> isServed(queue, stage));
    }

    /** Whether somebody who could be rung in one of the stages, sooner or later, is ready or will be by themselves. */
    boolean isStaffed(AcdQueue queue, List<Plan.Stage> stages) {
        return stages.stream()
                .anyMatch(stage -> hasHelper(queue, s -> s.meets(stage.demand()) && Patience.isAtWork(s))
                        || Stream.concat(Stream.of(queue), stage.also().stream().flatMap(name -> queue(name).stream()))
                                .anyMatch(q -> isStaffed(q, stage.demand())));
    }

    /** Whether somebody who helps out once a caller has waited for long is ready or will be by themselves. */
    boolean isHelpInSight(AcdQueue queue, List<Plan.Stage> stages) {
        return !queue.settings.sharing().helpAfter().isZero()
                && stages.stream()
                        .anyMatch(stage -> seats.values().stream()
                                .anyMatch(s ->
                                        s.helps.contains(queue) && s.meets(stage.demand()) && Patience.isAtWork(s)));
    }

    private boolean isStaffed(AcdQueue queue, Demand demand) {
        return queue.atWork > 0
                && (demand.levels().isEmpty()
                        || seats.values().stream()
                                .anyMatch(s -> s.serves.contains(queue) && s.meets(demand) && Patience.isAtWork(s)));
    }

    /** While the queue is urgent, those who help out serve it. */
    private boolean hasHelper(AcdQueue queue, Predicate<Seat> and) {
        return queue.urgent && seats.values().stream().anyMatch(s -> s.helps.contains(queue) && and.test(s));
    }

    private boolean isServed(AcdQueue queue, Plan.Stage stage) {
        return hasHelper(queue, s -> s.isLoggedIn() && s.meets(stage.demand()))
                || loggedInWith(queue, stage.demand()) > 0
                || stage.also().stream()
                        .flatMap(name -> queue(name).stream())
                        .anyMatch(q -> loggedInWith(q, stage.demand()) > 0);
    }

    /** Counted once for each kind of needs, and from then on at each log-in and log-out. */
    private int loggedInWith(AcdQueue queue, Demand demand) {
        if (demand.levels().isEmpty() || queue.loggedIn == 0) {
            return queue.loggedIn;
        }
        if (queue.loggedInWith.size() >= MOST_DEMANDS) {
            queue.loggedInWith.clear();
        }
        return queue.loggedInWith.computeIfAbsent(
                demand,
                d -> Math.toIntExact(seats.values().stream()
                        .filter(s -> s.isLoggedIn() && s.meets(d) && s.serves.contains(queue))
                        .count()));
    }

    /** How long the agent works after a call: as the queue says, or for a direct call the first queue that they serve. */
    Duration wrapUp(Seat seat, AcdQueue queue) {
        return queue != direct
                ? queue.settings.wrapUp()
                : queuesOf(seat).stream()
                        .findFirst()
                        .map(q -> q.settings.wrapUp())
                        .orElse(Duration.ZERO);
    }

    Optional<Seat> seat(AgentId agent) {
        return Optional.ofNullable(seats.get(agent));
    }

    Collection<AcdQueue> queues() {
        return queues.values();
    }

    Collection<Seat> seats() {
        return seats.values();
    }

    /** The queues that this agent serves and that exist. */
    List<AcdQueue> queuesOf(Seat seat) {
        return seat.serves;
    }

    /** After the settings or the queues have changed, while the agent is not listed. */
    private void assign(Seat seat) {
        seat.serves = Stream.concat(
                        seat.settings.queues().stream().flatMap(name -> queue(name).stream()), seat.servesOut.stream())
                .distinct()
                .toList();
        seat.helps = seat.settings.helps().stream()
                .flatMap(name -> queue(name).stream())
                .filter(q -> !seat.serves.contains(q))
                .toList();
    }

    /** Takes new settings over: who is no longer in them is marked dismissed; states, places and counts stay. */
    void adopt(AcdSettings settings, Now now) {
        seats.values().forEach(this::unlist);
        Set<QueueName> stay =
                settings.queues().stream().map(QueueSettings::name).collect(Collectors.toSet());
        queues.values().stream()
                .filter(q -> !q.dismissed && !stay.contains(q.settings.name()))
                .forEach(this::dismiss);
        settings.queues().forEach(this::adopt);
        seats.values().forEach(s -> s.dismissed = true);
        settings.agents().stream().filter(Roster::takesCalls).forEach(a -> adopt(a, now));
        number(settings.agents());
        seats.values().forEach(this::assign);
        queues.values().forEach(q -> q.crew.clear());
        seats.values().forEach(s -> {
            s.serves.forEach(q -> q.crew.serving.add(s));
            s.helps.forEach(q -> q.crew.helping.add(s));
        });
        queues.values().forEach(q -> {
            q.loggedIn = 0;
            q.atWork = 0;
            q.loggedInWith.clear();
        });
        seats.values().stream().filter(Patience::isAtWork).forEach(s -> countAtWork(s, 1));
        seats.values().stream().filter(Seat::isLoggedIn).forEach(s -> countLoggedIn(s, 1));
        seats.values().forEach(this::list);
    }

    /** A supervisor without queues watches: no phone, no state, no seat. */
    private static boolean takesCalls(AgentSettings person) {
        return person.role() == Role.AGENT || !person.queues().isEmpty();
    }

    /** Who serves it now serves it out. */
    private void dismiss(AcdQueue queue) {
        queue.dismissed = true;
        seats.values().stream().filter(s -> queuesOf(s).contains(queue)).forEach(s -> s.servesOut.add(queue));
    }

    private void adopt(QueueSettings settings) {
        AcdQueue queue = queues.computeIfAbsent(settings.name(), _ -> new AcdQueue(settings, unsettled));
        queue.adopt(settings);
        queue.urgent = urgent.contains(settings.name());
        if (queue.dismissed) {
            queue.dismissed = false;
            seats.values().forEach(s -> s.servesOut.remove(queue));
        }
    }

    private void adopt(AgentSettings settings, Now now) {
        Seat seat = seats.computeIfAbsent(settings.id(), _ -> new Seat(settings, now.instant(), unsettled));
        seat.settings = settings;
        seat.dismissed = false;
        if (settings.alwaysReady() && !seat.isLoggedIn()) {
            seat.state = new AgentState.Ready();
            seat.since = now.instant();
            nowIdle(seat);
        }
    }

    private void number(List<AgentSettings> agents) {
        int order = 0;
        for (AgentSettings agent : agents) {
            Seat seat = seats.get(agent.id());
            if (seat != null) {
                seat.order = order++;
            }
        }
    }

    /** Whoever logs in is level with the least of the others who serve a queue of theirs: not behind by a day, and not the only one to be rung. */
    void startLevel(Seat seat) {
        Set<AcdQueue> served = Set.copyOf(queuesOf(seat));
        List<Seat> others = seats.values().stream()
                .filter(s -> s != seat && s.isLoggedIn())
                .filter(s -> queuesOf(s).stream().anyMatch(served::contains))
                .toList();
        seat.calls = others.stream().mapToLong(s -> s.calls).min().orElse(0);
        seat.talkNanos = others.stream().mapToLong(s -> s.talkNanos).min().orElse(0);
    }

    void remove(Seat seat) {
        seats.remove(seat.id());
        uncount(seat);
        seat.serves.forEach(q -> q.crew.serving.remove(seat));
        seat.helps.forEach(q -> q.crew.helping.remove(seat));
    }

    /** Forgets dismissed queues in which nobody waits any more; whether there was one. */
    boolean sweep() {
        return queues.values().removeIf(q -> {
            boolean over = q.dismissed && q.waiting() == 0 && q.promised == 0;
            if (over) {
                seats.values().stream().filter(s -> s.servesOut.remove(q)).forEach(s -> {
                    q.unlist(s);
                    assign(s);
                });
            }
            return over;
        });
    }

    /** The agent has just become ready: last among the idle. Only while not listed. */
    void nowIdle(Seat seat) {
        seat.idleNumber = ++idled;
    }

    void countLoggedIn(Seat seat, int by) {
        seat.serves.forEach(q -> {
            q.loggedIn += by;
            q.loggedInWith.replaceAll((demand, n) -> seat.meets(demand) ? n + by : n);
        });
    }

    void countAtWork(Seat seat, int by) {
        seat.serves.forEach(q -> q.atWork += by);
    }

    /** Lists an agent who can be rung with each of their queues. */
    void list(Seat seat) {
        count(seat);
        if (seat.isFree()) {
            seat.serves.forEach(q -> q.list(seat, false, random));
            seat.helps.forEach(q -> q.list(seat, true, random));
            unsettled.may(seat);
        }
    }

    private static void count(Seat seat) {
        Verdict verdict = Verdict.of(seat);
        if (verdict != seat.countedAs || seat.countedIn != seat.serves) {
            uncount(seat);
            seat.countedAs = verdict;
            seat.countedIn = seat.serves;
            seat.countedIn.forEach(q -> q.crew.count(verdict, 1));
        }
    }

    private static void uncount(Seat seat) {
        Verdict before = seat.countedAs;
        if (before != null) {
            seat.countedIn.forEach(q -> q.crew.count(before, -1));
            seat.countedAs = null;
        }
    }

    /** Takes the agent off all lists; before anything that decides about them changes. */
    void unlist(Seat seat) {
        List.copyOf(seat.listedIn).forEach(q -> q.unlist(seat));
        unsettled.mayNot(seat);
    }
}
