package org.helpline.media;

import org.helpline.core.Loop;

/** Whom a leg tells: its events on the owner's loop, and the engine when it has ended. */
record LegOwner(Loop loop, MediaListener listener, Runnable onEnded) {

    void tell(MediaEvent event) {
        loop.tell(() -> listener.on(event));
    }
}
