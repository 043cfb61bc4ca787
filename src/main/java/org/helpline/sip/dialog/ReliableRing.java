package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.helpline.core.Timers;
import org.helpline.sip.transaction.ServerTransaction;
import org.jspecify.annotations.Nullable;

/** Carries out what {@link ReliableMachine} decides for one call that came in. Confined to its SIP loop. */
final class ReliableRing {

    private static final int HIGHEST_FIRST = 1 << 30; // far from the end of the 31 bits of RFC 3262 §3

    /** The leg that owns it. */
    interface Owner {
        /** Sends a provisional response with these further header lines. */
        Runnable provisional(int status, Optional<String> sdp, List<String> headers);

        /** Answers a PRACK that acknowledged one of ours, and takes what it carries. */
        void prackTaken(SIPRequest prack, ServerTransaction transaction, boolean answersOurs);

        /** Answers a PRACK that acknowledges nothing. */
        void prackRefused(SIPRequest prack, ServerTransaction transaction);

        /** The 200 may go; empty: without a session description. */
        void answerNow(String sdp);

        /** No PRACK came. */
        void neverHeard();
    }

    private final Timers timers;
    private final Owner owner;
    private final long inviteCSeq;
    private final boolean required;
    private final boolean supported;
    private final boolean hasOffer;
    private ReliableMachine.State state;
    private @Nullable Repetition repetition;

    ReliableRing(Timers timers, RandomGenerator random, SIPRequest invite, boolean hasOffer, Owner owner) {
        this.timers = timers;
        this.owner = owner;
        this.inviteCSeq = invite.getCSeq().getSeqNumber();
        this.required = Headers.has(invite, "Require", "100rel");
        this.supported = required || Headers.has(invite, "Supported", "100rel");
        this.hasOffer = hasOffer;
        this.state = ReliableMachine.begin(random.nextInt(1, HIGHEST_FIRST));
    }

    /**
     * Rings: reliably where the caller requires it, or supports it and the response carries a session description. A caller that requires it
     * and has made no offer must get ours in the first one (RFC 3262 §5), so a ringing without one is left out.
     */
    void ring(int status, Optional<String> sdp) {
        if (required
                && !hasOffer
                && sdp.isEmpty()
                && state instanceof ReliableMachine.State.Free free
                && !free.described()) {
            return;
        }
        on(new ReliableMachine.Event.Ring(status, sdp, required || (supported && sdp.isPresent())), null, null);
    }

    /** Answers, now or once the PRACK has come. */
    void answer(String sdp) {
        on(new ReliableMachine.Event.Answer(sdp), null, null);
    }

    /** A PRACK came within the call. */
    void acknowledged(SIPRequest prack, ServerTransaction transaction) {
        Optional<RAck> rack = RAck.of(prack);
        if (rack.isEmpty()) {
            owner.prackRefused(prack, transaction);
        } else {
            on(new ReliableMachine.Event.Prack(rack.get()), prack, transaction);
        }
    }

    /** Whether the first offer and its answer are exchanged by now, though the call is not answered. */
    boolean isSettled() {
        return (state instanceof ReliableMachine.State.Free free && free.described())
                || (state instanceof ReliableMachine.State.Unheard unheard
                        && unheard.described()
                        && !unheard.carriesSdp());
    }

    /** Whether our offer waits for its answer in a PRACK. */
    boolean awaitsAnswer() {
        return !hasOffer && state instanceof ReliableMachine.State.Unheard unheard && unheard.carriesSdp();
    }

    /** Nothing is repeated any more. */
    void close() {
        state = new ReliableMachine.State.Over();
        stop();
    }

    private void on(ReliableMachine.Event event, @Nullable SIPRequest prack, @Nullable ServerTransaction transaction) {
        ReliableMachine.Step step = ReliableMachine.step(state, event, inviteCSeq);
        state = step.next();
        step.effects().forEach(effect -> perform(effect, prack, transaction));
    }

    private void perform(
            ReliableMachine.Effect effect, @Nullable SIPRequest prack, @Nullable ServerTransaction transaction) {
        switch (effect) {
            case ReliableMachine.Effect.SendPlain plain ->
                owner.provisional(plain.status(), plain.sdp(), List.of()).run();
            case ReliableMachine.Effect.SendReliable reliable -> sendReliable(reliable);
            case ReliableMachine.Effect.StopRepeating _ -> stop();
            case ReliableMachine.Effect.TakePrack take -> {
                if (prack != null && transaction != null) {
                    owner.prackTaken(prack, transaction, take.answersOurs());
                }
            }
            case ReliableMachine.Effect.RefusePrack _ -> {
                if (prack != null && transaction != null) {
                    owner.prackRefused(prack, transaction);
                }
            }
            case ReliableMachine.Effect.Answer answer -> owner.answerNow(answer.sdp());
            case ReliableMachine.Effect.Reject _ -> owner.neverHeard();
        }
    }

    private void sendReliable(ReliableMachine.Effect.SendReliable reliable) {
        Runnable send = owner.provisional(
                reliable.status(), reliable.sdp(), List.of("Require: 100rel", "RSeq: " + reliable.rseq()));
        send.run();
        repetition = Repetition.unbounded(timers, send, () -> on(new ReliableMachine.Event.GiveUp(), null, null));
    }

    private void stop() {
        if (repetition != null) {
            repetition.stop();
            repetition = null;
        }
    }
}
