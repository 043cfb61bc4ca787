package org.helpline.sip.transaction;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import org.helpline.sip.transport.Flow;

/** A server transaction as its user sees it. Confined to its SIP loop. */
public interface ServerTransaction {

    /** The request that opened it (kept until the final response). */
    SIPRequest request();

    /** Where it came from, and where responses go (RFC 3261 §18.2.2, RFC 3581). */
    Flow flow();

    /**
     * Sends a response. A 2xx to INVITE may be sent again (the user retransmits it until the ACK, RFC 3261 §13.3.1.4); anything else after the final response is
     * ignored.
     */
    void respond(SIPResponse response);

    /** The same of a response in words; a 2xx to INVITE given again goes out as it first did. */
    void respond(Answer answer);

    /** Whether a final response was sent. */
    boolean isAnswered();
}
