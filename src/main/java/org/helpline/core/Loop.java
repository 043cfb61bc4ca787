package org.helpline.core;

/**
 * One thread's worth of confined state: what is handed to a loop runs there, one at a time, in order.
 *
 * <p>Two ways in. {@link #offer} is for work that may be shed (new calls): false when the backlog is full. {@link #tell} is
 * for what must not be lost (digits, BYE, release, end): room for it is reserved, and it is refused only when the loop has
 * ended. Both are callable from any thread.
 */
public interface Loop {

    /** Hands over work that may be shed; false if the backlog is full or the loop has ended; the task will not run */
    boolean offer(Runnable task);

    /** Hands over work that must not be lost; false only if the loop has ended */
    boolean tell(Runnable task);

    /** Whether the calling thread is this loop. */
    boolean isInside();

    /** Timers of this loop; start them on the loop only. */
    Timers timers();

    /** The clock that the timers follow. */
    Clock clock();

    /** A short name for logs and metrics. */
    String name();

    /** How many tasks wait; approximate. Any thread. */
    int backlog();

    /** How many tasks {@link #offer} has refused since the start. Any thread. */
    long shed();

    /** Ends with an {@link IllegalStateException} unless called on this loop. */
    default void assertInside() {
        if (!isInside()) {
            throw new IllegalStateException(
                    "on thread " + Thread.currentThread().getName() + ", but this belongs to loop " + name());
        }
    }
}
