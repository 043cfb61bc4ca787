package org.helpline.sip.dialog;

import java.util.List;
import java.util.Optional;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.Warning;

/**
 * A call that came in, as a pure function: RFC 3261 §13.3, §9.2, §15.
 *
 * <pre>
 *            Refuse, End, Cancel, Bye
 *  Waiting ---------------------------> Over
 *     | Answer                           ^
 *     v        Ack                       | End, Bye
 *  Answered -----------------> Up -------+
 *     | End                              |
 *     v        Ack, AckTimeout           |
 *  Closing ------------------------------+
 * </pre>
 */
final class IncomingMachine {

    private IncomingMachine() {}

    /** Where the call stands. */
    sealed interface State {
        /** No final response yet. */
        record Waiting() implements State {}

        /** 200 is out and repeated; its ACK has not come. */
        record Answered() implements State {}

        /** As Answered, but the house wants to end: the BYE waits for the ACK, §15. */
        record Closing(String reason) implements State {}

        /** Acknowledged. */
        record Up() implements State {}

        /** Nothing more is expected. */
        record Over() implements State {}
    }

    /** What happens to it. */
    sealed interface Event {
        /** The house rings. */
        record Ring(int status, Optional<String> sdp) implements Event {}

        /** The house answers. */
        record Answer(String sdp) implements Event {}

        /** The house refuses, or ends. */
        record End(int status, String reason, int retryAfterSeconds, Optional<Warning> warning) implements Event {

            End(int status, String reason, int retryAfterSeconds) {
                this(status, reason, retryAfterSeconds, Optional.empty());
            }
        }

        /** CANCEL came before a final response. */
        record Cancel(String reason) implements Event {}

        /** The ACK of the 200 came. */
        record Ack(Optional<String> sdp) implements Event {}

        /** 64·T1 passed without it. */
        record AckTimeout() implements Event {}

        /** BYE came and is answered 200. */
        record Bye(String reason) implements Event {}

        /** No PRACK came for a provisional response that needs one: RFC 3262 §3. */
        record Unheard() implements Event {}
    }

    /** What is to be done, in order. */
    sealed interface Effect {
        /** Send a provisional response. */
        record SendProvisional(int status, Optional<String> sdp) implements Effect {}

        /** Send 200 and repeat it until it is acknowledged. */
        record SendOk(String sdp) implements Effect {}

        /** Send a final refusal. */
        record SendRefusal(int status, String reason, int retryAfterSeconds, Optional<Warning> warning)
                implements Effect {

            SendRefusal(int status, String reason) {
                this(status, reason, 0, Optional.empty());
            }
        }

        /** No more 200s. */
        record StopRepeating() implements Effect {}

        /** Send BYE with a Reason header; the dialog is forgotten once it is answered. */
        record SendBye(String reason) implements Effect {}

        /** Send BYE to a peer that never acknowledged: a few copies, no transaction. */
        record SendLastBye(String reason) implements Effect {}

        /** Tell the listener. */
        record Tell(SipLegEvent event) implements Effect {}

        /** Take the dialog out of the table. */
        record Forget() implements Effect {}
    }

    /** The outcome of one event. */
    record Step(State next, List<Effect> effects) {}

    private static final State UP = new State.Up();
    private static final State OVER = new State.Over();

    static Step step(State state, Event event) {
        return switch (state) {
            case State.Waiting _ -> waiting(state, event);
            case State.Answered _ -> answered(state, event);
            case State.Closing closing -> closing(closing, event);
            case State.Up _ -> up(state, event);
            case State.Over _ -> go(state); // what is late is answered by the transactions: 481, or the kept response
        };
    }

    private static Step waiting(State state, Event event) {
        return switch (event) {
            case Event.Ring ring -> go(state, new Effect.SendProvisional(ring.status, ring.sdp));
            case Event.Answer answer -> go(new State.Answered(), new Effect.SendOk(answer.sdp));
            case Event.End end ->
                go(
                        OVER,
                        new Effect.SendRefusal(end.status, end.reason, end.retryAfterSeconds, end.warning),
                        new Effect.Forget());
            case Event.Cancel cancel ->
                go(
                        OVER,
                        new Effect.SendRefusal(487, "Request Terminated"), // §9.2
                        new Effect.Tell(new SipLegEvent.Cancelled(cancel.reason)),
                        new Effect.Forget());
            case Event.Bye bye -> // the caller may end an early dialog with BYE; its INVITE is answered 487: §15.1.2
                go(
                        OVER,
                        new Effect.SendRefusal(487, "Request Terminated"),
                        new Effect.Tell(new SipLegEvent.ByeReceived(bye.reason)),
                        new Effect.Forget());
            case Event.Unheard _ ->
                go(
                        OVER,
                        new Effect.SendRefusal(504, "Server Time-out"), // RFC 3262 §3: a 5xx
                        new Effect.Tell(new SipLegEvent.Failed(
                                "The caller never acknowledged our provisional response (no PRACK within 32 s);"
                                        + " check that its side can reach our Contact address.")),
                        new Effect.Forget());
            case Event.Ack _, Event.AckTimeout _ -> go(state); // no 200 of ours is out
        };
    }

    private static Step answered(State state, Event event) {
        return switch (event) {
            case Event.Ack ack ->
                go(UP, new Effect.StopRepeating(), new Effect.Tell(new SipLegEvent.Acknowledged(ack.sdp)));
            case Event.AckTimeout _ -> // §13.3.1.4
                go(
                        OVER,
                        new Effect.StopRepeating(),
                        new Effect.SendLastBye("no ACK came"),
                        new Effect.Tell(new SipLegEvent.NeverAcknowledged()));
            case Event.End end -> go(new State.Closing(end.reason)); // no BYE before the ACK: §15
            case Event.Bye bye -> ended(bye);
            case Event.Ring _, Event.Answer _, Event.Unheard _ -> go(state); // answered already
            case Event.Cancel _ -> go(state); // a CANCEL after the final response changes nothing: §9.2
        };
    }

    private static Step closing(State.Closing state, Event event) {
        return switch (event) {
            case Event.Ack _ -> go(OVER, new Effect.StopRepeating(), new Effect.SendBye(state.reason));
            case Event.AckTimeout _ -> go(OVER, new Effect.StopRepeating(), new Effect.SendLastBye(state.reason));
            case Event.Bye _ -> go(OVER, new Effect.StopRepeating(), new Effect.Forget()); // they were first
            case Event.Ring _, Event.Answer _, Event.End _, Event.Cancel _, Event.Unheard _ ->
                go(state); // it ends as it is
        };
    }

    private static Step up(State state, Event event) {
        return switch (event) {
            case Event.End end -> go(OVER, new Effect.SendBye(end.reason));
            case Event.Bye bye -> ended(bye);
            case Event.Ring _, Event.Answer _, Event.Unheard _ -> go(state); // answered already
            case Event.Cancel _ -> go(state); // §9.2
            case Event.Ack _ -> go(state); // the ACK of a repeated 200 that crossed ours
            case Event.AckTimeout _ -> go(state); // acknowledged in time
        };
    }

    private static Step ended(Event.Bye bye) {
        return go(
                OVER,
                new Effect.StopRepeating(),
                new Effect.Tell(new SipLegEvent.ByeReceived(bye.reason)),
                new Effect.Forget());
    }

    private static Step go(State next, Effect... effects) {
        return new Step(next, List.of(effects));
    }
}
