package org.helpline.media.capture;

import org.jspecify.annotations.Nullable;

/** A recording under way, as its writer sees it. */
interface Taking {

    /** What was heard. */
    Timeline timeline();

    /** How it ended; null while it goes on. */
    @Nullable
    RecorderEnd end();

    /** Samples up to the end of the last speech, once the end was seen. */
    long spoken();

    /** What is missing in it, in words; empty if nothing is. Once the end was seen. */
    String trouble();

    /** What it is written to takes no more. */
    void fail();
}
