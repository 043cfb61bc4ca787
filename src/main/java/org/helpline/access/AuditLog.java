package org.helpline.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.helpline.access.AuditLine.Act;
import org.helpline.core.Clock;
import org.helpline.store.Row;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import org.helpline.store.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who did what, for good: lines are only added, the store's triggers refuse to change one or to take one of the last year out, and each
 * line holds the hash of the one before, so that what is done past the triggers shows in {@link #check}. Any thread.
 */
public final class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final String LAST = "select * from audit order by number desc limit ?";

    private final Store store;
    private final Clock clock;

    /** The log in {@code store}. */
    public AuditLog(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What came of a check. */
    public sealed interface Checked {
        /** Nothing was changed between the first line that is kept and the last, whose hash this is. */
        record Whole(long lines, long last, String hash) implements Checked {}

        /** The first line that is not as it was written, or does not follow the one before. */
        record Broken(long number) implements Checked {}

        /** It could not be read. */
        record Unread(String why) implements Checked {}
    }

    /** Adds a line. Nothing waits for it; a store that does not take it is told in the log, with the line. */
    public CompletionStage<Boolean> write(Act act) {
        return store.write(tx -> add(tx, act, clock.now())).thenApply(stored -> switch (stored) {
            case Stored.Done<Boolean> _ -> true;
            case Stored.Failed<Boolean>(var trouble) -> {
                LOG.error("audit: a line could not be stored ({}): {}", trouble, act);
                yield false;
            }
        });
    }

    private static boolean add(Tx tx, Act act, Instant now) {
        Optional<AuditLine> last = tx.first(LAST, AuditLog::line, 1);
        AuditLine line = AuditLine.after(
                last.map(AuditLine::hash).orElse(""),
                last.map(AuditLine::number).orElse(0L) + 1,
                instant(nanos(now)),
                act);
        tx.execute(
                "insert into audit (number, at, who, source, act, what, result, before, hash) values (?,?,?,?,?,?,?,?,?)",
                line.number(),
                nanos(line.at()),
                act.who(),
                act.source(),
                act.act(),
                act.what(),
                act.result(),
                line.before(),
                line.hash());
        return true;
    }

    /** The last lines, oldest first; empty where they cannot be read. */
    public CompletionStage<Optional<List<AuditLine>>> last(int most) {
        return store.read(tx -> tx.query(LAST, AuditLog::line, most).reversed()).thenApply(Stored::ifDone);
    }

    /**
     * Which lines to look for.
     *
     * @param words each must stand somewhere in the line; capitals do not matter
     * @param from not before
     * @param until before then
     * @param below of smaller numbers only
     */
    public record Wanted(List<String> words, Optional<Instant> from, Optional<Instant> until, long below) {}

    /** Lines that are wanted, the latest first; empty where they cannot be read. */
    public CompletionStage<Optional<List<AuditLine>>> search(Wanted wanted, int most) {
        StringBuilder sql = new StringBuilder("select * from audit where number < ? and at >= ? and at < ?");
        List<Object> values = new ArrayList<>(List.of(
                wanted.below(),
                wanted.from().map(AuditLog::nanos).orElse(0L),
                wanted.until().map(AuditLog::nanos).orElse(Long.MAX_VALUE)));
        for (String word : wanted.words()) {
            sql.append(
                    " and lower(who || ' ' || source || ' ' || act || ' ' || what || ' ' || result) like ? escape '!'");
            values.add("%" + word.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%");
        }
        values.add(most);
        String query = sql.append(" order by number desc limit ?").toString();
        return store.read(tx -> tx.query(query, AuditLog::line, values.toArray()))
                .thenApply(Stored::ifDone);
    }

    /** Looks whether every line is as it was written. */
    public CompletionStage<Checked> check() {
        return store.<Checked>read(AuditLog::checked).thenApply(stored -> switch (stored) {
            case Stored.Done<Checked>(Checked checked) -> checked;
            case Stored.Failed<Checked>(var trouble) -> new Checked.Unread(trouble.what());
        });
    }

    private static Checked checked(Tx tx) {
        Optional<AuditLine> before = Optional.empty();
        long lines = 0;
        List<AuditLine> page = page(tx, 0);
        while (!page.isEmpty()) {
            for (AuditLine line : page) {
                boolean follows = before.map(b -> b.hash().equals(line.before()) && b.number() + 1 == line.number())
                        .orElse(true); // those before it were kept long enough and are gone
                if (!follows || !line.isWhole()) {
                    return new Checked.Broken(line.number());
                }
                before = Optional.of(line);
                lines++;
            }
            page = page(tx, page.getLast().number());
        }
        return new Checked.Whole(
                lines,
                before.map(AuditLine::number).orElse(0L),
                before.map(AuditLine::hash).orElse(""));
    }

    private static List<AuditLine> page(Tx tx, long after) {
        return tx.query("select * from audit where number > ? order by number limit 1000", AuditLog::line, after);
    }

    /** Takes out what is older than {@code keep}; less than a year is never taken out. */
    public CompletionStage<Integer> expire(Duration keep) {
        long until = nanos(clock.now().minus(keep));
        return store.write(tx -> tx.execute("delete from audit where at < ?", until))
                .thenApply(stored -> stored.ifDone().orElse(0));
    }

    private static AuditLine line(Row row) {
        return new AuditLine(
                row.number("number"),
                instant(row.number("at")),
                new Act(row.text("who"), row.text("source"), row.text("act"), row.text("what"), row.text("result")),
                row.text("before"),
                row.text("hash"));
    }

    static long nanos(Instant at) {
        return Math.multiplyExact(at.toEpochMilli(), 1_000_000L);
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochMilli(Math.floorDiv(nanos, 1_000_000L));
    }
}
