package org.helpline.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.interaction.CallbackShelf;
import org.helpline.interaction.CallbackWish;
import org.helpline.store.Callers;
import org.helpline.store.Row;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Call-backs in the store, written in the order in which they are handed over. Any thread. */
final class KeptCallbacks implements CallbackShelf {

    private static final Logger LOG = LoggerFactory.getLogger(KeptCallbacks.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Store store;
    private final Callers callers;

    KeptCallbacks(Store store, Callers callers) {
        this.store = store;
        this.callers = callers;
    }

    /** The shelf, and what was left on it; blocks. What cannot be read is told in the log, and calls go on without. */
    CallbackShelf.Found open() {
        Stored<List<CallbackWish>> read = store.read(
                        tx -> tx.query("select * from callback order by asked", KeptCallbacks::wish))
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
        return store.write(tx -> tx.execute(
                        "insert into callback (id, from_interaction, queue, number, name, shown, script, language,"
                                + " choices, priority, asked, attempts, not_before) values (?,?,?,?,?,?,?,?,?,?,?,?,?)"
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
                        nanos(w.notBefore())))
                .thenApply(stored -> isDone(stored, w.callback().value()));
    }

    @Override
    public void drop(String callback) {
        store.write(tx -> tx.execute("delete from callback where id = ?", callback))
                .thenAccept(stored -> isDone(stored, callback));
    }

    /** The call-backs, to whatever number, that somebody with this number asked for. Blocks. */
    Set<String> askedBy(String number) {
        String caller = callers.idOf(new Personal(number)).orElse("");
        return Set.copyOf(store.read(tx -> tx.query(
                        "select c.id from callback c join call_record r on r.id = c.from_interaction where"
                                + " r.caller_id = ?",
                        row -> row.text("id"),
                        caller))
                .toCompletableFuture()
                .join()
                .ifDone()
                .orElse(List.of()));
    }

    private static boolean isDone(Stored<Integer> stored, String callback) {
        if (stored instanceof Stored.Failed<Integer> failed) {
            LOG.error("callback={} was not stored: {}", callback, failed);
            return false;
        }
        return true;
    }

    private static CallbackWish wish(Row row) {
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
                instant(row.number("not_before")));
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
