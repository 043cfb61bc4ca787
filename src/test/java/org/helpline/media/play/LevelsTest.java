package org.helpline.media.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelsTest {

    /** A tone of so much amplitude; what is above the largest sample is cut off, as a recorder does. */
    @ParameterizedTest
    @CsvSource({
        "20000, false, false",
        "32700, false, false",
        "60000, true, false",
        "4000, false, false",
        "3000, false, true",
        "0, false, true",
    })
    void aToneIsTornOrHardlyHeard(int amplitude, boolean clipped, boolean quiet) {
        short[] pcm = new short[8_000];
        for (int i = 0; i < pcm.length; i++) {
            double wave = amplitude * Math.sin(2 * Math.PI * 300 * i / 8_000 + 0.3);
            pcm[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, wave));
        }
        Levels levels = Levels.of(pcm);
        assertThat(levels.isClipped()).isEqualTo(clipped);
        assertThat(levels.isTooQuiet()).isEqualTo(quiet);
    }

    @Test
    void aWordInLongSilenceIsTooQuiet() {
        short[] pcm = new short[80_000];
        pcm[40_000] = 20_000;
        assertThat(Levels.of(pcm).isTooQuiet()).isTrue();
    }

    @Test
    void theShippedRecordingsAreNeither() throws IOException {
        for (String script : List.of("support-line", "information-line")) {
            try (Stream<Path> files = Files.walk(Path.of("ivr-scripts", script))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".wav")).toList()) {
                    assertThat(AudioFiles.levels(file).orElseThrow())
                            .as(file.toString())
                            .matches(l -> !l.isClipped(), "is not clipped")
                            .matches(l -> !l.isTooQuiet(), "is loud enough");
                }
            }
        }
    }

    @Test
    void whatIsNoAudioHasNoLevels() {
        assertThat(AudioFiles.levels(Path.of("pom.xml"))).isEmpty();
        assertThat(AudioFiles.levels(Path.of("no-such-file.wav"))).isEmpty();
    }
}
