package org.helpline.acd;

import java.time.Duration;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.AgentInput.Accepted;
import org.helpline.acd.AgentInput.CallerLeft;
import org.helpline.acd.AgentInput.Commanded;
import org.helpline.acd.AgentInput.Dials;
import org.helpline.acd.AgentInput.Effect;
import org.helpline.acd.AgentInput.Effect.ExtendTimer;
import org.helpline.acd.AgentInput.Effect.GiveBack;
import org.helpline.acd.AgentInput.Effect.StartTimer;
import org.helpline.acd.AgentInput.Effect.StopTimer;
import org.helpline.acd.AgentInput.Failed;
import org.helpline.acd.AgentInput.HandedOver;
import org.helpline.acd.AgentInput.NotReached;
import org.helpline.acd.AgentInput.OfferMade;
import org.helpline.acd.AgentInput.Released;
import org.helpline.acd.AgentInput.TakenUp;
import org.helpline.acd.AgentInput.TimerOver;
import org.helpline.acd.AgentState.Next;
import org.helpline.acd.AgentState.NotReady;
import org.helpline.acd.AgentState.Offered;
import org.helpline.acd.AgentState.Offline;
import org.helpline.acd.AgentState.Pausing;
import org.helpline.acd.AgentState.Ready;
import org.helpline.acd.AgentState.Talking;
import org.helpline.acd.AgentState.WrapUp;
import org.helpline.core.InteractionId;

/** The transitions of {@link AgentState}. Pure. */
final class AgentMachine {

    /** An agent who refused a call is not rung before this has passed. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    /** An always-ready agent whose phone did not answer is tried again after this. */
    static final Duration RETURN = Duration.ofSeconds(15);

    /** The reason while nobody has pressed ready since the log-in. */
    static final String LOGGED_IN = "logged in";

    private static final String NO_ANSWER = "no answer";
    private static final String UNREACHABLE = "phone unreachable";

    private AgentMachine() {}

    /** {@code alwaysReady} agents have no desk: nobody could press ready for them, so they come back by themselves. */
    static Step<AgentState, Effect> step(AgentState state, AgentInput input, boolean alwaysReady) {
        if (input instanceof Dials dials) {
            return dials(state, dials);
        }
        if (input instanceof TakenUp taken) {
            return takenUp(state, taken);
        }
        return switch (state) {
            case Offline _ -> offline(state, input, alwaysReady);
            case NotReady _, Pausing _ -> notReady(state, input);
            case Ready _ -> ready(state, input);
            case Offered offered -> offered(offered, input, alwaysReady);
            case Talking talking -> talking(talking, input);
            case WrapUp wrapUp -> wrapUp(wrapUp, input);
        };
    }

    /** From the first ring of their own phone, as no call may be offered meanwhile; afterwards they are what they were. */
    private static Step<AgentState, Effect> dials(AgentState state, Dials input) {
        return switch (state) {
            case Ready _, Pausing _ -> dials(input, new Next.ToReady());
            case NotReady(String reason) -> dials(input, new Next.ToNotReady(reason));
            case WrapUp(InteractionId _, Next next) -> dials(input, next);
            case Offline _, Offered _, Talking _ -> throw wrong(state, input);
        };
    }

    private static Step<AgentState, Effect> dials(Dials input, Next next) {
        return Step.go(new Talking(input.interaction(), input.wrapUp(), next), new StopTimer());
    }

    /** Whoever has logged in before that, or is always ready, is what they are now. */
    private static Step<AgentState, Effect> takenUp(AgentState state, TakenUp input) {
        if (!(state instanceof Offline)) {
            return Step.go(state);
        }
        return input.as() instanceof WrapUp ? Step.go(input.as(), new StartTimer(input.rest())) : Step.go(input.as());
    }

    private static Step<AgentState, Effect> offline(AgentState state, AgentInput input, boolean alwaysReady) {
        return switch (input) {
            case Commanded(AgentCommand command) ->
                switch (command) {
                    case AgentCommand.LogIn _ -> Step.go(alwaysReady ? new Ready() : new NotReady(LOGGED_IN));
                    // first log in
                    case AgentCommand.LogOut _,
                            AgentCommand.Ready _,
                            AgentCommand.NotReady _,
                            AgentCommand.EndWrapUp _,
                            AgentCommand.ExtendWrapUp _ -> Step.go(state);
                };
            case TimerOver _ -> Step.go(state); // it fired while the log-out was on its way
            case OfferMade _,
                    Accepted _,
                    Failed _,
                    CallerLeft _,
                    NotReached _,
                    Released _,
                    HandedOver _,
                    Dials _,
                    TakenUp _ -> throw wrong(state, input);
        };
    }

    /** Not ready, or pausing after a refusal: the same may be done, and a timer that runs makes them ready. */
    private static Step<AgentState, Effect> notReady(AgentState state, AgentInput input) {
        return switch (input) {
            case Commanded(AgentCommand command) ->
                switch (command) {
                    case AgentCommand.Ready _ -> Step.go(new Ready(), new StopTimer());
                    case AgentCommand.NotReady(String reason) -> Step.go(new NotReady(reason), new StopTimer());
                    case AgentCommand.LogOut _ -> Step.go(new Offline(), new StopTimer());
                    // a desk that connects again is already logged in; wrap-up does not run
                    case AgentCommand.LogIn _, AgentCommand.EndWrapUp _, AgentCommand.ExtendWrapUp _ -> Step.go(state);
                };
            case TimerOver _ -> Step.go(new Ready());
            case OfferMade _,
                    Accepted _,
                    Failed _,
                    CallerLeft _,
                    NotReached _,
                    Released _,
                    HandedOver _,
                    Dials _,
                    TakenUp _ -> throw wrong(state, input);
        };
    }

    private static Step<AgentState, Effect> ready(AgentState state, AgentInput input) {
        return switch (input) {
            case Commanded(AgentCommand command) ->
                switch (command) {
                    case AgentCommand.NotReady(String reason) -> Step.go(new NotReady(reason));
                    case AgentCommand.LogOut _ -> Step.go(new Offline());
                    // already so
                    case AgentCommand.LogIn _,
                            AgentCommand.Ready _,
                            AgentCommand.EndWrapUp _,
                            AgentCommand.ExtendWrapUp _ -> Step.go(state);
                };
            case OfferMade(var offer, var interaction) -> Step.go(new Offered(offer, interaction));
            case TimerOver _ -> Step.go(state); // it fired while the command was on its way
            case Accepted _, Failed _, CallerLeft _, NotReached _, Released _, HandedOver _, Dials _, TakenUp _ ->
                throw wrong(state, input);
        };
    }

    private static Step<AgentState, Effect> offered(Offered state, AgentInput input, boolean alwaysReady) {
        return switch (input) {
            case Commanded(AgentCommand command) ->
                switch (command) {
                    case AgentCommand.NotReady(String reason) ->
                        Step.go(new NotReady(reason), new GiveBack(state.offer(), "agent not ready"));
                    case AgentCommand.LogOut _ ->
                        Step.go(new Offline(), new GiveBack(state.offer(), "agent logged out"));
                    // the phone rings on
                    case AgentCommand.LogIn _,
                            AgentCommand.Ready _,
                            AgentCommand.EndWrapUp _,
                            AgentCommand.ExtendWrapUp _ -> Step.go(state);
                };
            case Accepted(Duration wrapUp) -> Step.go(new Talking(state.interaction(), wrapUp, new Next.ToReady()));
            case Failed(Acd.OfferFailure why) -> failed(why, alwaysReady);
            case CallerLeft _, NotReached _ -> Step.go(new Ready());
            case TimerOver _ ->
                Step.go(state); // no timer of the agent's runs while it rings: the ring time is the offer's
            case OfferMade _, Released _, HandedOver _, Dials _, TakenUp _ -> throw wrong(state, input);
        };
    }

    private static Step<AgentState, Effect> failed(Acd.OfferFailure why, boolean alwaysReady) {
        return switch (why) {
            case DECLINED -> Step.go(new Pausing("declined"), new StartTimer(PAUSE));
            case BUSY -> Step.go(new Pausing("busy"), new StartTimer(PAUSE));
            case NO_ANSWER -> away(NO_ANSWER, alwaysReady);
            case UNREACHABLE -> away(UNREACHABLE, alwaysReady);
        };
    }

    /** Whether the agent is not ready since a call was missed, and not by themselves. */
    static boolean isAway(AgentState state) {
        return state instanceof NotReady(String reason) && (reason.equals(NO_ANSWER) || reason.equals(UNREACHABLE));
    }

    private static Step<AgentState, Effect> away(String reason, boolean alwaysReady) {
        return alwaysReady ? Step.go(new NotReady(reason), new StartTimer(RETURN)) : Step.go(new NotReady(reason));
    }

    private static Step<AgentState, Effect> talking(Talking state, AgentInput input) {
        return switch (input) {
            case Commanded(AgentCommand command) ->
                switch (command) {
                    case AgentCommand.LogOut _ -> Step.go(then(state, new Next.ToOffline()));
                    case AgentCommand.NotReady(String reason) -> Step.go(then(state, new Next.ToNotReady(reason)));
                    // takes back a log-out or not-ready that waits for the end of the call
                    case AgentCommand.LogIn _, AgentCommand.Ready _ -> Step.go(then(state, new Next.ToReady()));
                    // wrap-up does not run yet
                    case AgentCommand.EndWrapUp _, AgentCommand.ExtendWrapUp _ -> Step.go(state);
                };
            case Released _ -> released(state);
            case TimerOver _ -> Step.go(state); // none runs in a call
            case NotReached(String why) -> notReached(state, why);
            case HandedOver(InteractionId to) -> Step.go(new Talking(to, state.wrapUp(), state.next()));
            case OfferMade _, Accepted _, Failed _, CallerLeft _, Dials _, TakenUp _ -> throw wrong(state, input);
        };
    }

    /** Nothing to wrap up; the short pause lets the agent read why. */
    private static Step<AgentState, Effect> notReached(Talking state, String why) {
        return state.next() instanceof Next.ToReady
                ? Step.go(new Pausing(why), new StartTimer(PAUSE))
                : Step.go(after(state.next()));
    }

    private static Talking then(Talking state, Next next) {
        return new Talking(state.interaction(), state.wrapUp(), next);
    }

    private static Step<AgentState, Effect> released(Talking state) {
        boolean leaves = state.next() instanceof Next.ToOffline; // nobody is there to wrap up
        return state.wrapUp().isZero() || leaves
                ? Step.go(after(state.next()))
                : Step.go(new WrapUp(state.interaction(), state.next()), new StartTimer(state.wrapUp()));
    }

    /** What follows a call without wrap-up. */
    static AgentState after(Next next) {
        return switch (next) {
            case Next.ToReady _ -> new Ready();
            case Next.ToNotReady(String reason) -> new NotReady(reason);
            case Next.ToOffline _ -> new Offline();
        };
    }

    private static Step<AgentState, Effect> wrapUp(WrapUp state, AgentInput input) {
        return switch (input) {
            case Commanded(AgentCommand command) ->
                switch (command) {
                    case AgentCommand.Ready _ -> Step.go(new Ready(), new StopTimer());
                    case AgentCommand.NotReady(String reason) -> Step.go(new NotReady(reason), new StopTimer());
                    case AgentCommand.LogOut _ -> Step.go(new Offline(), new StopTimer());
                    case AgentCommand.ExtendWrapUp(Duration by) -> Step.go(state, new ExtendTimer(by));
                    case AgentCommand.EndWrapUp _ -> Step.go(after(state.next()), new StopTimer());
                    case AgentCommand.LogIn _ -> Step.go(state); // a desk that connects again
                };
            case TimerOver _ -> Step.go(after(state.next()));
            case OfferMade _,
                    Accepted _,
                    Failed _,
                    CallerLeft _,
                    NotReached _,
                    Released _,
                    HandedOver _,
                    Dials _,
                    TakenUp _ -> throw wrong(state, input);
        };
    }

    private static IllegalStateException wrong(AgentState state, AgentInput input) {
        return new IllegalStateException("agent in " + state + " cannot take " + input);
    }
}
