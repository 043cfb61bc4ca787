package org.helpline.core;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A set of few elements, most often none, in the order in which they came: as {@link FewMap}, 16 bytes where a linked hash set takes 96. One thread. */
public final class FewSet<E> extends AbstractSet<E> {

    private Object[] all = FewWalk.NOTHING; // never written to, but replaced

    /** Nothing in it. */
    public FewSet() {}

    @Override
    public int size() {
        return all.length;
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return FewWalk.place(all, 1, element) >= 0;
    }

    @Override
    public boolean add(E element) {
        if (contains(Objects.requireNonNull(element))) {
            return false;
        }
        Object[] now = Arrays.copyOf(all, all.length + 1);
        now[all.length] = element;
        all = now;
        return true;
    }

    @Override
    public boolean remove(@Nullable Object element) {
        int at = FewWalk.place(all, 1, element);
        if (at < 0) {
            return false;
        }
        all = FewWalk.without(all, 1, at);
        return true;
    }

    @Override
    public void clear() {
        all = FewWalk.NOTHING;
    }

    /** {@inheritDoc} It walks what is in it now, whatever is added or taken out meanwhile. */
    @Override
    public Iterator<E> iterator() {
        return new Walk();
    }

    private final class Walk extends FewWalk<E> {

        Walk() {
            super(all, 1);
        }

        @Override
        @SuppressWarnings("unchecked") // only add writes there
        E element(Object[] walked, int at) {
            return (E) walked[at];
        }

        @Override
        void take(Object element) {
            FewSet.this.remove(element);
        }
    }
}
