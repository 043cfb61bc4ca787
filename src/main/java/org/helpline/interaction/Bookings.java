package org.helpline.interaction;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.acd.Acd.CallbackWindow;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.ScreenPop;
import org.helpline.interaction.Callbacks.Booking;
import org.helpline.interaction.Callbacks.Wanted;

/** Call-backs that people and programs ask for without a call. Any thread. */
final class Bookings {

    private static final int SHOWN = 5;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_NOTE = 500;

    private final House house;
    private final CallbackBook book;

    Bookings(House house, CallbackBook book) {
        this.house = house;
        this.book = book;
    }

    CompletionStage<Booking> book(Wanted wanted) {
        Personal number = CallbackWish.dialled(wanted.number());
        Instant now = house.clock().now();
        Optional<String> refusal = refusal(wanted, number, now);
        if (refusal.isPresent()) {
            return CompletableFuture.completedStage(new Booking.Refused(refusal.get()));
        }
        CompletableFuture<Booking> answer = new CompletableFuture<>();
        if (house.customers().mayKnow(number.value())) {
            house.customers()
                    .byNumber(number.value(), SHOWN)
                    .whenComplete((known, failure) ->
                            ask(wanted, number, failure == null ? Optional.of(known) : Optional.empty(), answer));
        } else {
            ask(wanted, number, Optional.empty(), answer);
        }
        return answer;
    }

    private Optional<String> refusal(Wanted wanted, Personal number, Instant now) {
        boolean isThere =
                house.settings().acd().queues().stream().anyMatch(q -> q.name().equals(wanted.queue()));
        if (!isThere) {
            return Optional.of("there is no such queue");
        }
        if (wanted.window().filter(w -> !w.until().isAfter(now)).isPresent()) {
            return Optional.of("the time that was asked for is over");
        }
        return book.refusal(number)
                .or(() -> house.customers().blocked(number.value()).map(_ -> "the number is blocked"))
                .or(() -> house.calls().canReach(book.contact(number), number.value())
                        ? Optional.empty()
                        : Optional.of("no trunk may call this number, and no phone is registered under it"));
    }

    private void ask(
            Wanted wanted, Personal number, Optional<CustomerBook.Caller> known, CompletableFuture<Booking> answer) {
        List<ScreenPop.Match> matches = known.map(CustomerBook.Caller::matches).orElse(List.of());
        Set<String> who = new LinkedHashSet<>(SecondCall.names(house.customers(), number, matches));
        Instant now = house.clock().now();
        InteractionId id = book.newId();
        String language = wanted.language().isEmpty()
                ? known.flatMap(CustomerBook.Caller::language).orElse("")
                : wanted.language();
        Personal name = wanted.name().isEmpty() && matches.size() == 1
                ? matches.getFirst().name()
                : wanted.name();
        book.ask(
                new CallbackWish(
                        id,
                        id,
                        wanted.queue(),
                        number,
                        oneLine(name, LONGEST_NAME),
                        house.settings().callbacks().shown().orElse(""),
                        "",
                        language,
                        List.of(),
                        0,
                        now,
                        0,
                        wanted.window().map(CallbackWindow::from).orElse(now),
                        new CallbackWish.Terms(
                                who, wanted.source(), oneLine(wanted.note(), LONGEST_NOTE), wanted.window()),
                        List.of()),
                answer);
    }

    /** On one line, and no longer than is good for a desk. */
    private static Personal oneLine(Personal text, int most) {
        String line = text.value().replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
        return new Personal(line.length() > most ? line.substring(0, most) : line);
    }
}
