package org.helpline.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.config.StoreSettings;
import org.helpline.core.Fact;
import org.helpline.core.Problems;
import org.helpline.core.RoutingFact;
import org.helpline.store.Store;
import org.helpline.store.Tx;

/** Reads the ACD's log, also while the server writes it. Any thread. */
public final class RoutingPast implements AutoCloseable {

    /** So many facts at once: a day need not lie in memory. */
    private static final int PAGE = 100;

    private final Store store;
    private final FactCodec codec = new FactCodec();

    private RoutingPast(Store store) {
        this.store = store;
    }

    /** Opens the store's file to read; empty if it cannot, and then {@code problems} says why. */
    public static Optional<RoutingPast> openToRead(StoreSettings settings, Problems problems) {
        return Store.openToRead(settings, problems).map(RoutingPast::new);
    }

    private record Page(long run, long number, List<String> lines) {}

    /**
     * Gives the lines of that time to {@code each}, in order, from the last checkpoint before it on, or where there is none from the last
     * beginning of the ACD.
     *
     * @param to exclusive
     */
    public Reading<Integer> lines(Instant from, Instant to, Consumer<String> each) {
        return Reading.of(store.read(tx -> {
                    Page at = before(RoutingStart.of(tx, from));
                    int read = 0;
                    for (List<Page> pages = next(tx, at, to); !pages.isEmpty(); pages = next(tx, at, to)) {
                        for (Page page : pages) {
                            page.lines.forEach(each);
                            read += page.lines.size();
                            at = page;
                        }
                    }
                    return read;
                }))
                .toCompletableFuture()
                .join();
    }

    private static Page before(RoutingStart start) {
        return new Page(start.run(), start.number() - 1, List.of());
    }

    private List<Page> next(Tx tx, Page after, Instant to) {
        return tx.query(
                "select run, number, kind, json from fact where stream = ? and (run > ? or (run = ? and number > ?))"
                        + " and at < ? order by run, number limit " + PAGE,
                row -> new Page(
                        row.number("run"),
                        row.number("number"),
                        codec.read(row.text("kind"), row.text("json"), Optional.empty())
                                .map(RoutingPast::lines)
                                .orElse(List.of())),
                RoutingFact.STREAM,
                after.run,
                after.run,
                after.number,
                Entry.nanos(to));
    }

    private static List<String> lines(Fact fact) {
        return switch (fact) {
            case RoutingFact.Inputs inputs -> inputs.lines();
            case RoutingFact.Checkpoint checkpoint -> List.of(checkpoint.line());
            default -> List.of();
        };
    }

    @Override
    public void close() {
        store.close();
    }
}
