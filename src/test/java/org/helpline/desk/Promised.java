package org.helpline.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.interaction.Callbacks;

/** Call-backs in memory, and what was asked of them. */
final class Promised implements Callbacks {

    private final List<Line> open = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();

    synchronized void promise(String id, String queue, String number, Instant asked, int attempts) {
        open.add(new Line(
                new InteractionId(id),
                new QueueName(queue),
                new Personal(number),
                asked,
                attempts,
                attempts == 0 ? Optional.empty() : Optional.of(asked.plusSeconds(3_600)),
                false));
    }

    synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public synchronized CompletionStage<List<Line>> list() {
        return CompletableFuture.completedStage(List.copyOf(open));
    }

    @Override
    public synchronized CompletionStage<Boolean> cancel(InteractionId callback, String by) {
        heard.add("cancel " + callback + " by " + by);
        return CompletableFuture.completedStage(open.removeIf(l -> l.callback().equals(callback)));
    }

    @Override
    public synchronized CompletionStage<Boolean> now(InteractionId callback) {
        heard.add("now " + callback);
        boolean[] found = {false};
        open.replaceAll(l -> {
            boolean isIt = l.callback().equals(callback);
            found[0] |= isIt;
            return isIt
                    ? new Line(l.callback(), l.queue(), l.number(), l.asked(), l.attempts(), Optional.empty(), true)
                    : l;
        });
        return CompletableFuture.completedStage(found[0]);
    }
}
