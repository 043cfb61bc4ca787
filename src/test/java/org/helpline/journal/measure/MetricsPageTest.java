package org.helpline.journal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.helpline.config.ReportSettings.Terms;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} has each formula as it is counted: {@code hl run} of this class writes the table anew. */
class MetricsPageTest {

    private static final Path PAGE = Path.of("docs/metrics.md");
    private static final String BEGIN = "<!-- formulas: written from Metric -->\n";
    private static final String END = "<!-- end of formulas -->\n";

    static void main(String[] args) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(PAGE, page.substring(0, begin) + table() + page.substring(page.indexOf(END)));
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| metric | name | formula |\n|---|---|---|\n");
        Stream.of(Metric.values())
                .forEach(m -> table.append("| `")
                        .append(m.id())
                        .append("` | ")
                        .append(m.title())
                        .append(" | ")
                        .append(m.formula(Terms.USUAL))
                        .append(" |\n"));
        return table.toString();
    }

    @Test
    void thePageHasEveryFormulaAsItIsCounted() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
                .isEqualTo(table());
    }
}
