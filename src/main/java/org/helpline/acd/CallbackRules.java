package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.helpline.acd.Acd.CallbackTicket;
import org.helpline.acd.Acd.KeptCallback;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.acd.Acd.Miss;
import org.helpline.acd.Acd.Ticket;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;

/**
 * The rules of call-backs: a number keeps a place in line in the caller's stead. One number has one call-back; it is offered as a
 * caller is, in the same order, but only in the queue's hours; an agent is reserved first, so that never more customers are
 * called than agents are free; and a customer who was not reached is left in peace for a while. Part of the {@link Floor}.
 */
final class CallbackRules {

    /** When an attempt came to nothing by nobody's fault and the queue makes one attempt only. */
    private static final Duration AFTER_NO_FAULT = Duration.ofMinutes(5);

    /** A phone that has just rung stops first. */
    private static final Duration AFTER_A_RING = Duration.ofSeconds(30);

    private final FloorState state;
    private final Moves moves;
    private final Supplier<InteractionId> attempts;
    private final Promises promises = new Promises();

    CallbackRules(FloorState state, Moves moves, Supplier<InteractionId> attempts) {
        this.state = state;
        this.moves = moves;
        this.attempts = attempts;
    }

    void callBack(CallbackTicket ticket, Now now) {
        Optional<AcdQueue> queue = state.roster().queue(ticket.queue()).filter(q -> !q.dismissed);
        Optional<Place> there = promises.ofNumber(ticket.number().value());
        Optional<Place> held = state.places()
                .of(ticket.from())
                .filter(p -> p.state instanceof TicketState.Held)
                .filter(p -> p.queue.settings.name().equals(ticket.queue()));
        if (there.isPresent()) {
            state.out()
                    .tell(new AcdEvent.CallbackThere(
                            ticket.from(),
                            promise(there.get()).callback,
                            there.get().queue.settings.name()));
            held.ifPresent(p -> moves.move(p, new TicketState.Input.Left(LeaveReason.CALLBACK), now));
        } else if (queue.isEmpty() || hasPromisedEnough(queue.get())) {
            String why = queue.isEmpty() ? "unknown queue" : "full";
            state.out().tell(new AcdEvent.CallbackNotTaken(ticket.from(), ticket.queue(), why));
        } else {
            take(ticket, queue.get(), held, now);
        }
    }

    /** Whether nothing is promised. */
    boolean isEmpty() {
        return promises.isEmpty();
    }

    private static boolean hasPromisedEnough(AcdQueue queue) {
        int most = queue.settings.callbacks().most();
        return most > 0 && queue.promised >= most;
    }

    private void take(CallbackTicket ticket, AcdQueue queue, Optional<Place> held, Now now) {
        long number = held.map(p -> p.number).orElseGet(() -> state.places().nextNumber());
        Instant first = ticket.window()
                .map(Acd.CallbackWindow::from)
                .filter(from -> from.isAfter(now.instant()))
                .orElse(now.instant());
        long come = first.isAfter(now.instant())
                ? now.at(first)
                : now.nanos() - ticket.waited().toNanos();
        long since = held.map(p -> p.sinceNanos).orElse(come);
        int priority =
                Math.max(ticket.priority(), held.map(p -> p.ticket.priority()).orElse(0));
        Instant asked =
                now.instant().minus(held.map(p -> now.since(p.sinceNanos)).orElse(ticket.waited()));
        Promise promise = new Promise(ticket, asked, 0, first);
        Plan plan = held.map(p -> p.ticket.plan().preferringNobody()).orElse(Plan.ANYBODY);
        Ticket wait = new Ticket(ticket.callback(), ticket.queue(), priority, Optional.empty()).by(plan);
        Place place = promised(wait, queue, number, since, promise);
        state.patience().begin(place, now);
        held.ifPresent(p -> moves.move(p, new TicketState.Input.Left(LeaveReason.CALLBACK), now));
        look(place, promise, now);
        int position = place.state instanceof TicketState.Waiting ? place.line.positionOf(place) : 0;
        state.out().tell(new AcdEvent.CallbackTaken(ticket.from(), ticket.callback(), ticket.queue(), position, asked));
        tellState(place, promise);
    }

    private Place promised(Ticket wait, AcdQueue queue, long number, long since, Promise promise) {
        Place place = new Place(wait, queue, Optional.empty(), number, since);
        place.promise = promise;
        place.state = new TicketState.Resting();
        promises.add(place, promise);
        return place;
    }

    void restore(List<KeptCallback> kept, Now now) {
        for (KeptCallback k :
                kept.stream().sorted(Comparator.comparing(KeptCallback::asked)).toList()) {
            CallbackTicket ticket = k.ticket();
            Optional<AcdQueue> queue = state.roster().queue(ticket.queue());
            if (queue.isEmpty() || promises.ofNumber(ticket.number().value()).isPresent()) {
                String why = queue.isEmpty()
                        ? "The queue " + ticket.queue() + " is no longer in the settings."
                        : "Another call-back was promised to this number.";
                state.out().tell(new AcdEvent.CallbackOver(ticket.callback(), ticket.queue(), why));
                continue;
            }
            Instant counts = ticket.window()
                    .map(Acd.CallbackWindow::from)
                    .filter(from -> from.isAfter(k.asked()))
                    .orElse(k.asked());
            long since = now.at(counts);
            Promise promise = new Promise(ticket, k.asked(), k.attempts(), k.notBefore());
            Ticket wait = new Ticket(ticket.callback(), ticket.queue(), ticket.priority(), Optional.empty());
            Place place = promised(wait, queue.get(), state.places().nextNumber(), since, promise);
            settle(place, promise, now);
        }
    }

    /** Puts a call-back in line while its queue is open and its rest is over; takes it out otherwise; ends it when it is too late. */
    private void settle(Place place, Promise promise, Now now) {
        look(place, promise, now);
        tellState(place, promise);
    }

    private void look(Place place, Promise promise, Now now) {
        boolean mayNot = state.admission().isClosed(place.queue) || !promise.calls.isEmpty();
        boolean waits = place.state instanceof TicketState.Waiting;
        boolean rests = place.state instanceof TicketState.Resting;
        Duration keep = place.queue.settings.callbacks().keep();
        if ((waits || rests) && promise.isTooLate(keep, now.instant())) {
            end(place, promise, "The customer could not be reached in time.", now);
        } else if (waits && mayNot) {
            moves.move(place, new TicketState.Input.Rest(), now);
        } else if (rests && !mayNot && !promise.notBefore.isAfter(now.instant())) {
            moves.move(place, new TicketState.Input.Due(), now);
        }
    }

    private void tellState(Place place, Promise promise) {
        Optional<CallbackState> is = stateOf(place, promise);
        if (is.isPresent() && !is.get().equals(promise.told)) {
            promise.told = is.get();
            Optional<AgentId> agent = switch (place.state) {
                case TicketState.Offered offered ->
                    offered.offers().values().stream().findFirst();
                case TicketState.Calling calling -> Optional.of(calling.agent());
                default -> Optional.empty();
            };
            state.out().tell(new AcdEvent.CallbackIs(promise.callback, place.queue.settings.name(), is.get(), agent));
        }
    }

    /** Empty once it is over. */
    private Optional<CallbackState> stateOf(Place place, Promise promise) {
        return switch (place.state) {
            case TicketState.Waiting _ -> Optional.of(CallbackState.IN_LINE);
            case TicketState.Offered _ ->
                Optional.of(
                        place.queue.settings.callbacks().customerFirst()
                                ? CallbackState.CALLING_CUSTOMER
                                : CallbackState.CALLING_AGENT);
            case TicketState.Calling _ -> Optional.of(CallbackState.CALLING_CUSTOMER);
            case TicketState.Resting _ when !promise.calls.isEmpty() -> Optional.of(CallbackState.ASLEEP);
            case TicketState.Resting _
            when state.admission().isClosed(place.queue) -> Optional.of(CallbackState.CLOSED);
            case TicketState.Resting _ -> Optional.of(CallbackState.RESTING);
            case TicketState.Held _, TicketState.Connected _, TicketState.Gone _ -> Optional.empty();
        };
    }

    void sleep(InteractionId callback, InteractionId call, Now now) {
        promises.find(callback).ifPresent(place -> {
            Promise promise = promise(place);
            promise.calls.add(call);
            if (place.state instanceof TicketState.Offered || place.state instanceof TicketState.Calling) {
                missed(place.interaction(), Miss.CALLED_IN, now);
            }
            settle(place, promise, now);
        });
    }

    void wake(InteractionId callback, InteractionId call, Now now) {
        promises.find(callback).ifPresent(place -> {
            Promise promise = promise(place);
            promise.calls.remove(call);
            settle(place, promise, now);
        });
    }

    void reached(InteractionId attempt, Now now) {
        Place place = state.places().of(attempt).orElse(null);
        if (place == null || place.promise == null) {
            return; // the attempt was over in the same moment
        }
        Promise promise = place.promise;
        boolean waitsForAgent = place.state instanceof TicketState.Offered;
        AcdQueue queue = place.queue;
        queue.reached++;
        state.out()
                .tell(new AcdEvent.CallbackReached(
                        attempt, promise.callback, queue.settings.name(), now.since(place.sinceNanos)));
        moves.move(place, new TicketState.Input.Reached(), now);
        if (waitsForAgent) {
            becomeCaller(place, promise, now);
        }
    }

    /** The customer is on the phone while the agent's is about to ring: from now on a caller like any other. */
    private void becomeCaller(Place place, Promise promise, Now now) {
        promises.remove(place, promise);
        place.line.remove(place);
        place.promise = null;
        place.line.add(place);
        place.line.offered(place);
        place.queue.offered++;
        place.toldPosition = place.line.positionOf(place);
        QueueName name = place.queue.settings.name();
        state.out().tell(new AcdEvent.Queued(place.interaction(), name, place.toldPosition));
        if (place.state instanceof TicketState.Offered o) {
            Duration ring = place.queue.settings.ring();
            o.offers().forEach((offer, agent) -> {
                moves.ringUntil(offer, ring);
                state.out()
                        .tell(new AcdEvent.Offer(
                                offer, place.interaction(), name, agent, now.since(place.sinceNanos), ring));
            });
        }
    }

    void missed(InteractionId attempt, Miss why, Now now) {
        Place place = state.places().of(attempt).orElse(null);
        if (place == null || place.promise == null) {
            return; // the attempt was over in the same moment
        }
        Promise promise = place.promise;
        List<Duration> again = place.queue.settings.callbacks().again();
        promise.attempts += why.counts() ? 1 : 0;
        int rest = Math.min(Math.max(promise.attempts, 1), again.size()) - 1;
        Duration pause = why == Miss.CALLED_IN ? Duration.ZERO : rest < 0 ? AFTER_NO_FAULT : again.get(rest);
        promise.notBefore = now.instant().plus(pause);
        boolean last = why.counts() && promise.attempts > again.size();
        moves.move(place, new TicketState.Input.Missed(why.words()), now);
        if (last) {
            String times = promise.attempts == 1 ? "once" : promise.attempts + " times";
            end(place, promise, "Called " + times + " in vain; the last time " + why.words() + ".", now);
        }
    }

    void cancel(InteractionId callback, String why, Now now) {
        promises.find(callback).ifPresent(place -> end(place, promise(place), why, now));
    }

    void now(InteractionId callback, Now now) {
        promises.find(callback).ifPresent(place -> {
            Promise promise = promise(place);
            promise.notBefore = now.instant();
            boolean waits = place.state instanceof TicketState.Waiting;
            if (waits) {
                place.line.remove(place);
            }
            if (waits || place.state instanceof TicketState.Resting) {
                place.first();
            }
            if (waits) {
                place.line.add(place);
            }
            settle(place, promise, now);
        });
    }

    private void end(Place place, Promise promise, String why, Now now) {
        promise.over = why;
        place.queue.missed++;
        moves.move(place, new TicketState.Input.Left(LeaveReason.SENT_ON), now);
    }

    private static Promise promise(Place place) {
        Promise promise = place.promise;
        if (promise == null) {
            throw new IllegalStateException(place.interaction() + " is no call-back");
        }
        return promise;
    }

    /** Tells what became of a call-back's attempt, and of the call-back. */
    void moved(Place place, Promise promise, TicketState before, TicketState.Input input, Now now) {
        boolean tried = before instanceof TicketState.Offered || before instanceof TicketState.Calling;
        boolean over = !(place.state instanceof TicketState.Offered || place.state instanceof TicketState.Calling);
        QueueName queue = place.queue.settings.name();
        if (tried && over && !(input instanceof TicketState.Input.Reached)) {
            boolean rings = input instanceof TicketState.Input.OfferLost
                    && place.queue.settings.callbacks().customerFirst();
            if (rings) { // the agent went away while the customer's phone rang: never a second call at the same time
                promise.notBefore = now.instant().plus(AFTER_A_RING);
                moves.move(place, new TicketState.Input.Rest(), now);
            }
            state.places().unname(place);
            String why = switch (input) {
                case TicketState.Input.Missed missed -> missed.why();
                case TicketState.Input.Left _ -> "cancelled";
                default -> "no agent took it";
            };
            Instant again = promise.notBefore.isAfter(now.instant()) ? promise.notBefore : now.instant();
            state.out()
                    .tell(new AcdEvent.CallbackMissed(
                            place.interaction(), promise.callback, queue, why, promise.attempts, again));
        }
        if (input instanceof TicketState.Input.Left) {
            state.out().tell(new AcdEvent.CallbackOver(promise.callback, queue, promise.over));
        }
        if (promise.told != null) { // else it has not been said that there is one
            tellState(place, promise);
        }
    }

    /** Nobody is called out of hours, even if they ended in this second. */
    void offer(Place place, Promise promise, Seat seat, Now now) {
        if (state.admission().isClosed(place.queue)) {
            moves.move(place, new TicketState.Input.Rest(), now);
            return;
        }
        long number = state.offers().open(place);
        boolean customerFirst = place.queue.settings.callbacks().customerFirst();
        Duration ring = place.queue.settings.ring();
        place.attempt(attempts.get());
        state.places().name(place);
        AcdEvent.Decided decided = Considering.rings(place, seat, number, now);
        moves.move(place, new TicketState.Input.OfferMade(number, seat.id()), now);
        moves.move(seat, new AgentInput.OfferMade(number, place.interaction()), now);
        place.queue.rung(seat.standing(place.queue), number);
        state.out()
                .tell(new AcdEvent.CallbackDue(
                        number,
                        place.interaction(),
                        promise.callback,
                        place.queue.settings.name(),
                        seat.id(),
                        now.since(place.sinceNanos),
                        ring,
                        promise.attempts,
                        customerFirst));
        state.out().tell(decided); // with CallbackDue the call begins that it belongs to
        if (!customerFirst) { // else nobody's phone rings yet: how long the customer's does is the call's to say
            moves.ringUntil(number, ring);
        }
    }

    /** At least once a second. */
    void tick(Now now) {
        promises.all().forEach(p -> settle(p, promise(p), now));
    }

    /** Those of queues that are no longer in the settings, and that nobody serves out. */
    void endDeserted(Now now) {
        promises.all().stream()
                .filter(p -> Admission.isDeserted(p.queue))
                .forEach(p -> end(p, promise(p), "The queue is no longer in the settings.", now));
    }

    /** All, in the order in which they were promised. */
    List<Place> promised() {
        return promises.all();
    }

    /** It was promised before. */
    void resume(Place place) {
        promises.add(place, promise(place));
    }

    void forget(Place place, Promise promise) {
        promises.remove(place, promise);
    }
}
