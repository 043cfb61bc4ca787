package org.helpline.customer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.helpline.core.Clock;
import org.helpline.core.Personal;
import org.helpline.store.Callers;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import org.helpline.store.Tx;

/**
 * Who is blocked or abusive, known without asking the store: a call is refused before anything else happens to it. Any thread; a store that
 * cannot be read leaves what was known.
 */
public final class Flags {

    private final Store store;
    private final Callers callers;
    private final Clock clock;
    private volatile Map<String, List<Flag>> held = Map.of(); // by caller id

    /** Flags in {@code store}, which are not read yet. */
    public Flags(Store store, Callers callers, Clock clock) {
        this.store = store;
        this.callers = callers;
        this.clock = clock;
    }

    /** A flag of this name that holds now for whoever has the number; empty for a withheld one. */
    public Optional<Flag> of(String number, String name) {
        Map<String, List<Flag>> now = held;
        return now.isEmpty()
                ? Optional.empty()
                : callers.idOf(new Personal(number))
                        .flatMap(caller -> now.getOrDefault(caller, List.of()).stream()
                                .filter(f -> f.name().equals(name))
                                .filter(f ->
                                        f.until().isEmpty() || f.until().get().isAfter(clock.now()))
                                .findFirst());
    }

    /** Reads them anew. @return false when the store cannot say; what was known stays */
    public CompletionStage<Boolean> read() {
        return store.read(this::all).thenApply(found -> switch (found) {
            case Stored.Done<Map<String, List<Flag>>>(Map<String, List<Flag>> all) -> {
                held = Map.copyOf(all);
                yield true;
            }
            case Stored.Failed<Map<String, List<Flag>>> _ -> false;
        });
    }

    private Map<String, List<Flag>> all(Tx tx) {
        long now = clock.now().toEpochMilli();
        Registry registry = new Registry(tx, now);
        Map<String, List<Flag>> all = new HashMap<>();
        tx.query(
                        "select kind, subject, flag, why, by_whom, since, until from customer_flag where until is null or until"
                                + " > ?",
                        Registry::flag,
                        now)
                .forEach(flag -> numbers(registry, flag)
                        .forEach(number -> all.computeIfAbsent(callers.idOfNormalised(number), _ -> new ArrayList<>())
                                .add(flag)));
        return all;
    }

    private static List<String> numbers(Registry registry, Flag flag) {
        return flag.number()
                ? List.of(flag.subject())
                : registry.person(registry.canonical(flag.subject()))
                        .map(Person::numbers)
                        .orElse(List.of());
    }
}
