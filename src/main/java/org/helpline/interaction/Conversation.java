package org.helpline.interaction;

import java.util.List;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.core.AgentId;
import org.helpline.interaction.ConversationEffect.Bridge;
import org.helpline.interaction.ConversationEffect.CallPhone;
import org.helpline.interaction.ConversationEffect.GoTo;
import org.helpline.interaction.ConversationEffect.HangUpAgent;
import org.helpline.interaction.ConversationEffect.HangUpCaller;
import org.helpline.interaction.ConversationEffect.HoldMusic;
import org.helpline.interaction.ConversationEffect.LeaveQueue;
import org.helpline.interaction.ConversationEffect.ScriptGoesOn;
import org.helpline.interaction.ConversationEffect.TellAccepted;
import org.helpline.interaction.ConversationEffect.TellFailed;
import org.helpline.interaction.ConversationEffect.TellReleased;

/**
 * The agent's side of one call: who is rung, who talks, who is hung up when.
 *
 * <pre>
 *   Alone ──Offered──▶ Ringing ──PhoneAnswered──▶ Taken ──Connected──▶ Talking ◀──DeskHold/Resume──▶ OnHold
 *     ▲                  │ PhoneFailed, Withdrawn    │ Withdrawn         │ AgentGone, DeskTransfer      │
 *     └──────────────────┴───────────────────────────┴───────────────────┴──────────────────────────────┘
 *   any ──CallerGone──▶ Over        Talking, OnHold ──DeskHangUp──▶ Over
 * </pre>
 *
 * <p>Pure and static. Invariants, which the simulation holds: an agent's phone that was called is hung up or talks; the ACD
 * hears exactly one of accepted and failed for each offer that it does not withdraw, and released once for each that it
 * connected.
 */
final class Conversation {

    private Conversation() {}

    /** Where the call stands with agents. */
    sealed interface State {
        /** No agent is involved. */
        record Alone() implements State {}

        /** The agent's phone is called. */
        record Ringing(long offer, AgentId agent) implements State {}

        /** The phone was answered; the ACD has to confirm, since the offer may just have been withdrawn. */
        record Taken(long offer, AgentId agent) implements State {}

        /** Caller and agent hear each other. */
        record Talking(AgentId agent) implements State {}

        /** The agent's desk put the caller on hold. */
        record OnHold(AgentId agent) implements State {}

        /** The caller is gone. */
        record Over() implements State {}
    }

    /** What happens. */
    sealed interface Event {
        /** The ACD offers the caller to an agent. */
        record Offered(long offer, AgentId agent) implements Event {}

        /** The ACD takes the offer back. */
        record Withdrawn(long offer) implements Event {}

        /** The ACD confirms the accepted offer. */
        record Connected(long offer) implements Event {}

        /** The agent's phone was answered. */
        record PhoneAnswered() implements Event {}

        /** The agent's phone did not take the call. */
        record PhoneFailed(OfferFailure why) implements Event {}

        /** The agent's phone hung up after it was answered. */
        record AgentGone() implements Event {}

        /** The caller hung up, or the call was ended on the caller's side. */
        record CallerGone() implements Event {}

        /** From the desk. */
        record DeskHold() implements Event {}

        /** From the desk. */
        record DeskResume() implements Event {}

        /** From the desk. */
        record DeskHangUp() implements Event {}

        /** From the desk: a blind transfer. */
        record DeskTransfer(Transfer target) implements Event {}
    }

    /** The next state and what to do, in order. */
    record Step(State next, List<ConversationEffect> effects) {}

    static Step on(State state, Event event) {
        return switch (state) {
            case State.Alone s -> alone(s, event);
            case State.Ringing s -> ringing(s, event);
            case State.Taken s -> taken(s, event);
            case State.Talking s -> talking(s, s.agent(), event);
            case State.OnHold s -> onHold(s, s.agent(), event);
            case State.Over s -> over(s, event);
        };
    }

    private static Step alone(State.Alone state, Event event) {
        return switch (event) {
            case Event.Offered e -> go(new State.Ringing(e.offer(), e.agent()), new CallPhone(e.offer(), e.agent()));
            case Event.CallerGone ignored -> go(new State.Over(), new LeaveQueue());
            case Event.Withdrawn ignored -> go(state); // the phone failed at the same moment
            case Event.Connected ignored -> go(state); // the agent hung up at the same moment and was released
            case Event.PhoneAnswered ignored -> go(state, new HangUpAgent("Nobody waits any more"));
            case Event.PhoneFailed ignored -> go(state); // the answer to our CANCEL
            case Event.AgentGone ignored -> go(state);
            case Event.DeskHold ignored -> go(state);
            case Event.DeskResume ignored -> go(state);
            case Event.DeskHangUp ignored -> go(state);
            case Event.DeskTransfer ignored -> go(state);
        };
    }

    private static Step ringing(State.Ringing state, Event event) {
        return switch (event) {
            case Event.PhoneAnswered ignored ->
                go(new State.Taken(state.offer(), state.agent()), new TellAccepted(state.offer()));
            case Event.PhoneFailed e -> go(new State.Alone(), new TellFailed(state.offer(), e.why()));
            case Event.AgentGone ignored ->
                go(new State.Alone(), new TellFailed(state.offer(), OfferFailure.DECLINED));
            case Event.Withdrawn e ->
                e.offer() == state.offer()
                        ? go(new State.Alone(), new HangUpAgent("The offer was withdrawn"))
                        : go(state);
            case Event.CallerGone ignored ->
                go(new State.Over(), new HangUpAgent("The caller hung up"), new LeaveQueue());
            case Event.Offered e -> go(state, new TellFailed(e.offer(), OfferFailure.BUSY)); // one at a time
            case Event.Connected ignored -> go(state); // of an earlier offer
            case Event.DeskHold ignored -> go(state); // nothing to hold yet
            case Event.DeskResume ignored -> go(state);
            case Event.DeskHangUp ignored ->
                go(
                        new State.Alone(),
                        new HangUpAgent("Declined at the desk"),
                        new TellFailed(state.offer(), OfferFailure.DECLINED));
            case Event.DeskTransfer ignored -> go(state);
        };
    }

    private static Step taken(State.Taken state, Event event) {
        return switch (event) {
            case Event.Connected e ->
                e.offer() == state.offer() ? go(new State.Talking(state.agent()), new Bridge()) : go(state);
            case Event.Withdrawn e ->
                e.offer() == state.offer()
                        ? go(new State.Alone(), new HangUpAgent("The offer was withdrawn"))
                        : go(state);
            case Event.AgentGone ignored -> go(new State.Alone(), new TellReleased(), new ScriptGoesOn());
            case Event.CallerGone ignored ->
                go(new State.Over(), new HangUpAgent("The caller hung up"), new LeaveQueue(), new TellReleased());
            case Event.Offered e -> go(state, new TellFailed(e.offer(), OfferFailure.BUSY));
            case Event.PhoneAnswered ignored -> go(state);
            case Event.PhoneFailed ignored -> go(state);
            case Event.DeskHold ignored -> go(state);
            case Event.DeskResume ignored -> go(state);
            case Event.DeskHangUp ignored -> hangUpBoth();
            case Event.DeskTransfer ignored -> go(state);
        };
    }

    private static Step talking(State state, AgentId agent, Event event) {
        return switch (event) {
            case Event.DeskHold ignored -> go(new State.OnHold(agent), new HoldMusic(true));
            case Event.DeskResume ignored -> go(state); // not on hold
            default -> withAgent(state, event);
        };
    }

    private static Step onHold(State state, AgentId agent, Event event) {
        return switch (event) {
            case Event.DeskResume ignored -> go(new State.Talking(agent), new HoldMusic(false));
            case Event.DeskHold ignored -> go(state); // is on hold
            case Event.AgentGone ignored ->
                go(new State.Alone(), new HoldMusic(false), new TellReleased(), new ScriptGoesOn());
            default -> withAgent(state, event);
        };
    }

    private static Step withAgent(State state, Event event) {
        return switch (event) {
            case Event.AgentGone ignored -> go(new State.Alone(), new TellReleased(), new ScriptGoesOn());
            case Event.CallerGone ignored ->
                go(new State.Over(), new HangUpAgent("The caller hung up"), new TellReleased());
            case Event.DeskHangUp ignored -> hangUpBoth();
            case Event.DeskTransfer e ->
                go(
                        new State.Alone(),
                        new HangUpAgent("The caller was transferred"),
                        new TellReleased(),
                        new GoTo(e.target()));
            case Event.Offered e -> go(state, new TellFailed(e.offer(), OfferFailure.BUSY));
            case Event.Withdrawn ignored -> go(state); // of an earlier offer
            case Event.Connected ignored -> go(state);
            case Event.PhoneAnswered ignored -> go(state);
            case Event.PhoneFailed ignored -> go(state);
            case Event.DeskHold ignored -> go(state); // handled by the states
            case Event.DeskResume ignored -> go(state);
        };
    }

    private static Step over(State.Over state, Event event) {
        return switch (event) {
            case Event.Offered e -> go(state, new TellFailed(e.offer(), OfferFailure.BUSY)); // the ACD will hear of the end
            case Event.PhoneAnswered ignored -> go(state, new HangUpAgent("The caller hung up"));
            case Event.Connected ignored -> go(state);
            case Event.Withdrawn ignored -> go(state);
            case Event.PhoneFailed ignored -> go(state);
            case Event.AgentGone ignored -> go(state);
            case Event.CallerGone ignored -> go(state);
            case Event.DeskHold ignored -> go(state);
            case Event.DeskResume ignored -> go(state);
            case Event.DeskHangUp ignored -> go(state);
            case Event.DeskTransfer ignored -> go(state);
        };
    }

    private static Step hangUpBoth() {
        return go(
                new State.Over(),
                new HangUpAgent("The agent hung up at the desk"),
                new HangUpCaller("The agent hung up"),
                new TellReleased());
    }

    private static Step go(State next, ConversationEffect... effects) {
        return new Step(next, List.of(effects));
    }
}
