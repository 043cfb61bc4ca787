package org.helpline.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.helpline.core.Problem;

/**
 * The schema's version and its way up: numbered migrations beside this class, applied by Flyway. Starting Flyway costs most
 * of a second, so the file's {@code user_version} remembers the last one applied and Flyway runs only when it is behind.
 */
final class Schema {

    /** The highest migration; a test holds it equal to the resources. */
    static final int LATEST = 16;

    private Schema() {}

    static Optional<Problem> bringUpToDate(Path file, Connection connection) throws SQLException {
        int version = version(connection);
        if (version == LATEST) {
            return Optional.empty();
        }
        return version > LATEST ? Optional.of(tooNew(file, version)) : migrate(file, connection, "org/helpline/store");
    }

    /** Whether the file can be read as it is. */
    static Optional<Problem> check(Path file, Connection connection) throws SQLException {
        int version = version(connection);
        if (version == LATEST) {
            return Optional.empty();
        }
        if (version > LATEST) {
            return Optional.of(tooNew(file, version));
        }
        return Optional.of(Problem.of(
                file.toString(),
                "The store has version " + version + ", this Helpline reads version " + LATEST + ".",
                "Start the server once: it brings the store up to date."));
    }

    static Optional<Problem> migrate(Path file, Connection connection, String resources) throws SQLException {
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource("jdbc:sqlite:" + file.toAbsolutePath(), "", "")
                    .locations("classpath:" + resources)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            return Optional.of(Problem.of(
                    file.toString(),
                    "The store could not be brought to version " + LATEST + ": " + firstLine(e) + ".",
                    "Nothing was changed by the step that failed; mend the cause or bring back a backup with"
                            + " `bin/helpline restore FILE`."));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma user_version=" + LATEST);
        }
        return Optional.empty();
    }

    private static Problem tooNew(Path file, int version) {
        return Problem.of(
                file.toString(),
                "The store was written by a newer Helpline (version " + version + ", this one knows " + LATEST + ").",
                "Run the newer Helpline, or bring back a backup that this one made.");
    }

    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("pragma user_version")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static String firstLine(FlywayException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("no reason given");
    }
}
