package org.helpline.interaction;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;

/** What people may ask about call-backs: at the desk and on the command line. Any thread; stages never fail. */
public interface Callbacks {

    /** A house that calls nobody back. */
    Callbacks NONE = new Callbacks() {
        @Override
        public CompletionStage<List<Line>> list() {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<Boolean> cancel(InteractionId callback, String by) {
            return CompletableFuture.completedStage(false);
        }

        @Override
        public CompletionStage<Boolean> now(InteractionId callback) {
            return CompletableFuture.completedStage(false);
        }
    };

    /**
     * A call-back that is promised.
     *
     * @param asked since when the customer waits
     * @param attempts how often they were called in vain
     * @param notBefore when they may be called again; empty: as soon as it is their turn
     * @param calling an attempt is under way
     */
    record Line(
            InteractionId callback,
            QueueName queue,
            Personal number,
            Instant asked,
            int attempts,
            Optional<Instant> notBefore,
            boolean calling) {}

    /** All that are open, the oldest promise first; those cancelled before are not among them. */
    CompletionStage<List<Line>> list();

    /** Nobody is called any more; false if there is no such call-back. {@code by} as a sentence tells it: {@code the desk}. */
    CompletionStage<Boolean> cancel(InteractionId callback, String by);

    /** It is the next of its queue; false if there is no such call-back. */
    CompletionStage<Boolean> now(InteractionId callback);
}
