package org.helpline.acd;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
 * TicketState.Offered} caller with the same number, who has others only where the queue rings all; a caller in a line is Waiting or
 * Offered; and after each call nobody waits while an agent who could be rung for them is free.
 */
final class Floor {

    private final FloorState state;
    private final Moves moves;
    private final Oversight oversight;
    private AcdSettings settings;

    /**
     * Everybody of the settings, offline but those who are always ready.
     *
     * @param asked whether hours are open, and the names of attempts of call-backs
     * @param seed of the lots that are drawn among agents
     */
    Floor(AcdSettings settings, Asked asked, long seed, Now now) {
        this.state = FloorState.empty(asked::isOpen, new Lots(seed));
        this.moves = new Moves(state, asked::nextAttempt);
        this.oversight = new Oversight(state);
        this.settings = settings;
        adopt(settings, now);
        state.out().take(); // nobody has heard of anybody yet
    }

    /** One that goes on from there; the answers are those that were given. @throws IllegalArgumentException if it does not hold together */
    Floor(Checkpoint from, Asked asked) {
        this.state = FloorState.empty(asked::isOpen, new Lots(from.lots()));
        this.moves = new Moves(state, asked::nextAttempt);
        this.oversight = new Oversight(state);
        this.settings = from.settings();
        CheckpointReader.resume(from, state, moves, oversight);
    }

    /** All of it as it is between two inputs. */
    Checkpoint checkpoint() {
        return CheckpointWriter.of(state, moves.callbacks(), oversight, settings);
    }

    /** Takes one input; what is to be done, in order. */
    List<FloorEffect> take(AcdInput input, Now now) {
        switch (input) {
            case AcdInput.Join(var ticket) -> join(ticket, now);
            case AcdInput.Leave(var interaction, var why) -> leave(interaction, why, now);
            case AcdInput.Accepted(long offer) -> accepted(offer, now);
            case AcdInput.Failed(long offer, var why) -> failed(offer, why, now);
            case AcdInput.CallOff(var interaction, var rung) -> callOff(interaction, rung, now);
            case AcdInput.Dial(var interaction, var agent, var queue) -> dial(interaction, agent, queue, now);
            case AcdInput.NotDialled(var interaction, var agent, var why) -> notDialled(interaction, agent, why, now);
            case AcdInput.Released(var interaction, var agent) ->
                agent.ifPresentOrElse(a -> released(interaction, a, now), () -> released(interaction, now));
            case AcdInput.HandedOver(var from, var to, var agent) -> handedOver(from, to, agent, now);
            case AcdInput.Hold(var interaction) -> hold(interaction, now);
            case AcdInput.CallBack(var ticket) -> moves.callbacks().callBack(ticket, now);
            case AcdInput.Restore(var kept) -> moves.callbacks().restore(kept, now);
            case AcdInput.TakeUp(var kept) -> kept.forEach(k -> takeUp(k, now));
            case AcdInput.Reached(var attempt) -> moves.callbacks().reached(attempt, now);
            case AcdInput.Missed(var attempt, var why) -> moves.callbacks().missed(attempt, why, now);
            case AcdInput.CancelCallback(var callback, var why) ->
                moves.callbacks().cancel(callback, why, now);
            case AcdInput.CallbackNow(var callback) -> moves.callbacks().now(callback, now);
            case AcdInput.First(var interaction) -> oversight.first(interaction);
            case AcdInput.Give(var interaction, var agent) -> give(interaction, agent, now);
            case AcdInput.Sleep(var callback, var call) -> moves.callbacks().sleep(callback, call, now);
            case AcdInput.Wake(var callback, var call) -> moves.callbacks().wake(callback, call, now);
            case AcdInput.Agent(var agent, var command) -> agent(agent, command, now);
            case AcdInput.Reachable(var agent, boolean reachable) -> reachable(agent, reachable);
            case AcdInput.Reconfigure(var settings) -> adopt(settings, now);
            case AcdInput.Urgent(var queue, boolean on) -> urgent(queue, on, now);
            case AcdInput.Tick _ -> tick(now);
            case AcdInput.RingOver(long offer) -> ringOver(offer, now);
            case AcdInput.AgentTimer(var agent) -> agentTimer(agent, now);
        }
        return done(now);
    }

    /** Whether nobody is in it for whom time matters: no caller, no call-back. */
    boolean isEmpty() {
        return state.places().isEmpty() && moves.callbacks().isEmpty();
    }

    // ---- callers ----

    private void join(Ticket ticket, Now now) {
        Place before = state.places().of(ticket.interaction()).orElse(null);
        if (before != null && isHeldFor(before, ticket)) {
            resume(before, ticket, now);
            return;
        }
        if (before != null) {
            moves.move(before, new TicketState.Input.Left(LeaveReason.SENT_ON), now); // one place for each caller
        }
        Optional<AcdQueue> queue = state.roster().queue(ticket.queue());
        Optional<String> refusal = queue.isEmpty()
                ? Optional.of("unknown queue")
                : state.admission().refusal(queue.get(), ticket, now);
        if (refusal.isPresent()) {
            state.out().tell(new AcdEvent.NotQueued(ticket.interaction(), ticket.queue(), refusal.get()));
        } else {
            queue.ifPresent(q -> take(ticket, q, now));
        }
    }

    /** Who could have served may have gone while the caller was asked for a number. */
    private void resume(Place place, Ticket ticket, Now now) {
        moves.move(place, new TicketState.Input.Resumed(), now);
        place.toldPosition = place.line.positionOf(place);
        state.out().tell(new AcdEvent.Queued(ticket.interaction(), ticket.queue(), place.toldPosition));
        if (state.admission().isLeftAlone(place)) {
            moves.move(place, new TicketState.Input.GivenUp(Admission.nobody(place.ticket)), now);
        }
    }

    private static boolean isHeldFor(Place place, Ticket ticket) {
        return place.state instanceof TicketState.Held
                && place.queue.settings.name().equals(ticket.queue())
                && ticket.only().equals(place.ticket.only());
    }

    private void take(Ticket ticket, AcdQueue queue, Now now) {
        Optional<Seat> only = ticket.only().map(moves::seat);
        Place place = new Place(ticket, queue, only, state.places().nextNumber(), now.nanos());
        Line line = place.line;
        state.patience().begin(place, now);
        state.places().name(place);
        queue.offered++;
        line.add(place);
        only.ifPresent(seat -> {
            state.places().await(seat);
            queue.personal++;
        });
        place.toldPosition = line.positionOf(place);
        state.out().tell(new AcdEvent.Queued(ticket.interaction(), ticket.queue(), place.toldPosition));
    }

    /** A caller who already talks is taken as released, so that a hang-up that crosses the answer leaves no agent behind. */
    private void leave(InteractionId interaction, LeaveReason why, Now now) {
        Place place = state.places().of(interaction).orElse(null);
        if (place != null && place.promise != null) {
            moves.callbacks()
                    .missed(interaction, Acd.Miss.AGENT_LEFT, now); // to leave an attempt does not take the wish back
        } else if (place != null) {
            moves.move(place, new TicketState.Input.Left(why), now);
        } else {
            endOldestTalk(interaction, now);
        }
    }

    /** Never touches the conversation of the agent who has the caller, as {@link #leave} would. */
    private void callOff(InteractionId interaction, AgentId rung, Now now) {
        state.places()
                .of(interaction)
                .filter(p -> p.ticket.atOnce().isPresent() && p.ticket.only().equals(Optional.of(rung)))
                .ifPresent(p -> moves.move(p, new TicketState.Input.Left(LeaveReason.KEY), now));
        released(interaction, rung, now);
    }

    /** Of several conversations of one caller (a transfer joins before the first agent hangs up) the oldest ends. */
    private void released(InteractionId interaction, Now now) {
        moves.callbacks().missed(interaction, Acd.Miss.AGENT_LEFT, now); // if the customer has not answered
        endOldestTalk(interaction, now);
    }

    private void released(InteractionId interaction, AgentId agent, Now now) {
        state.roster()
                .seat(agent)
                .filter(seat -> state.talks().end(interaction, seat))
                .ifPresent(seat -> moves.move(seat, new AgentInput.Released(), now));
    }

    /** Nothing if they no longer talk. */
    private void handedOver(InteractionId from, InteractionId to, AgentId agent, Now now) {
        state.roster().seat(agent).filter(seat -> state.talks().end(from, seat)).ifPresent(seat -> {
            state.talks().begin(to, seat);
            moves.move(seat, new AgentInput.HandedOver(to), now);
        });
    }

    // ---- agents who call somebody ----

    private void dial(InteractionId interaction, AgentId agent, QueueName queue, Now now) {
        Optional<Seat> seat = state.roster().seat(agent);
        String refusal = seat.map(Floor::cannotDial).orElse("offline");
        if (refusal.isEmpty()) {
            Seat caller = seat.orElseThrow();
            Duration wrapUp = state.roster()
                    .queue(queue)
                    .map(q -> state.roster().wrapUp(caller, q))
                    .orElse(Duration.ZERO);
            state.talks().begin(interaction, caller);
            moves.move(caller, new AgentInput.Dials(interaction, wrapUp), now);
            state.out().tell(new AcdEvent.Dialling(interaction, agent));
        } else {
            state.out().tell(new AcdEvent.NotDialling(interaction, agent, refusal));
        }
    }

    /** Why not; empty: they can. */
    private static String cannotDial(Seat seat) {
        return switch (seat.state) {
            case AgentState.Offline _ -> "offline";
            case AgentState.Offered _, AgentState.Talking _ -> "busy";
            case AgentState.Ready _, AgentState.NotReady _, AgentState.Pausing _, AgentState.WrapUp _ ->
                seat.dismissed ? "offline" : seat.reachable ? "" : "no phone";
        };
    }

    private void notDialled(InteractionId interaction, AgentId agent, String why, Now now) {
        state.roster()
                .seat(agent)
                .filter(seat -> state.talks().end(interaction, seat))
                .ifPresent(seat -> moves.move(seat, new AgentInput.NotReached(why), now));
    }

    private void endOldestTalk(InteractionId interaction, Now now) {
        state.talks().endOldest(interaction).ifPresent(seat -> moves.move(seat, new AgentInput.Released(), now));
    }

    // ---- call-backs ----

    /** A caller who already talks is taken as released, as when they leave. */
    private void hold(InteractionId interaction, Now now) {
        Place place = state.places().of(interaction).orElse(null);
        if (place == null) {
            endOldestTalk(interaction, now);
        } else if (place.promise == null) {
            moves.move(place, new TicketState.Input.Hold(), now);
        }
    }

    // ---- supervisors ----

    /** What supervisors see and do; nothing of it changes anything but by {@link #take}. */
    Oversight oversight() {
        return oversight;
    }

    /** Nothing if it cannot be. */
    private void give(InteractionId interaction, AgentId agent, Now now) {
        if (oversight.mayGive(interaction, agent) == Acd.Given.RUNG) {
            state.places().of(interaction).ifPresent(place -> {
                moves.move(place, new TicketState.Input.Recalled(), now);
                offer(place, moves.seat(agent), now);
            });
        }
    }

    // ---- offers ----

    private void accepted(long offer, Now now) {
        state.offers()
                .place(offer)
                .ifPresentOrElse(
                        place -> connect(offer, place, now),
                        () -> state.offers()
                                .withdrawn(offer)
                                // the answer crossed our withdrawal
                                .ifPresent(w -> state.out()
                                        .tell(new AcdEvent.Withdraw(
                                                offer, w.interaction(), w.agent(), "too late", w.takenBy()))));
    }

    private void connect(long offer, Place place, Now now) {
        Seat seat = seatOf(offer, place);
        moves.closeOffer(offer);
        moves.move(
                place,
                place.promise == null ? new TicketState.Input.Accepted(offer) : new TicketState.Input.AgentTook(offer),
                now);
        state.talks().begin(place.interaction(), seat);
        moves.move(seat, new AgentInput.Accepted(state.roster().wrapUp(seat, place.queue)), now);
    }

    private void failed(long offer, OfferFailure why, Now now) {
        state.offers().place(offer).ifPresent(place -> lose(offer, place, why, now));
    }

    /** The ring time of an offer is over. */
    private void ringOver(long offer, Now now) {
        state.offers().place(offer).ifPresent(place -> {
            moves.tellWithdrawn(offer, place, seatOf(offer, place).id(), "no answer");
            lose(offer, place, OfferFailure.NO_ANSWER, now);
        });
    }

    private void lose(long offer, Place place, OfferFailure why, Now now) {
        Seat seat = seatOf(offer, place);
        moves.closeOffer(offer);
        place.refusedBy.add(seat.id());
        moves.move(seat, new AgentInput.Failed(why), now);
        moves.rungInVain(
                offer,
                place,
                switch (why) {
                    case NO_ANSWER -> Acd.Missed.NO_ANSWER;
                    case DECLINED, BUSY -> Acd.Missed.BUSY;
                    case UNREACHABLE -> Acd.Missed.NOT_THERE;
                },
                now);
    }

    private Seat seatOf(long offer, Place place) {
        if (place.state instanceof TicketState.Offered offered) {
            return moves.seat(offered.agent(offer));
        }
        throw new IllegalStateException("offered caller in " + place.state);
    }

    // ---- agents ----

    private void agent(AgentId agent, Acd.AgentCommand command, Now now) {
        state.roster()
                .seat(agent)
                .filter(s -> !s.dismissed)
                .ifPresent(s -> moves.move(s, new AgentInput.Commanded(command), now));
    }

    /** What was before a restart. */
    private void takeUp(Acd.KeptAgent kept, Now now) {
        state.roster()
                .seat(kept.agent())
                .filter(s -> !s.dismissed)
                .ifPresent(s -> moves.move(s, Returns.as(kept, wrapUpAfter(kept, s), now.instant()), now));
    }

    private Duration wrapUpAfter(Acd.KeptAgent kept, Seat seat) {
        return kept.queue()
                .or(() -> Optional.of(Ticket.DIRECT))
                .flatMap(name -> state.roster().queue(name))
                .map(queue -> state.roster().wrapUp(seat, queue))
                .orElse(Duration.ZERO);
    }

    private void reachable(AgentId agent, boolean reachable) {
        state.roster().seat(agent).filter(s -> s.reachable != reachable).ifPresent(seat -> {
            state.roster().unlist(seat);
            moves.changes(seat, () -> seat.reachable = reachable);
            state.roster().list(seat);
            state.out().changed(seat);
        });
    }

    /** The agent's timer ran out. */
    private void agentTimer(AgentId agent, Now now) {
        state.roster().seat(agent).ifPresent(seat -> {
            seat.timerEndsNanos = null;
            moves.move(seat, new AgentInput.TimerOver(), now);
        });
    }

    // ---- time and settings ----

    /** Gives up callers who have waited too long, or for nobody, and those whose queue has closed. At least once a second. */
    private void tick(Now now) {
        for (AcdQueue queue : List.copyOf(state.roster().queues())) {
            if (!queue.line.isEmpty() && state.admission().isOver(queue)) {
                giveUpClosed(queue, now);
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
            queue.unstaffed
                    .overdue(queue, state.roster(), now)
                    .forEach(p -> moves.move(p, new TicketState.Input.GivenUp(Admission.nobodyReady(p.ticket)), now));
        }
        moves.callbacks().endDeserted(now);
        moves.callbacks().tick(now);
        state.patience().tick(now);
        state.roster().queues().forEach(q -> q.line.tellNext(this::tellPosition));
        for (Seat seat : List.copyOf(state.places().awaited())) {
            giveUpOld(seat.own.places().stream().filter(p -> isOverdue(p, now)).toList(), now);
        }
    }

    private void giveUpClosed(AcdQueue queue, Now now) {
        queue.line.places().forEach(p -> moves.move(p, new TicketState.Input.GivenUp("closed"), now));
    }

    private void giveUpOld(List<Place> old, Now now) {
        old.forEach(p -> moves.move(p, new TicketState.Input.GivenUp("max wait"), now));
    }

    private static boolean isOverdue(Place place, Now now) {
        Duration most = place.ticket.maxWait().orElse(place.queue.settings.maxWait());
        return !most.isZero() && place.stayed(now).compareTo(most) >= 0;
    }

    /** Those who wait take their turn before all others, or theirs among the others again. */
    private void urgent(QueueName name, boolean on, Now now) {
        state.roster().declareUrgent(name, on).ifPresent(queue -> {
            queue.line.reorder();
            state.places().awaited().forEach(seat -> seat.own.reorder());
            moves.giveUpUnserved(queue, now); // those who help out no longer do
        });
    }

    /** Takes new settings; agents keep their states and callers their places. */
    private void adopt(AcdSettings next, Now now) {
        settings = next;
        moves.serviceLevel(next.serviceLevel());
        state.roster().adopt(next, now);
        state.roster().seats().stream().filter(s -> s.dismissed).toList().forEach(s -> dismiss(s, now));
        List.copyOf(state.roster().queues()).stream()
                .filter(Admission::isDeserted)
                .forEach(q -> giveUpClosed(q, now));
        moves.callbacks().endDeserted(now);
        moves.giveUpUnserved(now);
        state.patience().settingsChanged(now);
        state.out().reseated();
    }

    private void dismiss(Seat seat, Now now) {
        state.patience().release(seat);
        if (seat.isLoggedIn()) {
            moves.move(seat, new AgentInput.Commanded(new Acd.AgentCommand.LogOut()), now);
        } else {
            state.roster().remove(seat);
        }
    }

    // ---- after each call ----

    private List<FloorEffect> done(Now now) {
        while (state.roster().sweep()) {
            moves.giveUpUnserved(now); // those who served that queue may have been the last for others' callers
        }
        Optional<Routing.Match> match = Routing.next(state.unsettled());
        while (match.isPresent()) {
            offer(match.get().place(), match.get().seat(), now);
            match = Routing.next(state.unsettled());
        }
        for (match = state.ringAll().next();
                match.isPresent();
                match = state.ringAll().next()) {
            offer(match.get().place(), match.get().seat(), now);
        }
        state.unsettled().takeInVain().forEach(p -> tellInVain(p, now));
        state.roster().queues().forEach(q -> {
            q.pace.look(q.line.hasBacklog(), now.nanos());
            q.line.tellPositions(this::tellPosition);
        });
        state.places().awaited().forEach(s -> s.own.tellPositions(this::tellPosition));
        return state.out().take();
    }

    private void offer(Place place, Seat seat, Now now) {
        if (place.promise != null) {
            moves.callbacks().offer(place, place.promise, seat, now);
            return;
        }
        long number = state.offers().open(place);
        if (place.ticket.atOnce().isEmpty()) {
            state.out().tell(Considering.rings(place, seat, number, now));
        }
        Duration ring = place.ticket.atOnce().orElse(place.queue.settings.ring());
        moves.move(place, new TicketState.Input.OfferMade(number, seat.id()), now);
        moves.move(seat, new AgentInput.OfferMade(number, place.interaction()), now);
        place.queue.rung(seat.standing(place.queue), number);
        state.out()
                .tell(new AcdEvent.Offer(
                        number,
                        place.interaction(),
                        place.queue.settings.name(),
                        seat.id(),
                        now.since(place.sinceNanos),
                        ring));
        moves.ringUntil(number, ring);
    }

    /** Once for each change of who may be rung; nobody listens for a call-back that waits. */
    private static boolean isToBeTold(Place place) {
        return place.promise == null && place.ticket.atOnce().isEmpty() && place.mayBeOffered() && place.isNewlyAlone();
    }

    private void tellInVain(Place place, Now now) {
        if (isToBeTold(place)) {
            state.out().tell(Considering.nobody(place, now));
        }
    }

    private void tellPosition(Place place) {
        if (place.promise != null) {
            return; // nobody listens
        }
        state.out().tell(new AcdEvent.PositionChanged(place.interaction(), place.toldPosition));
    }

    /** Who is here; for the board. */
    Roster roster() {
        return state.roster();
    }
}
