package org.helpline.customer;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.helpline.core.Personal;
import org.helpline.store.Callers;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import org.helpline.store.Tx;

/**
 * Of which numbers the store may know anything: a customer in force, a language that was chosen, values that scripts kept. Most callers
 * are in none of these, and a read that finds nobody costs a call 0.1 ms, since each write by others makes the reader fetch its pages
 * anew. Answers yes for everybody while it does not know better; never no for a number of which something is stored. Any thread.
 *
 * <p>Held as the first half of the caller ids: 8 bytes a number, and two that share it cost one read that finds nobody.
 */
public final class KnownNumbers {

    /** More than so many learnt between two times of {@link #read}, and everybody is asked about until the next start. */
    static final int MOST_LEARNT = 100_000;

    private static final long[] NOBODY = {};

    private static final String CUSTOMERS = "select number as number from customer_number where import ="
            + " (select import from imported where source = 'customers')"
            + " union all select value from customer_reach where kind = 'number' and gone = 0";
    private static final String STORED = "select number as number, '' as caller from customer_number where import ="
            + " (select import from imported where source = 'customers')"
            + " union all select value, '' from customer_reach where kind = 'number' and gone = 0"
            + " union all select number, '' from customer_outside"
            + " union all select '', caller_id from caller_language"
            + " union all select distinct '', caller_id from customer_variable";
    private static final int HEX_DIGITS = 16;

    private final Store store;
    private final Callers callers;
    /** Absent while not everybody has been read. */
    private volatile Optional<long[]> stored = Optional.empty(); // sorted

    /** The ends of customers' numbers: {@link Ending}. */
    private volatile long[] endings = NOBODY; // sorted

    private final Set<Long> learnt = ConcurrentHashMap.newKeySet();
    private final Set<Long> learntEndings = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean full = new AtomicBoolean();

    /** Numbers of {@code store}, which are not read yet. */
    public KnownNumbers(Store store, Callers callers) {
        this.store = store;
        this.callers = callers;
    }

    /** Whether anything may be stored of this number, sent in whatever form; false for a withheld one. */
    public boolean mayKnow(String number) {
        Optional<long[]> known = stored;
        if (known.isEmpty() || full.get()) {
            return true;
        }
        Optional<String> normalised = callers.numbers().normalise(number);
        return normalised.isPresent()
                && (isIn(known.get(), half(callers.idOfNormalised(normalised.get()))) || isEnding(normalised.get()));
    }

    /** Whether a customer's number may end as this one does; yes while not everybody has been read. */
    public boolean mayEndAlike(String number) {
        return stored.isEmpty()
                || full.get()
                || callers.numbers().normalise(number).filter(this::isEnding).isPresent();
    }

    private boolean isEnding(String normalised) {
        OptionalLong ending = Ending.key(normalised);
        return ending.isPresent()
                && (Arrays.binarySearch(endings, ending.getAsLong()) >= 0
                        || learntEndings.contains(ending.getAsLong()));
    }

    private boolean isIn(long[] known, long caller) {
        return Arrays.binarySearch(known, caller) >= 0 || learnt.contains(caller);
    }

    /** Something is about to be stored of this number. Before it is handed to the store, or a {@link #read} could miss it. */
    public void learn(String number) {
        Optional<Long> caller = callers.idOf(new Personal(number)).map(KnownNumbers::half);
        if (caller.isEmpty() || isIn(stored.orElse(NOBODY), caller.get())) {
            return;
        }
        if (learnt.size() < MOST_LEARNT) {
            learnt.add(caller.get());
            callers.numbers().normalise(number).map(Ending::key).ifPresent(e -> e.ifPresent(learntEndings::add));
        } else {
            full.set(true);
        }
    }

    /** Says yes for everybody until the next {@link #read}: customers are about to change. */
    public void askOfAll() {
        stored = Optional.empty();
    }

    /** Reads whom the store knows. @return false when the store cannot say; everybody is then asked about */
    public CompletionStage<Boolean> read() {
        return store.read(this::all).thenApply(found -> switch (found) {
            case Stored.Done<Everybody>(Everybody all) -> {
                endings = all.endings();
                stored = Optional.of(all.callers());
                learnt.removeIf(caller -> Arrays.binarySearch(all.callers(), caller) >= 0);
                learntEndings.removeIf(ending -> Arrays.binarySearch(all.endings(), ending) >= 0);
                yield true;
            }
            case Stored.Failed<Everybody> _ -> {
                askOfAll();
                yield false;
            }
        });
    }

    /** Both sorted. */
    @SuppressWarnings("ArrayRecordComponent") // a hundred thousand longs, which nobody changes
    private record Everybody(long[] callers, long[] endings) {}

    private Everybody all(Tx tx) {
        long[] ids = tx
                .query(STORED, row -> {
                    String number = row.text("number");
                    return half(number.isEmpty() ? row.text("caller") : callers.idOfNormalised(number));
                })
                .stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        long[] ends = tx.query(CUSTOMERS, row -> Ending.key(row.text("number"))).stream()
                .flatMapToLong(OptionalLong::stream)
                .sorted()
                .toArray();
        return new Everybody(ids, ends);
    }

    private static long half(String caller) {
        return HexFormat.fromHexDigitsToLong(caller, 0, HEX_DIGITS);
    }
}
