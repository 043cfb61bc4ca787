package org.helpline.sip.transaction;

import static org.helpline.sip.transaction.Step.go;

/**
 * The server transaction of any method but INVITE and ACK, RFC 3261 §17.2.2.
 *
 * <pre>
 *   request → TRYING ── 1xx ──→ PROCEEDING ── 2xx-6xx ──→ COMPLETED ── J ──→ TERMINATED
 *                └──────────────── 2xx-6xx ─────────────────→┘
 * </pre>
 */
final class PlainServerMachine {

    enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        TERMINATED
    }

    enum Event {
        REQUEST_AGAIN,
        PROVISIONAL,
        FINAL,
        /** A 408, which must not be sent (RFC 4320 §4.2). */
        TOO_LATE,
        /** 64·T1 since the request or the final response. */
        TIMER_J,
        TRANSPORT_ERROR
    }

    enum Effect {
        SEND,
        RESEND,
        START_J,
        END
    }

    private PlainServerMachine() {}

    static Step<State, Effect> on(State state, Event event) {
        return switch (state) {
            case TRYING ->
                switch (event) {
                    case PROVISIONAL -> go(State.PROCEEDING, Effect.SEND);
                    case FINAL -> go(State.COMPLETED, Effect.SEND, Effect.START_J);
                    // the client has given up by its timer F; a late answer only confuses: RFC 4320 §4.2
                    case TOO_LATE, TIMER_J -> go(State.TERMINATED, Effect.END);
                    case REQUEST_AGAIN, TRANSPORT_ERROR -> go(state); // no response to send again yet
                };
            case PROCEEDING ->
                switch (event) {
                    case REQUEST_AGAIN -> go(state, Effect.RESEND);
                    case PROVISIONAL -> go(state, Effect.SEND);
                    case FINAL -> go(State.COMPLETED, Effect.SEND, Effect.START_J);
                    case TOO_LATE, TIMER_J, TRANSPORT_ERROR -> go(State.TERMINATED, Effect.END);
                };
            case COMPLETED ->
                switch (event) {
                    case REQUEST_AGAIN -> go(state, Effect.RESEND);
                    case TIMER_J, TRANSPORT_ERROR -> go(State.TERMINATED, Effect.END);
                    case PROVISIONAL, FINAL, TOO_LATE -> go(state); // the first final response stands
                };
            case TERMINATED -> go(state);
        };
    }
}
