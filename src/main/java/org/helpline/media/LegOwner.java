package org.helpline.media;

import org.helpline.core.Loop;
import org.helpline.media.capture.RecordWriter;

/** Whom a leg tells: its events on the owner's loop, the engine when it has ended, and who writes what it records. */
record LegOwner(Loop loop, MediaListener listener, Runnable onEnded, RecordWriter writer) {

    void tell(MediaEvent event) {
        loop.tell(() -> listener.on(event));
    }
}
