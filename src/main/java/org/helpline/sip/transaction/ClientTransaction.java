package org.helpline.sip.transaction;

/** A client transaction as its user sees it. Confined to its SIP loop. */
public interface ClientTransaction {

    /** Cancels an INVITE: CANCEL goes out at once if a 1xx has come, else when one comes (RFC 3261 §9.1); nothing after a final response. The user still hears the final response. */
    default void cancel() {
        cancel("");
    }

    /** The same with a header line on the CANCEL, such as Reason (RFC 3326 §2); empty: none. It must be well formed. */
    void cancel(String headerLine);

    /** Sends no more copies of a request that is no INVITE, and hears no more of it: what it was for came to nothing, or comes another way. */
    default void abandon() {}
}
