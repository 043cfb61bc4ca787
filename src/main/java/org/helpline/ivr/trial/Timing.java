package org.helpline.ivr.trial;

import java.time.Duration;
import org.helpline.ivr.run.Lengths;

/**
 * How fast a trial's call goes.
 *
 * @param lengths of what is said
 * @param reaction what passes before somebody does something: a caller, the queue, an agent
 * @param betweenKeys from one key to the next
 */
public record Timing(Lengths lengths, Duration reaction, Duration betweenKeys) {

    /** Everybody acts at once, and what is said lasts as its text suggests. */
    public static final Timing AT_ONCE = new Timing(Lengths.OF_TEXT, Duration.ZERO, Duration.ZERO);
}
