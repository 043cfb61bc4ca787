package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.helpline.acd.Survival.Seen;
import org.junit.jupiter.api.Test;

class SurvivalTest {

    /** Lost after 10, 30 and 50 s; answered after 20 and 40 s. */
    private final Survival survival =
            new Survival(List.of(seen(10, true), seen(20, false), seen(30, true), seen(40, false), seen(50, true)));

    @Test
    void whoWasAnsweredCountsUntilThen() {
        assertThat(survival.after(Duration.ofSeconds(5))).isEqualTo(1);
        assertThat(survival.after(Duration.ofSeconds(10))).isCloseTo(0.8, within(1e-9));
        assertThat(survival.after(Duration.ofSeconds(30))).isCloseTo(0.8 * 2 / 3, within(1e-9));
        assertThat(survival.after(Duration.ofSeconds(50))).isZero();
    }

    @Test
    void whoHasWaitedWillWaitForLonger() {
        assertThat(survival.draw(Duration.ofSeconds(20), 0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(survival.draw(Duration.ofSeconds(20), 0.3)).isEqualTo(Duration.ofSeconds(30));
        assertThat(survival.draw(Duration.ofSeconds(20), 0.34)).isEqualTo(Duration.ofSeconds(50));
        assertThat(survival.draw(Duration.ZERO, 0.1)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whereNobodyHungUpNobodyWill() {
        assertThat(new Survival(List.of(seen(10, false))).draw(Duration.ZERO, 0.99))
                .isEqualTo(Survival.NEVER);
    }

    private static Seen seen(int seconds, boolean lost) {
        return new Seen(Duration.ofSeconds(seconds), lost);
    }
}
