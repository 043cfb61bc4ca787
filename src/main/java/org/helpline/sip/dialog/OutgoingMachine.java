package org.helpline.sip.dialog;

import java.util.List;
import java.util.Optional;
import org.helpline.sip.SipLegEvent;

/**
 * A call that we place, as a pure function: RFC 3261 §13.2, §9.1, §15.
 *
 * <pre>
 *             Refused, Failed
 *  Ringing ------------------> Over
 *     | End        Accepted     ^  ^
 *     +-----> Cancelling -------+  | End, Bye
 *     | Accepted                   |
 *     +------------> Up -----------+
 * </pre>
 */
final class OutgoingMachine {

    private OutgoingMachine() {}

    /** Where the call stands. */
    sealed interface State {
        /** The INVITE is out; perhaps it rings. */
        record Ringing() implements State {}

        /** The house has given up; the final response is awaited. */
        record Cancelling(String reason) implements State {}

        /** Answered and acknowledged. */
        record Up() implements State {}

        /** Nothing more is expected. */
        record Over() implements State {}
    }

    /** What happens to it. */
    sealed interface Event {
        /** A 1xx above 100. */
        record Provisional(int status, Optional<String> sdp) implements Event {}

        /** The first 2xx; those that repeat it or come from another branch of a fork are seen to outside. */
        record Accepted(Optional<String> sdp) implements Event {}

        /** 3xx to 6xx. */
        record Refused(int status, String reason) implements Event {}

        /** No answer in time, or the transport failed. */
        record Failed(String why) implements Event {}

        /** The house ends it. */
        record End(String reason) implements Event {}

        /** BYE came and is answered 200. */
        record Bye(String reason) implements Event {}

        /** 64·T1 have passed since the CANCEL: §9.1. */
        record CancelTimeout() implements Event {}
    }

    /** What is to be done, in order. */
    sealed interface Effect {
        /** Put the dialog into the table; the 2xx is acknowledged already, as every one is (§13.2.2.4). */
        record EnterDialog() implements Effect {}

        /** Cancel the INVITE and start the time-out of 64·T1. */
        record SendCancel(String reason) implements Effect {}

        /** Send BYE with a Reason header; the dialog is forgotten once it is answered. */
        record SendBye(String reason) implements Effect {}

        /** Tell the listener. */
        record Tell(SipLegEvent event) implements Effect {}

        /** Take the call out of the tables. */
        record Forget() implements Effect {}
    }

    /** The outcome of one event. */
    record Step(State next, List<Effect> effects) {}

    private static final State OVER = new State.Over();

    static Step step(State state, Event event) {
        return switch (state) {
            case State.Ringing _ -> ringing(state, event);
            case State.Cancelling cancelling -> cancelling(cancelling, event);
            case State.Up _ -> up(state, event);
            case State.Over _ -> over(state, event);
        };
    }

    private static Step ringing(State state, Event event) {
        return switch (event) {
            case Event.Provisional p -> go(state, tell(new SipLegEvent.Provisional(p.status, p.sdp)));
            case Event.Accepted a ->
                go(new State.Up(), new Effect.EnterDialog(), tell(new SipLegEvent.Answered(a.sdp)));
            case Event.Refused r -> go(OVER, tell(new SipLegEvent.Refused(r.status, r.reason)), new Effect.Forget());
            case Event.Failed f -> go(OVER, tell(new SipLegEvent.Failed(f.why)), new Effect.Forget());
            case Event.End end -> go(new State.Cancelling(end.reason), new Effect.SendCancel(end.reason));
            case Event.Bye _ -> go(state); // the callee must not end an early dialog with BYE: §15
            case Event.CancelTimeout _ -> go(state); // nothing was cancelled
        };
    }

    private static Step cancelling(State.Cancelling state, Event event) {
        return switch (event) {
            // the 2xx beat our CANCEL: it is acknowledged and hung up, §9.1 and §13.2.2.4
            case Event.Accepted _ -> go(OVER, new Effect.EnterDialog(), new Effect.SendBye(state.reason));
            case Event.Refused _ -> go(OVER, new Effect.Forget()); // 487 as a rule
            case Event.Failed _, Event.CancelTimeout _ -> go(OVER, new Effect.Forget()); // nobody is left to tell
            case Event.Provisional _, Event.End _, Event.Bye _ -> go(state); // given up already
        };
    }

    private static Step up(State state, Event event) {
        return switch (event) {
            case Event.End end -> go(OVER, new Effect.SendBye(end.reason));
            case Event.Bye bye -> go(OVER, tell(new SipLegEvent.ByeReceived(bye.reason)), new Effect.Forget());
            case Event.Provisional _, Event.Accepted _, Event.Refused _ -> go(state); // the INVITE is over
            case Event.Failed _, Event.CancelTimeout _ -> go(state); // the INVITE is over
        };
    }

    private static Step over(State state, Event event) {
        return switch (event) {
            // a 2xx after the CANCEL was given up: never leave a phone off the hook
            case Event.Accepted _ -> go(state, new Effect.EnterDialog(), new Effect.SendBye("answered too late"));
            case Event.Provisional _,
                    Event.Refused _,
                    Event.Failed _,
                    Event.End _,
                    Event.Bye _,
                    Event.CancelTimeout _ -> go(state); // late
        };
    }

    private static Effect tell(SipLegEvent event) {
        return new Effect.Tell(event);
    }

    private static Step go(State next, Effect... effects) {
        return new Step(next, List.of(effects));
    }
}
