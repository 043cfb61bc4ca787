package org.helpline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingbackTest {

    @Test
    void aToneOfSeveralFrequenciesAndTimesIsRead() {
        assertThat(MediaKeys.RINGBACK.shape().parse().apply("400+450 400ms 200ms 400ms 2s"))
                .contains(new MediaSettings.Ringback(
                        List.of(400, 450),
                        List.of(
                                Duration.ofMillis(400),
                                Duration.ofMillis(200),
                                Duration.ofMillis(400),
                                Duration.ofSeconds(2))));
        assertThat(MediaKeys.RINGBACK.shape().parse().apply("425 1s 4s")).contains(MediaSettings.Ringback.USUAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "425",
                "425 1s",
                "425 1s 4s 1s",
                "99 1s 4s",
                "4000 1s 4s",
                "425 1s 11s",
                "425 1s never",
                "1s 4s",
                "425+ 1s 4s"
            })
    void anythingElseIsRefused(String text) {
        assertThat(MediaKeys.RINGBACK.shape().parse().apply(text)).isEmpty();
    }
}
