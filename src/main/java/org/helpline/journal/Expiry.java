package org.helpline.journal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.helpline.core.RoutingFact;
import org.helpline.store.Store;
import org.helpline.store.Tx;

/**
 * Takes out what was kept long enough, a little at a time, so that no call's fact waits behind it. With a call go its facts, what
 * agents wrote of it, its record and what reports count of it; and the key of its texts, unless other calls need it, so that
 * a copy of the store that somebody made before cannot be read with a later one. Any thread; answers come on the store's threads.
 */
public final class Expiry {

    /** So many calls at once. */
    static final int CALLS = 50;

    /** So many facts or scores at once. */
    static final int ROWS = 1_000;

    /** What reports count, which goes with the facts that it was counted from. Inside the same transaction. */
    public interface Counted {
        /** Takes out what was counted of a call. */
        void remove(Tx tx, String call);

        /** Takes out at most so many times in states that began before then, and the call-backs that were booked without a call; how many. */
        int removeStates(Tx tx, Instant before, int most);
    }

    private final Store store;
    private final Counted counted;

    /** Of {@code store}. */
    public Expiry(Store store, Counted counted) {
        this.store = store;
        this.counted = counted;
    }

    private record Old(String call, Optional<String> key, String caller) {}

    /** Takes out some of the calls that had arrived before then and are over; how many: 0 when there is none left. */
    public CompletionStage<Reading<Integer>> calls(Instant before) {
        return Reading.of(store.write(tx -> {
            List<Old> old = tx.query(
                    "select id, key_id, caller_id from call_record where arrived < ? and ended is not null"
                            + " order by arrived limit " + CALLS,
                    row -> new Old(row.text("id"), row.textIfAny("key_id"), row.text("caller_id")),
                    Entry.nanos(before));
            old.forEach(call -> {
                remove(tx, call);
                counted.remove(tx, call.call());
            });
            return old.size();
        }));
    }

    private static void remove(Tx tx, Old old) {
        tx.execute("delete from fact where stream = ? or interaction = ?", old.call(), old.call());
        tx.execute("delete from call_record where id = ?", old.call());
        // a key of this run may be in use for the caller's next call; it goes after the next start
        old.key()
                .ifPresent(key -> tx.execute(
                        "delete from caller_key where id = ? and made < (select max(started) from run)"
                                + " and not exists (select 1 from call_record where caller_id = ? and key_id = ?)",
                        key,
                        old.caller(),
                        key));
    }

    /** Takes out some of the states of agents, of the server's own facts and of call-backs that were booked without a call, from before then; how many. */
    public CompletionStage<Reading<Integer>> states(Instant before) {
        long until = Entry.nanos(before);
        return Reading.of(store.write(tx -> counted.removeStates(tx, before, ROWS)
                + removeFacts(tx, "stream >= 'agent:' and stream < 'agent;'", until)
                + removeFacts(tx, "stream = 'server'", until)
                + removeFacts(tx, "stream >= 'callback:' and stream < 'callback;'", until)));
    }

    private static int removeFacts(Tx tx, String streams, long until) {
        return tx.execute(
                "delete from fact where rowid in (select rowid from fact where " + streams + " and at < ? limit " + ROWS
                        + ")",
                until);
    }

    /** Takes out some of the ACD's log from before then, but for what a replay of the inputs since then begins with; how many facts. */
    public CompletionStage<Reading<Integer>> routing(Instant before) {
        return Reading.of(store.write(tx -> {
            RoutingStart start = RoutingStart.of(tx, before);
            boolean goesOn = tx.first(
                            "select number from fact where stream = ? and run = ? and at >= ? limit 1",
                            row -> row.number("number"),
                            RoutingFact.STREAM,
                            start.run(),
                            Entry.nanos(before))
                    .isPresent();
            String old = "stream = '" + RoutingFact.STREAM + "'"
                    + (goesOn
                            ? " and (run < " + start.run() + " or run = " + start.run() + " and number < "
                                    + start.number() + ")"
                            : "");
            return removeFacts(tx, old, Entry.nanos(before));
        }));
    }

    /** Takes out some of the scores from before then; how many. */
    public CompletionStage<Reading<Integer>> scores(Instant before) {
        return Reading.of(store.write(tx -> tx.execute(
                "delete from rating where rowid in (select rowid from rating where at < ? limit " + ROWS + ")",
                Entry.nanos(before))));
    }

    /** When the oldest of each kind was: {@code calls}, {@code scores}, {@code values}, {@code audit}, {@code routing}; without those that have none. */
    public CompletionStage<Reading<Map<String, Instant>>> oldest() {
        return Reading.of(store.read(tx -> {
            Map<String, Instant> oldest = new LinkedHashMap<>();
            oldest(tx, "select min(arrived) as at from call_record").ifPresent(at -> oldest.put("calls", at));
            oldest(tx, "select min(at) as at from rating").ifPresent(at -> oldest.put("scores", at));
            oldest(tx, "select min(set_at) as at from customer_variable").ifPresent(at -> oldest.put("values", at));
            oldest(tx, "select min(at) as at from fact where stream = '" + RoutingFact.STREAM + "'")
                    .ifPresent(at -> oldest.put("routing", at));
            oldest(tx, "select min(at) as at from audit").ifPresent(at -> oldest.put("audit", at));
            return oldest;
        }));
    }

    private static Optional<Instant> oldest(Tx tx, String sql) {
        return tx.first(sql, row -> row.numberIfAny("at")).flatMap(at -> at).map(Entry::instant);
    }
}
