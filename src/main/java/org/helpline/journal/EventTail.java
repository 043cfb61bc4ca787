package org.helpline.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.helpline.store.Row;
import org.helpline.store.Store;

/**
 * The events in the order of their numbers. Whoever wants them reads on from the last number that it had, at its own pace, so that a slow
 * or dead listener holds nothing. Texts of callers are opened when they are read: who is forgotten is forgotten here too. Any thread.
 */
public final class EventTail {

    private static final String AFTER = "select e.number as event, f.*, k.secret, k.caller as key_caller from event e"
            + " join fact f on f.stream = e.stream and f.run = e.run and f.number = e.fact"
            + " left join caller_key k on k.id = f.key_id where e.number > ? order by e.number limit ?";
    private static final String SPAN =
            "select (select min(number) from event) as oldest, (select seq from sqlite_sequence where name = 'event') as newest";

    private final Store store;
    private final FactCodec codec = new FactCodec();

    /** Those of {@code store}. */
    public EventTail(Store store) {
        this.store = store;
    }

    /**
     * Which events there are.
     *
     * @param oldest that can still be read; one more than {@code newest} if none can
     * @param newest that was given a number; 0: none ever
     */
    public record Span(long oldest, long newest) {}

    /** The kinds that are told. */
    public static Set<String> kinds() {
        return EventWords.KINDS;
    }

    /** Which events there are now. */
    public CompletionStage<Reading<Span>> span() {
        return Reading.of(store.read(tx -> tx.first(SPAN, row -> {
                    long newest = row.numberIfAny("newest").orElse(0L);
                    return new Span(row.numberIfAny("oldest").orElse(newest + 1), newest);
                })
                .orElseThrow()));
    }

    /** The events after {@code number}, the oldest first, at most {@code most}. */
    public CompletionStage<Reading<List<PublicEvent>>> after(long number, int most) {
        return Reading.of(store.read(tx -> tx.query(AFTER, this::event, number, most)));
    }

    private PublicEvent event(Row row) {
        Optional<SealingKey> key = row.textIfAny("secret")
                .map(secret -> new SealingKey(row.text("key_id"), row.text("key_caller"), secret));
        String kind = row.text("kind");
        String call = Entry.isCall(row.text("stream")) ? row.text("stream") : row.text("interaction");
        // a kind that this version does not know keeps its number and has no fields
        EventWords.Fields fields = codec.read(kind, row.text("json"), key)
                .map(EventWords::of)
                .orElseGet(() -> new EventWords.Fields(Map.of(), Map.of()));
        return new PublicEvent(
                row.number("event"), Entry.instant(row.number("at")), kind, call, fields.plain(), fields.personal());
    }

    /** How many there are after {@code number} of these kinds, of all of them if none is named. Blocks. */
    public long countAfter(long number, List<String> kinds) {
        Set<String> wanted = kinds.isEmpty() ? kinds() : Set.copyOf(kinds);
        return Reading.of(store.read(tx -> tx
                        .query(
                                "select f.kind as kind, count(*) as n from event e join fact f on f.stream = e.stream"
                                        + " and f.run = e.run and f.number = e.fact where e.number > ? group by f.kind",
                                row -> wanted.contains(row.text("kind")) ? row.number("n") : 0L,
                                number)
                        .stream()
                        .mapToLong(Long::longValue)
                        .sum()))
                .toCompletableFuture()
                .join()
                .orThrow();
    }

    /** Takes out the events before a time; their facts stay. */
    public CompletionStage<Reading<Integer>> expire(Instant before) {
        return Reading.of(store.write(tx -> tx.execute("delete from event where at < ?", Entry.nanos(before))));
    }
}
