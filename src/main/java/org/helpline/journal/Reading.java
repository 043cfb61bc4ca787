package org.helpline.journal;

import java.util.concurrent.CompletionStage;
import org.helpline.store.Stored;
import org.helpline.store.Trouble;

/** What was read from the journal, or why nothing could be. */
public sealed interface Reading<T> {

    /** Read. */
    record Read<T>(T value) implements Reading<T> {}

    /** Not read; {@code why} is one plain sentence for the operator, naming the file. */
    record NotRead<T>(String why) implements Reading<T> {}

    /** What was read, or an {@link IllegalStateException} that says why not: where no trouble is expected. */
    default T orThrow() {
        return switch (this) {
            case Read<T>(T value) -> value;
            case NotRead<T>(String why) -> throw new IllegalStateException(why);
        };
    }

    /** The same in the words of this room: those above do not see the store. */
    static <T> CompletionStage<Reading<T>> of(CompletionStage<Stored<T>> stage) {
        return stage.thenApply(stored -> switch (stored) {
            case Stored.Done<T>(T value) -> new Read<>(value);
            case Stored.Failed<T>(Trouble trouble) -> new NotRead<>(trouble.what());
        });
    }
}
