package org.helpline.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A transaction in hand: the only way to SQL from other rooms. Valid inside the work it is given to, on that thread.
 * Arguments are bound, never spliced: String, Integer, Long or null. Trouble ends the work and is told in its
 * {@link Stored.Failed}.
 */
public interface Tx {

    /**
     * Runs a statement.
     *
     * @param sql with a {@code ?} for each of {@code args}
     * @return how many rows it changed
     */
    int execute(String sql, @Nullable Object... args);

    /** Reads all rows, in the order of the statement. */
    <T> List<T> query(String sql, Function<Row, T> mapper, @Nullable Object... args);

    /** Reads the first row, if there is one. */
    default <T> Optional<T> first(String sql, Function<Row, T> mapper, @Nullable Object... args) {
        return query(sql, mapper, args).stream().findFirst();
    }
}
