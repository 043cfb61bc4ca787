package org.helpline.sip.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Our provisional responses that the caller acknowledges by PRACK, as a pure function: RFC 3262 §3, §5.
 *
 * <pre>
 *         Ring (reliable)             Answer, no SDP in it
 *  Free ------------------> Unheard ------------------------> Late
 *    ^       Prack            |  |                              | Prack: 200
 *    +------------------------+  | GiveUp: 504                  |
 *    | Answer                    v                              |
 *    +------------------------> Over <--------------------------+ Prack
 * </pre>
 *
 * One is under way at a time, later ones wait for its PRACK: none may be overtaken (§3). The 200 waits as well if the unacknowledged one
 * carries a session description.
 */
final class ReliableMachine {

    private ReliableMachine() {}

    /** Where it stands. {@code described}: our session description has gone out in a reliable response, so none may follow (RFC 3261 §13.2.1). */
    sealed interface State {
        /** None is unacknowledged. */
        record Free(long next, boolean described) implements State {}

        /** One is repeated until its PRACK; the others and the answer wait. */
        record Unheard(
                long rseq, boolean carriesSdp, boolean described, List<Event.Ring> waiting, Optional<String> answer)
                implements State {}

        /** The 200 is out; the PRACK of the last one without a session description may still come. */
        record Late(long rseq) implements State {}

        /** Nothing is awaited. */
        record Over() implements State {}
    }

    /** What happens. */
    sealed interface Event {
        /** The house rings. */
        record Ring(int status, Optional<String> sdp, boolean reliably) implements Event {}

        /** The house answers. */
        record Answer(String sdp) implements Event {}

        /** A PRACK of this call came. */
        record Prack(RAck rack) implements Event {}

        /** 64·T1 have passed without it. */
        record GiveUp() implements Event {}
    }

    /** What is to be done, in order. */
    sealed interface Effect {
        /** Send it once. */
        record SendPlain(int status, Optional<String> sdp) implements Effect {}

        /** Send it with RSeq and repeat it. */
        record SendReliable(int status, Optional<String> sdp, long rseq) implements Effect {}

        /** It is acknowledged, or counts no more. */
        record StopRepeating() implements Effect {}

        /** The PRACK is right: answer it, look what it carries. {@code answersOurs}: the response that it acknowledges had SDP. */
        record TakePrack(boolean answersOurs) implements Effect {}

        /** The PRACK acknowledges nothing: 481, RFC 3262 §3. */
        record RefusePrack() implements Effect {}

        /** Now the 200 may go; empty: without a session description. */
        record Answer(String sdp) implements Effect {}

        /** Refuse the call: RFC 3262 §3, last but one paragraph. */
        record Reject() implements Effect {}
    }

    /** The outcome of one event. */
    record Step(State next, List<Effect> effects) {}

    private static final State OVER = new State.Over();

    /** Before the first; {@code first} is its RSeq, 1 to 2^31 - 1 (RFC 3262 §3). */
    static State begin(long first) {
        return new State.Free(first, false);
    }

    /** {@code inviteCSeq}: of the INVITE that all of it answers. */
    static Step step(State state, Event event, long inviteCSeq) {
        return switch (state) {
            case State.Free free -> free(free, event);
            case State.Unheard unheard -> unheard(unheard, event, inviteCSeq);
            case State.Late late ->
                event instanceof Event.Prack prack && prack.rack.acknowledges(late.rseq, inviteCSeq)
                        ? go(OVER, new Effect.TakePrack(false))
                        : over(late, event);
            case State.Over over -> over(over, event);
        };
    }

    private static Step free(State.Free state, Event event) {
        return switch (event) {
            case Event.Ring ring -> ring(state, ring);
            case Event.Answer answer -> go(OVER, new Effect.Answer(state.described ? "" : answer.sdp));
            case Event.Prack _ -> go(state, new Effect.RefusePrack());
            case Event.GiveUp _ -> go(state); // acknowledged in time
        };
    }

    private static Step ring(State.Free state, Event.Ring ring) {
        Optional<String> sdp = state.described ? Optional.empty() : ring.sdp;
        if (!ring.reliably) {
            return go(state, new Effect.SendPlain(ring.status, sdp));
        }
        return go(
                new State.Unheard(
                        state.next, sdp.isPresent(), state.described || sdp.isPresent(), List.of(), Optional.empty()),
                new Effect.SendReliable(ring.status, sdp, state.next));
    }

    private static Step unheard(State.Unheard state, Event event, long inviteCSeq) {
        return switch (event) {
            case Event.Ring ring when !ring.reliably -> go(state, new Effect.SendPlain(ring.status, Optional.empty()));
            case Event.Ring ring when state.answer.isPresent() -> go(state); // it is being answered
            case Event.Ring ring -> go(waiting(state, ring));
            case Event.Answer answer
            when state.carriesSdp ->
                go(new State.Unheard(state.rseq, true, true, List.of(), Optional.of(answer.sdp))); // waits: RFC 3262 §3
            case Event.Answer answer ->
                go(
                        new State.Late(state.rseq),
                        new Effect.StopRepeating(),
                        new Effect.Answer(state.described ? "" : answer.sdp));
            case Event.Prack prack when prack.rack.acknowledges(state.rseq, inviteCSeq) -> acknowledged(state);
            case Event.Prack _ -> go(state, new Effect.RefusePrack());
            case Event.GiveUp _ -> go(OVER, new Effect.StopRepeating(), new Effect.Reject());
        };
    }

    /** At most one waits: what rang last is what counts, but for a description, which must not be lost. */
    private static State waiting(State.Unheard state, Event.Ring ring) {
        List<Event.Ring> kept = new ArrayList<>(
                state.waiting.stream().filter(r -> r.sdp.isPresent()).toList());
        kept.add(ring);
        return new State.Unheard(state.rseq, state.carriesSdp, state.described, List.copyOf(kept), state.answer);
    }

    private static Step acknowledged(State.Unheard state) {
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect.StopRepeating());
        effects.add(new Effect.TakePrack(state.carriesSdp));
        State.Free free = new State.Free(state.rseq + 1, state.described);
        Step then = state.answer.isPresent()
                ? free(free, new Event.Answer(state.answer.get()))
                : state.waiting.isEmpty() ? go(free) : ring(free, state.waiting.getFirst());
        effects.addAll(then.effects);
        State next = then.next instanceof State.Unheard u && state.waiting.size() > 1
                ? new State.Unheard(
                        u.rseq, u.carriesSdp, u.described, state.waiting.subList(1, state.waiting.size()), u.answer)
                : then.next;
        return new Step(next, List.copyOf(effects));
    }

    private static Step over(State state, Event event) {
        return switch (event) {
            case Event.Prack _ -> go(state, new Effect.RefusePrack());
            case Event.Ring _, Event.Answer _, Event.GiveUp _ -> go(state); // answered already
        };
    }

    private static Step go(State next, Effect... effects) {
        return new Step(next, List.of(effects));
    }
}
