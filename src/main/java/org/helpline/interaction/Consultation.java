package org.helpline.interaction;

import java.util.List;
import org.helpline.ivr.model.Missed;

/**
 * Somebody else beside a caller whom an agent has, asked for at the desk: rung to have the caller at once, or asked first.
 *
 * <pre>
 *   None ──Start──▶ Ringing ──Taken──▶ Private ◀──Swap──▶ WithCaller
 *    ▲                │ Taken: forGood,   │ Complete, AgentLeft:  │
 *    │                │ or the agent left │ the other has them    │
 *    ├────────────────┴───────────────────┴───────────────────────┤
 *    └──NotTaken, Cancel, OtherLeft: the agent has the caller; Over: somebody else has, or nobody
 *   Private, WithCaller ──Join──▶ Together ──Swap──▶ Private; all else as in WithCaller
 *   Ringing ──Complete, AgentLeft──▶ Ringing(left) ──NotTaken──▶ None: the caller waits again
 * </pre>
 *
 * <p>Pure and static. Invariants, which the simulation holds: who was rung is hung up, or has the caller, or left; and the
 * caller always has an agent, music with somebody being rung, or a place in a queue.
 */
final class Consultation {

    private Consultation() {}

    /** How far it is. */
    sealed interface State {
        /** Nobody but agent and caller. */
        record None() implements State {}

        /** The other is rung. {@code forGood}: who answers has the caller; {@code left}: the agent has gone meanwhile. */
        record Ringing(boolean forGood, boolean left) implements State {}

        /** Agent and other hear each other, the caller hears music. */
        record Private() implements State {}

        /** Agent and caller hear each other, the other hears music. */
        record WithCaller() implements State {}

        /** All three hear each other. */
        record Together() implements State {}
    }

    /** What happens. */
    sealed interface Event {
        /** The agent asks for somebody. */
        record Start(boolean forGood) implements Event {}

        /** The other answered. */
        record Taken() implements Event {}

        /** The other did not. */
        record NotTaken(Missed.Why why) implements Event {}

        /** The agent turns to whoever waits. */
        record Swap() implements Event {}

        /** The agent wants all three to hear each other. */
        record Join() implements Event {}

        /** The agent gives the caller to the other. */
        record Complete() implements Event {}

        /** The agent does without the other. */
        record Cancel() implements Event {}

        /** The other hung up. */
        record OtherLeft() implements Event {}

        /** The agent hung up. */
        record AgentLeft() implements Event {}

        /** The caller is gone, or somebody else has them. {@code how}, as the record tells it. */
        record Over(String how) implements Event {}
    }

    /** What is to be done, in order. */
    sealed interface Effect {
        /** The caller hears music. */
        record HoldCaller() implements Effect {}

        /** Agent and caller hear each other again. */
        record ResumeCaller() implements Effect {}

        /** Ring the other. */
        record Ring() implements Effect {}

        /** Agent and other hear each other. */
        record Talk() implements Effect {}

        /** The other hears music. */
        record Park() implements Effect {}

        /** All three hear each other. */
        record Together() implements Effect {}

        /** They do no longer; the caller hears music. */
        record Separate() implements Effect {}

        /** The other is gone: agent and caller are as they were before, the caller on hold if the agent is out of it. */
        record TwoAgain() implements Effect {}

        /** The other has the caller from now on, and the agent, if still there, has not. */
        record Give() implements Effect {}

        /** The agent is hung up; the caller hears music while the other is rung. */
        record LetAgentGo() implements Effect {}

        /** The other is hung up, in whatever state. */
        record HangUpOther() implements Effect {}

        /** Nobody has the caller: back into the queue that they came from. */
        record WaitAgain() implements Effect {}

        /** It is over: say so. */
        record Ended(String how) implements Effect {}
    }

    /** The next state and what to do, in order. */
    record Step(State next, List<Effect> effects) {}

    static final String TRANSFERRED = "transferred";
    static final String CANCELLED = "cancelled";
    static final String OTHER_LEFT = "they hung up";

    static Step on(State state, Event event) {
        return switch (state) {
            case State.None s -> none(s, event);
            case State.Ringing s -> ringing(s, event);
            case State.Private s -> apart(s, event);
            case State.WithCaller s -> withCaller(s, event);
            case State.Together s -> together(s, event);
        };
    }

    private static Step none(State.None state, Event event) {
        return switch (event) {
            case Event.Start e ->
                e.forGood()
                        ? go(new State.Ringing(true, false), new Effect.Ring())
                        : go(new State.Ringing(false, false), new Effect.HoldCaller(), new Effect.Ring());
            // late words of somebody who was given up, or of a desk that does not know yet
            case Event.Taken _, Event.NotTaken _, Event.OtherLeft _ -> go(state);
            case Event.Swap _, Event.Join _, Event.Complete _, Event.Cancel _ -> go(state);
            case Event.AgentLeft _, Event.Over _ -> go(state); // a matter of the conversation alone
        };
    }

    private static Step ringing(State.Ringing state, Event event) {
        boolean isAsked = !state.forGood();
        return switch (event) {
            case Event.Taken _ ->
                state.forGood() || state.left()
                        ? go(new State.None(), new Effect.Give(), new Effect.Ended(TRANSFERRED))
                        : go(new State.Private(), new Effect.Talk());
            case Event.NotTaken e
            when state.left() ->
                go(
                        new State.None(),
                        new Effect.Ended(e.why().words() + ", and the agent had left"),
                        new Effect.WaitAgain());
            case Event.NotTaken e -> back(isAsked, new Effect.Ended(e.why().words()));
            case Event.Complete _, Event.AgentLeft _ ->
                state.left() ? go(state) : go(new State.Ringing(state.forGood(), true), new Effect.LetAgentGo());
            case Event.Cancel _ ->
                state.left() ? go(state) : back(isAsked, new Effect.HangUpOther(), new Effect.Ended(CANCELLED));
            case Event.Over e -> over(e);
            case Event.OtherLeft _ -> go(state); // told as not taken
            case Event.Swap _, Event.Join _, Event.Start _ -> go(state); // one at a time
        };
    }

    private static Step apart(State.Private state, Event event) {
        return switch (event) {
            case Event.Swap _ -> go(new State.WithCaller(), new Effect.Park(), new Effect.ResumeCaller());
            case Event.Join _ -> go(new State.Together(), new Effect.ResumeCaller(), new Effect.Together());
            case Event.Complete _, Event.AgentLeft _ ->
                go(new State.None(), new Effect.Give(), new Effect.Ended(TRANSFERRED));
            case Event.Cancel _ -> back(true, new Effect.HangUpOther(), new Effect.Ended(CANCELLED));
            case Event.OtherLeft _ -> back(true, new Effect.Ended(OTHER_LEFT));
            case Event.Over e -> over(e);
            case Event.Taken _, Event.NotTaken _, Event.Start _ -> go(state); // the other is there
        };
    }

    private static Step withCaller(State.WithCaller state, Event event) {
        return switch (event) {
            case Event.Swap _ -> go(new State.Private(), new Effect.HoldCaller(), new Effect.Talk());
            case Event.Join _ -> go(new State.Together(), new Effect.Together());
            case Event.Complete _, Event.AgentLeft _ ->
                go(new State.None(), new Effect.Give(), new Effect.Ended(TRANSFERRED));
            case Event.Cancel _ -> back(false, new Effect.HangUpOther(), new Effect.Ended(CANCELLED));
            case Event.OtherLeft _ -> back(false, new Effect.Ended(OTHER_LEFT));
            case Event.Over e -> over(e);
            case Event.Taken _, Event.NotTaken _, Event.Start _ -> go(state); // the other is there
        };
    }

    private static Step together(State.Together state, Event event) {
        return switch (event) {
            case Event.Swap _ ->
                go(new State.Private(), new Effect.Separate(), new Effect.HoldCaller(), new Effect.Talk());
            case Event.Complete _, Event.AgentLeft _ ->
                go(new State.None(), new Effect.Give(), new Effect.Ended(TRANSFERRED));
            case Event.Cancel _ ->
                go(new State.None(), new Effect.HangUpOther(), new Effect.TwoAgain(), new Effect.Ended(CANCELLED));
            case Event.OtherLeft _ -> go(new State.None(), new Effect.TwoAgain(), new Effect.Ended(OTHER_LEFT));
            case Event.Over e -> over(e);
            case Event.Join _ -> go(state); // they are
            case Event.Taken _, Event.NotTaken _, Event.Start _ -> go(state); // the other is there
        };
    }

    private static Step over(Event.Over e) {
        return go(new State.None(), new Effect.HangUpOther(), new Effect.Ended(e.how()));
    }

    /** The agent has the caller, who is {@code held} or not. */
    private static Step back(boolean held, Effect... first) {
        return held ? go(new State.None(), append(first)) : go(new State.None(), first);
    }

    private static Effect[] append(Effect... first) {
        Effect[] all = java.util.Arrays.copyOf(first, first.length + 1);
        all[first.length] = new Effect.ResumeCaller();
        return all;
    }

    private static Step go(State next, Effect... effects) {
        return new Step(next, List.of(effects));
    }
}
