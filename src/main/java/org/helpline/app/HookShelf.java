package org.helpline.app;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.helpline.store.Store;

/** How far each webhook is, and its dead letters, in the store. Blocks; for the threads of webhooks and commands. */
final class HookShelf {

    private final Store store;

    HookShelf(Store store) {
        this.store = store;
    }

    /** An event that could not be told; {@code why} in a few words. */
    record Dead(String hook, long number, Instant at, String why) {}

    /** The number of the last event that was dealt with; empty for a new one. */
    Optional<Long> delivered(String hook) {
        return store.read(tx ->
                        tx.first("select delivered from hook where name = ?", row -> row.number("delivered"), hook))
                .toCompletableFuture()
                .join()
                .orThrow();
    }

    /** All up to {@code number} are dealt with. */
    void delivered(String hook, long number) {
        store.write(tx -> tx.execute(
                        "insert into hook (name, delivered) values (?, ?)"
                                + " on conflict (name) do update set delivered = excluded.delivered",
                        hook,
                        number))
                .toCompletableFuture()
                .join()
                .orThrow();
    }

    /** Keeps a dead letter and goes on behind it, both or neither. */
    void died(Dead dead) {
        store.write(tx -> {
                    tx.execute(
                            "insert into hook_dead (hook, number, at, why) values (?,?,?,?)"
                                    + " on conflict (hook, number) do update set at = excluded.at, why = excluded.why",
                            dead.hook(),
                            dead.number(),
                            dead.at().toEpochMilli(),
                            dead.why());
                    return tx.execute(
                            "update hook set delivered = ? where name = ? and delivered < ?",
                            dead.number(),
                            dead.hook(),
                            dead.number());
                })
                .toCompletableFuture()
                .join()
                .orThrow();
    }

    /** All that have a place or dead letters. */
    List<String> names() {
        return store.read(tx -> tx.query(
                        "select name from hook union select hook from hook_dead order by 1", row -> row.text("name")))
                .toCompletableFuture()
                .join()
                .orThrow();
    }

    /** Drops place and dead letters. */
    void remove(String hook) {
        store.write(tx -> {
                    tx.execute("delete from hook_dead where hook = ?", hook);
                    return tx.execute("delete from hook where name = ?", hook);
                })
                .toCompletableFuture()
                .join()
                .orThrow();
    }

    /** The dead letters, the oldest first. */
    List<Dead> dead(String hook, int most) {
        return store.read(tx -> tx.query(
                        "select * from hook_dead where hook = ? order by number limit ?",
                        row -> new Dead(
                                row.text("hook"),
                                row.number("number"),
                                Instant.ofEpochMilli(row.number("at")),
                                row.text("why")),
                        hook,
                        most))
                .toCompletableFuture()
                .join()
                .orThrow();
    }

    /** How many there are. */
    long deadCount(String hook) {
        return store.read(tx ->
                        tx.first("select count(*) as n from hook_dead where hook = ?", row -> row.number("n"), hook))
                .toCompletableFuture()
                .join()
                .orThrow()
                .orElse(0L);
    }

    /** It was told after all. */
    void buried(String hook, long number) {
        store.write(tx -> tx.execute("delete from hook_dead where hook = ? and number = ?", hook, number))
                .toCompletableFuture()
                .join()
                .orThrow();
    }
}
