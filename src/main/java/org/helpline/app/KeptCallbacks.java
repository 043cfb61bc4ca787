package org.helpline.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.acd.Acd.CallbackWindow;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.interaction.CallbackShelf;
import org.helpline.interaction.CallbackWish;
import org.helpline.interaction.Callbacks;
import org.helpline.store.Callers;
import org.helpline.store.Row;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import org.helpline.store.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Call-backs in the store, written in the order in which they are handed over. Any thread. */
final class KeptCallbacks implements CallbackShelf {

    private static final Logger LOG = LoggerFactory.getLogger(KeptCallbacks.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What is over stays on desks for so long. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Store store;
    private final Callers callers;

    KeptCallbacks(Store store, Callers callers) {
        this.store = store;
        this.callers = callers;
    }

    /** The shelf, and what was left on it; blocks. What cannot be read is told in the log, and calls go on without. */
    CallbackShelf.Found open() {
        Stored<List<CallbackWish>> read = store.read(tx -> {
                    Map<String, List<Callbacks.Try>> tries = tries(tx, "select id from callback");
                    return tx.query("select * from callback order by asked", row -> wish(row, tries));
                })
                .toCompletableFuture()
                .join();
        List<CallbackWish> kept = switch (read) {
            case Stored.Done<List<CallbackWish>>(List<CallbackWish> all) -> all;
            case Stored.Failed<List<CallbackWish>> failed -> {
                LOG.error("call-backs cannot be read: {}", failed);
                yield List.of();
            }
        };
        return new CallbackShelf.Found(this, kept);
    }

    @Override
    public CompletionStage<Boolean> keep(CallbackWish w) {
        return store.write(tx -> {
                    int kept = keep(tx, w);
                    tries(tx, w.callback().value(), w.tries());
                    return kept;
                })
                .thenApply(stored -> isDone(stored, w.callback().value()));
    }

    private static int keep(Tx tx, CallbackWish w) {
        CallbackWish.Terms terms = w.terms();
        return tx.execute(
                "insert into callback (id, from_interaction, queue, number, name, shown, script, language,"
                        + " choices, priority, asked, attempts, not_before, who, source, note, due_from, due_until)"
                        + " values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
                        + " on conflict (id) do update set attempts = excluded.attempts,"
                        + " not_before = excluded.not_before",
                w.callback().value(),
                w.from().value(),
                w.queue().value(),
                w.number().value(),
                w.name().value(),
                w.shown(),
                w.script(),
                w.language(),
                choices(w.choices()),
                (long) w.priority(),
                nanos(w.asked()),
                (long) w.attempts(),
                nanos(w.notBefore()),
                String.join(" ", w.terms().who()),
                terms.source(),
                terms.note().value(),
                terms.window().map(d -> nanos(d.from())).orElse(null),
                terms.window().map(d -> nanos(d.until())).orElse(null));
    }

    private static void tries(Tx tx, String callback, List<Callbacks.Try> tries) {
        tx.execute("delete from callback_try where callback = ?", callback);
        for (int i = 0; i < tries.size(); i++) {
            Callbacks.Try t = tries.get(i);
            tx.execute(
                    "insert into callback_try (callback, number, at, agent, outcome) values (?,?,?,?,?)",
                    callback,
                    (long) i,
                    nanos(t.at()),
                    t.agent(),
                    t.outcome());
        }
    }

    @Override
    public void over(Callbacks.Ended e, CallbackWish last) {
        String callback = e.callback().value();
        store.write(tx -> {
                    int gone = tx.execute("delete from callback where id = ?", callback);
                    tx.execute(
                            "insert into callback_end (id, who, queue, number, name, source, note, asked, attempts, ended,"
                                    + " agent, outcome) values (?,?,?,?,?,?,?,?,?,?,?,?) on conflict do nothing",
                            callback,
                            String.join(" ", last.terms().who()),
                            e.queue().value(),
                            e.number().value(),
                            e.name().value(),
                            e.source(),
                            e.note().value(),
                            nanos(e.asked()),
                            (long) e.attempts(),
                            nanos(e.ended()),
                            e.agent(),
                            e.outcome());
                    tries(tx, callback, e.tries());
                    long latest = nanos(e.ended().minus(KEPT));
                    tx.execute(
                            "delete from callback_try where callback in (select id from callback_end where ended < ?)",
                            latest);
                    tx.execute("delete from callback_end where ended < ?", latest);
                    return gone;
                })
                .thenAccept(stored -> isDone(stored, callback));
    }

    @Override
    public CompletionStage<List<Callbacks.Ended>> past(int most) {
        return store.read(tx -> {
                    Map<String, List<Callbacks.Try>> tries =
                            tries(tx, "select id from callback_end order by ended desc limit " + most);
                    return tx.query(
                            "select * from callback_end order by ended desc limit ?", row -> ended(row, tries), (long)
                                    most);
                })
                .thenApply(stored -> stored.ifDone().orElse(List.of()));
    }

    /** {@code of}: a query of ours for ids of call-backs. */
    private static Map<String, List<Callbacks.Try>> tries(Tx tx, String of) {
        Map<String, List<Callbacks.Try>> all = new HashMap<>();
        tx.query("select * from callback_try where callback in (" + of + ") order by callback, number", row -> {
            all.computeIfAbsent(row.text("callback"), _ -> new ArrayList<>())
                    .add(new Callbacks.Try(instant(row.number("at")), row.text("agent"), row.text("outcome")));
            return 0;
        });
        return all;
    }

    private static Callbacks.Ended ended(Row row, Map<String, List<Callbacks.Try>> tries) {
        return new Callbacks.Ended(
                new InteractionId(row.text("id")),
                new QueueName(row.text("queue")),
                new Personal(row.text("number")),
                new Personal(row.text("name")),
                row.text("source"),
                new Personal(row.text("note")),
                instant(row.number("asked")),
                instant(row.number("ended")),
                (int) row.number("attempts"),
                row.text("agent"),
                row.text("outcome"),
                tries.getOrDefault(row.text("id"), List.of()));
    }

    /** The call-backs, to whatever number, that somebody with this number asked for. Blocks. */
    Set<String> askedBy(String number) {
        String caller = callers.idOf(new Personal(number)).orElse("");
        return Set.copyOf(store.read(tx -> tx.query(
                        "select id from callback where ' ' || who || ' ' like ? union"
                                + " select c.id from callback c join call_record r on r.id = c.from_interaction where"
                                + " r.caller_id = ?",
                        row -> row.text("id"),
                        "% " + caller + " %",
                        caller))
                .toCompletableFuture()
                .join()
                .ifDone()
                .orElse(List.of()));
    }

    /** Deletes what is over of somebody with this number; how many there were. Blocks. */
    int forget(String number) {
        String caller = callers.idOf(new Personal(number)).orElse("");
        return store.write(tx -> {
                    List<String> theirs = over(tx, caller);
                    for (String id : theirs) {
                        tx.execute("delete from callback_try where callback = ?", id);
                        tx.execute("delete from callback_end where id = ?", id);
                    }
                    return theirs.size();
                })
                .toCompletableFuture()
                .join()
                .ifDone()
                .orElse(0);
    }

    /** How many {@link #forget} would delete. Blocks. */
    int countOver(String number) {
        String caller = callers.idOf(new Personal(number)).orElse("");
        return store.read(tx -> over(tx, caller).size())
                .toCompletableFuture()
                .join()
                .ifDone()
                .orElse(0);
    }

    private List<String> over(Tx tx, String caller) {
        return tx
                .query("select id, number, who from callback_end", row -> isOf(row, caller) ? row.text("id") : "")
                .stream()
                .filter(id -> !id.isEmpty())
                .toList();
    }

    private boolean isOf(Row row, String caller) {
        return (" " + row.text("who") + " ").contains(" " + caller + " ")
                || callers.idOf(new Personal(row.text("number")))
                        .filter(caller::equals)
                        .isPresent();
    }

    private static boolean isDone(Stored<Integer> stored, String callback) {
        if (stored instanceof Stored.Failed<Integer> failed) {
            LOG.error("callback={} was not stored: {}", callback, failed);
            return false;
        }
        return true;
    }

    private static Optional<CallbackWindow> window(Row row) {
        return row.numberIfAny("due_from")
                .flatMap(from ->
                        row.numberIfAny("due_until").map(until -> new CallbackWindow(instant(from), instant(until))));
    }

    private static CallbackWish wish(Row row, Map<String, List<Callbacks.Try>> tries) {
        return new CallbackWish(
                new InteractionId(row.text("id")),
                new InteractionId(row.text("from_interaction")),
                new QueueName(row.text("queue")),
                new Personal(row.text("number")),
                new Personal(row.text("name")),
                row.text("shown"),
                row.text("script"),
                row.text("language"),
                choices(row.text("choices")),
                (int) row.number("priority"),
                instant(row.number("asked")),
                (int) row.number("attempts"),
                instant(row.number("not_before")),
                new CallbackWish.Terms(
                        Stream.of(row.text("who").split(" ", -1))
                                .filter(n -> !n.isEmpty())
                                .collect(Collectors.toUnmodifiableSet()),
                        row.text("source"),
                        new Personal(row.text("note")),
                        window(row)),
                tries.getOrDefault(row.text("id"), List.of()));
    }

    private static String choices(List<ScreenPop.Choice> choices) {
        ArrayNode all = JSON.createArrayNode();
        choices.forEach(c ->
                all.addObject().put("label", c.label()).put("value", c.value().value()));
        return JSON.writeValueAsString(all);
    }

    private static List<ScreenPop.Choice> choices(String json) {
        return JSON.readTree(json).valueStream().map(KeptCallbacks::choice).toList();
    }

    private static ScreenPop.Choice choice(JsonNode node) {
        return new ScreenPop.Choice(
                node.path("label").asString(), new Personal(node.path("value").asString()));
    }

    private static long nanos(Instant at) {
        return Duration.between(Instant.EPOCH, at).toNanos();
    }

    private static Instant instant(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }
}
