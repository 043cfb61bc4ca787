package org.helpline.core;

/**
 * The latest of a row of immutable values: one thread publishes, any thread reads without waiting.
 *
 * @param <T> an immutable type
 */
public final class Snapshot<T> {

    private volatile T latest;

    /** Starts with {@code first}. */
    public Snapshot(T first) {
        this.latest = first;
    }

    /** The value published last. Any thread. */
    public T get() {
        return latest;
    }

    /** Replaces the value; readers see all that was written before. The owner's thread only. */
    public void publish(T next) {
        latest = next;
    }
}
