package org.helpline.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.helpline.config.SpeechSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a shell script as the engine, which notes how it was called. */
class SpeakerTest {

    /** Writes a WAV header and what it was given: arguments, then standard input. */
    private static final String ENGINE = """
            #!/bin/sh
            echo call >> "$(dirname "$0")/calls"
            { printf 'RIFF----WAVEfmt ----------------------data----'; echo "voice=$1 out=$2 args=$#"; cat; } > "$2"
            """;

    private static final Path RECORDING = Path.of("ivr-scripts/support/prompts/en/greeting.wav");

    @TempDir
    private Path dir;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void speaksTextGivenByStandardInputAndNeverAsAnArgument() throws IOException {
        String text = "-w /etc/passwd; $(reboot) Grüße";
        String made = Files.readString(spoken(speaker(engine(ENGINE)).speak(english(text))));
        assertThat(made).endsWith("args=2\n" + text + "\n").contains("voice=en-gb ");
    }

    @Test
    void theSameTextIsRenderedOnce() throws IOException {
        Speaker speaker = speaker(engine(ENGINE));
        Path first = spoken(speaker.speak(english("Good morning")));
        assertThat(spoken(speaker.speak(english("  Good \n morning ")))).isEqualTo(first);
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void whatIsCachedNeedsNoProgram() throws IOException {
        Path engine = engine(ENGINE);
        Path first = spoken(speaker(engine).speak(english("Good morning")));
        Files.delete(engine);
        assertThat(speaker(engine).available()).isFalse();
        assertThat(spoken(speaker(engine).speak(english("Good morning")))).isEqualTo(first);
    }

    /** FIELD P19: a cache that returns the old voice after the options changed. */
    @Test
    void anyChangeThatIsHeardIsANewFile() throws IOException {
        Path engine = engine(ENGINE);
        List<String> plain = List.of(engine.toString(), "{voice}", "{out}");
        List<String> slower = List.of(engine.toString(), "{voice}", "{out}", "-s", "120");
        List<Path> files = new ArrayList<>();
        files.add(spoken(speaker(plain, "en-gb").speak(english("Good morning"))));
        files.add(spoken(speaker(slower, "en-gb").speak(english("Good morning"))));
        files.add(spoken(speaker(plain, "en-us").speak(english("Good morning"))));
        files.add(spoken(speaker(plain, "en-gb").speak(english("Good evening"))));
        files.add(spoken(speaker(plain, "en-gb").speak(new Utterance("en-GB", "Good morning", RECORDING))));
        assertThat(files).doesNotHaveDuplicates();
        assertThat(spoken(speaker(plain, "en-gb").speak(english("Good morning"))))
                .isEqualTo(files.getFirst());
    }

    @ParameterizedTest
    @CsvSource({"en, en-gb", "en-AU, en-gb", "tr, turkish", "de, de", "de-AT, de-AT"})
    void findsTheVoiceOfALanguage(String language, String voice) throws IOException {
        Utterance utterance = new Utterance(language, "Hello", RECORDING);
        assertThat(Files.readString(spoken(speaker(engine(ENGINE)).speak(utterance))))
                .contains("voice=" + voice + " ");
    }

    @Test
    void anEngineThatWritesToStandardOutputIsHeardToo() throws IOException {
        Path engine = engine("#!/bin/sh\nprintf 'RIFF----WAVEfmt ----------------------data----'\ncat\n");
        Speaker speaker = speaker(List.of(engine.toString()), "en");
        assertThat(Files.readString(spoken(speaker.speak(english("Hello"))))).endsWith("Hello\n");
    }

    @Test
    void aMissingProgramIsASentenceWithTheWayOut() {
        Speaker speaker = speaker(List.of("espeak-ng-that-nobody-has", "-w", "{out}"), "en");
        assertThat(speaker.available()).isFalse();
        assertThat(why(speaker.speak(english("Hello"))))
                .isEqualTo("espeak-ng-that-nobody-has is not installed, or may not be run: install it, or record "
                        + RECORDING);
    }

    @Test
    void noProgramSetIsASentenceToo() {
        Speaker speaker = speaker(List.of(), "en");
        assertThat(speaker.available()).isFalse();
        assertThat(why(speaker.speak(english("Hello"))))
                .isEqualTo("no text-to-speech program is set; set one, or record " + RECORDING);
    }

    @Test
    void aProgramThatFailsIsQuotedInOneLine() throws IOException {
        Path engine = engine("#!/bin/sh\nprintf 'no voice\\nhere\\033[31m' >&2\nexit 3\n");
        assertThat(why(speaker(engine).speak(english("Hello"))))
                .isEqualTo(engine + " failed with exit code 3: no voice here [31m; mend that, or record " + RECORDING);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aProgramThatWritesNothingIsNotBelieved() throws IOException {
        Path engine = engine("#!/bin/sh\ntrue\n");
        assertThat(why(speaker(engine).speak(english("Hello"))))
                .isEqualTo(engine + " ended well but wrote no WAV file; mend that, or record " + RECORDING);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aProgramThatHangsIsEndedWithItsChildren() throws IOException {
        Path engine = engine("#!/bin/sh\nsleep 1000 &\necho $! > \"$(dirname \"$0\")/child\"\nwait\n");
        Speaker speaker = new Speaker(
                new SpeechSettings(
                        List.of(engine.toString(), "{out}"), Map.of(), dir.resolve("cache"), Duration.ofMillis(700)),
                threads,
                1);
        assertThat(why(speaker.speak(english("Hello")))).contains("took longer than 700 ms");
        long child = Long.parseLong(Files.readString(dir.resolve("child")).strip());
        ProcessHandle.of(child).ifPresent(left -> left.onExit().join()); // would hang here if it were still asleep
        assertThat(leftovers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | '' | there is no text to speak; write one",
                "en | ' \t ' | there is no text to speak; write one",
                "../en | Hello | the language is not a tag such as en or en-GB; correct it",
                "-v | Hello | the language is not a tag such as en or en-GB; correct it",
            })
    void whatCannotBeSpokenIsToldBeforeAnythingRuns(String language, String text, String why) throws IOException {
        assertThat(why(speaker(engine(ENGINE)).speak(new Utterance(language, text, RECORDING))))
                .isEqualTo(why + ", or record " + RECORDING);
        assertThat(dir.resolve("calls")).doesNotExist();
    }

    @Test
    void aTextThatIsTooLongIsRefused() throws IOException {
        Speaker speaker = speaker(engine(ENGINE));
        assertThat(why(speaker.speak(english("a".repeat(2001)))))
                .startsWith("the text has 2001 characters, at most 2000");
        assertThat(spoken(speaker.speak(english("a".repeat(2000))))).exists();
    }

    @Test
    void aCacheThatCannotBeWrittenIsASentence() throws IOException {
        Path engine = engine(ENGINE);
        Files.writeString(dir.resolve("cache"), "a file where the directory should be");
        assertThat(why(speaker(engine).speak(english("Hello")))).contains("could not be written to");
    }

    @Test
    void neverMoreProgramsAtOnceThanAllowed() throws IOException {
        // a second engine beside a running one finds the first one's mark and fails
        Path engine = engine("""
                #!/bin/sh
                here="$(dirname "$0")"
                mkdir "$here/running" || { echo "two at once" >&2; exit 9; }
                { printf 'RIFF----WAVEfmt ----------------------data----'; cat; } > "$2"
                rmdir "$here/running"
                """);
        Speaker speaker = speaker(engine);
        List<CompletableFuture<Rendering>> all = Stream.of("one", "two", "three", "four", "five", "six")
                .map(text -> speaker.speakLater(english(text)))
                .toList();
        assertThat(all).allSatisfy(one -> assertThat(one.join()).isInstanceOf(Rendering.Spoken.class));
    }

    private static Utterance english(String text) {
        return new Utterance("en", text, RECORDING);
    }

    private Speaker speaker(Path engine) {
        return speaker(List.of(engine.toString(), "{voice}", "{out}"), "en-gb");
    }

    private Speaker speaker(List<String> command, String english) {
        Map<String, String> voices = Map.of("en", english, "tr", "turkish");
        return new Speaker(
                new SpeechSettings(command, voices, dir.resolve("cache"), Duration.ofSeconds(20)), threads, 1);
    }

    private Path engine(String script) throws IOException {
        Path file = dir.resolve("engine");
        Files.writeString(file, script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private long calls() throws IOException {
        return Files.readAllLines(dir.resolve("calls")).size();
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve("cache"))) {
            return files.toList();
        }
    }

    private static Path spoken(Rendering rendering) {
        assertThat(rendering).isInstanceOf(Rendering.Spoken.class);
        return ((Rendering.Spoken) rendering).file();
    }

    private static String why(Rendering rendering) {
        assertThat(rendering).isInstanceOf(Rendering.NotSpoken.class);
        return ((Rendering.NotSpoken) rendering).why();
    }
}
