package org.helpline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundQualityTest {

    /** R of 93.2, 80, 70 and 60 are opinions of 4.41, 4.02, 3.60 and 3.10 by G.107 Annex B. */
    @ParameterizedTest(name = "{0} % lost, jitter {1} ms, round trip {2} ms: {3}")
    @CsvSource({
        "0, 0, 0, 4.4", // the best that G.711 can be
        "0, -1, -1, 4.4",
        "0, 0, 300, 4.3", // 170 ms one way, not yet noticed: R 89.1
        "0, 0, 800, 2.9", // 420 ms: R 56.4
        "3, 5, 40, 4.1",
        "5, 10, 100, 3.8",
        "20, 0, 0, 2.6",
        "100, 0, 0, 1.2",
        "0, 60, 0, 4.3",
    })
    void isWhatTheEModelSays(double lost, double jitter, double roundTrip, double opinion) {
        assertThat(SoundQuality.of(lost, jitter, roundTrip)).isCloseTo(opinion, within(0.06));
    }

    private static CallFact.MediaClosed closed(long received, long sent, long lost, double jitter, SoundWay... ways) {
        return new CallFact.MediaClosed("caller", received, sent, lost, 0, jitter, List.of(ways));
    }

    private static SoundWay went(double lost, double jitter) {
        return new SoundWay(
                SoundWay.WENT, 4, lost, 12.5, new SoundWay.Spread(1, jitter, 9), new SoundWay.Spread(38, 40, 41));
    }

    @Test
    void bothWaysAreToldInOneLine() {
        assertThat(SoundWords.of(closed(1_000, 1_000, 1, 1.5, went(3, 4)), "the caller"))
                .isEqualTo(
                        "what we sent the caller: 3.0 % lost (12.5 % at worst), jitter 4 ms (1 to 9), round trip 40 ms"
                                + " (38 to 41), estimated quality 4.1 of 5; what came from the caller: estimated quality 4.4 of 5");
        assertThat(SoundWords.of(closed(20, 20, 0, 0), "the caller"))
                .as("too short to judge")
                .isEmpty();
        assertThat(SoundWords.troubles(closed(1_000, 1_000, 1, 1.5, went(3, 4)), "the caller"))
                .isEmpty();
    }

    @Test
    void aLongWayHasItsSentence() {
        SoundWay.Spread trip = new SoundWay.Spread(700, 800, 900);
        SoundWay far = new SoundWay(SoundWay.WENT, 4, 0, 0, new SoundWay.Spread(1, 2, 3), trip);
        assertThat(SoundWords.troubles(closed(900, 900, 0, 1, far), "anna"))
                .containsExactly("Poor sound: it takes 800 ms to anna and back.");
    }

    @Test
    void poorSoundHasItsSentence() {
        assertThat(SoundWords.troubles(closed(0, 500, 0, 0), "anna"))
                .containsExactly("Sound went one way only: nothing was heard from anna; open and forward media.ports on"
                        + " the way to this server, and behind a NAT look at sip.advertised.");
        assertThat(SoundWords.troubles(closed(900, 900, 100, 61), "anna"))
                .containsExactly(
                        "Poor sound: of what anna said 10.0 % was lost on the way to us.",
                        "Poor sound: what anna said came unevenly, jitter 61 ms.");
        assertThat(SoundWords.troubles(closed(900, 900, 0, 0, went(7.25, 80)), "the caller"))
                .containsExactly(
                        "Poor sound: of what we sent 7.3 % was lost on the way to the caller.",
                        "Poor sound: what we sent came unevenly to the caller, jitter 80 ms.");
    }
}
