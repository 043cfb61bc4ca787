package org.helpline.acd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;

/**
 * All queues, callers and agents, and every rule about them. It knows no clock, thread or phone: each call brings the time
 * and returns what is to be done, in order, so that a seed replays a whole day. Confined to the ACD's loop.
 *
 * <p>Invariants, which the simulations hold: an offer is exactly one {@link AgentState.Offered} agent and one {@link
 * TicketState.Offered} caller with the same number; a caller in a line is Waiting or Offered; and after each call nobody
 * waits while an agent who could be rung for them is free.
 */
final class Floor {

    private static final int WITHDRAWN_KEPT = 1024;

    private final Predicate<String> hoursOpen;
    private final Map<QueueName, AcdQueue> queues = new LinkedHashMap<>();
    private final Map<AgentId, Seat> seats = new LinkedHashMap<>();
    private final Map<InteractionId, Place> places = new HashMap<>();
    private final Map<Long, Place> offers = new HashMap<>();
    private final Map<InteractionId, List<Seat>> talks = new HashMap<>();
    private final Set<Seat> awaited = new LinkedHashSet<>();
    private final Map<Long, Match> withdrawn = new LinkedHashMap<>();
    private final List<FloorEffect> out = new ArrayList<>();

    private Duration serviceLevel = Duration.ZERO;
    private long joined;
    private long offersMade;
    private long idled;

    /** Who had an offer that was taken back. */
    private record Match(InteractionId interaction, AgentId agent) {}

    Floor(AcdSettings settings, Predicate<String> hoursOpen, Now now) {
        this.hoursOpen = hoursOpen;
        adopt(settings, now);
        out.clear(); // nobody has heard of anybody yet
    }

    // ---- callers ----

    List<FloorEffect> join(Ticket ticket, Now now) {
        Place before = places.get(ticket.interaction());
        if (before != null) {
            move(before, new TicketState.Input.Left(LeaveReason.SENT_ON), now); // one place for each caller
        }
        AcdQueue queue = queues.get(ticket.queue());
        Optional<String> refusal = queue == null ? Optional.of("unknown queue") : refusal(queue, ticket);
        if (queue == null || refusal.isPresent()) {
            tell(new AcdEvent.NotQueued(ticket.interaction(), ticket.queue(), refusal.orElseThrow()));
            return done(now);
        }
        Line line = ticket.only().map(this::seat).map(s -> s.own).orElse(queue.line);
        Place place = new Place(ticket, queue, line, ++joined, now.nanos());
        places.put(ticket.interaction(), place);
        queue.offered++;
        line.add(place);
        ticket.only().map(this::seat).ifPresent(seat -> {
            awaited.add(seat);
            queue.personal++;
        });
        place.toldPosition = line.positionOf(place);
        tell(new AcdEvent.Queued(ticket.interaction(), ticket.queue(), place.toldPosition));
        return done(now);
    }

    private Optional<String> refusal(AcdQueue queue, Ticket ticket) {
        if (ticket.only().isPresent()) {
            Seat seat = seats.get(ticket.only().get());
            return seat != null && seat.isLoggedIn() && !seat.dismissed
                    ? Optional.empty()
                    : Optional.of("nobody serving");
        }
        if (isClosed(queue)) {
            return Optional.of("closed");
        }
        if (queue.loggedIn == 0 && queue.settings.nobody().isPresent()) {
            return Optional.of("nobody serving");
        }
        return queue.isFull() ? Optional.of("full") : Optional.empty();
    }

    private boolean isClosed(AcdQueue queue) {
        return queue.dismissed
                || queue.settings.hours().filter(h -> !hoursOpen.test(h)).isPresent();
    }

    /** A caller who already talks is taken as released, so that a hang-up that crosses the answer leaves no agent behind. */
    List<FloorEffect> leave(InteractionId interaction, LeaveReason why, Now now) {
        Place place = places.get(interaction);
        if (place != null) {
            move(place, new TicketState.Input.Left(why), now);
        } else {
            endOldestTalk(interaction, now);
        }
        return done(now);
    }

    /** Of several conversations of one caller (a transfer joins before the first agent hangs up) the oldest ends. */
    List<FloorEffect> released(InteractionId interaction, Now now) {
        endOldestTalk(interaction, now);
        return done(now);
    }

    private void endOldestTalk(InteractionId interaction, Now now) {
        List<Seat> talking = talks.get(interaction);
        if (talking != null) {
            Seat seat = talking.removeFirst();
            if (talking.isEmpty()) {
                talks.remove(interaction);
            }
            move(seat, new AgentInput.Released(), now);
        }
    }

    // ---- offers ----

    List<FloorEffect> accepted(long offer, Now now) {
        Place place = offers.get(offer);
        if (place == null) {
            Match gone = withdrawn.get(offer);
            if (gone != null) { // the answer crossed our withdrawal
                tell(new AcdEvent.Withdraw(offer, gone.interaction, gone.agent, "too late"));
            }
            return done(now);
        }
        Seat seat = seatOf(place);
        closeOffer(offer);
        move(place, new TicketState.Input.Accepted(), now);
        talks.computeIfAbsent(place.interaction(), _ -> new ArrayList<>()).add(seat);
        move(seat, new AgentInput.Accepted(place.queue.settings.wrapUp()), now);
        return done(now);
    }

    List<FloorEffect> failed(long offer, OfferFailure why, Now now) {
        Place place = offers.get(offer);
        if (place != null) {
            lose(offer, place, why, now);
        }
        return done(now);
    }

    /** The ring time of an offer is over. */
    List<FloorEffect> ringOver(long offer, Now now) {
        Place place = offers.get(offer);
        if (place != null) {
            tellWithdrawn(offer, place, seatOf(place).id(), "no answer");
            lose(offer, place, OfferFailure.NO_ANSWER, now);
        }
        return done(now);
    }

    private void lose(long offer, Place place, OfferFailure why, Now now) {
        Seat seat = seatOf(place);
        closeOffer(offer);
        place.refusedBy.add(seat.id());
        move(seat, new AgentInput.Failed(why), now);
        move(place, new TicketState.Input.OfferLost(), now);
    }

    private Seat seatOf(Place place) {
        if (place.state instanceof TicketState.Offered offered) {
            return seat(offered.agent());
        }
        throw new IllegalStateException("offered caller in " + place.state);
    }

    private void closeOffer(long offer) {
        offers.remove(offer);
        out.add(new FloorEffect.Stop(new FloorEffect.RingOver(offer)));
    }

    private void tellWithdrawn(long offer, Place place, AgentId agent, String why) {
        tell(new AcdEvent.Withdraw(offer, place.interaction(), agent, why));
        withdrawn.put(offer, new Match(place.interaction(), agent));
        if (withdrawn.size() > WITHDRAWN_KEPT) {
            withdrawn.remove(withdrawn.keySet().iterator().next());
        }
    }

    // ---- agents ----

    List<FloorEffect> agent(AgentId agent, Acd.AgentCommand command, Now now) {
        Seat seat = seats.get(agent);
        if (seat != null && !seat.dismissed) {
            move(seat, new AgentInput.Commanded(command), now);
        }
        return done(now);
    }

    List<FloorEffect> reachable(AgentId agent, boolean reachable, Now now) {
        Seat seat = seats.get(agent);
        if (seat != null && seat.reachable != reachable) {
            unlist(seat);
            seat.reachable = reachable;
            list(seat);
            out.add(new FloorEffect.SeatChanged(seat));
        }
        return done(now);
    }

    /** The agent's timer ran out. */
    List<FloorEffect> agentTimer(AgentId agent, Now now) {
        Seat seat = seats.get(agent);
        if (seat != null) {
            seat.timerEndsNanos = null;
            move(seat, new AgentInput.TimerOver(), now);
        }
        return done(now);
    }

    // ---- time and settings ----

    /** Gives up callers who have waited too long, and those whose queue has closed. At least once a second. */
    List<FloorEffect> tick(Now now) {
        for (AcdQueue queue : List.copyOf(queues.values())) {
            if (!queue.line.isEmpty() && isClosed(queue)) {
                queue.line.places().forEach(p -> move(p, new TicketState.Input.GivenUp("closed"), now));
            }
            Duration most = queue.settings.maxWait();
            if (!most.isZero()) {
                giveUpOld(queue.line.olderThan(now.nanos() - most.toNanos()), now);
            }
        }
        for (Seat seat : List.copyOf(awaited)) {
            giveUpOld(seat.own.places().stream().filter(p -> isOverdue(p, now)).toList(), now);
        }
        return done(now);
    }

    private void giveUpOld(List<Place> old, Now now) {
        old.forEach(p -> move(p, new TicketState.Input.GivenUp("max wait"), now));
    }

    private static boolean isOverdue(Place place, Now now) {
        Duration most = place.queue.settings.maxWait();
        return !most.isZero() && now.since(place.sinceNanos).compareTo(most) >= 0;
    }

    /** Takes new settings; agents keep their states and callers their places. */
    List<FloorEffect> reconfigure(AcdSettings settings, Now now) {
        adopt(settings, now);
        return done(now);
    }

    private void adopt(AcdSettings settings, Now now) {
        serviceLevel = settings.serviceLevel();
        seats.values().forEach(this::unlist);
        adoptQueues(settings.queues());
        adoptAgents(settings.agents(), now);
        queues.values().forEach(q -> q.loggedIn = 0);
        for (Seat seat : seats.values()) {
            if (seat.isLoggedIn()) {
                countLoggedIn(seat, 1);
            }
            list(seat);
        }
        List.copyOf(seats.values()).stream().filter(s -> s.dismissed).forEach(seat -> dismiss(seat, now));
        queues.values().stream().filter(q -> q.dismissed).toList().forEach(queue -> {
            queue.line.places().forEach(p -> move(p, new TicketState.Input.GivenUp("closed"), now));
        });
        queues.values().forEach(q -> giveUpUnserved(q, now));
        out.add(new FloorEffect.Reseated());
    }

    private void adoptQueues(List<QueueSettings> wanted) {
        queues.values().forEach(q -> q.dismissed = true);
        for (QueueSettings settings : wanted) {
            AcdQueue queue = queues.computeIfAbsent(settings.name(), _ -> new AcdQueue(settings));
            queue.settings = settings;
            queue.dismissed = false;
        }
    }

    private void adoptAgents(List<AgentSettings> wanted, Now now) {
        seats.values().forEach(s -> s.dismissed = true);
        for (AgentSettings settings : wanted) {
            Seat seat = seats.computeIfAbsent(settings.id(), _ -> new Seat(settings, now.instant()));
            seat.settings = settings;
            seat.dismissed = false;
            if (settings.alwaysReady() && !seat.isLoggedIn()) {
                seat.state = new AgentState.Ready();
                seat.since = now.instant();
                seat.idleNumber = ++idled;
            }
        }
    }

    private void dismiss(Seat seat, Now now) {
        if (seat.isLoggedIn()) {
            move(seat, new AgentInput.Commanded(new Acd.AgentCommand.LogOut()), now);
        } else {
            seats.remove(seat.id());
        }
    }

    // ---- the two machines, and what their effects mean here ----

    private void move(Seat seat, AgentInput input, Now now) {
        AgentState before = seat.state;
        Step<AgentState, AgentInput.Effect> step = AgentMachine.step(before, input, seat.settings.alwaysReady());
        unlist(seat);
        seat.state = step.next();
        if (step.next() instanceof AgentState.Ready
                && !(before instanceof AgentState.Ready)
                && !(input instanceof AgentInput.CallerLeft)) {
            seat.idleNumber = ++idled; // who was rung in vain keeps the place among the idle
        }
        boolean wasLoggedIn = !(before instanceof AgentState.Offline);
        if (wasLoggedIn != seat.isLoggedIn()) {
            countLoggedIn(seat, wasLoggedIn ? -1 : 1);
        }
        step.effects().forEach(e -> carryOut(seat, e, now));
        list(seat);
        tellChanged(seat, before, now);
        if (wasLoggedIn && !seat.isLoggedIn()) {
            nobodyThere(seat, now);
        }
    }

    private void carryOut(Seat seat, AgentInput.Effect effect, Now now) {
        switch (effect) {
            case AgentInput.Effect.StartTimer(Duration after) -> startTimer(seat, after, now);
            case AgentInput.Effect.ExtendTimer(Duration by) -> {
                Long ends = seat.timerEndsNanos;
                if (ends != null && !by.isNegative() && !by.isZero()) {
                    startTimer(seat, Duration.ofNanos(ends - now.nanos()).plus(by), now);
                    tell(new AcdEvent.WrapUpExtended(seat.id(), by));
                }
            }
            case AgentInput.Effect.StopTimer _ -> {
                seat.timerEndsNanos = null;
                out.add(new FloorEffect.Stop(new FloorEffect.AgentTimer(seat.id())));
            }
            case AgentInput.Effect.GiveBack(long offer, String why) -> {
                Place place = offers.get(offer);
                if (place == null) {
                    throw new IllegalStateException(
                            "agent " + seat.id() + " gives back offer " + offer + ", which is not open");
                }
                closeOffer(offer);
                tellWithdrawn(offer, place, seat.id(), why);
                move(place, new TicketState.Input.OfferLost(), now);
            }
        }
    }

    private void startTimer(Seat seat, Duration after, Now now) {
        seat.timerEndsNanos = now.nanos() + after.toNanos();
        out.add(new FloorEffect.SeatChanged(seat));
        out.add(new FloorEffect.Start(new FloorEffect.AgentTimer(seat.id()), after));
    }

    private void tellChanged(Seat seat, AgentState before, Now now) {
        AgentState after = seat.state;
        if (before.equals(after)) {
            return;
        }
        if (!before.word().equals(after.word())) {
            seat.since = now.instant();
        }
        out.add(new FloorEffect.SeatChanged(seat));
        tell(new AcdEvent.AgentChanged(seat.id(), after.word(), after.reason(), after.call()));
        if (seat.dismissed && !seat.isLoggedIn()) {
            seats.remove(seat.id());
            out.add(new FloorEffect.Reseated());
        }
    }

    private void nobodyThere(Seat seat, Now now) {
        seat.own.places().forEach(p -> move(p, new TicketState.Input.GivenUp("nobody serving"), now));
        seat.settings.queues().stream()
                .flatMap(q -> Optional.ofNullable(queues.get(q)).stream())
                .forEach(q -> giveUpUnserved(q, now));
    }

    private void giveUpUnserved(AcdQueue queue, Now now) {
        if (queue.loggedIn == 0 && queue.settings.nobody().isPresent()) {
            queue.line.places().forEach(p -> move(p, new TicketState.Input.GivenUp("nobody serving"), now));
        }
    }

    private void countLoggedIn(Seat seat, int by) {
        for (QueueName name : seat.settings.queues()) {
            AcdQueue queue = queues.get(name);
            if (queue != null) {
                queue.loggedIn += by;
            }
        }
    }

    private void list(Seat seat) {
        if (seat.isFree()) {
            seat.settings.queues().stream()
                    .flatMap(q -> Optional.ofNullable(queues.get(q)).stream())
                    .forEach(q -> q.list(seat));
        }
    }

    private void unlist(Seat seat) {
        List.copyOf(seat.listedIn).forEach(q -> q.unlist(seat));
    }

    private void move(Place place, TicketState.Input input, Now now) {
        Step<TicketState, TicketState.Effect> step = TicketMachine.step(place.state, input);
        place.state = step.next();
        switch (step.next()) {
            case TicketState.Waiting _ -> place.line.offerLost(place);
            case TicketState.Offered _ -> place.line.offered(place);
            case TicketState.Connected _, TicketState.Gone _ -> forget(place);
        }
        step.effects().forEach(e -> carryOut(place, e, now));
    }

    private void forget(Place place) {
        place.line.remove(place);
        places.remove(place.interaction());
        if (place.ticket.only().isPresent()) {
            place.queue.personal--;
            awaited.removeIf(s -> s.own.isEmpty());
        }
    }

    private void carryOut(Place place, TicketState.Effect effect, Now now) {
        AcdQueue queue = place.queue;
        QueueName name = queue.settings.name();
        Duration waited = now.since(place.sinceNanos);
        switch (effect) {
            case TicketState.Effect.Withdraw(long offer, AgentId agent, String why) -> {
                closeOffer(offer);
                tellWithdrawn(offer, place, agent, why);
                move(seat(agent), new AgentInput.CallerLeft(), now);
            }
            case TicketState.Effect.Connect(long offer, AgentId agent) -> {
                queue.answered++;
                queue.answeredInTime += waited.compareTo(serviceLevel) <= 0 ? 1 : 0;
                tell(new AcdEvent.Connect(offer, place.interaction(), name, agent, waited));
            }
            case TicketState.Effect.SendOn(String why) -> {
                queue.sentOn++;
                tell(new AcdEvent.SendOn(place.interaction(), name, why, waited));
            }
            case TicketState.Effect.Depart depart -> {
                switch (depart.why()) {
                    case ABANDONED -> queue.abandoned++;
                    case KEY, SENT_ON -> queue.sentOn++;
                }
                tell(new AcdEvent.Gone(place.interaction(), name, depart.why(), waited));
            }
        }
    }

    private Seat seat(AgentId agent) {
        Seat seat = seats.get(agent);
        if (seat == null) {
            throw new IllegalStateException("no agent " + agent);
        }
        return seat;
    }

    // ---- after each call ----

    private List<FloorEffect> done(Now now) {
        Optional<Routing.Match> match = Routing.next(queues.values(), awaited);
        while (match.isPresent()) {
            offer(match.get().place(), match.get().seat(), now);
            match = Routing.next(queues.values(), awaited);
        }
        queues.values().forEach(q -> q.line.tellPositions(this::tellPosition));
        awaited.forEach(s -> s.own.tellPositions(this::tellPosition));
        queues.values().removeIf(q -> q.dismissed && q.waiting() == 0);
        List<FloorEffect> effects = List.copyOf(out);
        out.clear();
        return effects;
    }

    private void offer(Place place, Seat seat, Now now) {
        long number = ++offersMade;
        Duration ring = place.queue.settings.ring();
        offers.put(number, place);
        move(place, new TicketState.Input.OfferMade(number, seat.id()), now);
        move(seat, new AgentInput.OfferMade(number, place.interaction()), now);
        tell(new AcdEvent.Offer(
                number,
                place.interaction(),
                place.queue.settings.name(),
                seat.id(),
                now.since(place.sinceNanos),
                ring));
        out.add(new FloorEffect.Start(new FloorEffect.RingOver(number), ring));
    }

    private void tellPosition(Place place) {
        tell(new AcdEvent.PositionChanged(place.interaction(), place.toldPosition));
    }

    private void tell(AcdEvent event) {
        out.add(new FloorEffect.Tell(event));
    }

    /** For the board. */
    Collection<AcdQueue> queues() {
        return queues.values();
    }

    /** For the board. */
    Collection<Seat> seats() {
        return seats.values();
    }
}
