package org.helpline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "20s, PT20S",
        "5m, PT5M",
        "4h, PT4H",
        "1d, PT24H",
        "1h30m, PT1H30M",
        "1d2h3m4s5ms, PT26H3M4.005S",
        "90s, PT90S",
        "0s, PT0S"
    })
    void readsWhatPeopleWrite(String text, Duration length) {
        assertThat(DurationText.read(text)).contains(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "5", "s", "5x", "-5s", "5 s", "30m1h", "5s5s", "1.5h", "1234567890s", "٥s"})
    void anyOtherTextIsNone(String text) {
        assertThat(DurationText.read(text)).isEmpty();
    }
}
