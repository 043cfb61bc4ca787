package org.helpline.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.customer.Customers;
import org.helpline.customer.KeptVariables;
import org.helpline.customer.People;
import org.helpline.interaction.Callbacks;
import org.helpline.journal.Ratings;
import org.helpline.journal.Reading;
import org.helpline.store.Callers;
import org.helpline.voicemail.Voicemail;

/**
 * What is known of a caller outside the journal, which destroys the keys afterwards: promised call-backs, messages, what scripts kept. Blocks; for
 * the thread of a command.
 */
final class Forgetting {

    /** Shorter rows of digits stand everywhere. */
    private static final int FEWEST_DIGITS = 6;

    private final Supplier<Callbacks> callbacks;
    private final KeptCallbacks shelf;
    private final Voicemail voicemail;
    private final KeptVariables kept;
    private final Customers customers;
    private final CustomerImports imports;
    private final People people;
    private final Ratings ratings;
    private final Tracing tracing;
    private final Callers callers;

    Forgetting(
            Supplier<Callbacks> callbacks,
            KeptCallbacks shelf,
            Voicemail voicemail,
            Acquaintance acquaintance,
            Ratings ratings,
            Tracing tracing,
            Callers callers) {
        this.callbacks = callbacks;
        this.shelf = shelf;
        this.voicemail = voicemail;
        this.kept = acquaintance.variables();
        this.customers = acquaintance.customers();
        this.imports = acquaintance.imports();
        this.people = acquaintance.people();
        this.ratings = ratings;
        this.tracing = tracing;
        this.callers = callers;
    }

    /** Ends and deletes what is this number's, before its keys are destroyed; a sentence for each kind of thing that there was. */
    List<String> of(String number) {
        List<String> done = new ArrayList<>();
        Optional<String> own = callers.numbers().normalise(number);
        if (own.isEmpty()) {
            return done;
        }
        int cancelled = cancel(number, own.get());
        if (cancelled > 0) {
            done.add(count(cancelled, "promised call-back was", "promised call-backs were") + " cancelled.");
        }
        int past = shelf.forget(number);
        if (past > 0) {
            done.add(count(past, "call-back that is over was", "call-backs that are over were") + " deleted.");
        }
        int messages = voicemail.forget(number).toCompletableFuture().join();
        if (messages > 0) {
            done.add(count(messages, "message was", "messages were") + " deleted, with the recording.");
        }
        int values = kept.of(number).toCompletableFuture().join().size();
        if (values > 0) {
            done.add(count(values, "value that scripts kept is", "values that scripts kept are") + " deleted.");
        }
        if (ratings.countOf(callers.idOfNormalised(own.get()))
                                .toCompletableFuture()
                                .join()
                        instanceof Reading.Read<Integer>(Integer scores)
                && scores > 0) {
            done.add(count(scores, "score stays", "scores stay") + " with queue and agent, without the caller.");
        }
        int traces = tracing.forget(callers.idOfNormalised(own.get()));
        if (traces > 0) {
            done.add(count(traces, "trace of a call was", "traces of calls were") + " deleted.");
        }
        int known = people.forget(new Personal(number)).toCompletableFuture().join();
        if (known > 0) {
            done.add(count(known, "thing that desks or other systems", "things that desks or other systems")
                    + " had said of the number " + (known == 1 ? "was" : "were") + " deleted.");
        }
        imports.forgetBefore().ifPresent(done::add);
        if (!customers.byNumber(number, 1).toCompletableFuture().join().isEmpty()) {
            done.add("The customers' file still has this number: take it out there, then say customers import.");
        }
        return done;
    }

    /** Whether the number stands in any byte of the data folder still: a sentence, for after its keys are destroyed. */
    List<String> proof(String number, Path data) {
        Optional<String> digits = callers.numbers()
                .normalise(number)
                .map(own -> own.replaceAll("[^0-9]", ""))
                .filter(d -> d.length() >= FEWEST_DIGITS);
        if (digits.isEmpty()) {
            return List.of();
        }
        String typed = number.replaceAll("[^0-9]", "");
        List<String> spellings = typed.length() >= FEWEST_DIGITS && !typed.equals(digits.get())
                ? List.of(digits.get(), typed)
                : List.of(digits.get());
        ByteSearch.Found found = ByteSearch.of(data, spellings);
        List<String> said = new ArrayList<>();
        String looked = found.files() + " files of the data folder, " + found.bytes() + " bytes, were looked through: ";
        said.add(looked
                + (found.hits().isEmpty()
                        ? "the number stands in none of them."
                        : "the number still stands in " + names(found.hits()) + "."));
        if (!found.unread().isEmpty()) {
            said.add("These could not be looked through: " + names(found.unread()) + ".");
        }
        return said;
    }

    private static String names(List<Path> files) {
        return files.stream().map(Path::toString).sorted().collect(Collectors.joining(", "));
    }

    /** Those to this number, and those to another number that somebody with this one asked for. */
    private int cancel(String number, String own) {
        Set<String> askedFor = shelf.askedBy(number);
        int cancelled = 0;
        for (Callbacks.Line line : callbacks.get().list().toCompletableFuture().join()) {
            boolean isTheirs = callers.numbers()
                            .normalise(line.number().value())
                            .filter(own::equals)
                            .isPresent()
                    || askedFor.contains(line.callback().value());
            if (isTheirs && isCancelled(line.callback())) {
                cancelled++;
            }
        }
        // answered behind what was cancelled, whose rows are then on their way out of the store
        callbacks.get().list().toCompletableFuture().join();
        return cancelled;
    }

    private boolean isCancelled(InteractionId callback) {
        return callbacks
                .get()
                .cancel(callback, "whoever had the customer forgotten")
                .toCompletableFuture()
                .join();
    }

    private static String count(int n, String one, String several) {
        return n + " " + (n == 1 ? one : several);
    }
}
