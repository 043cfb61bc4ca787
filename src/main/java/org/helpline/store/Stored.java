package org.helpline.store;

import java.util.Optional;

/** What became of work handed to the store: a value, or why there is none. A failed write has changed nothing. */
public sealed interface Stored<T> {

    /** Done, and committed if it was a write. */
    record Done<T>(T value) implements Stored<T> {}

    /** Not done; nothing was changed. */
    record Failed<T>(Trouble trouble) implements Stored<T> {}

    /** The value, if it was done. */
    default Optional<T> ifDone() {
        return switch (this) {
            case Done<T>(T value) -> Optional.of(value);
            case Failed<T> _ -> Optional.empty();
        };
    }

    /** The value, or an {@link IllegalStateException} with the trouble's words: for tests and for tools that can go no further. */
    default T orThrow() {
        return switch (this) {
            case Done<T>(T value) -> value;
            case Failed<T>(Trouble trouble) -> throw new IllegalStateException(trouble.toString());
        };
    }
}
