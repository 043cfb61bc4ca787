package org.helpline.sip.transaction;

import gov.nist.javax.sip.message.SIPResponse;

/** Hears of one client transaction, on its loop. */
public interface ClientUser {

    /** A response: each new provisional, the final one once; for INVITE every 2xx (RFC 6026). */
    void onResponse(SIPResponse response);

    /** No final response came in time (timers B, F), or the transport failed; nothing follows. {@code why} is a plain sentence. */
    void onFailed(String why);
}
