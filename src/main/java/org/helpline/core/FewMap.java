package org.helpline.core;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map of few entries, most often none, in the order in which they came: 32 bytes where a linked hash map takes 80, and none beside them until something is
 * put. A call has dozens. Each look-up goes through all; an iterator walks what was there when it was made. One thread.
 */
public final class FewMap<K, V> extends AbstractMap<K, V> {

    private static final Object[] NOTHING = {};

    private Object[] pairs = NOTHING; // key, value, key, value; never written to, but replaced

    /** Nothing in it. */
    public FewMap() {}

    private int place(@Nullable Object key) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(key)) {
                return i;
            }
        }
        return -1;
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
        Object[] now = pairs.length == 2 ? NOTHING : new Object[pairs.length - 2];
        System.arraycopy(pairs, 0, now, 0, at);
        System.arraycopy(pairs, at + 2, now, at, now.length - at);
        pairs = now;
        return before;
    }

    @Override
    public void clear() {
        pairs = NOTHING;
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
            return new Walk(pairs);
        }
    }

    private final class Walk implements Iterator<Map.Entry<K, V>> {

        private final Object[] walked;
        private int next;

        Walk(Object[] walked) {
            this.walked = walked;
        }

        @Override
        public boolean hasNext() {
            return next < walked.length;
        }

        @Override
        public Map.Entry<K, V> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            next += 2;
            return Map.entry(as(walked[next - 2]), as(walked[next - 1]));
        }

        @Override
        public void remove() {
            if (next == 0) {
                throw new IllegalStateException("no entry has been walked to");
            }
            FewMap.this.remove(walked[next - 2]);
        }
    }
}
