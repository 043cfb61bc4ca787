package org.helpline.call;

/** Hears of new calls; on the loop that owns each. */
public interface NewCalls {

    /** A call came in; it must be answered or refused, now or later. Set its listener before returning. */
    void onCall(CallerLeg caller);

    /** A call was refused at the edge. {@code sentence} says why and what to do. */
    void onRefused(Arrival arrival, int status, String sentence);
}
