package org.helpline.store;

/** Something to do in one transaction. May be run again after a failure, so it keeps no state of its own that matters. */
@FunctionalInterface
public interface Work<T> {

    /** Does it. Nothing of {@code tx} may be kept. */
    T in(Tx tx);
}
