package org.helpline.interaction;

import java.time.Duration;
import java.util.function.Consumer;
import org.helpline.core.CallFact;
import org.helpline.core.Timers;
import org.jspecify.annotations.Nullable;

/**
 * The end of a call's story: the last fact waits until every leg's media and the queue have had their last words, or
 * until patience runs out; it is told once, and nothing after it. Confined to the call's loop.
 */
final class LastWords {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Timers timers;
    private final Consumer<CallFact.Ended> told;
    private CallFact.@Nullable Ended ending;
    private Timers.@Nullable Timer patience;
    private boolean over;

    /** {@code told} is called once, with the last fact. */
    LastWords(Timers timers, Consumer<CallFact.Ended> told) {
        this.timers = timers;
        this.told = told;
    }

    /** Begins the end; false if it had begun. */
    boolean begin(CallFact.Ended last) {
        if (ending != null) {
            return false;
        }
        ending = last;
        patience = timers.after(PATIENCE, this::close);
        return true;
    }

    /** Whether the end has begun. */
    boolean haveBegun() {
        return ending != null;
    }

    /** Whether the last fact is told. */
    boolean areOver() {
        return over;
    }

    /** All have had their say: closes the story if the end has begun. */
    void close() {
        if (ending == null || over) {
            return;
        }
        over = true;
        if (patience != null) {
            patience.cancel();
        }
        told.accept(ending);
    }
}
