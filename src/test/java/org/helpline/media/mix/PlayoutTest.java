package org.helpline.media.mix;

import static org.assertj.core.api.Assertions.assertThat;

import org.helpline.media.codec.Samples;
import org.junit.jupiter.api.Test;

/** Where packets belong in the mix's time, in samples. */
class PlayoutTest {

    private static final int FRAME = 160;

    private final Playout playout = new Playout();
    private final Samples packet = new Samples();

    private long place(int ssrc, int timestamp, long arrived) {
        packet.set(ssrc, timestamp, FRAME);
        return playout.place(packet, arrived);
    }

    @Test
    void theFirstIsHeardAMarginLaterAndTheOthersByTheirTimestamps() {
        assertThat(place(1, -80, 1_000)).isEqualTo(1_000 + Playout.MARGIN);
        assertThat(place(1, -80 + FRAME, 1_300)).as("late, but not too late").isEqualTo(1_160 + Playout.MARGIN);
        assertThat(place(1, -80 + 3 * FRAME, 1_400)).isEqualTo(1_480 + Playout.MARGIN);
        assertThat(place(1, -80 + 2 * FRAME, 1_401)).as("in disorder").isEqualTo(1_320 + Playout.MARGIN);
    }

    @Test
    void whatComesTooLateIsDroppedAndASourceThatStaysLateIsPlacedAnew() {
        place(1, 0, 0);
        for (int i = 1; i < 5; i++) {
            assertThat(place(1, FRAME * i, FRAME * i + Playout.MARGIN + 1)).isEqualTo(Playout.LATE);
        }
        assertThat(place(1, FRAME * 5, FRAME * 5 + 400)).isEqualTo(FRAME * 5 + 400 + Playout.MARGIN);
        assertThat(place(1, FRAME * 6, FRAME * 6 + 400)).isEqualTo(FRAME * 6 + 400 + Playout.MARGIN);
    }

    @Test
    void oneThatIsLateChangesNothing() {
        place(1, 0, 0);
        assertThat(place(1, FRAME, FRAME + 400)).isEqualTo(Playout.LATE);
        assertThat(place(1, 2 * FRAME, 2 * FRAME)).isEqualTo(2 * FRAME + Playout.MARGIN);
    }

    @Test
    void aSourceThatIsEarlyAllAlongIsBroughtForward() {
        place(1, 0, 400); // its first packet was late
        long place = 0;
        for (int i = 1; i < 300; i++) {
            place = place(1, FRAME * i, (long) FRAME * i);
        }
        assertThat(place).isEqualTo(FRAME * 299L + Playout.MARGIN);
    }

    @Test
    void aClockThatRunsSlowOrFastIsFollowed() {
        for (int drift = -1; drift <= 1; drift++) {
            Playout ofIt = new Playout();
            int late = 0;
            for (int i = 0; i < 20_000; i++) {
                packet.set(7, FRAME * i, FRAME);
                long arrived = (long) FRAME * i + drift * (i / 10L); // one sample in 1,600: far worse than any phone
                long place = ofIt.place(packet, arrived);
                late += place == Playout.LATE ? 1 : 0;
                if (place != Playout.LATE) {
                    assertThat(place - arrived).isBetween(0L, 2L * Playout.MARGIN);
                }
            }
            assertThat(late).isLessThan(60);
        }
    }

    @Test
    void anotherSourceAndTimestampsThatJumpArePlacedAnew() {
        place(1, 0, 0);
        assertThat(place(2, 77, 500)).isEqualTo(500 + Playout.MARGIN);
        assertThat(place(2, 90_000, 660)).isEqualTo(660 + Playout.MARGIN);
        assertThat(place(2, 90_160, 820)).isEqualTo(820 + Playout.MARGIN);
    }
}
