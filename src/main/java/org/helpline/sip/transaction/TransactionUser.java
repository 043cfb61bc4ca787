package org.helpline.sip.transaction;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import org.helpline.sip.transport.Flow;

/** The layer above the transactions (RFC 3261 §5): one per SIP loop, called on it. */
public interface TransactionUser {

    /**
     * Whether a new call from there would be refused with 503 only because too many come, and needs no record of its own: then it is refused
     * before it is parsed.
     */
    default boolean refusesUnread(Flow flow) {
        return false;
    }

    /** A new request: no retransmission, no ACK, no CANCEL, and it passed the gate. It must be answered through {@code transaction}. */
    void onRequest(SIPRequest request, ServerTransaction transaction);

    /** An ACK that belongs to no non-2xx transaction: for the dialog whose 2xx it acknowledges. */
    void onAck(Ack ack);

    /** A CANCEL matched an INVITE without a final response. The CANCEL is already answered 200; answer the INVITE 487. */
    void onCancel(SIPRequest cancel, ServerTransaction invite);

    /** A response without a client transaction: a retransmitted or forked 2xx to INVITE, to be acknowledged again; others were dropped. */
    void onStray2xx(SIPResponse response, Flow flow);
}
