package org.helpline.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.helpline.config.EngineSettings;
import org.helpline.config.SpeechSettings;
import org.helpline.core.ManualClock;
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

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T09:00:00Z"));
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

    /** FIELD P19, once more: the program or the model beneath an unchanged command is another one. */
    @Test
    void aNewReleaseOfTheProgramOrItsModelSpeaksAnew() throws IOException {
        Path engine = engine(ENGINE);
        Path model = Files.writeString(dir.resolve("model"), "one");
        List<String> command = List.of(engine.toString(), "{voice}", "{out}", model.toString());
        Path before = spoken(speaker(command, "en").speak(english("Hello")));
        Files.writeString(model, "another");
        Path otherModel = spoken(speaker(command, "en").speak(english("Hello")));
        engine(ENGINE + "# a release later\n");
        Path otherProgram = spoken(speaker(command, "en").speak(english("Hello")));
        assertThat(List.of(before, otherModel, otherProgram)).doesNotHaveDuplicates();
        assertThat(spoken(speaker(command, "en").speak(english("Hello")))).isEqualTo(otherProgram);
    }

    @Test
    void optionsOfALanguageBecomeWordsOfTheCommand() throws IOException {
        Path engine = engine(ENGINE);
        EngineSettings.Voices voices =
                new EngineSettings.Voices(Map.of(), Map.of("en", "-s  120"), "", Duration.ofSeconds(20));
        List<String> command = List.of(engine.toString(), "{voice}", "{out}", "{options}");
        Speaker speaker = new Speaker(
                new SpeechSettings(
                        List.of(new EngineSettings.Program(command, voices)), dir.resolve("cache"), 1_000_000, 1),
                threads,
                clock);
        assertThat(Files.readString(spoken(speaker.speak(english("Hello"))))).contains("args=4");
        assertThat(Files.readString(spoken(speaker.speak(new Utterance("tr", "Merhaba", RECORDING)))))
                .contains("args=2");
    }

    @Test
    void manyTextsAreSpokenAheadInTheirOrderAndTheirProgressIsTold() throws IOException {
        List<Utterance> texts =
                Stream.of("one", "", "two", "one").map(SpeakerTest::english).toList();
        List<Integer> progress = Collections.synchronizedList(new ArrayList<>());
        List<Rendering> all = speaker(engine(ENGINE)).speakAhead(texts, progress::add);
        assertThat(all).hasSize(4);
        assertThat(Files.readString(spoken(all.get(2)))).endsWith("two\n");
        assertThat(all.get(3)).isEqualTo(all.get(0));
        assertThat(why(all.get(1))).contains("there is no text");
        assertThat(progress).containsExactly(1, 2, 3, 4);
    }

    @Test
    void theCacheStaysWithinItsSizeAndKeepsWhatScriptsSayAndWhatWasHeardLast() throws IOException {
        Speaker speaker = speaker(engine(ENGINE));
        Path used = spoken(speaker.speak(english("used by a script")));
        clock.move(Duration.ofMinutes(1));
        List<Path> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            others.add(spoken(speaker.speak(english(i + "a".repeat(1_900)))));
            clock.move(Duration.ofMinutes(1));
        }
        spoken(speaker.speak(english(0 + "a".repeat(1_900)))); // the first is heard again
        Speaker small = new Speaker(
                new SpeechSettings(
                        List.of(new EngineSettings.Program(
                                List.of(dir.resolve("engine").toString(), "{voice}", "{out}"),
                                new EngineSettings.Voices(Map.of(), Map.of(), "", Duration.ofSeconds(20)))),
                        dir.resolve("cache"),
                        10_000,
                        1),
                threads,
                clock);
        Tidied tidied = small.tidy(Set.of(used));
        assertThat(tidied.bytes()).isLessThanOrEqualTo(10_000);
        assertThat(tidied.removed() + tidied.left()).isEqualTo(21);
        assertThat(leftovers()).hasSize(tidied.left()).contains(used, others.get(0), others.get(19));
        assertThat(others.get(1)).doesNotExist();
    }

    @Test
    void draftsThatNobodyFinishedGoAfterAnHour() throws IOException {
        Speaker speaker = speaker(engine(ENGINE));
        Path kept = spoken(speaker.speak(english("Hello")));
        Path draft = Files.writeString(dir.resolve("cache/draft-1.wav"), "half");
        Files.setLastModifiedTime(draft, FileTime.from(clock.now()));
        speaker.tidy(Set.of());
        assertThat(draft).exists();
        clock.move(Duration.ofMinutes(61));
        speaker.tidy(Set.of());
        assertThat(leftovers()).containsExactly(kept);
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
                .isEqualTo("no text-to-speech engine is set; set one in speech.properties, or record " + RECORDING);
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
        Speaker speaker = speaker(List.of(engine.toString(), "{out}"), Map.of(), Duration.ofSeconds(2));
        assertThat(why(speaker.speak(english("Hello")))).contains("took longer than 2000 ms");
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
        return speaker(command, Map.of("en", english, "tr", "turkish"), Duration.ofSeconds(20));
    }

    private Speaker speaker(List<String> command, Map<String, String> names, Duration timeout) {
        List<EngineSettings> engines = command.isEmpty()
                ? List.of()
                : List.of(new EngineSettings.Program(command, new EngineSettings.Voices(names, Map.of(), "", timeout)));
        return new Speaker(new SpeechSettings(engines, dir.resolve("cache"), 1_000_000, 1), threads, clock);
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
            return files.filter(f -> f.toString().endsWith(".wav")).toList();
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
