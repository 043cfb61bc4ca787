package org.helpline.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.helpline.core.Problems;

/**
 * A piece of a start that goes on beside the others. Its problems are its own until it is joined, so that the list of a start has the
 * same order whichever piece ends first. Begun and joined by one thread.
 *
 * @param <T> what it makes
 */
final class Beside<T> {

    private final Problems own = new Problems();
    private final CompletableFuture<T> made;

    private Beside(Function<Problems, T> piece, Executor threads) {
        this.made = CompletableFuture.supplyAsync(() -> piece.apply(own), threads);
    }

    /** Begins it. {@code piece} tells its problems to the list that it is given, which no other piece sees. */
    static <T> Beside<T> begin(Executor threads, Function<Problems, T> piece) {
        return new Beside<>(piece, threads);
    }

    /**
     * Waits for what it makes, and adds its problems to {@code all}.
     *
     * @throws java.util.concurrent.CompletionException if it failed by a fault of ours
     */
    T join(Problems all) {
        T result = made.join();
        all.addAll(own.all());
        return result;
    }
}
