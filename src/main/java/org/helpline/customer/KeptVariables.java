package org.helpline.customer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.core.Clock;
import org.helpline.core.Personal;
import org.helpline.store.Callers;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import org.helpline.store.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What scripts keep of a caller from one call to the next, under the caller's id, which is no number. Any thread; a store in trouble
 * keeps nothing and knows nothing, and says so in the log, because a call must not depend on it. Who is forgotten has nothing kept.
 */
public final class KeptVariables {

    /** The most that is kept of one caller; what is set beyond it is not kept. */
    static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(KeptVariables.class);

    private final Store store;
    private final Callers callers;
    private final Clock clock;

    /** Variables in {@code store}. */
    public KeptVariables(Store store, Callers callers, Clock clock) {
        this.store = store;
        this.callers = callers;
        this.clock = clock;
    }

    /** A value as it is kept: the word of its kind, and the value as it is written. */
    public record Kept(String kind, String value) {
        /** Nothing of the value. */
        @Override
        public String toString() {
            return "Kept[" + kind + "]";
        }
    }

    /** All that is kept of a number, by name; nothing for a withheld one. */
    public CompletionStage<Map<String, Kept>> of(String number) {
        return read(number).thenApply(found -> found.orElse(Map.of()));
    }

    /** The same; empty when the store cannot say, which is not the same as nothing. */
    public CompletionStage<Optional<Map<String, Kept>>> read(String number) {
        Optional<String> caller = callers.idOf(new Personal(number));
        if (caller.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.of(Map.of()));
        }
        return store.<Map<String, Kept>>read(tx -> of(tx, caller.get()))
                .thenApply(found -> orElse(
                        switch (found) {
                            case Stored.Done<Map<String, Kept>>(Map<String, Kept> all) ->
                                new Stored.Done<>(Optional.of(all));
                            case Stored.Failed<Map<String, Kept>>(var trouble) -> new Stored.Failed<>(trouble);
                        },
                        Optional.empty()));
    }

    /** All that is kept of a caller id, by name, inside a read. */
    static Map<String, Kept> of(Tx tx, String caller) {
        Map<String, Kept> all = new LinkedHashMap<>();
        tx.query(
                        "select name, kind, value from customer_variable where caller_id = ? order by name",
                        row -> Map.entry(row.text("name"), new Kept(row.text("kind"), row.text("value"))),
                        caller)
                .forEach(e -> all.put(e.getKey(), e.getValue()));
        return all;
    }

    /** Keeps a value; an empty one is no longer kept. Nothing for a withheld number. */
    public CompletionStage<Boolean> keep(String number, String name, Kept kept) {
        Optional<String> caller = callers.idOf(new Personal(number));
        if (caller.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        return store.write(tx -> {
                    if (kept.value().isEmpty()) {
                        return tx.execute(
                                "delete from customer_variable where caller_id = ? and name = ?", caller.get(), name);
                    }
                    return tx.execute(
                            "insert into customer_variable (caller_id, name, kind, value, set_at)"
                                    + " select ?, ?, ?, ?, ? where (select count(*) from customer_variable"
                                    + " where caller_id = ? and name <> ?) < " + MOST
                                    + " on conflict (caller_id, name) do update set kind = excluded.kind,"
                                    + " value = excluded.value, set_at = excluded.set_at",
                            caller.get(),
                            name,
                            kept.kind(),
                            kept.value(),
                            nanos(clock.now()),
                            caller.get(),
                            name);
                })
                .thenApply(done -> orElse(done, 0) > 0);
    }

    /** Takes out what was last set before then; how much. */
    public CompletionStage<Integer> expire(Instant before) {
        return store.write(tx -> tx.execute("delete from customer_variable where set_at < ?", nanos(before)))
                .thenApply(done -> orElse(done, 0));
    }

    private static long nanos(Instant at) {
        return Math.multiplyExact(at.toEpochMilli(), 1_000_000L);
    }

    private static <T> T orElse(Stored<T> answer, T nothing) {
        return switch (answer) {
            case Stored.Done<T>(T value) -> value;
            case Stored.Failed<T>(var trouble) -> {
                LOG.warn("kept variables: {}", trouble);
                yield nothing;
            }
        };
    }
}
