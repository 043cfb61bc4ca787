package org.helpline.call;

/** A customer whom we call: their leg stands where a caller's does. Its media is open from the start, so that others are opened beside it. */
public interface CustomerLeg extends CallerLeg {

    /** Sends the INVITE; what comes of it is told to the listener, never inside this call. */
    void dial();
}
