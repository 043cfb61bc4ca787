package org.helpline.customer;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.helpline.core.Clock;
import org.helpline.core.Personal;
import org.helpline.store.Callers;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import org.helpline.store.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The customers as people work on them: found, made, changed, put together and taken apart, flagged. Any thread; the stages never fail. What
 * is changed here stays when the customers' file is imported anew.
 */
public final class People {

    private static final String NO_NUMBER = "This is not a phone number. Write it as +44 7700 900123.";

    private static final Logger LOG = LoggerFactory.getLogger(People.class);
    private static final String ID_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int ID_LENGTH = 8;
    private static final int MOST_REACHES = 50;

    private final Store store;
    private final Callers callers;
    private final Clock clock;
    private final RandomGenerator random;
    private final KnownNumbers known;
    private final Flags flags;
    private final Predicate<String> isEmergency;

    /**
     * Customers of {@code store}.
     *
     * @param random for ids
     * @param known is told of new numbers, {@code flags} to look anew
     * @param isEmergency numbers that are never blocked
     */
    public People(
            Store store,
            Callers callers,
            Clock clock,
            RandomGenerator random,
            KnownNumbers known,
            Flags flags,
            Predicate<String> isEmergency) {
        this.store = store;
        this.callers = callers;
        this.clock = clock;
        this.random = random;
        this.known = known;
        this.flags = flags;
        this.isEmergency = isEmergency;
    }

    /** Finds customers by parts of the name or company, a number in any form or a part of it, an e-mail address or an id; empty when the store cannot say. */
    public CompletionStage<Optional<List<Person>>> search(String words, int most) {
        return read(tx -> new PeopleSearch(tx, registry(tx), callers.numbers()).of(words, most));
    }

    /** One by the id, or by the id of one that was found to be the same; empty when the store cannot say, and inside where there is none. */
    public CompletionStage<Optional<Optional<Person>>> find(String id) {
        return read(tx -> registry(tx).person(registry(tx).canonical(id)));
    }

    /** What happened with a customer before some time, the latest first, at most so much. */
    public CompletionStage<Optional<List<Happening>>> timeline(String id, Instant before, int most) {
        return read(tx -> {
            Registry registry = registry(tx);
            return registry.person(registry.canonical(id))
                    .map(p -> new Timeline(tx, callers, before.toEpochMilli(), most).of(p))
                    .orElse(List.of());
        });
    }

    /** All of them, for an export. */
    public CompletionStage<Optional<List<Person>>> all() {
        return read(tx -> {
            Registry registry = registry(tx);
            SequencedSet<String> ids = new LinkedHashSet<>(tx.query(
                    "select id from customer where import = " + Registry.IN_FORCE
                            + " union select id from own_customer order by 1",
                    row -> row.text("id")));
            Set<String> others = new HashSet<>(
                    tx.query("select other from customer_merge where undone is null", row -> row.text("other")));
            return ids.stream()
                    .filter(id -> !others.contains(id))
                    .flatMap(id -> registry.person(id).stream())
                    .toList();
        });
    }

    /** Makes a customer. */
    public CompletionStage<Changed> create(Draft draft, String by) {
        if (draft.fields().getOrDefault("name", "").isBlank()) {
            return refused("A customer has a name; write who it is.");
        }
        Optional<String> trouble = Draft.trouble(draft.fields());
        if (trouble.isPresent()) {
            return refused(trouble.get());
        }
        String id = newId();
        return change(id, tx -> {
            tx.execute(
                    "insert into own_customer (id, source, made_by, made_at) values (?, 'desk', ?, ?)", id, by, now());
            setFields(tx, id, draft.fields(), by);
            for (String number : draft.numbers()) {
                Optional<String> why = reach(tx, id, Reach.Kind.NUMBER, number, true, by);
                if (why.isPresent()) {
                    return why;
                }
            }
            for (String email : draft.emails()) {
                Optional<String> why = reach(tx, id, Reach.Kind.EMAIL, email, true, by);
                if (why.isPresent()) {
                    return why;
                }
            }
            return Optional.empty();
        });
    }

    /** Changes fields; what is as the file has it is the file's again. */
    public CompletionStage<Changed> edit(String id, Map<String, String> fields, String by) {
        Optional<String> trouble = Draft.trouble(fields);
        if (trouble.isPresent()) {
            return refused(trouble.get());
        }
        if (fields.containsKey("name") && fields.getOrDefault("name", "").isBlank()) {
            return refused("A customer has a name; write who it is.");
        }
        return changeThere(id, (tx, person) -> {
            setFields(tx, person.id(), fields, by);
            return Optional.empty();
        });
    }

    /** Adds or takes off a number or an e-mail address. */
    public CompletionStage<Changed> reach(String id, Reach.Kind kind, String value, boolean on, String by) {
        return changeThere(id, (tx, person) -> {
            if (on && person.reaches().size() >= MOST_REACHES) {
                return Optional.of("A customer has at most " + MOST_REACHES + " numbers and addresses.");
            }
            Optional<String> why = reach(tx, person.id(), kind, value, on, by);
            if (!on) { // whoever of those that are one has it
                person.merged().forEach(m -> reach(tx, m.other(), kind, value, false, by));
            }
            return why;
        });
    }

    /** From now on {@code other} is this one; {@link #split} undoes it. Nothing of either is changed. */
    public CompletionStage<Changed> merge(String id, String other, String by) {
        return changeThere(id, (tx, person) -> {
            Registry registry = registry(tx);
            String second = registry.canonical(other);
            if (second.equals(person.id())) {
                return Optional.of("They are one customer already.");
            }
            if (registry.person(second).isEmpty()) {
                return Optional.of("There is no customer " + printable(other) + ".");
            }
            tx.execute(
                    "insert into customer_merge (number, kept, other, by_whom, at) select coalesce(max(number), 0) + 1, ?, ?, ?, ?"
                            + " from customer_merge",
                    person.id(),
                    second,
                    by,
                    now());
            return Optional.empty();
        });
    }

    /** Undoes a merge into this customer: both are as they were. */
    public CompletionStage<Changed> split(String id, long merge, String by) {
        return changeThere(id, (tx, person) -> {
            Registry registry = registry(tx);
            boolean isOfThisOne = tx.first(
                            "select kept from customer_merge where number = ?", row -> row.text("kept"), merge)
                    .map(registry::canonical)
                    .filter(person.id()::equals)
                    .isPresent();
            int undone = isOfThisOne
                    ? tx.execute(
                            "update customer_merge set undone = ? where number = ? and undone is null", now(), merge)
                    : 0;
            return undone == 1 ? Optional.empty() : Optional.of("These two are no longer one.");
        });
    }

    /**
     * Raises a flag or takes it off.
     *
     * @param number the one number that it is about; empty: all of the customer's
     * @param time how long it holds; empty: for ever
     */
    public CompletionStage<Changed> flag(
            String id,
            Optional<String> number,
            String flag,
            boolean on,
            String why,
            Optional<Duration> time,
            String by) {
        if (!Flag.NAMES.contains(flag)) {
            return refused("A customer is " + String.join(" or ", Flag.NAMES) + ", or nothing of that.");
        }
        if (on && (why.isBlank() || why.length() > 200 || why.chars().anyMatch(Character::isISOControl))) {
            return refused("Say why, in at most 200 characters.");
        }
        return changeThere(id, (tx, person) -> {
            Optional<String> one = number.flatMap(this::number);
            if (number.isPresent() && one.isEmpty()) {
                return Optional.of(NO_NUMBER); // else it would be about all of the customer's
            }
            List<String> about = one.map(List::of).orElse(person.numbers());
            if (on && flag.equals(Flag.BLOCKED) && about.stream().anyMatch(isEmergency)) {
                return Optional.of("An emergency number is never blocked.");
            }
            setFlag(tx, one.isPresent() ? "number" : "customer", one.orElse(person.id()), flag, on, why, time, by);
            if (!on && one.isEmpty()) {
                person.merged().forEach(m -> setFlag(tx, "customer", m.other(), flag, false, why, time, by));
            }
            return Optional.empty();
        });
    }

    private void setFlag(
            Tx tx,
            String kind,
            String subject,
            String flag,
            boolean on,
            String why,
            Optional<Duration> time,
            String by) {
        tx.execute("delete from customer_flag where kind = ? and subject = ? and flag = ?", kind, subject, flag);
        if (on) {
            tx.execute(
                    "insert into customer_flag (kind, subject, flag, why, by_whom, since, until) values (?,?,?,?,?,?,?)",
                    kind,
                    subject,
                    flag,
                    why,
                    by,
                    now(),
                    time.map(t -> now() + t.toMillis()).orElse(null));
        }
    }

    private Optional<String> reach(Tx tx, String id, Reach.Kind kind, String value, boolean on, String by) {
        Optional<String> clean = kind == Reach.Kind.NUMBER ? number(value) : email(value);
        if (clean.isEmpty()) {
            return Optional.of(kind == Reach.Kind.NUMBER ? NO_NUMBER : "This is not an e-mail address.");
        }
        if (on && kind == Reach.Kind.NUMBER) {
            known.learn(clean.get());
        }
        tx.execute(
                "insert into customer_reach (kind, value, customer_id, gone, by_whom, at) values (?,?,?,?,?,?)"
                        + " on conflict (kind, value, customer_id) do update set gone = excluded.gone, by_whom ="
                        + " excluded.by_whom, at = excluded.at",
                kind.word(),
                clean.get(),
                id,
                on ? 0 : 1,
                by,
                now());
        return Optional.empty();
    }

    private Optional<String> number(String value) {
        return callers.numbers()
                .normalise(value)
                .filter(n -> n.length() <= 64 && n.chars().noneMatch(Character::isISOControl))
                .filter(n -> n.chars().anyMatch(Character::isLetterOrDigit));
    }

    private static Optional<String> email(String value) {
        String clean = value.strip().toLowerCase(Locale.ROOT);
        return clean.matches("[^\\s@;,<>\"\\p{Cntrl}]{1,64}@[^\\s@;,<>\"\\p{Cntrl}]{1,190}")
                ? Optional.of(clean)
                : Optional.empty();
    }

    private void setFields(Tx tx, String id, Map<String, String> fields, String by) {
        fields.forEach((field, value) -> {
            Optional<String> inFile = tx.first(
                    "select name, company, language, revenue, satisfaction, last_contact, vip, tags, orders, notes from customer"
                            + " where import = " + Registry.IN_FORCE + " and id = ?",
                    row -> row.text(field),
                    id);
            if (inFile.filter(value.strip()::equals).isPresent()) {
                tx.execute("delete from customer_edit where customer_id = ? and field = ?", id, field);
            } else {
                tx.execute(
                        "insert into customer_edit (customer_id, field, value, by_whom, at) values (?,?,?,?,?)"
                                + " on conflict (customer_id, field) do update set value = excluded.value, by_whom ="
                                + " excluded.by_whom, at = excluded.at",
                        id,
                        field,
                        value.strip(),
                        by,
                        now());
            }
        });
    }

    /** Work on a customer who must be there: why not, or nothing. */
    @FunctionalInterface
    private interface Change {
        Optional<String> on(Tx tx, Person person);
    }

    private CompletionStage<Changed> changeThere(String id, Change change) {
        return change(id, tx -> {
            Registry registry = registry(tx);
            Optional<Person> person = registry.person(registry.canonical(id));
            return person.isEmpty()
                    ? Optional.of("There is no customer " + printable(id) + ".")
                    : change.on(tx, person.get());
        });
    }

    /** Refusing inside a write rolls it back, so that half a customer never stays. */
    private static final class NotAllowed extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotAllowed(String why) {
            super(why, null, false, false);
        }
    }

    private CompletionStage<Changed> change(String id, Function<Tx, Optional<String>> work) {
        return store.write(tx -> {
                    work.apply(tx).ifPresent(why -> {
                        throw new NotAllowed(why);
                    });
                    Registry registry = registry(tx);
                    return registry.person(registry.canonical(id)).orElseThrow();
                })
                .<Changed>thenApply(done -> switch (done) {
                    case Stored.Done<Person>(Person person) -> new Changed.Done(person);
                    case Stored.Failed<Person>(var trouble) -> {
                        LOG.warn("customers: {}", trouble);
                        yield new Changed.NotStored("That could not be kept just now. Please try again.");
                    }
                })
                .exceptionally(People::whyNot)
                .thenCompose(changed -> changed instanceof Changed.Done
                        ? flags.read().thenApply(_ -> changed)
                        : CompletableFuture.completedFuture(changed));
    }

    private static Changed whyNot(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof NotAllowed no) {
            return new Changed.Refused(String.valueOf(no.getMessage()));
        }
        throw new CompletionException(cause); // a bug
    }

    private <T> CompletionStage<Optional<T>> read(Function<Tx, T> work) {
        return store.read(work::apply).thenApply(found -> {
            if (found instanceof Stored.Failed<T>(var trouble)) {
                LOG.warn("customers: {}", trouble);
            }
            return found.ifDone();
        });
    }

    private Registry registry(Tx tx) {
        return new Registry(tx, now());
    }

    private long now() {
        return clock.now().toEpochMilli();
    }

    private String newId() {
        StringBuilder id = new StringBuilder("H-");
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        }
        return id.toString();
    }

    private static String printable(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return clean.length() > 40 ? clean.substring(0, 40) + "…" : clean;
    }

    private static CompletionStage<Changed> refused(String why) {
        return CompletableFuture.completedFuture(new Changed.Refused(why));
    }

    /** The caller ids of a customer's numbers. */
    public CompletionStage<Optional<Set<String>>> callers(String id) {
        return read(tx -> registry(tx)
                .person(registry(tx).canonical(id))
                .map(p -> {
                    Set<String> ids = new HashSet<>();
                    p.numbers().forEach(n -> ids.add(callers.idOfNormalised(n)));
                    return Set.copyOf(ids);
                })
                .orElse(Set.of()));
    }

    /** How many things are known of a number here, beside the file. */
    public CompletionStage<Integer> countOf(Personal number) {
        String own = callers.numbers().normalise(number.value()).orElse("");
        return store.read(tx -> tx.query("select number from customer_outside where number = ?", _ -> 1, own)
                                .size()
                        + tx.query(
                                        "select subject from customer_flag where kind = 'number' and subject = ?",
                                        _ -> 1,
                                        own)
                                .size()
                        + tx.query("select value from customer_reach where kind = 'number' and value = ?", _ -> 1, own)
                                .size())
                .thenApply(done -> own.isEmpty() ? 0 : done.ifDone().orElse(0));
    }

    /** Takes a number off whoever has it here, with its flags; what the file says stays. @return how many things were deleted */
    public CompletionStage<Integer> forget(Personal number) {
        Optional<String> own = callers.numbers().normalise(number.value());
        if (own.isEmpty()) {
            return CompletableFuture.completedFuture(0);
        }
        return store.write(tx -> {
                    int gone = tx.execute("delete from customer_outside where number = ?", own.get());
                    gone += tx.execute("delete from customer_flag where kind = 'number' and subject = ?", own.get());
                    List<String> had = tx.query(
                            "select customer_id from customer_reach where kind = 'number' and value = ? and gone = 0",
                            row -> row.text("customer_id"),
                            own.get());
                    gone += tx.execute("delete from customer_reach where kind = 'number' and value = ?", own.get());
                    for (String id : had) {
                        gone += forgetIfUnreachable(tx, id);
                    }
                    return gone;
                })
                .thenCompose(done -> flags.read().thenApply(_ -> done.ifDone().orElse(0)));
    }

    /** Somebody made here who has no other number is nobody any more. */
    private static int forgetIfUnreachable(Tx tx, String id) {
        boolean isOwn = tx.first("select id from own_customer where id = ?", row -> row.text("id"), id)
                .isPresent();
        boolean hasMore = tx.first(
                        "select value from customer_reach where customer_id = ? and kind = 'number' and gone = 0",
                        row -> row.text("value"),
                        id)
                .isPresent();
        if (!isOwn || hasMore) {
            return 0;
        }
        tx.execute("delete from customer_edit where customer_id = ?", id);
        tx.execute("delete from customer_reach where customer_id = ?", id);
        tx.execute("delete from customer_flag where kind = 'customer' and subject = ?", id);
        tx.execute("delete from customer_merge where kept = ? or other = ?", id, id);
        return tx.execute("delete from own_customer where id = ?", id);
    }
}
