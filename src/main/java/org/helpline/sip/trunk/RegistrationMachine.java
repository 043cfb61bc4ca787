package org.helpline.sip.trunk;

import java.time.Duration;
import java.util.List;

/**
 * Our registration with a trunk: RFC 3261 §10.2. It goes on for ever; what may pass is told apart from a refused password.
 *
 * <pre>
 *   RESTING ──→ ASKING ── 2xx ──→ REGISTERED ── in time, or when its machine or connection is lost ──→ ASKING
 *                 │ ├─ no answer, 503 … : the next machine; none is left: WAITING ── back-off ──→ ASKING
 *                 │ └─ password refused: REFUSED ── an hour ──→ ASKING
 *   any ── leave ──→ LEAVING ── answered, or not in time ──→ OVER
 * </pre>
 */
final class RegistrationMachine {

    /** How often a refused password is tried again. */
    static final Duration AFTER_REFUSAL = Duration.ofHours(1);

    /** How long an answer to the goodbye is waited for. */
    static final Duration GOODBYE = Duration.ofSeconds(2);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int STEEPEST = 10;

    private RegistrationMachine() {}

    sealed interface State {
        /** Not begun, or no machine is known. */
        record Resting() implements State {}

        /**
         * A REGISTER is out.
         *
         * @param rounds through all machines that failed before
         * @param stands whether a registration from before still holds
         */
        record Asking(int rounds, boolean stands) implements State {}

        record Registered() implements State {}

        /** All machines failed, {@code rounds} times in a row. */
        record Waiting(int rounds) implements State {}

        record Refused() implements State {}

        record Leaving() implements State {}

        record Over() implements State {}
    }

    sealed interface Event {
        /** Begin, or the time of a {@link Effect.Wake} has come. */
        record Due() implements Event {}

        /** There are machines to ask, or one of them answers again. */
        record MachinesThere() implements Event {}

        /** 2xx; {@code granted} for how long. */
        record Accepted(Duration granted) implements Event {}

        /** 423; {@code least} is what the registrar wants, more than was asked for. */
        record TooBrief(Duration least) implements Event {}

        /** The password or the user was refused. */
        record Refused(String sentence) implements Event {}

        /** This machine cannot, or does not answer; {@code retryAfter} what it says, zero: nothing. */
        record Unavailable(String why, Duration retryAfter) implements Event {}

        /** No machine is left that was not asked in this round; {@code retryAfter} the longest of those that were given, or zero. */
        record NoneLeft(String why, Duration retryAfter) implements Event {}

        /** The machine that has the registration, or the connection to it, is lost. */
        record Lost(String why) implements Event {}

        record Leave() implements Event {}
    }

    sealed interface Effect {
        /** Ask the machines from the first, the one that has the registration before others where {@code sameFirst}. */
        record AskFirst(boolean sameFirst) implements Effect {}

        /** Ask the next machine of this round. */
        record AskNext() implements Effect {}

        /** Ask the same machine for longer. */
        record AskLonger(Duration least) implements Effect {}

        /** Come back as {@link Event.Due}, {@code spread} of the time sooner or later (0 to 1). */
        record Wake(Duration after, double spread) implements Effect {}

        record SayGoodbye() implements Effect {}

        /** Forget what is out, nothing follows. */
        record End() implements Effect {}

        /** How it stands, for the log and the status; not told again while it is the same. */
        record Tell(TrunkStatus.Registration how, String why) implements Effect {}
    }

    record Step(State next, List<Effect> effects) {}

    static Step on(State state, Event event) {
        if (event instanceof Event.Leave) {
            return leave(state);
        }
        return switch (state) {
            case State.Resting _ -> resting(state, event);
            case State.Asking asking -> asking(asking, event);
            case State.Registered _ -> registered(state, event);
            case State.Waiting(int rounds) -> waiting(state, rounds, event);
            case State.Refused _ -> // a registrar that refuses is not pestered: not even when machines change
                event instanceof Event.Due ? go(new State.Asking(0, false), new Effect.AskFirst(false)) : go(state);
            case State.Leaving _ -> leaving(state, event);
            case State.Over _ -> go(state);
        };
    }

    private static Step resting(State state, Event event) {
        return switch (event) {
            case Event.Due _, Event.MachinesThere _ ->
                go(
                        new State.Asking(0, false),
                        new Effect.Tell(TrunkStatus.Registration.ASKING, ""),
                        new Effect.AskFirst(false));
            // nothing was asked
            case Event.Accepted _, Event.TooBrief _, Event.Refused _, Event.Unavailable _ -> go(state);
            case Event.NoneLeft _, Event.Lost _, Event.Leave _ -> go(state);
        };
    }

    private static Step asking(State.Asking state, Event event) {
        return switch (event) {
            case Event.Accepted(Duration granted) ->
                go(new State.Registered(), new Effect.Tell(TrunkStatus.Registration.REGISTERED, ""), renewal(granted));
            case Event.TooBrief(Duration least) -> go(state, new Effect.AskLonger(least));
            case Event.Refused(String sentence) ->
                go(
                        new State.Refused(),
                        new Effect.Tell(TrunkStatus.Registration.REFUSED, sentence),
                        new Effect.Wake(AFTER_REFUSAL, 0.1));
            case Event.Unavailable _ -> go(state, new Effect.AskNext());
            case Event.NoneLeft(String why, Duration retryAfter) ->
                go(
                        new State.Waiting(state.rounds() + 1),
                        new Effect.Tell(TrunkStatus.Registration.FAILING, why),
                        backOff(state.rounds(), retryAfter));
            // the old registration's machine: another is being asked already
            case Event.Lost _, Event.Due _, Event.MachinesThere _, Event.Leave _ -> go(state);
        };
    }

    private static Step registered(State state, Event event) {
        return switch (event) {
            case Event.Due _ -> go(new State.Asking(0, true), new Effect.AskFirst(true));
            case Event.Lost(String why) ->
                go(
                        new State.Asking(0, false),
                        new Effect.Tell(TrunkStatus.Registration.ASKING, why),
                        new Effect.AskFirst(false));
            // late answers to what was given up: the registration that stands is the later one
            case Event.Accepted _, Event.TooBrief _, Event.Refused _, Event.Unavailable _ -> go(state);
            case Event.NoneLeft _, Event.MachinesThere _, Event.Leave _ -> go(state);
        };
    }

    private static Step waiting(State state, int rounds, Event event) {
        return switch (event) {
            case Event.Due _, Event.MachinesThere _ -> go(new State.Asking(rounds, false), new Effect.AskFirst(false));
            case Event.Accepted _, Event.TooBrief _, Event.Refused _, Event.Unavailable _ -> go(state);
            case Event.NoneLeft _, Event.Lost _, Event.Leave _ -> go(state);
        };
    }

    private static Step leave(State state) {
        return switch (state) {
            case State.Registered _ -> goodbye();
            case State.Asking(int _, boolean stands) -> stands ? goodbye() : go(new State.Over(), new Effect.End());
            case State.Resting _, State.Waiting _, State.Refused _ -> go(new State.Over(), new Effect.End());
            case State.Leaving _, State.Over _ -> go(state);
        };
    }

    private static Step goodbye() {
        return go(new State.Leaving(), new Effect.SayGoodbye(), new Effect.Wake(GOODBYE, 0));
    }

    private static Step leaving(State state, Event event) {
        return switch (event) {
            case Event.MachinesThere _, Event.Leave _ -> go(state);
            // however it ends, it ends: the registrar forgets us by itself
            case Event.Due _, Event.Accepted _, Event.TooBrief _, Event.Refused _ ->
                go(new State.Over(), new Effect.End());
            case Event.Unavailable _, Event.NoneLeft _, Event.Lost _ -> go(new State.Over(), new Effect.End());
        };
    }

    /** Renewed while there is time for a second try: between 70 and 90 % of a usual time, half of a very short one. */
    private static Effect renewal(Duration granted) {
        boolean brief = granted.compareTo(Duration.ofSeconds(60)) < 0;
        return brief
                ? new Effect.Wake(granted.dividedBy(2), 0.1)
                : new Effect.Wake(granted.multipliedBy(8).dividedBy(10), 0.125);
    }

    /** 2, 4, 8 … seconds, at most 5 minutes, for ever; not before the registrar said. */
    private static Effect backOff(int rounds, Duration retryAfter) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(rounds, STEEPEST));
        Duration most = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        return retryAfter.compareTo(most) > 0
                ? new Effect.Wake(retryAfter.compareTo(AFTER_REFUSAL) > 0 ? AFTER_REFUSAL : retryAfter, 0)
                : new Effect.Wake(most, 0.25);
    }

    private static Step go(State next, Effect... effects) {
        return new Step(next, List.of(effects));
    }
}
