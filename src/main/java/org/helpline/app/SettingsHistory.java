package org.helpline.app;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.helpline.config.IniText.Place;
import org.helpline.core.Clock;
import org.helpline.interaction.SettingsBoard.Past;
import org.helpline.store.Row;
import org.helpline.store.Store;

/** The changes of settings that were made while the server ran, numbered from 1. Blocks on the store. */
final class SettingsHistory {

    private static final String FIND = "select * from setting_change where number = ?";

    private final Store store;
    private final Clock clock;

    SettingsHistory(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A change, with the place of its section in the file. */
    record Kept(Past past, Place place) {}

    /** Adds one; {@code undoes} 0: it takes none back. @return its number; empty where it cannot be stored */
    Optional<Long> add(String by, String file, String section, Place place, String before, String after, long undoes) {
        return store.write(tx -> {
                    long number = 1
                            + tx.first("select max(number) as last from setting_change", row -> row.number("last"))
                                    .orElse(0L);
                    tx.execute(
                            "insert into setting_change (number, at, by_whom, file, section, neighbour, distance, before_text, after_text,"
                                    + " undoes, undone_by) values (?,?,?,?,?,?,?,?,?,?,0)",
                            number,
                            clock.now().toEpochMilli(),
                            by,
                            file,
                            section,
                            place.after(),
                            place.lines(),
                            before,
                            after,
                            undoes);
                    tx.execute("update setting_change set undone_by = ? where number = ?", number, undoes);
                    return number;
                })
                .toCompletableFuture()
                .join()
                .ifDone();
    }

    /** The last ones, the latest first; none where they cannot be read. */
    List<Past> last(int most) {
        return store.read(tx -> tx.query(
                        "select * from setting_change order by number desc limit ?", SettingsHistory::past, most))
                .toCompletableFuture()
                .join()
                .ifDone()
                .orElse(List.of());
    }

    Optional<Kept> find(long number) {
        return store.read(tx -> tx.first(
                        FIND,
                        row -> new Kept(past(row), new Place(row.text("neighbour"), (int) row.number("distance"))),
                        number))
                .toCompletableFuture()
                .join()
                .ifDone()
                .flatMap(found -> found);
    }

    private static Past past(Row row) {
        return new Past(
                row.number("number"),
                Instant.ofEpochMilli(row.number("at")),
                row.text("by_whom"),
                row.text("file"),
                row.text("section"),
                row.text("before_text"),
                row.text("after_text"),
                row.number("undoes"),
                row.number("undone_by"));
    }
}
