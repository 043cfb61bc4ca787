package org.helpline.customer;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads comma-separated values (RFC 4180), with {@code ,} or {@code ;} or a tab between the fields, whichever the first
 * line uses; quoted fields may hold anything, {@code ""} for a quote. Empty lines are passed over. One thread.
 */
final class CsvReader {

    private static final int LONGEST_FIELD = 10_000;

    private final PushbackReader in;
    private char separator = ',';
    private int line = 1;
    private int column;

    CsvReader(Reader in) {
        this.in = new PushbackReader(in, 1);
    }

    /** A field with the place where it begins, 1-based. */
    record Field(String text, int line, int column) {}

    /** What cannot be read, and where; nothing can be read after it. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1;
        private final int line;
        private final int column;

        Malformed(String what, int line, int column) {
            super(what);
            this.line = line;
            this.column = column;
        }

        int line() {
            return line;
        }

        int column() {
            return column;
        }
    }

    /** Reads the first line's fields and takes its separator for the rest. */
    Optional<List<Field>> header() throws IOException {
        Optional<List<Field>> first = next();
        if (first.isPresent() && first.get().size() == 1) {
            Field only = first.get().getFirst();
            separator = only.text().indexOf(';') >= 0 ? ';' : only.text().indexOf('\t') >= 0 ? '\t' : ',';
            return Optional.of(split(only));
        }
        return first;
    }

    /** Reads the next record; empty at the end. */
    Optional<List<Field>> next() throws IOException {
        while (true) {
            List<Field> fields = new ArrayList<>();
            boolean more = true;
            while (more) {
                more = field(fields);
            }
            if (fields.isEmpty()) {
                return Optional.empty();
            }
            if (fields.size() > 1 || !fields.getFirst().text().isEmpty()) {
                return Optional.of(fields);
            }
        }
    }

    /** Reads one field; false if it was the last of its record. At the end of the file none is added. */
    private boolean field(List<Field> fields) throws IOException {
        int c = read();
        if (c < 0 && fields.isEmpty()) {
            return false;
        }
        int fromLine = line;
        int fromColumn = column;
        StringBuilder text = new StringBuilder();
        if (c == '"') {
            quoted(text, fromLine, fromColumn);
            c = read();
            while (c == ' ') {
                c = read();
            }
            if (c >= 0 && c != separator && c != '\n' && c != '\r') {
                throw new Malformed("Text follows a closing quote.", line, column);
            }
        } else {
            while (c >= 0 && c != separator && c != '\n' && c != '\r') {
                add(text, c);
                c = read();
            }
        }
        fields.add(new Field(text.toString().strip(), fromLine, Math.max(1, fromColumn)));
        return !endsRecord(c);
    }

    private boolean endsRecord(int c) throws IOException {
        if (c == separator) {
            return false;
        }
        if (c == '\r') {
            int after = in.read();
            if (after >= 0 && after != '\n') {
                in.unread(after);
            }
        }
        line++;
        column = 0;
        return true;
    }

    private void quoted(StringBuilder text, int fromLine, int fromColumn) throws IOException {
        while (true) {
            int c = read();
            if (c < 0) {
                throw new Malformed("This quote is never closed.", fromLine, fromColumn);
            }
            if (c == '"') {
                int after = in.read();
                if (after != '"') {
                    if (after >= 0) {
                        in.unread(after);
                    }
                    return;
                }
                column++;
            } else if (c == '\n') {
                line++;
                column = 0;
            }
            add(text, c);
        }
    }

    private void add(StringBuilder text, int c) throws Malformed {
        if (text.length() >= LONGEST_FIELD) {
            throw new Malformed("A field is longer than " + LONGEST_FIELD + " characters.", line, column);
        }
        text.append((char) c);
    }

    private int read() throws IOException {
        int c = in.read();
        if (c == '\uFEFF' && line == 1 && column == 0) { // a byte order mark, as spreadsheets write it
            c = in.read();
        }
        column++;
        return c;
    }

    private List<Field> split(Field only) {
        List<Field> fields = new ArrayList<>();
        int from = 0;
        while (from <= only.text().length()) {
            int to = only.text().indexOf(separator, from);
            to = to < 0 ? only.text().length() : to;
            fields.add(new Field(only.text().substring(from, to).strip(), only.line(), only.column() + from));
            from = to + 1;
        }
        return fields;
    }
}
