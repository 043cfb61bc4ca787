package org.helpline.sip.transaction;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.Optional;
import org.helpline.sip.transport.Head;

/**
 * The ACK of a 2xx: what finds its dialog. Nearly all have no body and are never parsed; each call has one.
 *
 * @param fromTag empty where it has none
 * @param toTag empty where it has none
 * @param cseq the number of the INVITE
 * @param carrying the whole message if it has a body: the answer to an offer of ours
 */
public record Ack(String callId, String fromTag, String toTag, long cseq, Optional<SIPRequest> carrying) {

    static Ack of(Head head) {
        return new Ack(head.callId(), head.fromTag(), head.toTag(), head.cseqNumber(), Optional.empty());
    }

    /** An ACK that was parsed. */
    public static Ack of(SIPRequest message) {
        return new Ack(
                message.getCallId().getCallId(),
                Optional.ofNullable(message.getFromTag()).orElse(""),
                Optional.ofNullable(message.getToTag()).orElse(""),
                message.getCSeq().getSeqNumber(),
                Optional.of(message));
    }
}
