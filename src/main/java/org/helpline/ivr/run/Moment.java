package org.helpline.ivr.run;

import java.time.Duration;

/** Something that happened in a simulated call. */
public sealed interface Moment {

    /** Since the call began. */
    Duration after();

    /** The script was told of something: a key, the queue, the agent, time. */
    record Told(Duration after, ScriptEvent event) implements Moment {}

    /** The script wanted something done. */
    record Did(Duration after, Effect effect) implements Moment {}
}
