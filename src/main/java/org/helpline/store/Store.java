package org.helpline.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.Loop;
import org.helpline.core.Problems;
import org.helpline.core.ThreadLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store: one SQLite file in WAL mode. Work is handed over as a {@link Work}; one thread writes, in the order given,
 * each piece in a transaction of its own; two threads read beside it. Any thread may hand over; nobody is blocked but who
 * waits for an answer.
 */
public final class Store implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final int READERS = 2;
    private static final String TO_WRITE = "begin immediate";
    private static final String TO_READ = "begin";

    private final Path file;
    private final Optional<StoreLock> lock;
    private final Loop writer;
    private final SqliteTx writing;
    private final List<Loop> readers;
    private final List<SqliteTx> reading;
    private final List<ThreadLoop> threads;

    private Store(Path file, OpenFile.Opened opened, Loop writer, List<Loop> readers, List<ThreadLoop> threads) {
        this.file = file;
        this.lock = opened.lock();
        this.writer = writer;
        this.writing = opened.connections().getFirst();
        this.readers = readers;
        this.reading = opened.connections().subList(1, opened.connections().size());
        this.threads = threads;
    }

    /**
     * Opens the store, making file and directory (mode 0600) and bringing the schema up to date. Blocks: call at start.
     *
     * @return empty if it cannot be opened; then {@code problems} says why and what to do
     */
    public static Optional<Store> open(StoreSettings settings, Problems problems) {
        return OpenFile.toServe(settings.file(), problems).map(opened -> onThreads(settings.file(), opened));
    }

    /** Opens the store of a stopped (or running) server to read only: writes are refused, nothing is made or migrated. */
    public static Optional<Store> openToRead(StoreSettings settings, Problems problems) {
        return OpenFile.toRead(settings.file(), problems).map(opened -> onThreads(settings.file(), opened));
    }

    /** The same on the caller's loop, which writes and reads: for tests and simulations in virtual time. */
    public static Optional<Store> openOn(Loop loop, StoreSettings settings, Problems problems) {
        return OpenFile.toServe(settings.file(), problems)
                .map(opened -> new Store(settings.file(), opened, loop, List.of(loop, loop), List.of()));
    }

    private static Store onThreads(Path file, OpenFile.Opened opened) {
        List<ThreadLoop> threads = new ArrayList<>();
        threads.add(ThreadLoop.start("store-write", Clock.system(), Integer.MAX_VALUE));
        for (int i = 1; i <= READERS; i++) {
            threads.add(ThreadLoop.start("store-read-" + i, Clock.system(), Integer.MAX_VALUE));
        }
        List<Loop> readers = List.copyOf(threads.subList(1, threads.size()));
        return new Store(file, opened, threads.getFirst(), readers, List.copyOf(threads));
    }

    /** The file, for messages. */
    public Path file() {
        return file;
    }

    /** Writes in one transaction, after all that was handed over before. The stage completes on the writing thread. */
    public <T> CompletionStage<Stored<T>> write(Work<T> work) {
        return on(writer, () -> writing.transact(TO_WRITE, work));
    }

    /** Reads one moment's state of the store. The stage completes on a reading thread. */
    public <T> CompletionStage<Stored<T>> read(Work<T> work) {
        int idlest =
                readers.size() > 1 && readers.get(1).backlog() < readers.get(0).backlog() ? 1 : 0;
        return on(readers.get(idlest), () -> reading.get(idlest).transact(TO_READ, work));
    }

    /** Writes a consistent copy of the whole store to a new file, while calls go on (SQLite's VACUUM INTO). */
    public CompletionStage<Stored<Boolean>> copyTo(Path target) {
        int last = readers.size() - 1;
        return on(readers.get(last), () -> reading.get(last).outside("vacuum into ?", target.toString()));
    }

    /** Moves what the write-ahead log holds into the file and empties it, so that what was deleted is gone from both. */
    public CompletionStage<Stored<Boolean>> checkpoint() {
        return on(writer, () -> writing.outside("pragma wal_checkpoint(truncate)"));
    }

    private <T> CompletionStage<Stored<T>> on(Loop loop, java.util.function.Supplier<Stored<T>> work) {
        CompletableFuture<Stored<T>> answer = new CompletableFuture<>();
        boolean taken = loop.tell(() -> {
            try {
                answer.complete(work.get());
            } catch (RuntimeException bug) {
                answer.completeExceptionally(bug); // a bug in the work: it fails alone, and whoever waits learns of it
            }
        });
        if (!taken) {
            answer.complete(new Stored.Failed<>(new Trouble(Trouble.Kind.CLOSED, file + " has been closed")));
        }
        return answer;
    }

    /** Finishes what was handed over, then closes the file. Waits up to 10 s. */
    @Override
    public void close() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        if (!writer.isInside() && writer.tell(() -> done.complete(true))) {
            await(done);
        }
        threads.forEach(ThreadLoop::close);
        try {
            for (SqliteTx connection : reading) {
                connection.close();
            }
            writing.close();
        } catch (SQLException e) {
            LOG.warn("store={} did not close cleanly: {}", file, e.getMessage());
        }
        lock.ifPresent(StoreLock::close);
    }

    private void await(CompletableFuture<Boolean> done) {
        try {
            done.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            LOG.warn("store={} closes with work undone: {}", file, e.toString());
        }
    }
}
