package org.helpline.sip.transaction;

import static org.helpline.sip.transaction.Step.go;

/**
 * The INVITE client transaction, RFC 3261 §17.1.1 with the Accepted state of RFC 6026 §7.2 and CANCEL by §9.1.
 *
 * <pre>
 *   CALLING ───── 1xx ────→ PROCEEDING ─── 300-699 ──→ COMPLETED ── D ──→ TERMINATED
 *      │ cancel()               │ cancel() ─ 2xx ────→ ACCEPTED ─── M ──→ TERMINATED
 *   CANCEL_WAITING ─ 1xx ─→ CANCELLING ─ 64·T1 ─────────────────────────→ TERMINATED
 * </pre>
 */
final class InviteClientMachine {

    enum State {
        CALLING,
        /** To be cancelled, but no 1xx has come yet. */
        CANCEL_WAITING,
        PROCEEDING,
        /** CANCEL is sent. */
        CANCELLING,
        COMPLETED,
        ACCEPTED,
        TERMINATED
    }

    enum Event {
        PROVISIONAL,
        SUCCESS,
        FAILURE,
        CANCEL,
        TIMER_A,
        TIMER_B,
        TIMER_D,
        TIMER_M,
        /** 64·T1 since the CANCEL. */
        CANCEL_TIMEOUT,
        TRANSPORT_ERROR
    }

    enum Effect {
        SEND,
        RESEND,
        START_A,
        RESTART_A,
        STOP_A,
        START_B,
        STOP_B,
        TELL_RESPONSE,
        SEND_ACK,
        RESEND_ACK,
        START_D,
        START_M,
        SEND_CANCEL,
        START_CANCEL_TIMEOUT,
        TELL_TIMEOUT,
        TELL_TRANSPORT_ERROR,
        END
    }

    private InviteClientMachine() {}

    static Step<State, Effect> start(boolean reliable) {
        return reliable
                ? go(State.CALLING, Effect.SEND, Effect.START_B)
                : go(State.CALLING, Effect.SEND, Effect.START_A, Effect.START_B);
    }

    static Step<State, Effect> on(State state, Event event) {
        return switch (state) {
            case CALLING, CANCEL_WAITING -> calling(state, event);
            case PROCEEDING, CANCELLING -> proceeding(state, event);
            case COMPLETED ->
                switch (event) {
                    case FAILURE -> go(state, Effect.RESEND_ACK);
                    // the user has its final response; that the ACK is lost is no news to it
                    case TIMER_D, TRANSPORT_ERROR -> go(State.TERMINATED, Effect.END);
                    case PROVISIONAL, SUCCESS, CANCEL -> go(state);
                    case TIMER_A, TIMER_B, TIMER_M, CANCEL_TIMEOUT -> go(state);
                };
            case ACCEPTED ->
                switch (event) {
                    case SUCCESS ->
                        go(state, Effect.TELL_RESPONSE); // each copy and each fork needs its ACK: RFC 6026 §7.2
                    case TIMER_M -> go(State.TERMINATED, Effect.END);
                    case PROVISIONAL, FAILURE, CANCEL -> go(state); // too late
                    case TIMER_A, TIMER_B, TIMER_D, CANCEL_TIMEOUT, TRANSPORT_ERROR -> go(state);
                };
            case TERMINATED -> go(state);
        };
    }

    private static Step<State, Effect> calling(State state, Event event) {
        boolean waiting = state == State.CANCEL_WAITING;
        return switch (event) {
            case PROVISIONAL ->
                waiting
                        ? go(
                                State.CANCELLING,
                                Effect.STOP_A,
                                Effect.STOP_B,
                                Effect.SEND_CANCEL,
                                Effect.START_CANCEL_TIMEOUT,
                                Effect.TELL_RESPONSE)
                        : go(State.PROCEEDING, Effect.STOP_A, Effect.STOP_B, Effect.TELL_RESPONSE);
            case SUCCESS -> success();
            case FAILURE -> failure();
            case CANCEL -> go(State.CANCEL_WAITING); // no 1xx yet, so CANCEL must wait: RFC 3261 §9.1
            case TIMER_A -> go(state, Effect.RESEND, Effect.RESTART_A);
            case TIMER_B -> go(State.TERMINATED, Effect.STOP_A, Effect.TELL_TIMEOUT, Effect.END);
            case TRANSPORT_ERROR ->
                go(State.TERMINATED, Effect.STOP_A, Effect.STOP_B, Effect.TELL_TRANSPORT_ERROR, Effect.END);
            case TIMER_D, TIMER_M, CANCEL_TIMEOUT -> go(state);
        };
    }

    private static Step<State, Effect> proceeding(State state, Event event) {
        return switch (event) {
            case PROVISIONAL -> go(state, Effect.TELL_RESPONSE);
            case SUCCESS -> success();
            case FAILURE -> failure();
            case CANCEL ->
                state == State.CANCELLING
                        ? go(state)
                        : go(State.CANCELLING, Effect.SEND_CANCEL, Effect.START_CANCEL_TIMEOUT);
            case CANCEL_TIMEOUT -> go(State.TERMINATED, Effect.TELL_TIMEOUT, Effect.END); // RFC 3261 §9.1
            case TRANSPORT_ERROR -> go(State.TERMINATED, Effect.STOP_B, Effect.TELL_TRANSPORT_ERROR, Effect.END);
            case TIMER_A, TIMER_B, TIMER_D, TIMER_M -> go(state); // stopped by the first 1xx
        };
    }

    private static Step<State, Effect> success() {
        return go(State.ACCEPTED, Effect.STOP_A, Effect.STOP_B, Effect.START_M, Effect.TELL_RESPONSE);
    }

    private static Step<State, Effect> failure() {
        return go(State.COMPLETED, Effect.STOP_A, Effect.STOP_B, Effect.SEND_ACK, Effect.START_D, Effect.TELL_RESPONSE);
    }
}
