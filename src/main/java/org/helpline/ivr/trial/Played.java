package org.helpline.ivr.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.helpline.ivr.run.Moment;

/**
 * A trial that was played in virtual time.
 *
 * @param begin when the call came in, in the trial's own time
 * @param moments all that happened, oldest first
 * @param asides what else the test did to the world or with the caller's voice, in order; none of it is a moment of the script
 * @param hungUp whether the caller hung up in the end; else whoever plays it leaves the call where it is
 * @param ending how it ended, or where it stands
 */
public record Played(
        Verdict verdict,
        Instant begin,
        List<Moment> moments,
        List<Aside> asides,
        boolean hungUp,
        Expected.Ending ending) {

    /**
     * An act that the script is not told of.
     *
     * @param moments how many there were before it
     */
    public record Aside(Duration after, int moments, TrialAct act) {}
}
