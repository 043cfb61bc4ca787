package org.helpline.core;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A set of few elements, most often none, in the order in which they came: as {@link FewMap}, 16 bytes where a linked hash set takes 96. One thread. */
public final class FewSet<E> extends AbstractSet<E> {

    private static final Object[] NOTHING = {};

    private Object[] all = NOTHING; // never written to, but replaced

    /** Nothing in it. */
    public FewSet() {}

    private static int place(Object[] in, @Nullable Object element) {
        for (int i = 0; i < in.length; i++) {
            if (in[i].equals(element)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int size() {
        return all.length;
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return place(all, element) >= 0;
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
        int at = place(all, element);
        if (at < 0) {
            return false;
        }
        Object[] now = all.length == 1 ? NOTHING : new Object[all.length - 1];
        System.arraycopy(all, 0, now, 0, at);
        System.arraycopy(all, at + 1, now, at, now.length - at);
        all = now;
        return true;
    }

    @Override
    public void clear() {
        all = NOTHING;
    }

    /** {@inheritDoc} It walks what is in it now, whatever is added or taken out meanwhile. */
    @Override
    public Iterator<E> iterator() {
        return new Walk(all);
    }

    private final class Walk implements Iterator<E> {

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
        @SuppressWarnings("unchecked") // only add writes there
        public E next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return (E) walked[next++];
        }

        @Override
        public void remove() {
            if (next == 0) {
                throw new IllegalStateException("no element has been walked to");
            }
            FewSet.this.remove(walked[next - 1]);
        }
    }
}
