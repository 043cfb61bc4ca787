package org.helpline.journal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.helpline.config.StoreSettings;
import org.helpline.core.Published;
import org.helpline.journal.Reading;
import org.helpline.journal.RunningJournal;
import org.helpline.store.Stored;

/** Journals whose facts are folded. */
final class MeasuredDays {

    private MeasuredDays() {}

    static RunningJournal open(Path folder) {
        return new RunningJournal(
                new StoreSettings(folder.resolve("store.db"), folder.resolve("spill"), folder.resolve("c.csv"), "GB"));
    }

    /** Plays each run of the server into the same folder and folds after it; the last one stays open. */
    static RunningJournal play(Path folder, List<List<Published>> runs) {
        RunningJournal journal = open(folder);
        for (int i = 0; i < runs.size(); i++) {
            if (i > 0) {
                journal.close();
                journal = open(folder);
            }
            runs.get(i).forEach(journal.journal()::publish);
            assertThat(journal.journal().flush().toCompletableFuture().join()).isTrue();
            new Measuring(journal.store()).catchUp().orThrow();
        }
        return journal;
    }

    static <T> T told(CompletionStage<Reading<T>> stage) {
        return stage.toCompletableFuture().join().orThrow();
    }

    static List<String> rows(RunningJournal journal) {
        return ((Stored.Done<List<String>>) journal.store()
                        .read(MeasureTables::all)
                        .toCompletableFuture()
                        .join())
                .value();
    }
}
