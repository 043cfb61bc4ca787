package org.helpline.desk;

import io.netty.util.concurrent.Future;

/** Says that nobody waits for this: a close cannot fail in a way that matters. */
final class Unawaited {

    private Unawaited() {}

    /** Lets the future go. */
    static void of(Future<?> future) {
        if (future.isDone() && !future.isSuccess()) {
            return; // the connection is gone already, which is what was wanted
        }
    }
}
