package org.helpline.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/** Opens the file: a connection to write and two to read, or the {@link Problem} in the way. */
final class OpenFile {

    private static final int CONNECTIONS = 3;
    private static final int BUSY_MILLIS = 1_000;

    private OpenFile() {}

    /** Open connections, the first one to write, and the lock that lets nobody else serve the file. */
    record Opened(List<SqliteTx> connections, Optional<StoreLock> lock) {}

    static Optional<Opened> toServe(Path file, Problems problems) {
        Optional<StoreLock> lock = make(file, problems) ? StoreLock.take(file, problems) : Optional.empty();
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        Optional<List<SqliteTx>> connections =
                connect(file, problems, connection -> Schema.bringUpToDate(file, connection));
        if (connections.isEmpty()) {
            lock.get().close();
        }
        return connections.map(all -> new Opened(all, lock));
    }

    static Optional<Opened> toRead(Path file, Problems problems) {
        if (!Files.exists(file)) {
            problems.add(Problem.of(
                    file.toString(),
                    "There is no store here yet.",
                    "Start the server once, or name its directory with --data DIR."));
            return Optional.empty();
        }
        return connect(file, problems, connection -> {
                    Optional<Problem> tooOldOrNew = Schema.check(file, connection);
                    try (var statement = connection.createStatement()) {
                        statement.execute("pragma query_only=on");
                    }
                    return tooOldOrNew;
                })
                .map(all -> new Opened(all, Optional.empty()));
    }

    /** Makes directory and file readable by their owner alone; SQLite gives its side files the same mode. */
    private static boolean make(Path file, Problems problems) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return true;
        } catch (FileAlreadyExistsException e) {
            problems.add(Problem.of(
                    file.toString(),
                    "The store's directory cannot be made: " + e.getFile() + " is a file.",
                    "Name another directory with --data DIR."));
        } catch (IOException | UnsupportedOperationException e) {
            problems.add(Problem.of(
                    file.toString(),
                    "The store cannot be made: " + e + ".",
                    "Let the server's user write there, or name another directory with --data DIR."));
        }
        return false;
    }

    private interface Preparation {
        Optional<Problem> of(Connection first) throws SQLException;
    }

    private static Optional<List<SqliteTx>> connect(Path file, Problems problems, Preparation preparation) {
        List<SqliteTx> open = new ArrayList<>();
        Optional<Problem> problem;
        try {
            Connection first = connection(file);
            open.add(new SqliteTx(file, first));
            problem = preparation.of(first);
            while (problem.isEmpty() && open.size() < CONNECTIONS) {
                open.add(new SqliteTx(file, connection(file)));
            }
        } catch (SQLException e) {
            problem = Optional.of(inTheWay(file, StoreTrouble.read(file, e)));
        }
        if (problem.isEmpty()) {
            return Optional.of(open);
        }
        problems.add(problem.get());
        open.forEach(OpenFile::closeQuietly);
        return Optional.empty();
    }

    /** What an operator reads and does when the file cannot be opened. */
    static Problem inTheWay(Path file, Trouble trouble) {
        String fix = switch (trouble.kind()) {
            case LOCKED -> "Stop the other process (another server with this --data?), then start again.";
            case FULL -> "Make room on the disk, then start again.";
            case NOT_WRITABLE -> "Let the server's user write the file and its directory.";
            case DAMAGED ->
                "Bring back a backup with `bin/helpline restore FILE`, or move the file away to begin anew.";
            case CLOSED, OTHER -> "Look at the file with the sqlite3 tool, or bring back a backup.";
        };
        return Problem.of(file.toString(), "The store cannot be opened: " + trouble.what() + ".", fix);
    }

    private static Connection connection(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalMode(JournalMode.WAL);
        // WAL with NORMAL loses nothing when the process dies, only the last commits when the machine does
        config.setSynchronous(SynchronousMode.NORMAL);
        config.setTransactionMode(TransactionMode.DEFERRED);
        config.enforceForeignKeys(true);
        // a destroyed key must not survive in free pages: https://www.sqlite.org/pragma.html#pragma_secure_delete
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        config.setGetGeneratedKeys(false); // else the driver asks for the last row id after every insert
        return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    }

    private static void closeQuietly(SqliteTx connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("a connection that was just opened does not close", e);
        }
    }
}
