package org.helpline.journal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller or an operator wrote is never worked out by a program for tables. */
class FormulaSafeCsvTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "=1+1 | '=1+1",
                "=HYPERLINK(\"http://x\",\"y\") | \"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"",
                "+49301234 | '+49301234",
                "-5 | -5",
                "-5.25 | -5.25",
                "-2+3+cmd | '-2+3+cmd",
                "@SUM(A1) | '@SUM(A1)",
                "＝1+1 | '＝1+1",
                "support | support",
                "a,b | \"a,b\"",
                "say \"so\" | \"say \"\"so\"\"\"",
                "0.83 | 0.83"
            })
    void aFieldIsAText(String field, String written) {
        assertThat(Csv.field(field)).isEqualTo(written);
    }

    @Test
    void aTabOrALineEndBeforeAFormulaHidesNothing() {
        assertThat(Csv.field("\t=1")).isEqualTo("'\t=1");
        assertThat(Csv.field("\r=1")).isEqualTo("\"'\r=1\"");
        assertThat(Csv.field("")).isEmpty();
    }

    @Test
    void linesEndAsTheStandardSays() {
        assertThat(Csv.line(List.of("a", "", "=b"))).isEqualTo("a,,'=b\r\n");
    }
}
