package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.helpline.core.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginThrottleTest {

    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final LoginThrottle throttle = new LoginThrottle(clock, 3, Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 0", "3, 1", "4, 2", "5, 4", "8, 32", "9, 60", "70, 60"})
    void everyFailureAfterTheFreeOnesDoublesTheWait(int failures, long seconds) {
        for (int i = 0; i < failures; i++) {
            throttle.failed("anna");
        }
        assertThat(throttle.remaining("anna")).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void theWaitPassesAndOthersNeverWait() {
        fail(4);
        assertThat(throttle.remaining("ben")).isZero();
        clock.move(Duration.ofMillis(1_999));
        assertThat(throttle.remaining("anna")).isEqualTo(Duration.ofMillis(1));
        clock.move(Duration.ofMillis(1));
        assertThat(throttle.remaining("anna")).isZero();
    }

    @Test
    void aSuccessForgets() {
        fail(9);
        throttle.succeeded("anna");
        assertThat(throttle.remaining("anna")).isZero();
        fail(2);
        assertThat(throttle.remaining("anna")).isZero();
    }

    @Test
    void aLongQuietForgets() {
        fail(9);
        clock.move(Duration.ofSeconds(121));
        fail(2);
        assertThat(throttle.remaining("anna")).isZero();
    }

    @Test
    void guessingManyNamesDoesNotFillTheMemory() {
        for (int i = 0; i < 10_001; i++) {
            throttle.failed("name" + i);
            throttle.failed("name" + i);
            throttle.failed("name" + i);
        }
        assertThat(throttle.remaining("name0")).isZero();
        assertThat(throttle.remaining("name1")).isPositive();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed("anna");
        }
    }
}
