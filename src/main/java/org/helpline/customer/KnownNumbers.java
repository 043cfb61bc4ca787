package org.helpline.customer;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
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

    private final Set<Long> learnt = ConcurrentHashMap.newKeySet();
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
        Optional<String> caller = callers.idOf(new Personal(number));
        return caller.isPresent() && isIn(known.get(), half(caller.get()));
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
            case Stored.Done<long[]>(long[] all) -> {
                stored = Optional.of(all);
                learnt.removeIf(caller -> Arrays.binarySearch(all, caller) >= 0);
                yield true;
            }
            case Stored.Failed<long[]> _ -> {
                askOfAll();
                yield false;
            }
        });
    }

    private long[] all(Tx tx) {
        return tx
                .query(STORED, row -> {
                    String number = row.text("number");
                    return half(number.isEmpty() ? row.text("caller") : callers.idOfNormalised(number));
                })
                .stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
    }

    private static long half(String caller) {
        return HexFormat.fromHexDigitsToLong(caller, 0, HEX_DIGITS);
    }
}
