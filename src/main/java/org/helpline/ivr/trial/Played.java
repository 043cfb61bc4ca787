package org.helpline.ivr.trial;

import java.time.Instant;
import java.util.List;
import org.helpline.ivr.run.Moment;

/**
 * A trial that was played in virtual time.
 *
 * @param begin when the call came in, in the trial's own time
 * @param moments all that happened, oldest first
 * @param hungUp whether the caller hung up in the end; else whoever plays it leaves the call where it is
 * @param ending how it ended, or where it stands
 */
public record Played(Verdict verdict, Instant begin, List<Moment> moments, boolean hungUp, Expected.Ending ending) {}
