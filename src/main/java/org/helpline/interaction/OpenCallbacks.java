package org.helpline.interaction;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.config.CallbackSettings;
import org.helpline.core.InteractionId;
import org.helpline.core.Loop;

/** Asks the book on the ACD's loop, where commands keep their order. Any thread. */
final class OpenCallbacks implements Callbacks {

    private final House house;
    private final CallbackBook book;
    private final Bookings bookings;
    private final Loop acdLoop;

    OpenCallbacks(House house, CallbackBook book, Loop acdLoop) {
        this.house = house;
        this.book = book;
        this.bookings = new Bookings(house, book);
        this.acdLoop = acdLoop;
    }

    @Override
    public CompletionStage<List<Line>> list() {
        CompletableFuture<List<Line>> answer = new CompletableFuture<>();
        if (!acdLoop.tell(() -> answer.complete(book.lines(house.clock().now())))) {
            answer.complete(List.of());
        }
        return answer;
    }

    @Override
    public CompletionStage<List<Ended>> past(int most) {
        return book.past(most);
    }

    @Override
    public Optional<CallbackSettings.Form> form() {
        return house.settings().callbacks().form();
    }

    @Override
    public CompletionStage<Booking> book(Wanted wanted) {
        return bookings.book(wanted);
    }

    @Override
    public CompletionStage<Boolean> cancel(InteractionId callback, String by) {
        return ifOpen(callback, () -> house.acd().cancelCallback(callback, "Cancelled by " + by + "."));
    }

    @Override
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
