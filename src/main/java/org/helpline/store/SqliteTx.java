package org.helpline.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection and its prepared statements, confined to the thread that works with it. */
final class SqliteTx implements Tx, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteTx.class);
    private static final int KEPT_STATEMENTS = 64;

    private final Path file;
    private final Connection connection;
    private final LinkedHashMap<String, PreparedStatement> prepared = new LinkedHashMap<>(64, 0.75f, true);

    SqliteTx(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Runs work in one transaction; rolls back and gives the trouble if any statement or the commit fails.
     *
     * @param begin {@code begin immediate} to write (the lock is taken before the first read, so that no upgrade can
     *     fail half-way), {@code begin} to read one moment's state
     */
    <T> Stored<T> transact(String begin, Work<T> work) {
        boolean begun = false;
        boolean committed = false;
        try {
            run(begin); // by hand: the driver's autocommit=false takes the write lock again right after each commit
            begun = true;
            T value = work.in(this);
            run("commit");
            committed = true;
            return new Stored.Done<>(value);
        } catch (SQLException e) {
            return new Stored.Failed<>(StoreTrouble.read(file, e));
        } catch (StoreTrouble e) {
            return new Stored.Failed<>(e.trouble());
        } finally {
            if (!committed) {
                forgetStatements();
            }
            if (begun && !committed) {
                rollBack();
            }
        }
    }

    /** The driver leaves a statement that failed half-way in a state in which it cannot be run again. */
    private void forgetStatements() {
        for (PreparedStatement statement : prepared.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                LOG.debug("store={} a failed statement closes with: {}", file, e.getMessage());
            }
        }
        prepared.clear();
    }

    private void run(String sql) throws SQLException {
        prepare(sql).execute(); // kept: making a statement of "begin" costs more than running it
    }

    private void rollBack() {
        try {
            run("rollback");
        } catch (SQLException e) {
            // SQLite has rolled back by itself after a full disk or an I/O error:
            // https://www.sqlite.org/lang_transaction.html
            LOG.debug("store={} nothing left to roll back: {}", file, e.getMessage());
        }
    }

    /** Runs a statement that SQLite takes only outside a transaction (VACUUM, a checkpoint). */
    Stored<Boolean> outside(String sql, @Nullable Object... args) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, args);
            statement.execute();
            return new Stored.Done<>(true);
        } catch (SQLException e) {
            return new Stored.Failed<>(StoreTrouble.read(file, e));
        }
    }

    @Override
    public int execute(String sql, @Nullable Object... args) {
        try {
            PreparedStatement statement = prepare(sql);
            bind(statement, args);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw StoreTrouble.of(file, e);
        }
    }

    @Override
    public <T> List<T> query(String sql, Function<Row, T> mapper, @Nullable Object... args) {
        try {
            // taken out while it runs: a mapper may run the same statement again inside
            PreparedStatement known = prepared.remove(sql);
            PreparedStatement statement = known == null ? connection.prepareStatement(sql) : known;
            List<T> found = new ArrayList<>();
            boolean complete = false;
            try {
                bind(statement, args);
                try (ResultSet rows = statement.executeQuery()) {
                    Row row = new ResultRow(file, rows);
                    while (rows.next()) {
                        found.add(mapper.apply(row));
                    }
                }
                complete = true;
            } finally {
                if (!complete) {
                    statement.close();
                }
            }
            keep(sql, statement);
            return found;
        } catch (SQLException e) {
            throw StoreTrouble.of(file, e);
        }
    }

    private void keep(String sql, PreparedStatement statement) throws SQLException {
        PreparedStatement same = prepared.put(sql, statement);
        if (same != null) {
            same.close(); // the one that ran inside
        }
        if (prepared.size() > KEPT_STATEMENTS) {
            prepared.pollFirstEntry().getValue().close();
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            keep(sql, known);
        }
        return known;
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] args) throws SQLException {
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case null -> statement.setObject(i + 1, null);
                case String text -> statement.setString(i + 1, text);
                case Integer number -> statement.setLong(i + 1, number);
                case Long number -> statement.setLong(i + 1, number);
                case Object other -> throw new IllegalArgumentException("cannot bind a " + other.getClass());
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private record ResultRow(Path file, ResultSet rows) implements Row {

        @Override
        public String text(String column) {
            return textIfAny(column).orElse("");
        }

        @Override
        public Optional<String> textIfAny(String column) {
            try {
                return Optional.ofNullable(rows.getString(column));
            } catch (SQLException e) {
                throw StoreTrouble.of(file, e);
            }
        }

        @Override
        public long number(String column) {
            return numberIfAny(column).orElse(0L);
        }

        @Override
        public Optional<Long> numberIfAny(String column) {
            try {
                long number = rows.getLong(column);
                return rows.wasNull() ? Optional.empty() : Optional.of(number);
            } catch (SQLException e) {
                throw StoreTrouble.of(file, e);
            }
        }
    }
}
