package org.helpline.acd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings;
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

    private final Predicate<String> hoursOpen;
    private final Roster roster = new Roster();
    private final OpenOffers offers = new OpenOffers();
    private final Map<InteractionId, Place> places = new HashMap<>();
    private final Map<InteractionId, List<Seat>> talks = new HashMap<>();
    private final Set<Seat> awaited = new LinkedHashSet<>();
    private final CallbackRules callbacks;
    private final List<FloorEffect> out = new ArrayList<>();

    private Duration serviceLevel = Duration.ZERO;
    private long joined;

    /** {@code attempts} names each attempt of a call-back. */
    Floor(AcdSettings settings, Predicate<String> hoursOpen, Supplier<InteractionId> attempts, Now now) {
        this.hoursOpen = hoursOpen;
        this.callbacks = new CallbackRules(this, attempts);
        adopt(settings, now);
        out.clear(); // nobody has heard of anybody yet
    }

    // ---- callers ----

    List<FloorEffect> join(Ticket ticket, Now now) {
        Place before = places.get(ticket.interaction());
        if (before != null && isHeldFor(before, ticket)) {
            move(before, new TicketState.Input.Resumed(), now);
            before.toldPosition = before.line.positionOf(before);
            tell(new AcdEvent.Queued(ticket.interaction(), ticket.queue(), before.toldPosition));
            return done(now);
        }
        if (before != null) {
            move(before, new TicketState.Input.Left(LeaveReason.SENT_ON), now); // one place for each caller
        }
        Optional<AcdQueue> queue = roster.queue(ticket.queue());
        Optional<String> refusal = queue.isEmpty() ? Optional.of("unknown queue") : refusal(queue.get(), ticket);
        if (refusal.isPresent()) {
            tell(new AcdEvent.NotQueued(ticket.interaction(), ticket.queue(), refusal.get()));
        } else {
            queue.ifPresent(q -> take(ticket, q, now));
        }
        return done(now);
    }

    private static boolean isHeldFor(Place place, Ticket ticket) {
        return place.state instanceof TicketState.Held
                && place.queue.settings.name().equals(ticket.queue())
                && ticket.only().equals(place.ticket.only());
    }

    private void take(Ticket ticket, AcdQueue queue, Now now) {
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
    }

    private Optional<String> refusal(AcdQueue queue, Ticket ticket) {
        if (ticket.only().isPresent()) {
            Optional<Seat> seat = roster.seat(ticket.only().get()).filter(s -> s.isLoggedIn() && !s.dismissed);
            return ticket.atOnce().isPresent()
                    ? absence(seat)
                    : seat.isPresent() ? Optional.empty() : Optional.of("nobody serving");
        }
        if (isClosed(queue)) {
            return Optional.of("closed");
        }
        if (isUnserved(queue, ticket)) {
            return Optional.of(nobody(ticket));
        }
        return queue.isFull() ? Optional.of("full") : Optional.empty();
    }

    /** Why an agent cannot be rung this moment; empty if they can. */
    private static Optional<String> absence(Optional<Seat> seat) {
        return switch (seat.map(s -> s.state).orElse(new AgentState.Offline())) {
            case AgentState.Offline _, AgentState.NotReady _ -> Optional.of(Acd.Missed.NOT_THERE);
            case AgentState.Ready _ ->
                seat.filter(s -> s.reachable).isPresent() ? Optional.empty() : Optional.of(Acd.Missed.NOT_THERE);
            case AgentState.Pausing _, AgentState.Offered _ -> Optional.of(Acd.Missed.BUSY);
            case AgentState.Talking _, AgentState.WrapUp _ -> Optional.of(Acd.Missed.BUSY);
        };
    }

    /** Whether nobody who could take the caller is logged in, and the caller shall not wait for that to change. */
    private boolean isUnserved(AcdQueue queue, Ticket ticket) {
        return (ticket.orNobody() || queue.settings.nobody().isPresent()) && !roster.isServed(queue, ticket.needs());
    }

    private static String nobody(Ticket ticket) {
        return ticket.needs().isEmpty()
                ? "nobody serving"
                : "nobody with "
                        + String.join(", ", ticket.needs().stream().sorted().toList());
    }

    boolean isClosed(AcdQueue queue) {
        return queue.dismissed
                || queue.settings.hours().filter(h -> !hoursOpen.test(h)).isPresent();
    }

    /** A caller who already talks is taken as released, so that a hang-up that crosses the answer leaves no agent behind. */
    List<FloorEffect> leave(InteractionId interaction, LeaveReason why, Now now) {
        Place place = places.get(interaction);
        if (place != null && place.promise != null) {
            callbacks.missed(interaction, Acd.Miss.AGENT_LEFT, now); // to leave an attempt does not take the wish back
        } else if (place != null) {
            move(place, new TicketState.Input.Left(why), now);
        } else {
            endOldestTalk(interaction, now);
        }
        return done(now);
    }

    /** Of several conversations of one caller (a transfer joins before the first agent hangs up) the oldest ends. */
    List<FloorEffect> released(InteractionId interaction, Now now) {
        callbacks.missed(interaction, Acd.Miss.AGENT_LEFT, now); // if the customer has not answered
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

    // ---- call-backs ----

    /** A caller who already talks is taken as released, as when they leave. */
    List<FloorEffect> hold(InteractionId interaction, Now now) {
        Place place = places.get(interaction);
        if (place == null) {
            endOldestTalk(interaction, now);
        } else if (place.promise == null) {
            move(place, new TicketState.Input.Hold(), now);
        }
        return done(now);
    }

    /** Changes something about call-backs. */
    List<FloorEffect> callbacks(Consumer<CallbackRules> change, Now now) {
        change.accept(callbacks);
        return done(now);
    }

    // ---- offers ----

    List<FloorEffect> accepted(long offer, Now now) {
        offers.place(offer)
                .ifPresentOrElse(
                        place -> connect(offer, place, now),
                        () -> offers.withdrawn(offer)
                                // the answer crossed our withdrawal
                                .ifPresent(w ->
                                        tell(new AcdEvent.Withdraw(offer, w.interaction(), w.agent(), "too late"))));
        return done(now);
    }

    private void connect(long offer, Place place, Now now) {
        Seat seat = seatOf(place);
        closeOffer(offer);
        move(place, place.promise == null ? new TicketState.Input.Accepted() : new TicketState.Input.AgentTook(), now);
        talks.computeIfAbsent(place.interaction(), _ -> new ArrayList<>()).add(seat);
        move(seat, new AgentInput.Accepted(roster.wrapUp(seat, place.queue)), now);
    }

    List<FloorEffect> failed(long offer, OfferFailure why, Now now) {
        offers.place(offer).ifPresent(place -> lose(offer, place, why, now));
        return done(now);
    }

    /** The ring time of an offer is over. */
    List<FloorEffect> ringOver(long offer, Now now) {
        offers.place(offer).ifPresent(place -> {
            tellWithdrawn(offer, place, seatOf(place).id(), "no answer");
            lose(offer, place, OfferFailure.NO_ANSWER, now);
        });
        return done(now);
    }

    private void lose(long offer, Place place, OfferFailure why, Now now) {
        Seat seat = seatOf(place);
        closeOffer(offer);
        place.refusedBy.add(seat.id());
        move(seat, new AgentInput.Failed(why), now);
        rungInVain(
                place,
                switch (why) {
                    case NO_ANSWER -> Acd.Missed.NO_ANSWER;
                    case DECLINED, BUSY -> Acd.Missed.BUSY;
                    case UNREACHABLE -> Acd.Missed.NOT_THERE;
                },
                now);
    }

    /** Back in line; who was to be rung only once has no more to wait for. */
    private void rungInVain(Place place, String why, Now now) {
        if (place.ticket.atOnce().isPresent()) {
            move(place, new TicketState.Input.GivenUp(why), now);
        }
        move(place, new TicketState.Input.OfferLost(), now);
    }

    private Seat seatOf(Place place) {
        if (place.state instanceof TicketState.Offered offered) {
            return seat(offered.agent());
        }
        throw new IllegalStateException("offered caller in " + place.state);
    }

    private void closeOffer(long offer) {
        offers.close(offer);
        out.add(new FloorEffect.Stop(new FloorEffect.RingOver(offer)));
    }

    private void tellWithdrawn(long offer, Place place, AgentId agent, String why) {
        AcdEvent.Withdraw withdraw = new AcdEvent.Withdraw(offer, place.interaction(), agent, why);
        tell(withdraw);
        offers.remember(withdraw);
    }

    // ---- agents ----

    List<FloorEffect> agent(AgentId agent, Acd.AgentCommand command, Now now) {
        roster.seat(agent).filter(s -> !s.dismissed).ifPresent(s -> move(s, new AgentInput.Commanded(command), now));
        return done(now);
    }

    List<FloorEffect> reachable(AgentId agent, boolean reachable, Now now) {
        roster.seat(agent).filter(s -> s.reachable != reachable).ifPresent(seat -> {
            roster.unlist(seat);
            seat.reachable = reachable;
            roster.list(seat);
            out.add(new FloorEffect.SeatChanged(seat));
        });
        return done(now);
    }

    /** The agent's timer ran out. */
    List<FloorEffect> agentTimer(AgentId agent, Now now) {
        roster.seat(agent).ifPresent(seat -> {
            seat.timerEndsNanos = null;
            move(seat, new AgentInput.TimerOver(), now);
        });
        return done(now);
    }

    // ---- time and settings ----

    /** Gives up callers who have waited too long, and those whose queue has closed. At least once a second. */
    List<FloorEffect> tick(Now now) {
        for (AcdQueue queue : List.copyOf(roster.queues())) {
            if (!queue.line.isEmpty() && isClosed(queue)) {
                queue.line.places().forEach(p -> move(p, new TicketState.Input.GivenUp("closed"), now));
            }
            Duration most = queue.settings.maxWait();
            if (!most.isZero()) {
                giveUpOld(
                        queue.line.olderThan(now.nanos() - most.toNanos()).stream()
                                .filter(p -> p.ticket.maxWait().isEmpty())
                                .toList(),
                        now);
            }
            giveUpOld(
                    queue.line.impatient().stream()
                            .filter(p -> isOverdue(p, now))
                            .toList(),
                    now);
        }
        callbacks.tick(now);
        for (Seat seat : List.copyOf(awaited)) {
            giveUpOld(seat.own.places().stream().filter(p -> isOverdue(p, now)).toList(), now);
        }
        return done(now);
    }

    private void giveUpOld(List<Place> old, Now now) {
        old.forEach(p -> move(p, new TicketState.Input.GivenUp("max wait"), now));
    }

    private static boolean isOverdue(Place place, Now now) {
        Duration most = place.ticket.maxWait().orElse(place.queue.settings.maxWait());
        return !most.isZero() && now.since(place.sinceNanos).compareTo(most) >= 0;
    }

    /** Takes new settings; agents keep their states and callers their places. */
    List<FloorEffect> reconfigure(AcdSettings settings, Now now) {
        adopt(settings, now);
        return done(now);
    }

    private void adopt(AcdSettings settings, Now now) {
        serviceLevel = settings.serviceLevel();
        roster.adopt(settings, now);
        roster.seats().stream().filter(s -> s.dismissed).toList().forEach(s -> dismiss(s, now));
        roster.queues().stream()
                .filter(q -> q.dismissed)
                .flatMap(q -> q.line.places().stream())
                .toList()
                .forEach(p -> move(p, new TicketState.Input.GivenUp("closed"), now));
        callbacks.endDismissed(now);
        roster.queues().forEach(q -> giveUpUnserved(q, now));
        out.add(new FloorEffect.Reseated());
    }

    private void dismiss(Seat seat, Now now) {
        if (seat.isLoggedIn()) {
            move(seat, new AgentInput.Commanded(new Acd.AgentCommand.LogOut()), now);
        } else {
            roster.remove(seat);
        }
    }

    // ---- the two machines, and what their effects mean here ----

    void move(Seat seat, AgentInput input, Now now) {
        AgentState before = seat.state;
        Step<AgentState, AgentInput.Effect> step = AgentMachine.step(before, input, seat.settings.alwaysReady());
        roster.unlist(seat);
        seat.state = step.next();
        if (step.next() instanceof AgentState.Ready
                && !(before instanceof AgentState.Ready)
                && !(input instanceof AgentInput.CallerLeft)) {
            roster.nowIdle(seat); // who was rung in vain keeps the place among the idle
        }
        boolean wasLoggedIn = !(before instanceof AgentState.Offline);
        if (wasLoggedIn != seat.isLoggedIn()) {
            roster.countLoggedIn(seat, wasLoggedIn ? -1 : 1);
        }
        step.effects().forEach(e -> carryOut(seat, e, now));
        roster.list(seat);
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
                Place place = offers.place(offer)
                        .orElseThrow(() -> new IllegalStateException(
                                "agent " + seat.id() + " gives back offer " + offer + ", which is not open"));
                closeOffer(offer);
                tellWithdrawn(offer, place, seat.id(), why);
                rungInVain(place, Acd.Missed.NOT_THERE, now);
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
            roster.remove(seat);
            out.add(new FloorEffect.Reseated());
        }
    }

    private void nobodyThere(Seat seat, Now now) {
        seat.own.places().forEach(p -> move(p, new TicketState.Input.GivenUp("nobody serving"), now));
        roster.queuesOf(seat).forEach(q -> giveUpUnserved(q, now));
    }

    private void giveUpUnserved(AcdQueue queue, Now now) {
        queue.line.places().stream()
                .filter(p -> isUnserved(queue, p.ticket))
                .forEach(p -> move(p, new TicketState.Input.GivenUp(nobody(p.ticket)), now));
    }

    void move(Place place, TicketState.Input input, Now now) {
        TicketState before = place.state;
        Step<TicketState, TicketState.Effect> step = TicketMachine.step(before, input);
        place.state = step.next();
        switch (step.next()) {
            case TicketState.Waiting _ when before instanceof TicketState.Resting -> place.line.add(place);
            case TicketState.Waiting _ -> place.line.offerLost(place);
            case TicketState.Offered _, TicketState.Held _ -> place.line.offered(place);
            case TicketState.Calling _, TicketState.Resting _ -> place.line.remove(place);
            case TicketState.Connected _, TicketState.Gone _ -> forget(place);
        }
        step.effects().forEach(e -> carryOut(place, e, now));
        if (place.promise != null) {
            callbacks.moved(place, place.promise, before, input, now);
        }
    }

    private void forget(Place place) {
        place.line.remove(place);
        places.remove(place.interaction());
        if (place.promise != null) {
            callbacks.forget(place, place.promise);
        }
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
                queue.pace.answered(now.nanos());
                if (place.promise == null) { // call-backs are counted when the customer is reached
                    queue.answered++;
                    queue.answeredInTime += waited.compareTo(serviceLevel) <= 0 ? 1 : 0;
                }
                tell(new AcdEvent.Connect(offer, place.interaction(), name, agent, waited));
            }
            case TicketState.Effect.SendOn(String why) -> {
                queue.sentOn++;
                tell(new AcdEvent.SendOn(place.interaction(), name, why, waited));
            }
            case TicketState.Effect.FreeAgent(AgentId agent, String why) -> stopTalk(place, agent, why, now);
            case TicketState.Effect.Depart _ when place.promise != null -> {} // told by moved
            case TicketState.Effect.Depart depart -> {
                switch (depart.why()) {
                    case ABANDONED -> queue.abandoned++;
                    case KEY, SENT_ON -> queue.sentOn++;
                    case CALLBACK -> queue.callback++;
                }
                tell(new AcdEvent.Gone(place.interaction(), name, depart.why(), waited));
            }
        }
    }

    /** Unless the agent was released before. */
    private void stopTalk(Place place, AgentId agent, String why, Now now) {
        List<Seat> talking = talks.get(place.interaction());
        Seat seat = seat(agent);
        if (talking != null && talking.remove(seat)) {
            if (talking.isEmpty()) {
                talks.remove(place.interaction());
            }
            move(seat, new AgentInput.NotReached(why), now);
        }
    }

    private Seat seat(AgentId agent) {
        return roster.seat(agent).orElseThrow(() -> new IllegalStateException("no agent " + agent));
    }

    // ---- after each call ----

    private List<FloorEffect> done(Now now) {
        Optional<Routing.Match> match = Routing.next(roster.queues(), awaited);
        while (match.isPresent()) {
            offer(match.get().place(), match.get().seat(), now);
            match = Routing.next(roster.queues(), awaited);
        }
        roster.queues().forEach(q -> {
            q.pace.look(q.line.hasBacklog(), now.nanos());
            q.line.tellPositions(this::tellPosition);
        });
        awaited.forEach(s -> s.own.tellPositions(this::tellPosition));
        roster.sweep();
        List<FloorEffect> effects = List.copyOf(out);
        out.clear();
        return effects;
    }

    private void offer(Place place, Seat seat, Now now) {
        if (place.promise != null) {
            callbacks.offer(place, place.promise, seat, now);
            return;
        }
        long number = offers.open(place);
        Duration ring = place.ticket.atOnce().orElse(place.queue.settings.ring());
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
        if (place.promise != null) {
            return; // nobody listens
        }
        tell(new AcdEvent.PositionChanged(place.interaction(), place.toldPosition));
    }

    void tell(AcdEvent event) {
        out.add(new FloorEffect.Tell(event));
    }

    /** The place of a caller or of an attempt. */
    Optional<Place> placeOf(InteractionId interaction) {
        return Optional.ofNullable(places.get(interaction));
    }

    void name(Place place) {
        places.put(place.interaction(), place);
    }

    void unname(Place place) {
        places.remove(place.interaction());
    }

    /** The number of the next to join. */
    long nextNumber() {
        return ++joined;
    }

    OpenOffers offers() {
        return offers;
    }

    void ringUntil(long offer, Duration ring) {
        out.add(new FloorEffect.Start(new FloorEffect.RingOver(offer), ring));
    }

    /** Who is here; for the board, and for call-backs. */
    Roster roster() {
        return roster;
    }
}
