package org.helpline.sip.dialog;

import java.util.OptionalLong;

/**
 * Which reliable provisional responses of one early dialog count, as a pure function: RFC 3262 §4.
 *
 * @param last the RSeq of the last one that was acknowledged; empty before the first, whose number is the peer's choice
 */
record ReliableOrder(OptionalLong last) {

    static final ReliableOrder NONE_YET = new ReliableOrder(OptionalLong.empty());

    /** What to do with one. */
    enum Verdict {
        /** Acknowledge it by PRACK, and take it. */
        ACKNOWLEDGE,
        /** It came before: the PRACK transaction sees to its own repetition. */
        AGAIN,
        /** One before it is missing and comes again: neither acknowledged nor looked at. */
        GAP
    }

    Verdict judge(long rseq) {
        if (last.isEmpty() || rseq == last.getAsLong() + 1) {
            return Verdict.ACKNOWLEDGE;
        }
        return rseq <= last.getAsLong() ? Verdict.AGAIN : Verdict.GAP;
    }

    /** After one was taken. */
    ReliableOrder took(long rseq) {
        return new ReliableOrder(OptionalLong.of(rseq));
    }
}
