package org.helpline.core;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Where handles are found by name from any thread: the one shared map. It holds handles and immutable values only. */
public final class Directory<K, V> {

    private final ConcurrentHashMap<K, V> entries = new ConcurrentHashMap<>();

    /** Enters or replaces. */
    public void put(K key, V value) {
        entries.put(key, value);
    }

    /** Enters it unless something stands there: what does, in one step with the entering; empty: it was entered. */
    public Optional<V> enter(K key, V value) {
        return Optional.ofNullable(entries.putIfAbsent(key, value));
    }

    /** What stands under the key now. */
    public Optional<V> find(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    /**
     * Replaces what stands under the key by what {@code change} makes of it, in one step with the reading; nothing if there is none.
     *
     * @param change short, and without a word to this directory
     */
    public void replace(K key, UnaryOperator<V> change) {
        entries.computeIfPresent(key, (_, now) -> change.apply(now));
    }

    /** Strikes the entry out if it is so, in one step with the reading. */
    public void removeIf(K key, Predicate<V> condition) {
        entries.computeIfPresent(key, (_, now) -> condition.test(now) ? null : now);
    }

    /** Strikes the entry out; nothing if there is none. */
    public void remove(K key) {
        entries.remove(key);
    }

    /** Strikes out every entry that is so. */
    public void removeAll(BiPredicate<K, V> condition) {
        entries.entrySet().removeIf(e -> condition.test(e.getKey(), e.getValue()));
    }

    /** All values at about this moment. */
    public Collection<V> all() {
        return List.copyOf(entries.values());
    }

    /** How many. */
    public int size() {
        return entries.size();
    }
}
