package org.helpline.core;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map of few entries, most often none, in the order in which they came: 32 bytes where a linked hash map takes 80, and none beside them until something is
 * put. A call has dozens. Each look-up goes through all; an iterator walks what was there when it was made. One thread.
 */
public final class FewMap<K, V> extends AbstractMap<K, V> {

    private Object[] pairs = FewWalk.NOTHING; // key, value, key, value; never written to, but replaced

    /** Nothing in it. */
    public FewMap() {}

    private int place(@Nullable Object key) {
        return FewWalk.place(pairs, 2, key);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // only put writes there
    private static <T> T as(Object stored) {
        return (T) stored;
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return place(key) >= 0;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        int at = place(key);
        return at < 0 ? null : as(pairs[at + 1]);
    }

    @Override
    public @Nullable V put(K key, V value) {
        int at = place(Objects.requireNonNull(key));
        Object[] now = Arrays.copyOf(pairs, at < 0 ? pairs.length + 2 : pairs.length);
        int to = at < 0 ? pairs.length : at;
        V before = at < 0 ? null : as(pairs[at + 1]);
        now[to] = at < 0 ? key : now[to];
        now[to + 1] = Objects.requireNonNull(value);
        pairs = now;
        return before;
    }

    @Override
    public @Nullable V remove(@Nullable Object key) {
        int at = place(key);
        if (at < 0) {
            return null;
        }
        V before = as(pairs[at + 1]);
        pairs = FewWalk.without(pairs, 2, at);
        return before;
    }

    @Override
    public void clear() {
        pairs = FewWalk.NOTHING;
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<K, V>> {

        @Override
        public int size() {
            return FewMap.this.size();
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return new Walk();
        }
    }

    private final class Walk extends FewWalk<Map.Entry<K, V>> {

        Walk() {
            super(pairs, 2);
        }

        @Override
        Map.Entry<K, V> element(Object[] walked, int at) {
            return Map.entry(as(walked[at]), as(walked[at + 1]));
        }

        @Override
        void take(Object key) {
            FewMap.this.remove(key);
        }
    }
}
