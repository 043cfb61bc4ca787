package org.helpline.journal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.helpline.config.ReportSettings.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports as files. */
class FilesTest {

    private static final Instant NINE = Instant.parse("2026-03-02T06:00:00Z");

    @TempDir
    private Path folder;

    private static Report report() {
        Ask ask = new Ask(
                NINE,
                NINE.plusSeconds(3600),
                ZoneId.of("Europe/Istanbul"),
                Interval.HOUR,
                Ask.Group.QUEUE,
                Set.of(),
                List.of(Metric.OFFERED, Metric.LEVEL, Metric.ASA),
                Terms.USUAL);
        Map<Metric, Value> values = new LinkedHashMap<>();
        values.put(Metric.OFFERED, new Value(3, 3, 1, 0));
        values.put(Metric.LEVEL, new Value(2 / 3.0, 2, 3, 0));
        values.put(Metric.ASA, new Value(Double.NaN, 0, 0, 0));
        Report.Row row = new Report.Row(NINE, NINE.plusSeconds(3600), "=cmd()", values);
        return new Report(ask, List.of(row), "m1-x", true);
    }

    @Test
    void csvTellsBothSidesOfEachLineAndNothingWhereNothingCanBeDivided() {
        assertThat(ReportCsv.of(report()))
                .isEqualTo(String.join(
                        "\r\n",
                        "\uFEFFfrom,until,queue,offered,level,level above,level below,asa,asa above,asa below",
                        "2026-03-02T09:00:00+03:00,2026-03-02T10:00:00+03:00,'=cmd(),3,0.6667,2,3,,0,0",
                        ""));
    }

    @Test
    void aWorkbookHoldsNumbersTimesAndTheirFormulasInWordsAndNoneToBeWorkedOut() throws IOException {
        Path file = folder.resolve("report.xlsx");
        try (OutputStream to = Files.newOutputStream(file)) {
            ReportXlsx.write(report(), to);
        }
        Map<String, String> parts = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry e : Collections.list(zip.entries())) {
                parts.put(e.getName(), new String(zip.getInputStream(e).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(parts).containsKeys("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml");
        assertThat(parts.get("xl/workbook.xml")).contains("name=\"Report\"", "name=\"How it is counted\"");
        assertThat(parts.get("xl/worksheets/sheet1.xml"))
                .contains("<v>0.6666666666666666</v>", "<v>3.0</v>")
                .doesNotContain("<f>");
        assertThat(parts.getOrDefault("xl/sharedStrings.xml", "")
                        .replace("&#xf7;", "÷")
                        .replace("&apos;", "'"))
                .contains("=cmd()", Metric.LEVEL.formula(Terms.USUAL), "Europe/Istanbul", "m1-x");
    }
}
