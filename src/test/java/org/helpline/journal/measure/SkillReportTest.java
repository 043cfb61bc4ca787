package org.helpline.journal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.config.ReportSettings.Terms;
import org.helpline.core.ManualClock;
import org.helpline.journal.RunningJournal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The busy golden day by what callers asked for: as a file, and the calls behind its numbers. */
class SkillReportTest {

    @TempDir
    private Path folder;

    private RunningJournal journal;
    private Figures figures;
    private Ask ask;

    @BeforeEach
    void play() throws IOException {
        GoldenDay day = GoldenDay.read("busy");
        journal = MeasuredDays.play(folder, day.runs);
        figures = new Figures(journal.store(), new ManualClock(day.now()));
        AskReader reader = new AskReader(Terms.USUAL, day.zone(), day.now());
        AskReader.Read read = reader.read(
                Map.of("from", "2026-03-02", "to", "2026-03-02", "group", "skill", "metrics", "offered,answered,asa"));
        ask = ((AskReader.Read.Good) read).ask();
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void aFileHasALineForEachSkillAndOneForNone() {
        String day = "2026-03-02T00:00:00+03:00,2026-03-03T00:00:00+03:00,";
        assertThat(ReportCsv.of(MeasuredDays.told(figures.ask(ask))).lines())
                .containsExactly(
                        Csv.MARK + "from,until,skill,offered,answered,asa,asa above,asa below",
                        day + ",3,3,18,54,3",
                        day + "billing,5,3,34.3333,103,3",
                        day + "german,5,2,10,20,2");
    }

    @ParameterizedTest
    @CsvSource({
        "german,  offered,            5, 5",
        "billing, answered,           3, 3",
        "'',      callbacks-promised, 1, 0",
        "german,  callbacks-promised, 1, 1",
    })
    void aNumberLeadsToItsCallsAndWhatWasBookedWithoutOneToNone(String skill, String metric, int items, int calls) {
        Figures.Behind behind = MeasuredDays.told(
                figures.calls(ask.only(Set.of(skill)), Metric.of(metric).orElseThrow(), "above"));
        assertThat(List.of(behind.items(), behind.calls(), behind.listed().size()))
                .containsExactly(items, calls, calls);
    }

    @ParameterizedTest
    @CsvSource({
        "'german 3, billing', 'billing,german'",
        "'',                  ''",
        "'b2b',               'b2b'",
        "'level 2 5',         'level 2'",
    })
    void aDemandIsWhatIsAskedForAtWhateverLevel(String demand, String skills) {
        assertThat(Skills.of(demand)).isEqualTo(skills);
    }
}
