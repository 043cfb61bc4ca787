package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.helpline.config.EngineSettings;
import org.helpline.config.SpeechSettings;
import org.helpline.core.Clock;
import org.helpline.core.ManualClock;
import org.helpline.interaction.PromptRack.Done;
import org.helpline.interaction.PromptRack.Heard;
import org.helpline.interaction.PromptRack.Line;
import org.helpline.interaction.PromptRack.State;
import org.helpline.interaction.PromptRack.Take;
import org.helpline.ivr.check.Known;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.check.ScriptLibrary;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.speech.Speaker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings as desks see, hear and change them, on a real folder of scripts. */
class RecordingRackTest {

    private static final Path LOUD = Path.of("ivr-scripts/support-line/prompts/en/main_menu.wav");
    private static final Path DIGIT =
            Path.of("ivr-scripts/support-line/prompts/en/digit@1.wav").toAbsolutePath();
    private static final Take WELCOME = new Take("line", "en", "welcome");

    @TempDir
    private Path folder;

    private final PhoneBook book = new PhoneBook(
            List.of(new PhoneBook.Entry("201", "201", "Front door", new PhoneBook.Reach.Phone("201"), true)));
    private Path script;
    private ScriptLibrary library;
    private RecordingRack rack;
    private int looks;
    private boolean byCommand;

    @BeforeEach
    void load() throws IOException {
        script = Files.createDirectories(folder.resolve("scripts/line"));
        Files.writeString(script.resolve("script.yaml"), """
                helpline: 1
                languages: [en]
                human: none
                variables: {n: {type: text, default: "42"}}
                start: [{play: jingle}, {say: [welcome, "{n|digits}"]}, {extension: welcome, then: hangup}]
                input: {silence: [hangup], wrong: [hangup]}
                """);
        Files.writeString(script.resolve("prompts.yaml"), "welcome: Welcome.\n");
        Files.createDirectories(script.resolve("prompts/any"));
        Files.copy(LOUD, script.resolve("prompts/any/jingle.wav"));
        library = new ScriptLibrary(
                folder.resolve("scripts"),
                () -> new Known(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), true).withPeople(book, Set.of()));
        assertThat(library.refresh()).hasSize(1);
        assertThat(library.scripts()).containsKey("line");
        rack = rack(true);
    }

    private RecordingRack rack(boolean speaks) throws IOException {
        Path engine = folder.resolve("engine");
        Files.writeString(engine, "#!/bin/sh\ncat >> '" + folder + "/spoken'\ncp '" + DIGIT + "' \"$1\"\n");
        Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwx------"));
        EngineSettings program = new EngineSettings.Program(
                List.of(engine.toString(), "{out}"),
                new EngineSettings.Voices(Map.of(), Map.of(), "", Duration.ofSeconds(10)));
        Speaker speaker = new Speaker(
                new SpeechSettings(speaks ? List.of(program) : List.of(), folder.resolve("cache"), 1_000_000, 1),
                Runnable::run,
                Clock.system());
        return new RecordingRack(
                library,
                () -> book,
                new PromptShelf(library, () -> book, new ManualClock(Instant.parse("2026-11-22T10:00:00Z"))),
                speaker,
                folder.resolve("uploads"),
                byCommand,
                () -> {
                    looks++;
                    refresh();
                },
                Runnable::run,
                Runnable::run);
    }

    private void refresh() {
        try {
            library.refresh();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Line line(String language, String name) {
        return rack.sheets("line").stream()
                .filter(s -> s.language().equals(language))
                .flatMap(s -> s.lines().stream())
                .filter(l -> l.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everythingThatIsToBeRecordedIsListedWithWhatCallersHear() throws IOException {
        assertThat(rack.scripts()).containsExactly("line");
        assertThat(line("en", "welcome")).isEqualTo(new Line("welcome", "Welcome.", "", State.SPOKEN, "", false));
        assertThat(line("en", "digit@7").piece()).isTrue();
        assertThat(line("any", "jingle").state()).isEqualTo(State.RECORDED);
        assertThat(line("any", "names/201").text()).isEqualTo("Front door");
        assertThat(rack.sheets("none")).isEmpty();
        rack = rack(false);
        assertThat(line("en", "welcome").state()).isEqualTo(State.MISSING);
    }

    @Test
    void aPromptAPieceANameAndASoundAreKeptEachInItsPlace() throws IOException {
        for (Take take : List.of(
                WELCOME,
                new Take("line", "en", "digit@7"),
                new Take("line", "any", "names/201"),
                new Take("line", "any", "jingle"))) {
            assertThat(rack.keep(take, LOUD, "sam")).isEqualTo(new Done.Kept(""));
            assertThat(script.resolve("prompts/" + take.language() + "/" + take.name() + ".wav"))
                    .hasSameBinaryContentAs(LOUD);
            assertThat(line(take.language(), take.name()).state()).isEqualTo(State.RECORDED);
        }
        assertThat(looks).as("each is taken up at once").isEqualTo(4);
        assertThat(library.find("line").orElseThrow().prompts().recorded("en", "welcome"))
                .isTrue();
        assertThat(script.resolve("prompts/any/old/jingle-20261122-100000.wav")).exists();
    }

    /** Names come from browsers, which may send anything. */
    @ParameterizedTest
    @CsvSource({
        "line, en, ../../../escaped",
        "line, en, ../any/jingle",
        "line, ../en, welcome",
        "line, any, welcome",
        "line, en, nothing",
        "line, en, names/201",
        "line, en, welcome.wav",
        "../scripts/line, en, welcome",
        "other, en, welcome",
        "line, '', welcome",
        "line, en, ''",
        "line, en, /etc/passwd",
    })
    void aNameThatTheScriptDoesNotKnowIsRefusedAndNothingIsWritten(String name, String language, String prompt)
            throws IOException {
        List<String> before = all();
        Take take = new Take(name, language, prompt);
        assertThat(rack.keep(take, LOUD, "sam")).isInstanceOf(Done.Refused.class);
        assertThat(rack.remove(take, "sam")).isInstanceOf(Done.Refused.class);
        assertThat(rack.hear(take)).isInstanceOf(Heard.Nothing.class);
        assertThat(all()).isEqualTo(before);
        assertThat(looks).isZero();
    }

    @ParameterizedTest
    @CsvSource({"''", "<script>alert(1)</script>", "RIFF....WAVEfmt", "ID3 an mp3"})
    void whatIsNoSoundReplacesNothing(String content) throws IOException {
        rack.keep(WELCOME, LOUD, "sam");
        List<String> before = all();
        Path file = Files.writeString(rack.draft(), content);
        assertThat(rack.keep(WELCOME, file, "sam"))
                .isInstanceOfSatisfying(
                        Done.Refused.class,
                        r -> assertThat(r.why()).doesNotContain("upload").doesNotContain(folder.toString()));
        Files.delete(file);
        assertThat(script.resolve("prompts/en/welcome.wav")).hasSameBinaryContentAs(LOUD);
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void aRecordingThatIsTakenAwayIsKeptAmongTheOldOnesAndTheTextIsSpokenAgain() throws IOException {
        rack.keep(WELCOME, LOUD, "sam");
        assertThat(rack.hear(WELCOME))
                .isInstanceOfSatisfying(
                        Heard.Sound.class, s -> assertThat(s.wav().length).isGreaterThan(20_000));
        assertThat(folder.resolve("spoken")).doesNotExist();
        assertThat(rack.remove(WELCOME, "sam")).isEqualTo(new Done.Kept(""));
        assertThat(line("en", "welcome").state()).isEqualTo(State.SPOKEN);
        assertThat(script.resolve("prompts/en/old/welcome-20261122-100000.wav")).hasSameBinaryContentAs(LOUD);
        assertThat(rack.hear(WELCOME)).isInstanceOf(Heard.Sound.class);
        assertThat(folder.resolve("spoken")).hasContent("Welcome.");
        assertThat(rack.remove(WELCOME, "sam")).isEqualTo(new Done.Refused("There is no recording of welcome in en."));
    }

    @Test
    void whatNothingCouldBeHeardInsteadOfStays() throws IOException {
        assertThat(rack.remove(new Take("line", "any", "jingle"), "sam"))
                .isEqualTo(
                        new Done.Refused("There is no text that could be spoken instead. Upload another recording."));
        rack.keep(WELCOME, LOUD, "sam");
        rack = rack(false);
        assertThat(rack.remove(WELCOME, "sam"))
                .isEqualTo(new Done.Refused(
                        "Nothing speaks texts here, so it must stay recorded. Upload another recording."));
        assertThat(line("en", "welcome").state()).isEqualTo(State.RECORDED);
    }

    /** A version that was kept is the past: it must not be changed, and what is saved must not come into force by the way. */
    @Test
    void whileAnOlderVersionAnswersCallsNothingIsChanged() throws IOException {
        Path kept = Files.createDirectories(folder.resolve("versions/1/line"));
        Files.copy(script.resolve("script.yaml"), kept.resolve("script.yaml"));
        Files.copy(script.resolve("prompts.yaml"), kept.resolve("prompts.yaml"));
        Files.createDirectories(kept.resolve("prompts/any"));
        Files.copy(LOUD, kept.resolve("prompts/any/jingle.wav"));
        library.put(((LoadResult.Loaded) library.read(kept)).script());
        List<String> before = all();
        assertThat(rack.keep(WELCOME, LOUD, "sam"))
                .isEqualTo(new Done.Refused("An older version of line answers calls than the one that is saved."
                        + " Publish what is saved first, so that nothing else changes with the recording."));
        assertThat(rack.remove(new Take("line", "en", "welcome"), "sam")).isInstanceOf(Done.Refused.class);
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void whereScriptsArePublishedByCommandItIsSaidThatCallersHearItLater() throws IOException {
        byCommand = true;
        rack = rack(true);
        assertThat(rack.keep(WELCOME, LOUD, "sam"))
                .isEqualTo(new Done.Kept("callers hear it when the script is published"));
        assertThat(rack.remove(WELCOME, "sam"))
                .isEqualTo(new Done.Kept("callers hear it when the script is published"));
    }

    @Test
    void whatACrashLeftIsGoneAfterTheNextStart() throws IOException {
        rack.draft();
        rack.draft();
        rack.tidy();
        assertThat(folder.resolve("uploads")).isEmptyDirectory();
    }

    private List<String> all() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(f -> folder.relativize(f).toString())
                    .filter(f -> !f.equals("uploads") && !f.startsWith("uploads/"))
                    .sorted()
                    .toList();
        }
    }
}
