package org.helpline.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.helpline.config.EngineSettings;
import org.helpline.config.SpeechSettings;
import org.helpline.core.ManualClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real espeak-ng. */
@Tag("clients")
class EspeakTest {

    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource({"en, Welcome to the support line.", "tr, Destek hattına hoş geldiniz.", "de, Schöne Grüße."})
    void speaksEveryLanguageOfTheSamples(String language, String text) {
        Rendering rendering = speaker().speak(new Utterance(language, text, Path.of("x.wav")));
        assertThat(rendering).isInstanceOf(Rendering.Spoken.class);
        // 16 bits at 22,050 Hz: between one and six seconds
        assertThat(((Rendering.Spoken) rendering).file())
                .extracting(EspeakTest::size)
                .asInstanceOf(LONG)
                .isBetween(44_000L, 265_000L);
    }

    @ParameterizedTest
    @CsvSource({"xx-klingon, Hello"})
    void saysThatALanguageHasNoVoice(String language, String text) {
        assertThat(speaker().speak(new Utterance(language, text, Path.of("x.wav"))))
                .isInstanceOf(Rendering.NotSpoken.class)
                .asString()
                .contains("espeak-ng failed with exit code");
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    private Speaker speaker() {
        EngineSettings.Voices voices =
                new EngineSettings.Voices(Map.of("en", "en-gb"), Map.of(), "", Duration.ofSeconds(20));
        List<String> command = List.of("espeak-ng", "--stdin", "-v", "{voice}", "-w", "{out}");
        return new Speaker(
                new SpeechSettings(List.of(new EngineSettings.Program(command, voices)), dir, 1_000_000, 1),
                Runnable::run,
                new ManualClock(Instant.parse("2026-11-22T09:00:00Z")));
    }
}
