package org.helpline.core;

import java.util.ArrayList;
import java.util.List;

/** Collects every {@link Problem} before anything starts, so that all are told at once. One thread. */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    /** Adds one. */
    public void add(Problem problem) {
        found.add(problem);
    }

    /** Adds all of {@code more}. */
    public void addAll(Iterable<Problem> more) {
        more.forEach(found::add);
    }

    /** Whether none was found. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All found so far, in the order found. */
    public List<Problem> all() {
        return List.copyOf(found);
    }
}
