package org.helpline.journal;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.store.Row;
import org.helpline.store.Store;

/** Who was cut off lately, and where they stood, as the journal has it. Any thread. */
public final class CutPlaces {

    private static final String PLACES = "select r.caller_id, f.run, f.at, f.json from call_record r join fact f"
            + " on f.stream = r.id and f.kind = 'queue.cut-off' where r.arrived > ? and r.queue <> '' order by f.at";

    private final Store store;
    private final long run;
    private final FactCodec codec = new FactCodec();

    CutPlaces(Store store, long run) {
        this.store = store;
        this.run = run;
    }

    /**
     * A place that somebody was cut off from.
     *
     * @param caller the caller id
     * @param at when; of a call that the server's own end cut the last that is known of it
     * @param byOurEnd whether the server's own end cut it, and the caller could not call again before this start
     */
    public record Cut(String caller, QueueName queue, int priority, Instant since, Instant at, boolean byOurEnd) {}

    /** Of calls that came after that. What cannot be read is nothing. */
    public CompletionStage<List<Cut>> since(Instant arrived) {
        return store.read(tx -> tx.query(PLACES, this::cut, Entry.nanos(arrived)))
                .thenApply(stored -> stored.ifDone().orElse(List.of()).stream()
                        .flatMap(List::stream)
                        .toList());
    }

    private List<Cut> cut(Row row) {
        Instant at = Entry.instant(row.number("at"));
        return codec.readSealed("queue.cut-off", row.text("json")).stream()
                .filter(QueueFact.CutOff.class::isInstance)
                .map(QueueFact.CutOff.class::cast)
                .map(f -> new Cut(
                        row.text("caller_id"),
                        f.queue(),
                        f.priority(),
                        at.minus(f.waited()),
                        at,
                        row.number("run") == run))
                .toList();
    }
}
