package org.helpline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JitterMeterTest {

    private final JitterMeter meter = new JitterMeter();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Integer.MAX_VALUE - 100, Integer.MIN_VALUE, -1, -1_000})
    void anEvenStreamHasNoJitterWhereverItsTimestampsStart(int start) {
        for (int i = 0; i < 100; i++) {
            assertThat(meter.on(start + 160 * i, 500 + 160 * i)).isZero();
        }
    }

    @Test
    void isASixteenthOfTheFirstDifference() { // RFC 3550 §A.8: J += (|D| - J) / 16
        meter.on(0, 0);
        assertThat(meter.on(160, 160 + 160)).isEqualTo(10);
        assertThat(meter.millis()).isEqualTo(1.25);
    }

    @Test
    void settlesAtTheMeanDifference() {
        for (int i = 0; i < 500; i++) {
            meter.on(160 * i, 160 * i + (i % 2 == 0 ? 0 : 40));
        }
        assertThat(meter.units()).isBetween(38, 41);
    }

    @Test
    void aLeapOfTheTimestampsDoesNotRuinItForEver() {
        meter.on(0, 0);
        meter.on(Integer.MIN_VALUE, 160);
        assertThat(meter.units()).isBetween(0, 500);
        for (int i = 0; i < 300; i++) {
            meter.on(Integer.MIN_VALUE + 160 * (i + 1), 160 * (i + 2));
        }
        assertThat(meter.units()).isLessThan(2);
    }

    @Test
    void aPauseIsNoJitter() {
        meter.on(0, 0);
        meter.restart();
        assertThat(meter.on(160, 80_000)).isZero();
    }
}
