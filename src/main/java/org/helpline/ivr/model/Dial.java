package org.helpline.ivr.model;

import java.time.Duration;
import org.helpline.ivr.spoken.Filter;

/**
 * Keys that make an extension or a name, and what follows.
 *
 * @param between how long after a key the next one is awaited
 */
public record Dial(Duration between, Ringing ringing) {

    /** The name of whoever was dialled, said alone: a recording of it, or a voice. */
    public static final Slot NAME = new Slot(BuiltIn.PERSON + ".name", new Filter.Plain());
}
