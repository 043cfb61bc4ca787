package org.helpline.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.helpline.config.SpeechSettings;
import org.helpline.media.play.AudioFiles;
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
    void speaksWhatOurPlayerCanPlay(String language, String text) {
        Rendering rendering = speaker().speak(new Utterance(language, text, Path.of("x.wav")));
        assertThat(rendering).isInstanceOf(Rendering.Spoken.class);
        AudioFiles.Result read = AudioFiles.load(((Rendering.Spoken) rendering).file());
        assertThat(read).isInstanceOf(AudioFiles.Result.Loaded.class);
        assertThat(((AudioFiles.Result.Loaded) read).audio().samples()).isBetween(8000, 8000 * 6);
    }

    @ParameterizedTest
    @CsvSource({"xx-klingon, Hello"})
    void saysThatALanguageHasNoVoice(String language, String text) {
        assertThat(speaker().speak(new Utterance(language, text, Path.of("x.wav"))))
                .isInstanceOf(Rendering.NotSpoken.class)
                .asString()
                .contains("espeak-ng failed with exit code");
    }

    private Speaker speaker() {
        return new Speaker(
                new SpeechSettings(
                        List.of("espeak-ng", "--stdin", "-v", "{voice}", "-w", "{out}"),
                        Map.of("en", "en-gb"),
                        dir,
                        Duration.ofSeconds(20)),
                Runnable::run,
                1);
    }
}
