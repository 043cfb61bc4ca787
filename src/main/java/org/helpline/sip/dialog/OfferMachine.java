package org.helpline.sip.dialog;

import java.util.List;
import java.util.Optional;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.Warning;

/**
 * Re-INVITEs of a confirmed dialog, both ways, as a pure function: RFC 3261 §14, RFC 5407 §3.
 *
 * <pre>
 *              Offer                   Glare
 *  Quiet ----------------> Asking --------------> Retrying --RetryDue--> Asking
 *    ^  ^  Accepted, Refused |
 *    |  +--------------------+
 *    |    Offered            Accept              Ack
 *  Quiet ---------> Deciding -------> Repeating ------> Quiet
 * </pre>
 *
 * An offer of ours that comes while one is under way waits; a newer one replaces it.
 */
final class OfferMachine {

    private OfferMachine() {}

    /** Where the exchange stands; {@code next} is the offer that waits for it to end. */
    sealed interface State {
        /** No re-INVITE is under way. */
        record Quiet() implements State {}

        /** The 2xx of the dialog's first INVITE is not yet acknowledged; {@code answerDue}: its offer has no answer yet. */
        record Unconfirmed(boolean answerDue, Optional<String> next) implements State {}

        /** Our re-INVITE is out. */
        record Asking(String sdp, Optional<String> next) implements State {}

        /** 491 came; ours goes out again after a random time. */
        record Retrying(String sdp) implements State {}

        /** Theirs came; the house decides in this turn. */
        record Deciding(boolean hadOffer, Optional<String> next) implements State {}

        /** Our 2xx to theirs is out and repeated. */
        record Repeating(boolean answerDue, Optional<String> next) implements State {}

        /** An offer of theirs came in an UPDATE or PRACK; the house decides in this turn, then all is as it was. */
        record Updating(State before, Optional<String> next) implements State {}
    }

    /** What happens. */
    sealed interface Event {
        /** The first INVITE's 2xx is acknowledged. */
        record Confirmed() implements Event {}

        /** The offer that we made in a provisional response is answered in its PRACK: RFC 3262 §5. */
        record Answered() implements Event {}

        /** The house offers. */
        record Offer(String sdp) implements Event {}

        /** Ours was answered 2xx and is acknowledged. */
        record Accepted(Optional<String> sdp) implements Event {}

        /** Ours was refused, not by 491, 481 or 408. */
        record Refused(int status) implements Event {}

        /** Ours met theirs: 491. */
        record Glare() implements Event {}

        /** The random time after 491 has passed. */
        record RetryDue() implements Event {}

        /** Theirs came. */
        record Offered(Optional<String> sdp) implements Event {}

        /** An offer of theirs came in an UPDATE (RFC 3311 §5.2) or a PRACK (RFC 3262 §5), whose response ends the exchange. */
        record Updated(String sdp) implements Event {}

        /** The house accepts theirs. */
        record Accept(String sdp) implements Event {}

        /** The house refuses theirs. */
        record Refuse(int status, String reason, Optional<Warning> warning) implements Event {

            Refuse(int status, String reason) {
                this(status, reason, Optional.empty());
            }
        }

        /** The ACK of our 2xx to theirs came. */
        record Ack(Optional<String> sdp) implements Event {}
    }

    /** What is to be done. */
    sealed interface Effect {
        /** Send a re-INVITE. */
        record SendInvite(String sdp) implements Effect {}

        /** Start the random time of §14.1. */
        record StartRetry() implements Effect {}

        /** Answer theirs 200 and repeat it. */
        record SendOk(String sdp) implements Effect {}

        /** Answer their UPDATE or PRACK 200; there is no ACK to wait for. */
        record SendUpdateOk(String sdp) implements Effect {}

        /** Refuse theirs; {@code retryLater}: with Retry-After. */
        record SendRefusal(int status, String reason, boolean retryLater, Optional<Warning> warning) implements Effect {

            SendRefusal(int status, String reason, boolean retryLater) {
                this(status, reason, retryLater, Optional.empty());
            }
        }

        /** No more 200s. */
        record StopRepeating() implements Effect {}

        /** Tell the listener. */
        record Tell(SipLegEvent event) implements Effect {}

        /** The first 2xx counts as acknowledged: its ACK was lost. */
        record ImpliedAck() implements Effect {}
    }

    /** The outcome of one event. */
    record Step(State next, List<Effect> effects) {}

    private static final State QUIET = new State.Quiet();
    private static final Effect PENDING = new Effect.SendRefusal(491, "Request Pending", false);
    private static final Effect LATER = new Effect.SendRefusal(500, "Server Internal Error", true);

    static Step step(State state, Event event) {
        return switch (state) {
            case State.Quiet _ -> quiet(event);
            case State.Unconfirmed unconfirmed -> unconfirmed(unconfirmed, event);
            case State.Asking asking -> asking(asking, event);
            case State.Retrying retrying -> retrying(retrying, event);
            case State.Deciding deciding -> deciding(deciding, event);
            case State.Repeating repeating -> repeating(repeating, event);
            case State.Updating updating -> updating(updating, event);
        };
    }

    private static Step quiet(Event event) {
        return switch (event) {
            case Event.Offer offer -> ask(offer.sdp);
            case Event.Offered offered -> decide(offered, Optional.empty());
            case Event.Updated updated -> update(QUIET, updated);
            case Event.Confirmed _, Event.Accepted _, Event.Refused _, Event.Glare _, Event.RetryDue _ ->
                go(QUIET); // late
            case Event.Accept _, Event.Refuse _, Event.Ack _, Event.Answered _ -> go(QUIET); // nothing is asked
        };
    }

    private static Step unconfirmed(State.Unconfirmed state, Event event) {
        return switch (event) {
            case Event.Confirmed _ -> settled(state.next);
            case Event.Answered _ -> go(new State.Unconfirmed(false, state.next));
            case Event.Offer offer -> go(new State.Unconfirmed(state.answerDue, Optional.of(offer.sdp)));
            case Event.Offered _ when state.answerDue -> go(state, PENDING); // RFC 5407 §3.1.5
            case Event.Offered offered -> { // a new INVITE says that the ACK was lost, not the 2xx: RFC 5407 §3.1.4
                Step step = decide(offered, state.next);
                yield new Step(step.next, List.of(new Effect.ImpliedAck(), step.effects.getFirst()));
            }
            case Event.Updated _ when state.answerDue -> go(state, PENDING); // RFC 3311 §5.2
            case Event.Updated updated -> update(state, updated);
            case Event.Accepted _, Event.Refused _, Event.Glare _, Event.RetryDue _ -> go(state); // none of ours is out
            case Event.Accept _, Event.Refuse _, Event.Ack _ -> go(state); // nothing is asked
        };
    }

    private static Step asking(State.Asking state, Event event) {
        return switch (event) {
            case Event.Offer offer -> go(new State.Asking(state.sdp, Optional.of(offer.sdp)));
            case Event.Accepted accepted ->
                before(new Effect.Tell(new SipLegEvent.ReInviteAnswered(accepted.sdp)), settled(state.next));
            case Event.Refused refused ->
                before(new Effect.Tell(new SipLegEvent.ReInviteRefused(refused.status)), settled(state.next));
            case Event.Glare _ -> // a newer offer replaces the one that met theirs
                go(new State.Retrying(state.next.orElse(state.sdp)), new Effect.StartRetry());
            case Event.Offered _, Event.Updated _ -> go(state, PENDING); // §14.2, RFC 3311 §5.2
            case Event.Accept _, Event.Refuse _, Event.Ack _ -> go(state); // nothing is asked
            case Event.Confirmed _, Event.RetryDue _, Event.Answered _ -> go(state); // late
        };
    }

    private static Step retrying(State.Retrying state, Event event) {
        return switch (event) {
            case Event.RetryDue _ -> ask(state.sdp);
            case Event.Offer offer -> go(new State.Retrying(offer.sdp));
            case Event.Offered offered -> decide(offered, Optional.of(state.sdp)); // theirs comes first this time
            case Event.Updated updated -> update(state, updated);
            case Event.Accepted _, Event.Refused _, Event.Glare _, Event.Confirmed _, Event.Answered _ ->
                go(state); // late
            case Event.Accept _, Event.Refuse _, Event.Ack _ -> go(state); // nothing is asked
        };
    }

    private static Step deciding(State.Deciding state, Event event) {
        return switch (event) {
            case Event.Accept accept ->
                go(new State.Repeating(!state.hadOffer, state.next), new Effect.SendOk(accept.sdp));
            case Event.Refuse refuse ->
                before(
                        new Effect.SendRefusal(refuse.status, refuse.reason, false, refuse.warning),
                        settled(state.next));
            case Event.Offer offer -> go(new State.Deciding(state.hadOffer, Optional.of(offer.sdp)));
            case Event.Offered _, Event.Updated _ -> go(state, LATER); // §14.2, RFC 3311 §5.2
            case Event.Accepted _, Event.Refused _, Event.Glare _, Event.RetryDue _ -> go(state); // none of ours is out
            case Event.Confirmed _, Event.Ack _, Event.Answered _ -> go(state); // late
        };
    }

    private static Step repeating(State.Repeating state, Event event) {
        return switch (event) {
            case Event.Ack ack -> acknowledged(state, ack.sdp);
            case Event.Offer offer -> go(new State.Repeating(state.answerDue, Optional.of(offer.sdp)));
            case Event.Offered _ when state.answerDue -> go(state, PENDING);
            case Event.Offered offered ->
                before(new Effect.StopRepeating(), decide(offered, state.next)); // ACK was lost
            case Event.Updated _ when state.answerDue -> go(state, PENDING);
            case Event.Updated updated -> update(state, updated);
            case Event.Accepted _, Event.Refused _, Event.Glare _, Event.RetryDue _ -> go(state); // none of ours is out
            case Event.Confirmed _, Event.Accept _, Event.Refuse _, Event.Answered _ -> go(state); // late
        };
    }

    private static Step updating(State.Updating state, Event event) {
        return switch (event) {
            case Event.Accept accept -> before(new Effect.SendUpdateOk(accept.sdp), resumed(state));
            case Event.Refuse refuse ->
                before(new Effect.SendRefusal(refuse.status, refuse.reason, false, refuse.warning), resumed(state));
            case Event.Offer offer -> go(new State.Updating(state.before, Optional.of(offer.sdp)));
            case Event.Offered _, Event.Updated _ -> go(state, LATER); // RFC 3311 §5.2
            case Event.Confirmed _,
                    Event.Answered _,
                    Event.Accepted _,
                    Event.Refused _,
                    Event.Glare _,
                    Event.RetryDue _,
                    Event.Ack _ -> {
                Step under = step(state.before, event);
                yield new Step(new State.Updating(under.next, state.next), under.effects);
            }
        };
    }

    private static Step update(State before, Event.Updated updated) {
        return go(
                new State.Updating(before, Optional.empty()),
                new Effect.Tell(new SipLegEvent.ReInvited(Optional.of(updated.sdp))));
    }

    private static Step resumed(State.Updating state) {
        return state.next.isPresent() ? step(state.before, new Event.Offer(state.next.get())) : go(state.before);
    }

    private static Step acknowledged(State.Repeating state, Optional<String> sdp) {
        Step settled = settled(state.next);
        Step told = state.answerDue
                ? before(new Effect.Tell(new SipLegEvent.Acknowledged(sdp)), settled)
                : settled; // the exchange was complete with our 200
        return before(new Effect.StopRepeating(), told);
    }

    private static Step decide(Event.Offered offered, Optional<String> next) {
        return go(
                new State.Deciding(offered.sdp.isPresent(), next),
                new Effect.Tell(new SipLegEvent.ReInvited(offered.sdp)));
    }

    private static Step settled(Optional<String> next) {
        return next.isPresent() ? ask(next.get()) : go(QUIET);
    }

    private static Step ask(String sdp) {
        return go(new State.Asking(sdp, Optional.empty()), new Effect.SendInvite(sdp));
    }

    private static Step before(Effect first, Step step) {
        List<Effect> effects = new java.util.ArrayList<>(step.effects);
        effects.addFirst(first);
        return new Step(step.next, List.copyOf(effects));
    }

    private static Step go(State next, Effect... effects) {
        return new Step(next, List.of(effects));
    }
}
