package org.helpline.core;

/** Who looks at how the sound of calls fares while they are up. Any thread; returns at once and never throws. */
@FunctionalInterface
public interface SoundWatch {

    /** Nobody does. */
    SoundWatch NONE = (callId, report) -> {};

    /** Takes what RTCP told lately of the leg with this Call-ID; at most once in 5 s for each leg. */
    void onReport(String callId, SoundReport report);
}
