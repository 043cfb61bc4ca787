package org.helpline.sip.transaction;

import static org.helpline.sip.transaction.Step.go;

/**
 * The INVITE server transaction, RFC 3261 §17.2.1 with the Accepted state of RFC 6026 §7.1.
 *
 * <pre>
 *   INVITE → PROCEEDING ── 300-699 ──→ COMPLETED ── ACK ──→ CONFIRMED ── I ──→ TERMINATED
 *                └──────── 2xx ──────→ ACCEPTED ─────────── L ───────────────→ TERMINATED
 *                                      COMPLETED ────────── H ───────────────→ TERMINATED
 * </pre>
 */
final class InviteServerMachine {

    enum State {
        PROCEEDING,
        COMPLETED,
        CONFIRMED,
        ACCEPTED,
        TERMINATED
    }

    enum Event {
        /** The INVITE came again. */
        REQUEST_AGAIN,
        PROVISIONAL,
        SUCCESS,
        FAILURE,
        /** The same before any other response. */
        FAILURE_AT_ONCE,
        ACK,
        TIMER_G,
        TIMER_H,
        TIMER_I,
        TIMER_L,
        TRANSPORT_ERROR
    }

    enum Effect {
        /** Sends the response in hand and keeps its bytes. */
        SEND,
        /** Sends the kept bytes again. */
        RESEND,
        START_G,
        RESTART_G,
        STOP_G,
        START_H,
        START_I,
        START_L,
        PASS_ACK,
        END
    }

    private InviteServerMachine() {}

    static Step<State, Effect> on(State state, Event event, boolean reliable) {
        return switch (state) {
            case PROCEEDING -> proceeding(event, reliable);
            case COMPLETED -> completed(event);
            case CONFIRMED ->
                switch (event) {
                    case TIMER_I -> go(State.TERMINATED, Effect.END);
                    // the state is there to absorb further ACKs: RFC 3261 §17.2.1
                    case REQUEST_AGAIN, PROVISIONAL, SUCCESS, FAILURE, FAILURE_AT_ONCE, ACK -> go(state);
                    case TIMER_G, TIMER_H, TIMER_L, TRANSPORT_ERROR -> go(state);
                };
            case ACCEPTED -> accepted(event);
            case TERMINATED -> go(state);
        };
    }

    private static Step<State, Effect> proceeding(Event event, boolean reliable) {
        return switch (event) {
            case REQUEST_AGAIN -> go(State.PROCEEDING, Effect.RESEND);
            case PROVISIONAL -> go(State.PROCEEDING, Effect.SEND);
            case SUCCESS -> go(State.ACCEPTED, Effect.SEND, Effect.START_L);
            case FAILURE ->
                reliable
                        ? go(State.COMPLETED, Effect.SEND, Effect.START_H)
                        : go(State.COMPLETED, Effect.SEND, Effect.START_G, Effect.START_H);
            // who has heard nothing repeats the INVITE, and it alone is answered: else whoever forges a sender has us
            // send the refusal
            // there for 32 s (RFC 3261 §8.2.7 allows it, §26.3.2.4 asks for it)
            case FAILURE_AT_ONCE -> go(State.COMPLETED, Effect.SEND, Effect.START_H);
            // nothing to acknowledge yet; a lost provisional does no harm, the final response decides
            case ACK, TIMER_G, TIMER_H, TIMER_I, TIMER_L, TRANSPORT_ERROR -> go(State.PROCEEDING);
        };
    }

    private static Step<State, Effect> completed(Event event) {
        return switch (event) {
            case REQUEST_AGAIN -> go(State.COMPLETED, Effect.RESEND);
            case ACK -> go(State.CONFIRMED, Effect.STOP_G, Effect.START_I);
            case TIMER_G -> go(State.COMPLETED, Effect.RESEND, Effect.RESTART_G);
            case TIMER_H, TRANSPORT_ERROR -> go(State.TERMINATED, Effect.STOP_G, Effect.END);
            // the first final response stands
            case PROVISIONAL, SUCCESS, FAILURE, FAILURE_AT_ONCE, TIMER_I, TIMER_L -> go(State.COMPLETED);
        };
    }

    private static Step<State, Effect> accepted(Event event) {
        return switch (event) {
            case SUCCESS ->
                go(State.ACCEPTED, Effect.SEND); // the user sends the 2xx again until its ACK: RFC 3261 §13.3.1.4
            case ACK -> go(State.ACCEPTED, Effect.PASS_ACK);
            case TIMER_L -> go(State.TERMINATED, Effect.END);
            // retransmissions are absorbed, the user answers them in its own time: RFC 6026 §7.1
            case REQUEST_AGAIN, PROVISIONAL, FAILURE, FAILURE_AT_ONCE -> go(State.ACCEPTED);
            case TIMER_G, TIMER_H, TIMER_I, TRANSPORT_ERROR -> go(State.ACCEPTED);
        };
    }
}
