package org.helpline.sip.dialog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The session timer of one call, as a pure function: RFC 4028 §7.2, §9, §10.
 *
 * <pre>
 *        Agreed, we refresh        RefreshDue
 *  Off ---------------------> Ours ----------> Asking --- Agreed --> Ours or Theirs
 *   |  Agreed, they refresh     |                |  NotNow --> Ours, again soon
 *   +---------------------> Theirs               |
 *                               | ExpiryDue      | ExpiryDue
 *                               +------> Off: Expire
 * </pre>
 *
 * Whatever refreshes the session, from either side, is an {@code Agreed}; one without an interval ends the timer.
 */
final class SessionMachine {

    private SessionMachine() {}

    /** Where it stands. */
    sealed interface State {
        /** No interval is agreed. */
        record Off() implements State {}

        /** We refresh. */
        record Ours(long seconds) implements State {}

        /** Our refresh is out. */
        record Asking(long seconds) implements State {}

        /** The peer refreshes. */
        record Theirs(long seconds) implements State {}
    }

    /** What was agreed. */
    record Terms(long seconds, boolean weRefresh) {}

    /** What happens. */
    sealed interface Event {
        /** A 2xx to an INVITE or UPDATE, of either side; empty: it names no interval. */
        record Agreed(Optional<Terms> terms) implements Event {}

        /** Half of the interval has passed. */
        record RefreshDue() implements Event {}

        /** Our refresh was refused, met theirs, or could not be sent now. */
        record NotNow() implements Event {}

        /** The interval has nearly passed without a refresh. */
        record ExpiryDue() implements Event {}
    }

    /** What is to be done, in order. */
    sealed interface Effect {
        /** Forget all times that run. */
        record StopTimers() implements Effect {}

        /** {@code RefreshDue} after this. */
        record StartRefresh(Duration after) implements Effect {}

        /** {@code ExpiryDue} after this. */
        record StartExpiry(Duration after) implements Effect {}

        /** Send UPDATE, or a re-INVITE that changes nothing. */
        record Refresh() implements Effect {}

        /** The call is over: BYE. */
        record Expire(long seconds, boolean wasOurs) implements Effect {}
    }

    /** The outcome of one event. */
    record Step(State next, List<Effect> effects) {}

    private static final State OFF = new State.Off();

    static Step step(State state, Event event) {
        return switch (event) {
            case Event.Agreed agreed ->
                agreed.terms.map(SessionMachine::begin).orElse(go(OFF, new Effect.StopTimers()));
            case Event.RefreshDue _ ->
                state instanceof State.Ours ours
                        ? go(new State.Asking(ours.seconds), new Effect.Refresh())
                        : go(state); // theirs to refresh, or one is under way
            case Event.NotNow _ ->
                state instanceof State.Asking asking
                        ? go(new State.Ours(asking.seconds), new Effect.StartRefresh(soon(asking.seconds)))
                        : go(state); // no refresh of ours
            case Event.ExpiryDue _ -> expired(state);
        };
    }

    private static Step expired(State state) {
        return switch (state) {
            case State.Off _ -> go(state);
            case State.Ours ours -> expire(ours.seconds, true);
            case State.Asking asking -> expire(asking.seconds, true);
            case State.Theirs theirs -> expire(theirs.seconds, false);
        };
    }

    private static Step expire(long seconds, boolean wasOurs) {
        return go(OFF, new Effect.StopTimers(), new Effect.Expire(seconds, wasOurs));
    }

    private static Step begin(Terms terms) {
        Effect expiry = new Effect.StartExpiry(Duration.ofSeconds(lastMoment(terms.seconds)));
        return terms.weRefresh
                ? go(
                        new State.Ours(terms.seconds),
                        new Effect.StopTimers(),
                        new Effect.StartRefresh(Duration.ofMillis(terms.seconds * 500)), // half: RFC 4028 §7.2
                        expiry)
                : go(new State.Theirs(terms.seconds), new Effect.StopTimers(), expiry);
    }

    /** BYE goes out before the end, by 32 s or a third of the interval, whichever is less: RFC 4028 §10. */
    static long lastMoment(long seconds) {
        return seconds - Math.min(32, seconds / 3);
    }

    /** Some tries fit between the half and the end. */
    private static Duration soon(long seconds) {
        return Duration.ofSeconds(Math.max(1, seconds / 18));
    }

    private static Step go(State next, Effect... effects) {
        return new Step(next, List.of(effects));
    }
}
