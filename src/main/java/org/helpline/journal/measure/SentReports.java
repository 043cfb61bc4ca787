package org.helpline.journal.measure;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.helpline.store.Store;

/** Which report was sent to whom last; it outlives a restart, so that none is sent twice. Waits for the store. */
public final class SentReports {

    private final Store store;

    /** Kept in {@code store}. */
    public SentReports(Store store) {
        this.store = store;
    }

    /** When the report was due that was sent last; empty if none was. */
    public Optional<Instant> last(String schedule, String address) {
        return store.read(tx -> MeasureTables.state(tx, key(schedule, address)))
                .toCompletableFuture()
                .join()
                .orThrow()
                .map(ms -> Instant.ofEpochMilli(Long.parseLong(ms)));
    }

    /** The report that was due then is settled. */
    public void note(String schedule, String address, Instant due) {
        store.write(tx -> {
                    MeasureTables.states(tx, Map.of(key(schedule, address), String.valueOf(due.toEpochMilli())));
                    return true;
                })
                .toCompletableFuture()
                .join()
                .orThrow();
    }

    private static String key(String schedule, String address) {
        return "sent " + schedule + " " + address;
    }
}
