package org.helpline.sip.transaction;

import gov.nist.javax.sip.message.SIPResponse;

/** Hears of one client transaction, on its loop. */
public interface ClientUser {

    /** What {@link #onFailed} begins with where the peer's part in it is known. */
    String UNREACHED = "The peer could not be reached: ";

    /** The half sentence about the peer in what {@link #onFailed} said, such as that its certificate has expired; else {@code otherwise}. */
    static String reason(String why, String otherwise) {
        return why.startsWith(UNREACHED) ? why.substring(UNREACHED.length(), why.length() - 1) : otherwise;
    }

    /** A response: each new provisional, the final one once; for INVITE every 2xx (RFC 6026). */
    void onResponse(SIPResponse response);

    /** No final response came in time (timers B, F), or the transport failed; nothing follows. {@code why} is a plain sentence. */
    void onFailed(String why);
}
