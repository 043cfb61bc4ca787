package org.helpline.interaction;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.core.InteractionId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;

/** What people may ask about call-backs: at the desk and on the command line. Any thread. */
public final class Callbacks {

    private final House house;
    private final CallbackBook book;
    private final Loop acdLoop;

    Callbacks(House house, CallbackBook book, Loop acdLoop) {
        this.house = house;
        this.book = book;
        this.acdLoop = acdLoop;
    }

    /**
     * A call-back that is promised.
     *
     * @param asked since when the customer waits
     * @param attempts how often they were called in vain
     * @param notBefore when they may be called again; empty: as soon as it is their turn
     * @param calling an attempt is under way
     */
    public record Line(
            InteractionId callback,
            QueueName queue,
            Personal number,
            Instant asked,
            int attempts,
            Optional<Instant> notBefore,
            boolean calling) {}

    /** All that are open, the oldest promise first. */
    public CompletionStage<List<Line>> list() {
        CompletableFuture<List<Line>> answer = new CompletableFuture<>();
        if (!acdLoop.tell(() -> answer.complete(book.lines(house.clock().now())))) {
            answer.complete(List.of());
        }
        return answer;
    }

    /** Nobody is called any more; false if there is no such call-back. {@code by} as a sentence tells it: {@code the desk}. */
    public CompletionStage<Boolean> cancel(InteractionId callback, String by) {
        return ifOpen(callback, () -> house.acd().cancelCallback(callback, "Cancelled by " + by + "."));
    }

    /** It is the next of its queue; false if there is no such call-back. */
    public CompletionStage<Boolean> now(InteractionId callback) {
        return ifOpen(callback, () -> house.acd().callbackNow(callback));
    }

    private CompletionStage<Boolean> ifOpen(InteractionId callback, Runnable then) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        boolean told = acdLoop.tell(() -> {
            boolean open = book.isOpen(callback);
            if (open) {
                then.run();
            }
            answer.complete(open);
        });
        if (!told) {
            answer.complete(false);
        }
        return answer;
    }
}
