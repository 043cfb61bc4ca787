package org.helpline.voicemail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.helpline.core.Personal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTest {

    @ParameterizedTest
    @CsvSource({"300, 1 s", "1490, 1 s", "1960, 2 s", "59400, 59 s", "59500, 1 min 0 s", "75000, 1 min 15 s"})
    void saysItsLengthToTheNearestSecond(long millis, String words) {
        assertThat(lasting(Duration.ofMillis(millis)).lengthInWords()).isEqualTo(words);
    }

    private static Message lasting(Duration length) {
        Personal nobody = new Personal("");
        return new Message(
                "20261122-093000-abcdef-1",
                Optional.empty(),
                "20261122-093000-abcdef",
                Instant.EPOCH,
                length,
                0,
                nobody,
                nobody,
                "100",
                "",
                "en",
                List.of(),
                Message.State.NEW,
                "",
                List.of());
    }
}
