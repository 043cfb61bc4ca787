package org.helpline.journal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.helpline.config.ReportSettings.Terms;
import org.helpline.journal.RunningJournal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The phones that sounded worst on the quiet golden day. */
class PoorSoundTest {

    @TempDir
    private Path folder;

    private RunningJournal journal;
    private Figures figures;
    private GoldenDay day;

    @BeforeEach
    void play() throws IOException {
        day = GoldenDay.read("quiet");
        journal = QuietDay.play(folder);
        figures = QuietDay.figures(journal);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void theWorstStandFirstAndGoodOnesAreLeftOut() {
        List<PoorLeg> poor = MeasuredDays.told(figures.poorSound(day.begin(), day.end()));
        assertThat(PoorSoundCsv.of(poor, day.zone()).lines().skip(1))
                .containsExactly(
                        "2026-03-02T10:02:10+03:00,c4,'+905320000004,caller,support,,,1.0,one-way,0.0,,,one-way",
                        "2026-03-02T09:00:01+03:00,c1,'+905320000001,caller,support,alpha,PCMA,2.6,went,20.0,8.0,40.0,lost");
        assertThat(MeasuredDays.told(figures.poorSound(day.end(), day.end().plusSeconds(86_400))))
                .isEmpty();
    }

    @Test
    void aShareBelowTheLineLeadsToItsCallsWithTheirSound() {
        AskReader reader = new AskReader(Terms.USUAL, day.zone(), day.now());
        Ask ask = ((AskReader.Read.Good) reader.read(
                        Map.of("from", "2026-03-02", "to", "2026-03-02", "group", "all", "metrics", "sound,offered")))
                .ask();
        assertThat(ask.metrics()).startsWith(Metric.LEGS).endsWith(Metric.OFFERED);
        Figures.Behind behind = MeasuredDays.told(figures.calls(ask, Metric.MOS_POOR, "above"));
        assertThat(behind.listed().stream()
                        .map(c -> c.record().id().value() + " "
                                + Math.round(10 * c.quality().orElseThrow())))
                .containsExactlyInAnyOrder("c1 26", "c4 10");
        Figures.Behind all = MeasuredDays.told(figures.calls(ask, Metric.CALLS, "above"));
        assertThat(all.listed().stream().filter(c -> c.quality().isEmpty())).hasSize(3);
    }
}
