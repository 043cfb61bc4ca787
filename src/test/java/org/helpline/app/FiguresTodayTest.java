package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.helpline.config.ReportSettings;
import org.helpline.config.ReportSettings.Terms;
import org.helpline.config.StoreSettings;
import org.helpline.core.ManualClock;
import org.helpline.core.QueueName;
import org.helpline.desk.LiveFigures.Today;
import org.helpline.journal.RunningJournal;
import org.helpline.journal.measure.Figures;
import org.helpline.journal.measure.QuietDay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The boards' figures are those of reports. */
class FiguresTodayTest {

    private static final ReportSettings SETTINGS =
            new ReportSettings(ZoneId.of("Europe/Istanbul"), Terms.USUAL, List.of());

    @TempDir
    private Path folder;

    /** P69. */
    @Test
    void figuresOutliveARestart() throws IOException {
        QuietDay.play(folder).close();
        StoreSettings same =
                new StoreSettings(folder.resolve("store.db"), folder.resolve("spill"), folder.resolve("c.csv"), "GB");
        try (RunningJournal again = new RunningJournal(same)) {
            ManualClock clock = new ManualClock(Instant.parse("2026-03-02T18:00:00Z"));
            FiguresToday figures = new FiguresToday(new Figures(again.store(), clock), () -> SETTINGS, clock);
            Today support =
                    figures.today().toCompletableFuture().join().orElseThrow().get(new QueueName("support"));
            assertThat(support).isEqualTo(new Today(4, 2, 1, 1, 0.5, 20, 95));
            clock.move(Duration.ofDays(1));
            assertThat(figures.today().toCompletableFuture().join()).contains(Map.of());
        }
    }
}
