package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.helpline.core.InteractionId;
import org.helpline.core.ManualClock;
import org.junit.jupiter.api.Test;

class NewIdsTest {

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T02:15:03.900Z"));
    private final NewIds ids = new NewIds(clock, new Random(7));

    @Test
    void namesTheSecondInUtcAndNoTwoCallsAlike() {
        assertThat(Stream.generate(ids).limit(1_000).map(InteractionId::value))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("20261122-021503-[0-9a-hjkmnp-tv-z]{6}"));
        clock.move(Duration.ofMillis(100));
        assertThat(ids.get().value()).startsWith("20261122-021504-");
    }
}
