package org.helpline.ivr.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTest {

    @ParameterizedTest
    @CsvSource({
        "5, NUMBER, 5",
        "-2.50, NUMBER, -2.5",
        "0, NUMBER, 0",
        "1000, NUMBER, 1000",
        "0815, TEXT, 0815",
        "+49301234567, TEXT, +49301234567",
        "18:00, TEXT, 18:00",
        "yes, TEXT, yes",
        "no, TEXT, no",
        "true, BOOLEAN, true",
        "2026-12-24, DATE, 2026-12-24",
        "2026-02-30, TEXT, 2026-02-30",
        "5m, DURATION, 5m",
        "90m, DURATION, 1h30m",
        "500ms, DURATION, PT0.5S",
        "PT5M, DURATION, 5m",
        "12.50 TRY, MONEY, 12.50 TRY",
        "12 EUR, MONEY, 12.00 EUR",
        "12 XYZ, TEXT, 12 XYZ",
        "1234567890123456789, TEXT, 1234567890123456789",
    })
    void isWhatItLooksLikeWhenTyped(String typed, ValueType type, String written) {
        Value value = ValueType.guess(typed);
        assertThat(value.type()).isEqualTo(type);
        assertThat(value.written()).isEqualTo(written);
        assertThat(type.read(written)).contains(value);
    }

    @ParameterizedTest
    @CsvSource({
        "NUMBER, 007, 7",
        "NUMBER, seven, ",
        "BOOLEAN, yes, true",
        "BOOLEAN, off, false",
        "BOOLEAN, perhaps, ",
        "DATE, 2026-02-29, ",
        "DURATION, soon, ",
        "MONEY, 12.50, ",
        "TEXT, 007, 007",
        "LIST, a, ",
    })
    void isReadAsTheKindThatIsDeclared(ValueType type, String typed, String written) {
        assertThat(type.read(typed).map(Value::written).orElse(null)).isEqualTo(written);
    }

    @Test
    void equalNumbersAndSumsAreEqualHoweverTheyWereWritten() {
        assertThat(ValueType.guess("2.50")).isEqualTo(ValueType.guess("2.5"));
        assertThat(ValueType.guess("2.5 TRY")).isEqualTo(ValueType.guess("2.50 TRY"));
    }

    @Test
    void aDottedNameReachesIntoFields() {
        Value order = new Value.Fields(Map.of("eta", Value.text("soon"), "price", Value.Number.of(3)));
        Map<String, Value> variables = Map.of("order", order);
        assertThat(Value.find(variables, "order.eta")).contains(Value.text("soon"));
        assertThat(Value.find(variables, "order.weight")).isEmpty();
        assertThat(Value.find(variables, "order.eta.day")).isEmpty();
        assertThat(Value.find(variables, "parcel.eta")).isEmpty();
    }

    @Test
    void neverPrintsItself() {
        assertThat(List.of(
                                Value.text("+905321234567"),
                                new Value.Many(List.of(Value.text("secret"))),
                                new Value.Fields(Map.of("pin", Value.text("4711"))),
                                new Value.Span(Duration.ofMinutes(1)))
                        .toString())
                .isEqualTo("[<text>, <list>, <map>, <duration>]");
    }
}
