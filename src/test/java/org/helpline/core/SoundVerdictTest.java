package org.helpline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundVerdictTest {

    private static CallFact.MediaClosed closed(long received, long sent, long lost, double jitter, SoundWay... ways) {
        return new CallFact.MediaClosed("caller", received, sent, lost, 0, jitter, List.of(ways));
    }

    private static SoundWay went(double lost) {
        return new SoundWay(SoundWay.WENT, 4, lost, lost, new SoundWay.Spread(4, 5, 6), SoundWay.Spread.NONE);
    }

    @Test
    void theWorseDirectionIsWhatCounts() {
        assertThat(SoundVerdict.of(closed(900, 1_000, 100, 3, went(2))))
                .hasValueSatisfying(v -> assertThat(v).isEqualTo(new SoundVerdict(SoundWay.CAME, 10, 3, -1)));
        assertThat(SoundVerdict.of(closed(1_000, 1_000, 0, 3, went(12))))
                .hasValueSatisfying(v -> assertThat(v).isEqualTo(new SoundVerdict(SoundWay.WENT, 12, 5, -1)));
    }

    @Test
    void whatSaysTooLittleIsNotJudgedAndSilenceOfOneSideIsTheWorst() {
        assertThat(SoundVerdict.of(closed(149, 149, 10, 3))).isEmpty();
        assertThat(SoundVerdict.of(closed(150, 149, 10, 3))).isPresent();
        assertThat(SoundVerdict.of(closed(0, 100, 0, 0))).isEmpty();
        assertThat(SoundVerdict.of(closed(0, 151, 0, 0))).hasValueSatisfying(v -> {
            assertThat(v.quality()).isCloseTo(1, within(1e-9));
            assertThat(v.cause()).isEqualTo(SoundVerdict.ONE_WAY);
        });
    }

    @ParameterizedTest(name = "{0} % lost, jitter {1} ms, round trip {2} ms: {3}")
    @CsvSource({
        "0, 5, 40, ''",
        "2, 5, 40, ''",
        "10, 5, 40, lost",
        "0, 150, 100, uneven",
        "0, 20, 800, delay",
        "12, 20, 200, lost",
        "1, -1, 900, delay",
    })
    void theCauseIsWhatItWouldBeBetterWithout(double lost, double jitter, double trip, String cause) {
        assertThat(new SoundVerdict(SoundWay.CAME, lost, jitter, trip).cause()).isEqualTo(cause);
    }

    @Test
    void aLineSaysWhoHeardWhatAndWhy() {
        assertThat(SoundWords.of(new SoundVerdict(SoundWay.WENT, 20, 8, 40), "agent:anna"))
                .isEqualTo(
                        "2.6 of 5, what agent:anna heard: lost packets (20.0 % lost, jitter 8 ms, round trip 40 ms)");
        assertThat(SoundWords.of(new SoundVerdict(SoundWay.CAME, 0, 150, -1), "caller"))
                .startsWith("3.")
                .endsWith("what caller said: uneven packets (0.0 % lost, jitter 150 ms)");
        assertThat(SoundWords.of(new SoundVerdict(SoundVerdict.ONE_WAY, 0, -1, -1), "caller"))
                .isEqualTo("1.0 of 5, nothing was heard from caller");
    }
}
