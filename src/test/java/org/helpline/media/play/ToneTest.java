package org.helpline.media.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToneTest {

    @Test
    void aPeriodIsAsLongAsItsTimesTogether() {
        Audio british = Tone.ringing(
                List.of(400, 450),
                List.of(Duration.ofMillis(400), Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofSeconds(2)));
        assertThat(british.samples()).isEqualTo(24_000);
    }

    @Test
    void theUsualToneIsTheOneOfOldByItsSetting() {
        Audio set = Tone.ringing(List.of(425), List.of(Duration.ofSeconds(1), Duration.ofSeconds(4)));
        assertThat(set.samples()).isEqualTo(Tone.ringing().samples());
    }
}
