package org.helpline.sip;

/** Hears of new calls, on the loop that owns each. */
@FunctionalInterface
public interface CallArrivals {

    /** Takes a call: answer, ring or refuse it, now or later. Must not block. */
    void onInvite(IncomingCall call);
}
