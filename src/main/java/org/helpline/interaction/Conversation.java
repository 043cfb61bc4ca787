package org.helpline.interaction;

import java.util.List;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.call.AgentRing;
import org.helpline.core.AgentId;
import org.helpline.interaction.ConversationEffect.Bridge;
import org.helpline.interaction.ConversationEffect.BridgeAgain;
import org.helpline.interaction.ConversationEffect.CallPhone;
import org.helpline.interaction.ConversationEffect.GoTo;
import org.helpline.interaction.ConversationEffect.HangUpAgent;
import org.helpline.interaction.ConversationEffect.Hold;
import org.helpline.interaction.ConversationEffect.HoldMusic;
import org.helpline.interaction.ConversationEffect.JoinAgain;
import org.helpline.interaction.ConversationEffect.LeaveQueue;
import org.helpline.interaction.ConversationEffect.Resume;
import org.helpline.interaction.ConversationEffect.ScriptGoesOn;
import org.helpline.interaction.ConversationEffect.TellAccepted;
import org.helpline.interaction.ConversationEffect.TellFailed;
import org.helpline.interaction.ConversationEffect.TellReleased;

/**
 * The agent's side of one call: who is rung, who talks, who is hung up when.
 *
 * <pre>
 *   Alone ──Offered──▶ Ringing ──PhoneAnswered──▶ Taken ──Connected──▶ Talking ◀──Hold/Resume──▶ OnHold
 *     ▲                  │ PhoneFailed,             │ │ Withdrawn,          │ DeskTransfer            │
 *     │                  │ Withdrawn, LeftQueue     │ │ LeftQueue           │                         │
 *     ├──────────────────┴──────────────────────────│─┴─────────────────────┴─────────────────────────┘
 *     └──────Connected, Withdrawn, LeftQueue────── Lost (the agent hung up before the ACD's word)
 *   Talking, OnHold ──AgentGone, DeskHangUp──▶ Parted ──ScriptWentOn──▶ Alone, and like Alone in all else
 *   any ──CallerGone──▶ Over
 * </pre>
 *
 * <p>Pure and static. Invariants, which the simulations hold: a phone that was called is hung up or talks; the ACD hears
 * exactly one of accepted and failed for each offer that it does not withdraw; for each caller that it connected it hears
 * released once, or that the caller left, which counts as that.
 */
final class Conversation {

    /** Why the phone is hung up: what the caller did. */
    private static final String CALLER_GONE = "The caller hung up";

    private Conversation() {}

    /** Where the call stands with agents. */
    sealed interface State {
        /** No agent is involved. */
        record Alone() implements State {}

        /** The agent's phones are called. */
        record Ringing(long offer, AgentId agent) implements State {}

        /** A phone was answered; the ACD has to confirm, since the offer may just have been withdrawn. */
        record Taken(long offer, AgentId agent) implements State {}

        /** The phone was answered and hung up again before the ACD could confirm. */
        record Lost(long offer, AgentId agent) implements State {}

        /** Caller and agent hear each other. */
        record Talking(AgentId agent) implements State {}

        /** The caller is on hold: by the agent's desk, by the agent's phone, or by both. */
        record OnHold(AgentId agent, boolean byDesk, boolean byPhone) implements State {}

        /** The agent hung up, the caller did not; that was the end of the call unless its script goes on. */
        record Parted() implements State {}

        /** The caller is gone. */
        record Over() implements State {}
    }

    /** What happens. */
    sealed interface Event {
        /** The ACD offers the caller to an agent. */
        record Offered(long offer, AgentId agent) implements Event {}

        /** The ACD takes the offer back; {@code why} is what the phone is told. */
        record Withdrawn(long offer, String why) implements Event {
            Withdrawn(long offer) {
                this(offer, "The offer was withdrawn");
            }

            /** Another agent has the caller. */
            static Withdrawn becauseTaken(long offer) {
                return new Withdrawn(offer, AgentRing.ELSEWHERE);
            }
        }

        /** The ACD confirms the accepted offer. */
        record Connected(long offer) implements Event {}

        /** The caller left the queue with a key; the ACD has been told. */
        record LeftQueue() implements Event {}

        /** The agent's phone was answered. */
        record PhoneAnswered() implements Event {}

        /** The agent's phone did not take the call. */
        record PhoneFailed(OfferFailure why) implements Event {}

        /** The agent's phone hung up after it was answered. */
        record AgentGone() implements Event {}

        /** The agent's phone put us on hold. */
        record PhoneHold() implements Event {}

        /** The agent's phone took us back. */
        record PhoneResume() implements Event {}

        /** The script has the caller again and more to say than goodbye. */
        record ScriptWentOn() implements Event {}

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

        /** Somebody else has the caller, or is about to; {@code why} the phone is hung up, if it is not yet. */
        record HandedOver(String why) implements Event {
            HandedOver() {
                this("The caller was transferred");
            }
        }
    }

    /** The next state and what to do, in order. */
    record Step(State next, List<ConversationEffect> effects) {}

    static Step on(State state, Event event) {
        return switch (state) {
            case State.Alone s -> alone(s, event);
            case State.Parted s -> event instanceof Event.ScriptWentOn ? go(new State.Alone()) : alone(s, event);
            case State.Ringing s -> ringing(s, event);
            case State.Taken s -> taken(s, event);
            case State.Lost s -> lost(s, event);
            case State.Talking s -> talking(s, event);
            case State.OnHold s -> onHold(s, event);
            case State.Over s -> over(s, event);
        };
    }

    /** No agent is there any more, or none yet. */
    private static Step alone(State state, Event event) {
        return switch (event) {
            case Event.Offered e -> go(new State.Ringing(e.offer(), e.agent()), new CallPhone(e.offer(), e.agent()));
            case Event.CallerGone _ -> go(new State.Over(), new LeaveQueue());
            case Event.PhoneAnswered _ -> go(state, new HangUpAgent("Nobody waits any more"));
            // the phone failed, or the caller left, at the same moment
            case Event.Withdrawn _, Event.Connected _ -> go(state);
            case Event.LeftQueue _ -> go(state); // nobody is rung
            case Event.ScriptWentOn _ -> go(state); // a matter of those who have parted
            // late words of a phone that was given up
            case Event.PhoneFailed _, Event.AgentGone _, Event.PhoneHold _, Event.PhoneResume _ -> go(state);
            // a desk that does not know yet
            case Event.DeskHold _, Event.DeskResume _, Event.DeskHangUp _, Event.DeskTransfer _ -> go(state);
            case Event.HandedOver _ -> go(state); // nobody has the caller
        };
    }

    private static Step ringing(State.Ringing state, Event event) {
        return switch (event) {
            case Event.PhoneAnswered _ ->
                go(new State.Taken(state.offer(), state.agent()), new TellAccepted(state.offer()));
            case Event.PhoneFailed e -> go(new State.Alone(), new TellFailed(state.offer(), e.why()));
            case Event.AgentGone _ -> go(new State.Alone(), new TellFailed(state.offer(), OfferFailure.DECLINED));
            case Event.Withdrawn e -> e.offer() == state.offer() ? withdrawn(e) : go(state);
            case Event.LeftQueue _ -> go(new State.Alone(), new HangUpAgent("The caller left the queue"));
            case Event.CallerGone _ -> go(new State.Over(), new HangUpAgent(CALLER_GONE), new LeaveQueue());
            case Event.Offered e -> busy(state, e);
            case Event.DeskHangUp _ ->
                go(
                        new State.Alone(),
                        new HangUpAgent("Declined at the desk"),
                        new TellFailed(state.offer(), OfferFailure.DECLINED));
            case Event.Connected _ -> go(state); // of an earlier offer
            case Event.ScriptWentOn _ -> go(state); // nobody has parted
            case Event.PhoneHold _, Event.PhoneResume _ ->
                go(state); // of a phone that is not answered: nothing to hold
            case Event.DeskHold _, Event.DeskResume _, Event.DeskTransfer _ -> go(state); // likewise
            case Event.HandedOver _ -> go(state); // likewise
        };
    }

    private static Step taken(State.Taken state, Event event) {
        return switch (event) {
            case Event.Connected e ->
                e.offer() == state.offer() ? go(new State.Talking(state.agent()), new Bridge()) : go(state);
            case Event.Withdrawn e -> e.offer() == state.offer() ? withdrawn(e) : go(state);
            case Event.LeftQueue _ -> go(new State.Alone(), new HangUpAgent("The caller left the queue"));
            case Event.AgentGone _ -> go(new State.Lost(state.offer(), state.agent()));
            // to leave counts as released if the ACD has connected them meanwhile
            case Event.CallerGone _ -> go(new State.Over(), new HangUpAgent(CALLER_GONE), new LeaveQueue());
            case Event.Offered e -> busy(state, e);
            case Event.PhoneAnswered _, Event.PhoneFailed _ -> go(state); // it is answered
            case Event.ScriptWentOn _ -> go(state); // nobody has parted
            case Event.PhoneHold _, Event.PhoneResume _ -> go(state); // nobody is connected yet
            case Event.DeskHold _, Event.DeskResume _, Event.DeskHangUp _, Event.DeskTransfer _ ->
                go(state); // likewise
            case Event.HandedOver _ -> go(state); // likewise
        };
    }

    private static Step lost(State.Lost state, Event event) {
        return switch (event) {
            case Event.Connected e ->
                e.offer() == state.offer() ? go(new State.Alone(), new TellReleased(), new JoinAgain()) : go(state);
            case Event.Withdrawn e -> e.offer() == state.offer() ? go(new State.Alone()) : go(state); // still in line
            case Event.LeftQueue _ -> go(new State.Alone());
            case Event.CallerGone _ -> go(new State.Over(), new LeaveQueue());
            case Event.Offered e -> busy(state, e);
            // the phone has hung up
            case Event.PhoneAnswered _, Event.PhoneFailed _, Event.AgentGone _ -> go(state);
            case Event.ScriptWentOn _ -> go(state); // nobody has parted: they never met
            case Event.PhoneHold _, Event.PhoneResume _ -> go(state);
            case Event.DeskHold _, Event.DeskResume _, Event.DeskHangUp _, Event.DeskTransfer _ -> go(state);
            case Event.HandedOver _ -> go(state); // nobody has the caller
        };
    }

    private static Step talking(State.Talking state, Event event) {
        return switch (event) {
            case Event.DeskHold _ ->
                go(new State.OnHold(state.agent(), true, false), new Hold(HoldBy.DESK), new HoldMusic());
            case Event.PhoneHold _ ->
                go(new State.OnHold(state.agent(), false, true), new Hold(HoldBy.PHONE), new HoldMusic());
            case Event.DeskResume _, Event.PhoneResume _ -> go(state); // not on hold
            default -> withAgent(state, event);
        };
    }

    /** Music plays until neither the desk nor the phone holds the caller. */
    private static Step onHold(State.OnHold state, Event event) {
        AgentId agent = state.agent();
        return switch (event) {
            case Event.DeskHold _ ->
                state.byDesk() ? go(state) : go(new State.OnHold(agent, true, state.byPhone()), new Hold(HoldBy.DESK));
            case Event.PhoneHold _ ->
                state.byPhone() ? go(state) : go(new State.OnHold(agent, state.byDesk(), true), new Hold(HoldBy.PHONE));
            case Event.DeskResume _ when !state.byDesk() -> go(state);
            case Event.PhoneResume _ when !state.byPhone() -> go(state);
            case Event.DeskResume _ ->
                state.byPhone()
                        ? go(new State.OnHold(agent, false, true), new Resume(HoldBy.DESK))
                        : go(new State.Talking(agent), new Resume(HoldBy.DESK), new BridgeAgain());
            case Event.PhoneResume _ ->
                state.byDesk()
                        ? go(new State.OnHold(agent, true, false), new Resume(HoldBy.PHONE))
                        : go(new State.Talking(agent), new Resume(HoldBy.PHONE), new BridgeAgain());
            default -> withAgent(state, event);
        };
    }

    private static Step withAgent(State state, Event event) {
        return switch (event) {
            case Event.AgentGone _ -> go(new State.Parted(), new TellReleased(), new ScriptGoesOn());
            case Event.CallerGone _ -> go(new State.Over(), new HangUpAgent(CALLER_GONE), new TellReleased());
            case Event.DeskHangUp _ ->
                // the caller stays for what the script has after the agent, as when the agent's phone hangs up
                go(
                        new State.Parted(),
                        new HangUpAgent("The agent hung up at the desk"),
                        new TellReleased(),
                        new ScriptGoesOn());
            case Event.DeskTransfer e ->
                go(
                        new State.Alone(),
                        new HangUpAgent("The caller was transferred"),
                        new TellReleased(),
                        new GoTo(e.target()));
            case Event.HandedOver e -> go(new State.Alone(), new HangUpAgent(e.why()), new TellReleased());
            case Event.Offered e -> busy(state, e);
            case Event.Withdrawn _, Event.Connected _ -> go(state); // of an earlier offer
            case Event.LeftQueue _ -> go(state); // who talks is in no queue
            case Event.ScriptWentOn _ -> go(state); // a late word: they talk again
            case Event.PhoneAnswered _, Event.PhoneFailed _ -> go(state); // it is answered
            case Event.DeskHold _, Event.DeskResume _, Event.PhoneHold _, Event.PhoneResume _ ->
                go(state); // seen to by the states
        };
    }

    private static Step over(State.Over state, Event event) {
        return switch (event) {
            case Event.PhoneAnswered _ -> go(state, new HangUpAgent(CALLER_GONE));
            case Event.Offered _ -> go(state); // the ACD has been told that the caller left, and withdraws it
            case Event.Connected _, Event.Withdrawn _, Event.LeftQueue _ -> go(state);
            case Event.PhoneFailed _, Event.AgentGone _, Event.PhoneHold _, Event.PhoneResume _ -> go(state);
            case Event.ScriptWentOn _ -> go(state);
            case Event.CallerGone _ -> go(state); // once is enough
            case Event.DeskHold _, Event.DeskResume _, Event.DeskHangUp _, Event.DeskTransfer _ -> go(state);
            case Event.HandedOver _ -> go(state); // nobody has the caller
        };
    }

    private static Step withdrawn(Event.Withdrawn event) {
        return go(new State.Alone(), new HangUpAgent(event.why()));
    }

    /** One agent at a time: those who are rung together have a conversation each. */
    private static Step busy(State state, Event.Offered offered) {
        return go(state, new TellFailed(offered.offer(), OfferFailure.BUSY));
    }

    private static Step go(State next, ConversationEffect... effects) {
        return new Step(next, List.of(effects));
    }
}
