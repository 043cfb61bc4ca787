package org.helpline.customer;

import java.nio.file.Files;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.core.ScreenPop;
import org.helpline.store.Callers;
import org.helpline.store.Numbers;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import org.helpline.store.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The customers: imported from a file, found by number. Any thread; look-ups never fail, they find nobody and say why in
 * the log, because a call must not depend on them.
 */
public final class Customers {

    private static final Logger LOG = LoggerFactory.getLogger(Customers.class);
    private static final int MOST_CONTACTS = 5;
    private static final int MOST_SCORES = 3;
    private static final int MOST_CARDS = 50;

    private final Store store;
    private final Callers callers;
    private final StoreSettings settings;
    private final Clock clock;
    private final ZoneId zone;

    /**
     * Customers of {@code store}.
     *
     * @param zone for the days and times of last contacts
     */
    public Customers(Store store, Callers callers, StoreSettings settings, Clock clock, ZoneId zone) {
        this.store = store;
        this.callers = callers;
        this.settings = settings;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Imports the customers' file if it has changed since the last import. Blocks for as long as that takes (some 10 s for
     * 100,000 customers): not for a loop; calls and facts go on meanwhile.
     *
     * @param problems gets what is wrong with the file, by line and column
     * @param progress gets a line now and then while a big file is read
     */
    public Imported importIfChanged(Problems problems, Consumer<String> progress) {
        return new CustomerImport(store, settings, clock, callers.numbers()).run(problems, progress);
    }

    /**
     * Reads the customers' file without importing it. Blocks. Any thread.
     *
     * @param problems gets what an import would say is wrong with the file; a file that is not there is nothing wrong
     */
    public static void check(StoreSettings settings, Problems problems) {
        if (Files.exists(settings.customers())) {
            new CustomerFile(settings.customers(), new Numbers(settings.homeCountry())).read(_ -> {}, problems);
        }
    }

    /**
     * Finds the customers with a number, as sent by the caller's side in whatever form.
     *
     * @param limit at most this many, 1 or more, in the order of their ids
     * @return none for a withheld or unknown number; several where several share it
     */
    public CompletionStage<List<ScreenPop.Match>> byNumber(String number, int limit) {
        Optional<String> normalised = callers.numbers().normalise(number);
        if (normalised.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return store.read(tx -> matches(
                        tx, normalised.get(), registry(tx).withNumber(normalised.get(), limit + 1), limit, false))
                .thenApply(found -> orElse(found, List.of()));
    }

    /**
     * What is known of a caller.
     *
     * @param matches who it may be
     * @param language to speak
     * @param kept what scripts have kept; empty when the store cannot say, which is not the same as nothing
     */
    public record Known(
            List<ScreenPop.Match> matches, Optional<String> language, Optional<Map<String, KeptVariables.Kept>> kept) {
        private static final Known NOBODY = new Known(List.of(), Optional.empty(), Optional.of(Map.of()));
        private static final Known UNREAD = new Known(List.of(), Optional.empty(), Optional.empty());
    }

    /**
     * {@link #byNumber}, {@link #languageOf} and {@link KeptVariables#read} in one read, all of it on the store's thread.
     *
     * @param ends whether to look for numbers with the same end where nobody has the number itself; that reads all numbers
     */
    public CompletionStage<Known> lookUp(String number, int limit, boolean ends) {
        return store.read(tx -> callers.numbers()
                        .normalise(number)
                        .map(normalised -> known(tx, normalised, limit, ends))
                        .orElse(Known.NOBODY))
                .thenApply(found -> orElse(found, Known.UNREAD));
    }

    /** Within a read of the store. */
    Known known(Tx tx, String number, int limit, boolean ends) {
        List<Person> persons = registry(tx).withNumber(number, MOST_CARDS);
        String caller = callers.idOfNormalised(number);
        Optional<String> remembered = remembered(tx, caller);
        return new Known(
                matches(tx, number, persons, limit, ends),
                remembered.or(() ->
                        common(persons.stream().map(p -> p.field("language")).toList())),
                Optional.of(KeptVariables.of(tx, caller)));
    }

    /** The id of the agent who talked last with somebody from this number; empty for nobody, or when the store cannot say. */
    public CompletionStage<Optional<String>> lastAgent(String number) {
        return store.read(tx -> callers.numbers()
                        .normalise(number)
                        .flatMap(normalised -> tx.first(
                                "select agent from call_record where caller_id = ? and agent <> '' and ended is not null"
                                        + " order by arrived desc limit 1",
                                row -> row.text("agent"),
                                callers.idOfNormalised(normalised))))
                .thenApply(found -> orElse(found, Optional.empty()));
    }

    /**
     * What scripts may ask of whoever has this number, in the order of their ids.
     *
     * @return none for a withheld or unknown number, several where several share it; empty when the store cannot say
     */
    public CompletionStage<Optional<List<CustomerCard>>> cards(String number) {
        return store.read(tx -> callers.numbers()
                        .normalise(number)
                        .map(normalised -> cards(tx, normalised))
                        .orElse(List.of()))
                .thenApply(found -> {
                    if (found instanceof Stored.Failed<List<CustomerCard>>(var trouble)) {
                        LOG.warn("customers: {}", trouble);
                    }
                    return found.ifDone();
                });
    }

    private List<CustomerCard> cards(Tx tx, String number) {
        String caller = callers.idOfNormalised(number);
        Optional<String> chosen = remembered(tx, caller);
        String rated = String.join("", scores(tx, List.of(caller), 1));
        return registry(tx).withNumber(number, MOST_CARDS).stream()
                .map(p -> new CustomerCard(
                        p.id(),
                        p.field("name"),
                        p.field("company"),
                        String.join(", ", p.emails()),
                        chosen.orElse(p.field("language")),
                        p.field("revenue"),
                        p.field("satisfaction").isEmpty() ? rated : p.field("satisfaction"),
                        p.field("last_contact"),
                        p.vip(),
                        Stream.concat(p.tags().stream(), p.flagNames().stream())
                                .distinct()
                                .toList()))
                .toList();
    }

    private Registry registry(Tx tx) {
        return new Registry(tx, clock.now().toEpochMilli());
    }

    /** The language tag that this caller chose last, or else the one that the customers with this number have in common. */
    public CompletionStage<Optional<String>> languageOf(String number) {
        Optional<String> normalised = callers.numbers().normalise(number);
        if (normalised.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String caller = callers.idOfNormalised(normalised.get());
        return store.read(tx -> remembered(tx, caller).or(() -> imported(tx, normalised.get())))
                .thenApply(found -> orElse(found, Optional.empty()));
    }

    /** Remembers the language that a caller chose; nothing for a withheld number. */
    public void rememberLanguage(String number, String language) {
        callers.idOf(new Personal(number))
                .ifPresent(caller -> store.write(tx -> tx.execute(
                                "insert into caller_language (caller_id, language) values (?,?)"
                                        + " on conflict (caller_id) do update set language = excluded.language",
                                caller,
                                language))
                        .thenAccept(done -> orElse(done, 0)));
    }

    private List<ScreenPop.Match> matches(Tx tx, String number, List<Person> found, int limit, boolean ends) {
        if (found.isEmpty() && ends) {
            return registry(tx).withEnding(number, limit).stream()
                    .map(p -> match(tx, p).sure(ScreenPop.Sure.DOUBTFUL, Certainty.BY_ENDING))
                    .toList();
        }
        ScreenPop.Sure sure = Certainty.of(number, found.size());
        return found.stream()
                .limit(limit)
                .map(p -> match(tx, p).sure(sure, Certainty.why(sure)))
                .toList();
    }

    private ScreenPop.Match match(Tx tx, Person person) {
        List<String> asCaller =
                person.numbers().stream().map(callers::idOfNormalised).toList();
        Optional<String> language = asCaller.stream()
                .flatMap(caller -> remembered(tx, caller).stream())
                .findFirst()
                .or(() -> Optional.of(person.field("language")).filter(tag -> !tag.isEmpty()));
        List<String> scores = scores(tx, asCaller, MOST_SCORES);
        List<LastContact> contacts = contacts(tx, asCaller, !scores.isEmpty());
        return new ScreenPop.Match(
                person.id(),
                person.name(),
                person.field("company"),
                person.field("revenue"),
                satisfaction(person.field("satisfaction"), scores),
                language,
                words(contacts, person.field("last_contact")),
                new Personal(String.join(", ", person.emails())),
                new Personal(person.field("notes")),
                new ScreenPop.More(
                        ScreenPop.Sure.UNKNOWN,
                        "",
                        person.vip() ? withVip(person.tags()) : person.tags(),
                        person.flagNames(),
                        person.orders(),
                        contacts.stream().map(LastContact::past).toList()));
    }

    private static List<String> withVip(List<String> tags) {
        return Stream.concat(Stream.of("VIP"), tags.stream()).distinct().toList();
    }

    /** What the file says, then what the customer has answered lately: {@code 4.6 of 5; rated 4 of 5, 2 of 5}. */
    private static String satisfaction(String imported, List<String> scores) {
        String rated = scores.isEmpty() ? "" : "rated " + String.join(", ", scores);
        return imported.isEmpty() || rated.isEmpty() ? imported + rated : imported + "; " + rated;
    }

    /** The latest scores from any of these callers, newest first. */
    private static List<String> scores(Tx tx, List<String> asCaller, int most) {
        List<Scored> all = new ArrayList<>();
        for (String caller : asCaller) {
            all.addAll(tx.query(
                    "select at, score, most from rating where caller_id = ? order by at desc limit ?",
                    row -> new Scored(row.number("at"), row.number("score") + " of " + row.number("most")),
                    caller,
                    most));
        }
        return all.stream()
                .sorted(Comparator.comparingLong(Scored::at).reversed())
                .limit(most)
                .map(Scored::words)
                .toList();
    }

    private record Scored(long at, String words) {}

    /** The latest calls from any of the customer's numbers, newest first. */
    private static List<LastContact> contacts(Tx tx, List<String> asCaller, boolean rated) {
        List<LastContact> calls = new ArrayList<>();
        for (String caller : asCaller) {
            calls.addAll(LastContact.of(tx, caller, MOST_CONTACTS, rated));
        }
        return LastContact.newest(calls, MOST_CONTACTS);
    }

    /** In words, then what the file says. */
    private List<String> words(List<LastContact> calls, String imported) {
        List<String> contacts =
                new ArrayList<>(calls.stream().map(c -> c.words(zone)).toList());
        if (!imported.isEmpty() && contacts.size() < MOST_CONTACTS) {
            contacts.add(imported);
        }
        return List.copyOf(contacts);
    }

    private static Optional<String> remembered(Tx tx, String caller) {
        return tx.first(
                "select language from caller_language where caller_id = ?", row -> row.text("language"), caller);
    }

    /** The language that the customers of this number have in common. */
    private static Optional<String> common(List<String> languages) {
        List<String> different = languages.stream().distinct().toList();
        return different.size() == 1
                ? Optional.of(different.getFirst()).filter(tag -> !tag.isEmpty())
                : Optional.empty();
    }

    private Optional<String> imported(Tx tx, String number) {
        return common(registry(tx).withNumber(number, MOST_CARDS).stream()
                .map(p -> p.field("language"))
                .toList());
    }

    private static <T> T orElse(Stored<T> answer, T nothing) {
        return switch (answer) {
            case Stored.Done<T>(T value) -> value;
            case Stored.Failed<T>(var trouble) -> {
                LOG.warn("customers: {}", trouble);
                yield nothing;
            }
        };
    }
}
