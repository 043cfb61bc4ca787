package org.helpline.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.Fact;
import org.helpline.store.Row;
import org.helpline.store.Tx;

/**
 * A fact as it lies in the store, its callers' texts sealed: for folds.
 *
 * @param row its place among all facts, in the order in which they were stored
 * @param run the server's run in which it happened
 * @param offsetMillis milliseconds since its stream began
 */
public record FactRow(long row, long run, String stream, long number, Instant at, long offsetMillis, Fact fact) {

    private static final String COLUMNS =
            "select rowid as row_id, stream, run, number, at, offset_ms, kind, json from fact";

    /** What a row says without its fact. */
    public record Mention(long row, long run, String stream, Instant at, String kind) {

        /** Whether it belongs to a call, whose id the stream is then. */
        public boolean isOfACall() {
            return Entry.isCall(stream);
        }

        /** Whether it belongs to a call-back that nobody asked for in a call. */
        public boolean isOfACallback() {
            return Entry.isCallback(stream);
        }
    }

    /** Whether a stream is that of a call-back that nobody asked for in a call: {@code callback:ID}. */
    public static boolean isOfACallback(String stream) {
        return Entry.isCallback(stream);
    }

    /** All facts of a call whose kinds are among these, in order. */
    public static List<FactRow> ofCall(Tx tx, String call, Set<String> kinds) {
        return read(tx.query(COLUMNS + " where stream = ? order by run, number", r -> in(r, kinds), call));
    }

    /** The facts of these rows, whatever stream they belong to, in order. */
    public static List<FactRow> between(Tx tx, long after, long to, Set<String> kinds) {
        return read(tx.query(COLUMNS + " where rowid > ? and rowid <= ? order by rowid", r -> in(r, kinds), after, to));
    }

    /** What stands in the next rows, at most {@code most} of them. */
    public static List<Mention> mentions(Tx tx, long after, int most) {
        return tx.query(
                "select rowid as row_id, stream, run, at, kind from fact where rowid > ? order by rowid limit ?",
                r -> new Mention(
                        r.number("row_id"),
                        r.number("run"),
                        r.text("stream"),
                        Entry.instant(r.number("at")),
                        r.text("kind")),
                after,
                most);
    }

    /** The last row that there is; 0 while there is none. */
    public static long last(Tx tx) {
        return tx.first("select max(rowid) as row_id from fact", r -> r.number("row_id"))
                .orElse(0L);
    }

    private static List<FactRow> read(List<Optional<FactRow>> rows) {
        return rows.stream().flatMap(Optional::stream).toList();
    }

    private static Optional<FactRow> in(Row row, Set<String> kinds) {
        String kind = row.text("kind");
        return kinds.contains(kind)
                ? CODEC.readSealed(kind, row.text("json"))
                        .map(fact -> new FactRow(
                                row.number("row_id"),
                                row.number("run"),
                                row.text("stream"),
                                row.number("number"),
                                Entry.instant(row.number("at")),
                                row.number("offset_ms"),
                                fact))
                : Optional.empty();
    }

    private static final FactCodec CODEC = new FactCodec();
}
