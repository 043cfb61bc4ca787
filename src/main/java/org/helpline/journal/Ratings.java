package org.helpline.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.helpline.core.ScriptFact;
import org.helpline.store.Store;
import org.helpline.store.Tx;

/** The scores that callers gave, kept beside the facts that tell of them. Any thread; answers come on the store's reading threads. */
public final class Ratings {

    /** The kind of facts that a score is kept of. */
    static final String KIND = "script.rated";

    private final Store store;

    /** Those of {@code store}. */
    public Ratings(Store store) {
        this.store = store;
    }

    /**
     * Scores on one scale.
     *
     * @param queue that the callers had last come from; {@code agent} who had talked with them; empty: none
     * @param most the scale's best
     * @param count how many, 1 or more; {@code sum} of them
     */
    public record Total(String queue, String agent, int most, int count, long sum) {}

    /** All since then, by queue, agent and scale. */
    public CompletionStage<Reading<List<Total>>> since(Instant since) {
        return Reading.of(store.read(tx -> tx.query(
                "select queue, agent, most, count(*) as given, sum(score) as total from rating where at >= ?"
                        + " group by queue, agent, most order by queue, agent, most",
                row -> new Total(
                        row.text("queue"),
                        row.text("agent"),
                        (int) row.number("most"),
                        (int) row.number("given"),
                        row.number("total")),
                Entry.nanos(since))));
    }

    /** What was given in these calls, by the call's id, in the order given and in words: {@code 4 of 5, 9 of 10}. */
    public CompletionStage<Reading<Map<String, String>>> ofCalls(List<String> calls) {
        return Reading.of(store.read(tx -> {
            Map<String, String> words = new LinkedHashMap<>();
            for (String call : calls) {
                List<String> given = tx.query(
                        "select score, most from rating where call = ? order by number",
                        row -> row.number("score") + " of " + row.number("most"),
                        call);
                if (!given.isEmpty()) {
                    words.put(call, String.join(", ", given));
                }
            }
            return words;
        }));
    }

    /** How many scores are kept of a caller, whose id is the store's. */
    public CompletionStage<Reading<Integer>> countOf(String caller) {
        return Reading.of(store.read(
                tx -> tx.query("select number from rating where caller_id = ?", row -> row.number("number"), caller)
                        .size()));
    }

    /** Keeps a score with the fact that tells of it; a second time changes nothing. The store's writer. */
    static void keep(Tx tx, Entry.Line line, ScriptFact.Rated rated, CallSheet call, String caller) {
        List<Object> values = new ArrayList<>(List.of(
                line.stream(), line.number(), line.at(), rated.question(), (long) rated.score(), (long) rated.most()));
        values.addAll(List.of(call.queue(), call.agent(), caller));
        tx.execute(
                "insert into rating (call, number, at, question, score, most, queue, agent, caller_id)"
                        + " values (?,?,?,?,?,?,?,?,?) on conflict do nothing",
                values.toArray());
    }

    /** The scores stay, without the caller. The store's writer. */
    static void forget(Tx tx, String caller) {
        tx.execute("update rating set caller_id = '' where caller_id = ?", caller);
    }
}
