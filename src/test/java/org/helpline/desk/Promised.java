package org.helpline.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.helpline.acd.CallbackState;
import org.helpline.config.CallbackSettings;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.interaction.Callbacks;

/** Call-backs in memory, and what was asked of them. */
final class Promised implements Callbacks {

    private final List<Line> open = new ArrayList<>();
    final List<Ended> over = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();

    synchronized void promise(String id, String queue, String number, Instant asked, int attempts) {
        open.add(new Line(
                new InteractionId(id),
                new QueueName(queue),
                new Personal(number),
                Personal.NONE,
                asked,
                attempts,
                attempts == 0 ? Optional.empty() : Optional.of(asked.plusSeconds(3_600)),
                attempts == 0 ? CallbackState.IN_LINE : CallbackState.RESTING,
                Optional.empty(),
                "script",
                Personal.NONE,
                Optional.empty(),
                IntStream.range(0, attempts)
                        .mapToObj(i -> new Try(asked.plusSeconds(60L * i), "anna", "the customer was busy"))
                        .toList()));
    }

    synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public synchronized CompletionStage<List<Line>> list() {
        return CompletableFuture.completedStage(List.copyOf(open));
    }

    @Override
    public synchronized CompletionStage<List<Ended>> past(int most) {
        return CompletableFuture.completedStage(over.stream().limit(most).toList());
    }

    @Override
    public Optional<CallbackSettings.Form> form() {
        return Optional.of(new CallbackSettings.Form(new QueueName("support"), 5, 7));
    }

    @Override
    public synchronized CompletionStage<Booking> book(Wanted wanted) {
        heard.add("book " + wanted.queue() + " " + wanted.number().value() + " by " + wanted.source());
        if (wanted.number().value().startsWith("0900")) {
            return CompletableFuture.completedStage(
                    new Booking.Refused("the settings do not let this number be called"));
        }
        String id = "cb-" + heard.size();
        promise(id, wanted.queue().value(), wanted.number().value(), Instant.EPOCH, 0);
        return CompletableFuture.completedStage(new Booking.Taken(new InteractionId(id), open.size()));
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
                    ? new Line(
                            l.callback(),
                            l.queue(),
                            l.number(),
                            l.name(),
                            l.asked(),
                            l.attempts(),
                            Optional.empty(),
                            CallbackState.CALLING_AGENT,
                            Optional.of("anna"),
                            l.source(),
                            l.note(),
                            l.window(),
                            l.tries())
                    : l;
        });
        return CompletableFuture.completedStage(found[0]);
    }
}
