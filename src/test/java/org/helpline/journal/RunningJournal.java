package org.helpline.journal;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.Consumer;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.store.Store;

/** A real journal with its store, on their own threads, for the tests of rooms that do not see the store. */
public final class RunningJournal implements AutoCloseable {

    private final Store store;
    private final Journal journal;

    /** Opens both. */
    public RunningJournal(StoreSettings settings) {
        Problems problems = new Problems();
        store = Store.open(settings, problems).orElseThrow(() -> new AssertionError(problems.all()));
        journal = Journal.open(store, settings, Clock.system(), new SecureRandom(), problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
    }

    /** The journal. */
    public Journal journal() {
        return journal;
    }

    /** Its store. */
    public Store store() {
        return store;
    }

    /** Its records. */
    public CallRecords records() {
        return new CallRecords(store);
    }

    /** Backs up while it runs. */
    public Reading<Long> backup(Archive archive, Path to, Consumer<String> progress) {
        return archive.backup(store, journal, to, progress);
    }

    @Override
    public void close() {
        journal.close();
        store.close();
    }
}
