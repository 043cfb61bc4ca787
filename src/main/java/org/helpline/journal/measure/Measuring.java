package org.helpline.journal.measure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.helpline.journal.FactRow;
import org.helpline.journal.Reading;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import org.helpline.store.Tx;

/**
 * Keeps the rows that reports read up to date with the journal. A piece is read and folded on a reading thread and written in a short transaction of
 * its own, so that the journal is not kept waiting; where it was stopped it goes on. When {@link #VERSION} changes, all rows are thrown away and
 * folded anew from the first fact. One thread, which waits for the store.
 */
public final class Measuring {

    /** The way of folding: change it whenever a fold counts otherwise. Formulas read the rows and need no new version. */
    static final String VERSION = "m5";

    private static final int PIECE = 2_000;

    private final Store store;
    private final String version;
    private final int piece;

    /** Of the facts of {@code store}. */
    public Measuring(Store store) {
        this(store, VERSION, PIECE);
    }

    Measuring(Store store, String version, int piece) {
        this.store = store;
        this.version = version;
        this.piece = piece;
    }

    private record Piece(List<CallFold> calls, List<Span> spans, Map<String, String> states, boolean isEmpty) {}

    /** Folds what has come, in pieces, until nothing is left or this thread is interrupted. */
    public Reading<Boolean> catchUp() {
        while (!Thread.currentThread().isInterrupted()) {
            Stored<Boolean> more = step();
            if (more instanceof Stored.Failed<Boolean>(var trouble)) {
                return new Reading.NotRead<>(trouble.what());
            }
            if (!more.ifDone().orElse(false)) {
                break;
            }
        }
        return new Reading.Read<>(true);
    }

    /** Folds one piece; whether there was one. */
    Stored<Boolean> step() {
        boolean isOurs = store.read(tx -> isOurs(tx))
                .toCompletableFuture()
                .join()
                .ifDone()
                .orElse(true);
        if (!isOurs) {
            Stored<Boolean> begun =
                    store.write(this::begin).toCompletableFuture().join();
            if (begun.ifDone().isEmpty()) {
                return begun;
            }
        }
        return switch (store.read(this::fold).toCompletableFuture().join()) {
            case Stored.Failed<Piece>(var trouble) -> new Stored.Failed<>(trouble);
            case Stored.Done<Piece>(Piece read) ->
                read.isEmpty()
                        ? new Stored.Done<>(false)
                        : store.write(tx -> keep(tx, read))
                                .toCompletableFuture()
                                .join();
        };
    }

    private boolean isOurs(Tx tx) {
        return MeasureTables.state(tx, "version").filter(version::equals).isPresent();
    }

    private boolean begin(Tx tx) {
        MeasureTables.clear(tx);
        MeasureTables.states(tx, Map.of("version", version, "until", String.valueOf(FactRow.last(tx))));
        return true;
    }

    private Piece fold(Tx tx) {
        long after = MeasureTables.numberState(tx, "row");
        List<FactRow.Mention> mentions = FactRow.mentions(tx, after, piece);
        if (mentions.isEmpty()) {
            return new Piece(List.of(), List.of(), Map.of(), true);
        }
        long to = mentions.getLast().row();
        SpanFold spans = new SpanFold(
                MeasureTables.numberState(tx, "run"),
                MeasureTables.numberState(tx, "last-at"),
                MeasureTables.spans(tx),
                MeasureTables.openSpans(tx));
        Map<Long, FactRow> ofAgents = FactRow.between(tx, after, to, Set.of(SpanFold.KIND)).stream()
                .collect(Collectors.toMap(FactRow::row, f -> f));
        for (FactRow.Mention m : mentions) {
            spans.lived(m.run(), m.at().toEpochMilli());
            FactRow state = ofAgents.get(m.row());
            if (state != null) {
                spans.on(state);
            }
        }
        List<CallFold> calls = mentions.stream()
                .filter(m -> m.isOfACall() || m.isOfACallback())
                .map(FactRow.Mention::stream)
                .distinct()
                .map(call -> CallFold.of(call, FactRow.ofCall(tx, call, CallFold.KINDS)))
                .toList();
        Map<String, String> states = Map.of(
                "row", String.valueOf(to),
                "run", String.valueOf(spans.run()),
                "last-at", String.valueOf(spans.lastAt()));
        return new Piece(calls, spans.touched(), states, false);
    }

    private static boolean keep(Tx tx, Piece piece) {
        piece.calls().forEach(fold -> MeasureTables.put(tx, fold));
        piece.spans().forEach(span -> MeasureTables.put(tx, span));
        MeasureTables.states(tx, piece.states());
        return true;
    }
}
