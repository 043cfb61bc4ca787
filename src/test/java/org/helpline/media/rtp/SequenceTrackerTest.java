package org.helpline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.helpline.media.rtp.SequenceTracker.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceTrackerTest {

    private final SequenceTracker tracker = new SequenceTracker();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32767, 32768, 65534, 65535})
    void nothingIsLostOverTheWrapAround(int start) {
        for (int i = 0; i < 70_000; i++) {
            assertThat(tracker.on((start + i) & 0xffff)).isEqualTo(Verdict.GOOD);
        }
        assertThat(tracker.lost()).isZero();
        assertThat(tracker.extendedHighest()).isEqualTo(start + 69_999);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32767, 32768, 65534, 65535})
    void lossesAreCountedOverTheWrapAround(int start) {
        for (int i = 0; i < 1_000; i++) {
            if (i % 10 != 5) {
                tracker.on((start + i) & 0xffff);
            }
        }
        assertThat(tracker.lost()).isEqualTo(100);
        assertThat(tracker.fractionLost()).isEqualTo(25); // of 256
        assertThat(tracker.fractionLost()).as("nothing since").isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32767, 32768, 65534, 65535})
    void swappedPacketsAreNotLost(int start) {
        tracker.on(start);
        tracker.on((start + 2) & 0xffff);
        assertThat(tracker.lost()).isEqualTo(1);
        assertThat(tracker.on((start + 1) & 0xffff)).isEqualTo(Verdict.GOOD);
        assertThat(tracker.lost()).isZero();
        assertThat(tracker.extendedHighest()).isEqualTo(start + 2);
    }

    @Test
    void repeatedPacketsMakeTheFieldNegativeButNotTheCount() {
        tracker.on(1);
        tracker.on(1);
        tracker.on(1);
        assertThat(tracker.lostField()).isEqualTo(-2);
        assertThat(tracker.lost()).isZero();
        assertThat(tracker.fractionLost()).isZero();
    }

    @Test
    void aLeapIsBelievedWhenASecondFollows() {
        tracker.on(100);
        assertThat(tracker.on(40_000)).isEqualTo(Verdict.JUMP);
        assertThat(tracker.on(101)).isEqualTo(Verdict.GOOD);
        assertThat(tracker.on(50_000)).isEqualTo(Verdict.JUMP);
        assertThat(tracker.on(50_001)).isEqualTo(Verdict.RESTARTED);
        assertThat(tracker.on(50_002)).isEqualTo(Verdict.GOOD);
        assertThat(tracker.lost()).isZero();
    }

    @Test
    void theLossFieldIsClampedTo24Bits() {
        tracker.on(0);
        for (int round = 0; round < 3_100; round++) {
            for (int s = 0; s < 65_536; s += 2_900) {
                tracker.on(s);
            }
        }
        assertThat(tracker.lost()).isGreaterThan(0x7fffff);
        assertThat(tracker.lostField()).isEqualTo(0x7fffff);
    }

    @Test
    void nothingHeardIsNothingLost() {
        assertThat(tracker.lost()).isZero();
        assertThat(tracker.fractionLost()).isZero();
        assertThat(tracker.extendedHighest()).isZero();
    }
}
