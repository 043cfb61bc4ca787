package org.helpline.acd;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;

/** Moves agents and callers through their two machines, and carries out what the machines' effects mean on the {@link Floor}. */
final class Moves {

    private final FloorState state;
    private final CallbackRules callbacks;
    private Duration serviceLevel = Duration.ZERO;

    /** {@code attempts} names each attempt of a call-back. */
    Moves(FloorState state, Supplier<InteractionId> attempts) {
        this.state = state;
        this.callbacks = new CallbackRules(state, this, attempts);
    }

    /** Who is answered within this time is counted as served in time. */
    void serviceLevel(Duration level) {
        serviceLevel = level;
    }

    /** An agent's state changes, and what follows from it. */
    void move(Seat seat, AgentInput input, Now now) {
        AgentState before = seat.state;
        Step<AgentState, AgentInput.Effect> step = AgentMachine.step(before, input, seat.settings.alwaysReady());
        state.roster().unlist(seat);
        changes(seat, () -> seat.state = step.next());
        if (step.next() instanceof AgentState.Ready
                && !(before instanceof AgentState.Ready)
                && !(input instanceof AgentInput.CallerLeft)) {
            state.roster().nowIdle(seat); // who was rung in vain keeps the place among the idle
        }
        boolean wasLoggedIn = !(before instanceof AgentState.Offline);
        count(seat, before, now);
        if (wasLoggedIn != seat.isLoggedIn()) {
            state.roster().countLoggedIn(seat, wasLoggedIn ? -1 : 1);
        }
        step.effects().forEach(e -> carryOut(seat, e, now));
        state.roster().list(seat);
        tellChanged(seat, before, now);
        if (wasLoggedIn && !seat.isLoggedIn()) {
            nobodyThere(seat, now);
        }
    }

    /** Something changes that decides whether the agent is at work; they are not listed. */
    void changes(Seat seat, Runnable change) {
        boolean wasAtWork = Patience.isAtWork(seat);
        change.run();
        boolean isAtWork = Patience.isAtWork(seat);
        if (wasAtWork != isAtWork) {
            state.roster().countAtWork(seat, isAtWork ? 1 : -1);
            state.patience().release(seat);
        }
    }

    /** What the strategies count. */
    private void count(Seat seat, AgentState before, Now now) {
        boolean talked = before instanceof AgentState.Talking;
        boolean talks = seat.state instanceof AgentState.Talking;
        if (talks && !talked) {
            seat.calls++;
            seat.talksSinceNanos = now.nanos();
        } else if (talked && !talks) {
            seat.talkNanos += now.nanos() - seat.talksSinceNanos;
        }
        if (before instanceof AgentState.Offline && seat.isLoggedIn()) {
            state.roster().startLevel(seat);
        }
    }

    private void carryOut(Seat seat, AgentInput.Effect effect, Now now) {
        switch (effect) {
            case AgentInput.Effect.StartTimer(Duration after) -> startTimer(seat, after, now);
            case AgentInput.Effect.ExtendTimer(Duration by) -> {
                Long ends = seat.timerEndsNanos;
                if (ends != null && !by.isNegative() && !by.isZero()) {
                    startTimer(seat, Duration.ofNanos(ends - now.nanos()).plus(by), now);
                    state.out().tell(new AcdEvent.WrapUpExtended(seat.id(), by));
                }
            }
            case AgentInput.Effect.StopTimer _ -> {
                seat.timerEndsNanos = null;
                state.out().stop(new FloorEffect.AgentTimer(seat.id()));
            }
            case AgentInput.Effect.GiveBack(long offer, String why) -> {
                Place place = state.offers()
                        .place(offer)
                        .orElseThrow(() -> new IllegalStateException(
                                "agent " + seat.id() + " gives back offer " + offer + ", which is not open"));
                closeOffer(offer);
                tellWithdrawn(offer, place, seat.id(), why);
                rungInVain(offer, place, Acd.Missed.NOT_THERE, now);
            }
        }
    }

    private void startTimer(Seat seat, Duration after, Now now) {
        seat.timerEndsNanos = now.nanos() + after.toNanos();
        state.out().changed(seat);
        state.out().start(new FloorEffect.AgentTimer(seat.id()), after);
    }

    private void tellChanged(Seat seat, AgentState before, Now now) {
        AgentState after = seat.state;
        if (before.equals(after)) {
            return;
        }
        if (!before.word().equals(after.word())) {
            seat.since = now.instant();
        }
        state.out().changed(seat);
        state.out().tell(new AcdEvent.AgentChanged(seat.id(), after.word(), after.reason(), after.call()));
        if (seat.dismissed && !seat.isLoggedIn()) {
            state.roster().remove(seat);
            state.out().reseated();
        }
    }

    private void nobodyThere(Seat seat, Now now) {
        seat.own.places().forEach(p -> move(p, new TicketState.Input.GivenUp("nobody serving"), now));
        giveUpUnserved(now); // of any queue: its callers may have come to take agents of other queues too
    }

    /** In all queues. */
    void giveUpUnserved(Now now) {
        state.roster().queues().forEach(q -> giveUpUnserved(q, now));
    }

    /** Callers who shall not wait for somebody to log in give up. */
    void giveUpUnserved(AcdQueue queue, Now now) {
        if (queue.line.plans().stream().allMatch(p -> state.roster().isServed(queue, p))) {
            return;
        }
        queue.line.places().stream()
                .filter(p -> state.admission().isUnserved(queue, p.ticket))
                .forEach(p -> move(p, new TicketState.Input.GivenUp(Admission.nobody(p.ticket)), now));
    }

    /** A caller's state changes, and what follows from it. */
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
        state.ringAll().moved(place);
        if (place.promise != null) {
            callbacks.moved(place, place.promise, before, input, now);
        }
    }

    private void forget(Place place) {
        place.line.remove(place);
        state.places().unname(place);
        if (place.promise != null) {
            callbacks.forget(place, place.promise);
        }
        if (place.ticket.only().isPresent()) {
            place.queue.personal--;
            state.places().dropUnawaited();
        }
    }

    private void carryOut(Place place, TicketState.Effect effect, Now now) {
        AcdQueue queue = place.queue;
        QueueName name = queue.settings.name();
        Duration waited = now.since(place.sinceNanos);
        switch (effect) {
            case TicketState.Effect.Withdraw(long offer, AgentId agent, String why, var takenBy) -> {
                closeOffer(offer);
                tellWithdrawn(new AcdEvent.Withdraw(offer, place.interaction(), agent, why, takenBy));
                move(seat(agent), new AgentInput.CallerLeft(), now);
            }
            case TicketState.Effect.Connect(long offer, AgentId agent) -> {
                queue.pace.answered(now.nanos());
                if (place.promise == null) { // call-backs are counted when the customer is reached
                    queue.answered++;
                    queue.answeredInTime += waited.compareTo(serviceLevel) <= 0 ? 1 : 0;
                }
                state.out().tell(new AcdEvent.Connect(offer, place.interaction(), name, agent, waited));
            }
            case TicketState.Effect.SendOn(String why) -> {
                queue.sentOn++;
                state.out().tell(new AcdEvent.SendOn(place.interaction(), name, why, waited));
            }
            case TicketState.Effect.FreeAgent(AgentId agent, String why) -> stopTalk(place, agent, why, now);
            case TicketState.Effect.Depart _ when place.promise != null -> {} // told by moved
            case TicketState.Effect.Depart depart -> {
                switch (depart.why()) {
                    case ABANDONED -> queue.abandoned++;
                    case KEY, SENT_ON -> queue.sentOn++;
                    case CALLBACK -> queue.callback++;
                }
                state.out().tell(new AcdEvent.Gone(place.interaction(), name, depart.why(), waited));
            }
        }
    }

    /** Unless the agent was released before. */
    private void stopTalk(Place place, AgentId agent, String why, Now now) {
        Seat seat = seat(agent);
        if (state.talks().end(place.interaction(), seat)) {
            move(seat, new AgentInput.NotReached(why), now);
        }
    }

    /** Back in line, unless another phone rings; who was to be rung only once has no more to wait for. */
    void rungInVain(long offer, Place place, String why, Now now) {
        if (place.ticket.atOnce().isPresent()) {
            move(place, new TicketState.Input.GivenUp(why), now);
        }
        place.prefer(null); // was waited for, and did not take it
        move(place, new TicketState.Input.OfferLost(offer), now);
        if (!(place.state instanceof TicketState.Offered) && RingAll.isBy(place)) {
            place.refusedBy.clear(); // all of them were rung: next time all are again
        }
    }

    /** The offer counts no longer when it has rung for so long. */
    void ringUntil(long offer, Duration ring) {
        state.out().start(new FloorEffect.RingOver(offer), ring);
    }

    void closeOffer(long offer) {
        state.offers().close(offer);
        state.out().stop(new FloorEffect.RingOver(offer));
    }

    void tellWithdrawn(long offer, Place place, AgentId agent, String why) {
        tellWithdrawn(new AcdEvent.Withdraw(offer, place.interaction(), agent, why, Optional.empty()));
    }

    private void tellWithdrawn(AcdEvent.Withdraw withdraw) {
        state.out().tell(withdraw);
        state.offers().remember(withdraw);
    }

    /** @throws IllegalStateException if there is no such agent */
    Seat seat(AgentId agent) {
        return state.roster().seat(agent).orElseThrow(() -> new IllegalStateException("no agent " + agent));
    }

    /** The rules of call-backs, whose attempts move as callers do. */
    CallbackRules callbacks() {
        return callbacks;
    }
}
