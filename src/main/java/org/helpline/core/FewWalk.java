package org.helpline.core;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A walk through what a {@link FewMap} or a {@link FewSet} held when it began, and how their arrays are searched and shortened. One thread. */
abstract class FewWalk<T> implements Iterator<T> {

    /** The array of all that hold nothing. */
    static final Object[] NOTHING = {};

    private final Object[] walked;
    private final int step;
    private int next;

    /** Through {@code walked}, of which each element takes {@code step} cells, its key the first. */
    FewWalk(Object[] walked, int step) {
        this.walked = walked;
        this.step = step;
    }

    /** The element whose first cell is {@code at}. */
    abstract T element(Object[] walked, int at);

    /** Takes the element of this key out of what is walked through. */
    abstract void take(Object key);

    @Override
    public final boolean hasNext() {
        return next < walked.length;
    }

    @Override
    public final T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        next += step;
        return element(walked, next - step);
    }

    @Override
    public final void remove() {
        if (next == 0) {
            throw new IllegalStateException("nothing has been walked to");
        }
        take(walked[next - step]);
    }

    /** The first cell of the element of this key, or -1. */
    static int place(Object[] all, int step, @Nullable Object key) {
        for (int i = 0; i < all.length; i += step) {
            if (all[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** A copy that lacks the element whose first cell is {@code at}. */
    static Object[] without(Object[] all, int step, int at) {
        Object[] left = all.length == step ? NOTHING : new Object[all.length - step];
        System.arraycopy(all, 0, left, 0, at);
        System.arraycopy(all, at + step, left, at, left.length - at);
        return left;
    }
}
