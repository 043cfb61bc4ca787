package org.helpline.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Holds a store's file for writing, as another process might, until it is closed. */
public final class OtherProcess implements AutoCloseable {

    private final Connection connection;

    private OtherProcess(Connection connection) {
        this.connection = connection;
    }

    /** Takes the file, waiting for whoever writes to it now. */
    public static OtherProcess holding(Path file) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            connection.createStatement().execute("pragma busy_timeout=10000");
            connection.createStatement().execute("begin immediate");
            return new OtherProcess(connection);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.createStatement().execute("rollback");
            connection.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
