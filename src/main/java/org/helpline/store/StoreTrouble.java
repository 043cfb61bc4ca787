package org.helpline.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Carries a {@link Trouble} out of the work that met it, up to {@link Store}; never leaves the room. */
final class StoreTrouble extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Trouble trouble;

    private StoreTrouble(Trouble trouble, SQLException cause) {
        super(trouble.what(), cause);
        this.trouble = trouble;
    }

    Trouble trouble() {
        return trouble;
    }

    static StoreTrouble of(Path file, SQLException e) {
        return new StoreTrouble(read(file, e), e);
    }

    /** SQLite's result code in an operator's words: https://www.sqlite.org/rescode.html */
    static Trouble read(Path file, SQLException e) {
        SQLiteErrorCode code = e instanceof SQLiteException s ? s.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        return switch (code.code & 0xff) { // the low byte is the primary result code
            case 5, 6 -> new Trouble(Trouble.Kind.LOCKED, file + " is locked by another process");
            case 13 ->
                new Trouble(Trouble.Kind.FULL, "no room to write " + file + ": the disk or the file's limit is full");
            case 8, 14 -> new Trouble(Trouble.Kind.NOT_WRITABLE, file + " cannot be opened or written");
            case 11, 26 -> new Trouble(Trouble.Kind.DAMAGED, file + " is damaged or is not an SQLite database");
            default -> new Trouble(Trouble.Kind.OTHER, file + ": " + e.getMessage());
        };
    }
}
