package org.helpline.journal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.helpline.core.Published;
import org.helpline.journal.RunningJournal;
import org.helpline.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folding at once, in pieces, again: the same rows. */
class RefoldTest {

    @TempDir
    private Path folder;

    @Test
    void inPiecesAtAnyPlacesAsAtOnce() throws IOException {
        List<Published> facts = GoldenDay.read("quiet").runs.getFirst();
        List<String> atOnce;
        try (RunningJournal journal = MeasuredDays.play(folder.resolve("once"), List.of(facts))) {
            atOnce = MeasuredDays.rows(journal);
        }
        assertThat(atOnce).hasSizeGreaterThan(15);
        for (long seed = 1; seed <= 8; seed++) {
            Random random = new Random(seed);
            try (RunningJournal journal = MeasuredDays.open(folder.resolve("seed-" + seed))) {
                for (Published fact : facts) {
                    journal.journal().publish(fact);
                    if (random.nextInt(12) == 0) {
                        journal.journal().flush().toCompletableFuture().join();
                        new Measuring(journal.store(), Measuring.VERSION, 1 + random.nextInt(5))
                                .catchUp()
                                .orThrow();
                    }
                }
                journal.journal().flush().toCompletableFuture().join();
                new Measuring(journal.store()).catchUp().orThrow();
                assertThat(MeasuredDays.rows(journal)).as("seed " + seed).isEqualTo(atOnce);
            }
        }
    }

    @Test
    void anotherVersionThrowsAllAwayAndCountsAnewInPieces() throws IOException {
        try (RunningJournal journal = MeasuredDays.play(folder, GoldenDay.read("quiet").runs)) {
            List<String> before = MeasuredDays.rows(journal);
            Store store = journal.store();
            Measuring next = new Measuring(store, "another", 10);
            assertThat(next.step().ifDone()).contains(true);
            assertThat(MeasuredDays.rows(journal)).as("it has begun anew").hasSizeLessThan(before.size());
            next.catchUp().orThrow();
            assertThat(MeasuredDays.rows(journal)).isEqualTo(before);
            assertThat(next.step().ifDone()).as("nothing is left").contains(false);
        }
    }
}
