package org.helpline.sip.transaction;

import static org.helpline.sip.transaction.Step.go;

/**
 * The client transaction of any method but INVITE and ACK, RFC 3261 §17.1.2.
 *
 * <pre>
 *   TRYING ── 1xx ──→ PROCEEDING ── 2xx-6xx ──→ COMPLETED ── K ──→ TERMINATED
 *      └── F ──→ TERMINATED ←── F ──┘
 * </pre>
 */
final class PlainClientMachine {

    enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        TERMINATED
    }

    enum Event {
        PROVISIONAL,
        FINAL,
        TIMER_E,
        TIMER_F,
        TIMER_K,
        TRANSPORT_ERROR
    }

    enum Effect {
        SEND,
        RESEND,
        START_E,
        /** Doubles the interval up to T2. */
        RESTART_E,
        /** Goes on at T2. */
        SLOW_E,
        STOP_E,
        START_F,
        STOP_F,
        START_K,
        TELL_RESPONSE,
        TELL_TIMEOUT,
        TELL_TRANSPORT_ERROR,
        END
    }

    private PlainClientMachine() {}

    static Step<State, Effect> start(boolean reliable) {
        return reliable
                ? go(State.TRYING, Effect.SEND, Effect.START_F)
                : go(State.TRYING, Effect.SEND, Effect.START_E, Effect.START_F);
    }

    static Step<State, Effect> on(State state, Event event) {
        return switch (state) {
            case TRYING, PROCEEDING -> waiting(state, event);
            case COMPLETED ->
                switch (event) {
                    case TIMER_K -> go(State.TERMINATED, Effect.END);
                    // copies of the final response are absorbed: RFC 3261 §17.1.2.2
                    case PROVISIONAL, FINAL, TIMER_E, TIMER_F, TRANSPORT_ERROR -> go(state);
                };
            case TERMINATED -> go(state);
        };
    }

    private static Step<State, Effect> waiting(State state, Event event) {
        return switch (event) {
            case PROVISIONAL -> go(State.PROCEEDING, Effect.TELL_RESPONSE);
            case FINAL -> go(State.COMPLETED, Effect.STOP_E, Effect.STOP_F, Effect.START_K, Effect.TELL_RESPONSE);
            case TIMER_E ->
                state == State.TRYING
                        ? go(state, Effect.RESEND, Effect.RESTART_E)
                        : go(state, Effect.RESEND, Effect.SLOW_E);
            case TIMER_F -> go(State.TERMINATED, Effect.STOP_E, Effect.TELL_TIMEOUT, Effect.END);
            case TRANSPORT_ERROR ->
                go(State.TERMINATED, Effect.STOP_E, Effect.STOP_F, Effect.TELL_TRANSPORT_ERROR, Effect.END);
            case TIMER_K -> go(state);
        };
    }
}
