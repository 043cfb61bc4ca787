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
import org.helpline.desk.Forgetter.Kind;
import org.helpline.desk.Forgetter.Thing;
import org.helpline.interaction.Callbacks;
import org.helpline.journal.CallRecords;
import org.helpline.journal.Ratings;
import org.helpline.journal.Reading;
import org.helpline.recording.Recordings;
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
    private final CallRecords records;
    private final Recordings recordings;

    Forgetting(
            Supplier<Callbacks> callbacks,
            KeptCallbacks shelf,
            Voicemail voicemail,
            Acquaintance acquaintance,
            Ratings ratings,
            Tracing tracing,
            Callers callers,
            CallRecords records,
            Recordings recordings) {
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
        this.records = records;
        this.recordings = recordings;
    }

    /** What there is of a number, the journal's calls too; empty where that names nobody. */
    Optional<List<Thing>> found(String number) {
        return callers.numbers().normalise(number).map(own -> {
            List<Thing> things = new ArrayList<>();
            String caller = callers.idOfNormalised(own);
            add(things, Kind.CALLS, readable(caller));
            add(things, Kind.CALLBACKS, promised(number, own).size());
            add(things, Kind.PAST_CALLBACKS, shelf.countOver(number));
            add(
                    things,
                    Kind.MESSAGES,
                    voicemail.countOf(number).toCompletableFuture().join());
            add(
                    things,
                    Kind.RECORDINGS,
                    recordings.countOf(number).toCompletableFuture().join());
            add(things, Kind.VALUES, values(number));
            add(things, Kind.SCORES, scores(caller));
            add(things, Kind.TRACES, tracing.countOf(caller));
            add(
                    things,
                    Kind.KNOWN,
                    people.countOf(new Personal(number)).toCompletableFuture().join());
            add(things, Kind.FILE, inFile(number));
            return things;
        });
    }

    /** Ends and deletes what is this number's, before its keys are destroyed. @return what there was */
    List<Thing> gone(String number) {
        List<Thing> things = new ArrayList<>();
        callers.numbers().normalise(number).ifPresent(own -> {
            String caller = callers.idOfNormalised(own);
            add(things, Kind.CALLS, readable(caller));
            add(things, Kind.CALLBACKS, cancel(promised(number, own)));
            add(things, Kind.PAST_CALLBACKS, shelf.forget(number));
            add(
                    things,
                    Kind.MESSAGES,
                    voicemail.forget(number).toCompletableFuture().join());
            add(
                    things,
                    Kind.RECORDINGS,
                    recordings.forget(number).toCompletableFuture().join());
            add(things, Kind.VALUES, values(number)); // the journal deletes them with the keys
            add(things, Kind.SCORES, scores(caller));
            add(things, Kind.TRACES, tracing.forget(caller));
            add(
                    things,
                    Kind.KNOWN,
                    people.forget(new Personal(number)).toCompletableFuture().join());
            add(things, Kind.FILE, inFile(number));
        });
        return things;
    }

    /** Deletes the customers' file before the last upload, whoever was in it; a sentence if there was one. */
    Optional<String> fileBefore() {
        return imports.forgetBefore();
    }

    private static void add(List<Thing> things, Kind kind, int count) {
        if (count > 0) {
            things.add(new Thing(kind, count));
        }
    }

    private int readable(String caller) {
        return records.readableOf(caller).toCompletableFuture().join();
    }

    private int values(String number) {
        return kept.of(number).toCompletableFuture().join().size();
    }

    private int scores(String caller) {
        return ratings.countOf(caller).toCompletableFuture().join() instanceof Reading.Read<Integer>(Integer scores)
                ? scores
                : 0;
    }

    private int inFile(String number) {
        return customers.byNumber(number, 1).toCompletableFuture().join().size();
    }

    /** The same for the command: a sentence for each kind of thing that there was. */
    List<String> of(String number) {
        List<String> done = new ArrayList<>();
        if (callers.numbers().normalise(number).isEmpty()) {
            return done;
        }
        List<Thing> things = gone(number);
        things.stream()
                .filter(t -> t.kind() != Kind.FILE)
                .map(Forgetting::sentence)
                .forEach(done::add);
        fileBefore().ifPresent(done::add);
        things.stream()
                .filter(t -> t.kind() == Kind.FILE)
                .map(Forgetting::sentence)
                .forEach(done::add);
        return done;
    }

    private static String sentence(Thing thing) {
        int n = thing.count();
        return switch (thing.kind()) {
            case CALLS -> count(n, "call says", "calls say") + " no longer who it was.";
            case CALLBACKS -> count(n, "promised call-back was", "promised call-backs were") + " cancelled.";
            case PAST_CALLBACKS ->
                count(n, "call-back that is over was", "call-backs that are over were") + " deleted.";
            case MESSAGES -> count(n, "message was", "messages were") + " deleted, with the recording.";
            case RECORDINGS ->
                count(n, "recording of a conversation was", "recordings of conversations were") + " deleted.";
            case VALUES -> count(n, "value that scripts kept is", "values that scripts kept are") + " deleted.";
            case SCORES -> count(n, "score stays", "scores stay") + " with queue and agent, without the caller.";
            case TRACES -> count(n, "trace of a call was", "traces of calls were") + " deleted.";
            case KNOWN ->
                count(n, "thing that desks or other systems", "things that desks or other systems")
                        + " had said of the number " + (n == 1 ? "was" : "were") + " deleted.";
            case FILE -> "The customers' file still has this number: take it out there, then say customers import.";
        };
    }

    /** Whether the number stands in any byte of the data folder still: a sentence, for after its keys are destroyed. */
    List<String> proof(String number, Path data) {
        return search(number, data).map(Forgetting::said).orElse(List.of());
    }

    /** The look through the data folder; empty for a number that is too short for it. */
    Optional<ByteSearch.Found> search(String number, Path data) {
        Optional<String> digits = callers.numbers()
                .normalise(number)
                .map(own -> own.replaceAll("[^0-9]", ""))
                .filter(d -> d.length() >= FEWEST_DIGITS);
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        String typed = number.replaceAll("[^0-9]", "");
        List<String> spellings = typed.length() >= FEWEST_DIGITS && !typed.equals(digits.get())
                ? List.of(digits.get(), typed)
                : List.of(digits.get());
        return Optional.of(ByteSearch.of(data, spellings));
    }

    private static List<String> said(ByteSearch.Found found) {
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
    private List<Callbacks.Line> promised(String number, String own) {
        Set<String> askedFor = shelf.askedBy(number);
        return callbacks.get().list().toCompletableFuture().join().stream()
                .filter(line -> callers.numbers()
                                .normalise(line.number().value())
                                .filter(own::equals)
                                .isPresent()
                        || askedFor.contains(line.callback().value()))
                .toList();
    }

    private int cancel(List<Callbacks.Line> theirs) {
        int cancelled = (int)
                theirs.stream().filter(line -> isCancelled(line.callback())).count();
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
