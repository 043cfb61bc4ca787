package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.helpline.call.Sounds;
import org.helpline.call.Sounds.Sound;
import org.helpline.sdp.AudioCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent to the program that plays, with a shell script that keeps every file that it is given. */
class PlayerTest {

    private static final Path SAMPLE =
            Path.of("ivr-scripts/support-line/prompts/en").toAbsolutePath();

    @TempDir
    private Path folder;

    private final StringWriter told = new StringWriter();
    private final PrintWriter err = new PrintWriter(told);
    private Path programs;
    private Path ear;
    private Starting starting;

    @BeforeEach
    void begin() throws IOException {
        starting = new Starting(folder);
        programs = Files.createDirectories(folder.resolve("bin"));
        ear = program(
                "ear",
                "n=$(ls '" + folder + "' | grep -c heard)\necho \"$@\" >> '" + folder
                        + "/arguments'\nfor last; do :; done\ncp \"$last\" '" + folder + "'/heard-$n.wav\n");
    }

    @AfterEach
    void end() {
        starting.close();
    }

    private Path program(String name, String script) throws IOException {
        Path program = programs.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }

    private List<Path> heard() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith("heard-"))
                    .sorted()
                    .toList();
        }
    }

    /** A WAV file of 8 kHz, 16 bit, one channel, which is on the line what the recording is. */
    private static void assertIsOnTheLine(Path heard, String recording) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(Files.readAllBytes(heard)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(header.getShort(22)).isEqualTo((short) 1);
        assertThat(header.getInt(24)).isEqualTo(8_000);
        assertThat(header.getShort(34)).isEqualTo((short) 16);
        assertThat(header.getInt(40)).isEqualTo(header.capacity() - 44);
        assertThat(coded(heard)).isEqualTo(coded(SAMPLE.resolve(recording)));
    }

    private static byte[] coded(Path file) {
        return ((Sound) Sounds.load(file)).audio().encoded(AudioCodec.PCMU);
    }

    @Test
    void aPromptIsPlayedAsItSoundsOnTheLine() throws IOException {
        Starting.Said said = starting.command("--set", "speech.player=" + ear, "prompts", "hear", "line", "welcome");
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
        assertThat(heard()).hasSize(1);
        assertIsOnTheLine(heard().getFirst(), "main_menu.wav");
        assertThat(Files.readString(folder.resolve("arguments")).strip())
                .as("what was played leaves nothing behind")
                .satisfies(file -> assertThat(Path.of(file)).doesNotExist());
    }

    @Test
    void aTriedCallPlaysRecordingsAndSpeaksWhatIsNotRecorded() throws IOException {
        Path voice = program("voice", "cat > '" + folder + "/spoken'\ncp '" + SAMPLE + "/digit@7.wav' \"$1\"\n");
        starting.script("line", """
                helpline: 1
                languages: [en]
                human: none
                start: [{say: [welcome, later]}, hangup]
                """);
        Files.writeString(
                starting.scripts().resolve("line/prompts.yaml"), "welcome: Welcome.\nlater: Call again later.\n");
        InputStream before = System.in;
        Starting.Said said;
        try {
            System.setIn(new ByteArrayInputStream("quit\n".getBytes(StandardCharsets.UTF_8)));
            said = starting.command(
                    "--set",
                    "speech.player=" + ear,
                    "--set",
                    "speech.command=" + voice + " {out}",
                    "script",
                    "try",
                    "line",
                    "--play");
        } finally {
            System.setIn(before);
        }
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).contains("en welcome: Welcome.", "en later: Call again later.");
        assertThat(heard()).hasSize(2);
        assertIsOnTheLine(heard().getFirst(), "main_menu.wav");
        assertIsOnTheLine(heard().getLast(), "digit@7.wav");
        assertThat(folder.resolve("spoken")).hasContent("Call again later.");
    }

    @ParameterizedTest
    @CsvSource({
        "paplay aplay ffplay, paplay, ''",
        "aplay play, aplay, -q",
        "play ffplay, play, -q",
        "ffplay afplay, ffplay, -nodisp -autoexit -loglevel error",
        "afplay, afplay, ''",
    })
    void theFirstThatIsHereIsTaken(String here, String taken, String arguments) throws IOException {
        for (String name : here.split(" ", -1)) {
            program(name, "echo " + name + " \"$@\" >> '" + folder + "/arguments'\n");
        }
        Path file = Files.writeString(folder.resolve("sound.wav"), "RIFF");
        assertThat(Player.find(List.of(), folder + "/nowhere:" + programs))
                .isInstanceOfSatisfying(
                        Player.Found.Here.class,
                        p -> assertThat(p.player().play(file, err)).isTrue());
        assertThat(folder.resolve("arguments"))
                .hasContent(String.join(
                        " ",
                        Stream.of(taken, arguments, file.toString())
                                .filter(w -> !w.isEmpty())
                                .toList()));
        assertThat(told.toString()).isEmpty();
    }

    @Test
    void theFileStandsWhereTheSettingsWantIt() {
        Player.Found found = Player.find(List.of(ear.toString(), "--volume", "50", "file={file}", "last"), "");
        Path file = folder.resolve("sound.wav");
        assertThat(found)
                .isInstanceOfSatisfying(Player.Found.Here.class, p -> p.player().play(file, err));
        assertThat(folder.resolve("arguments")).hasContent("--volume 50 file=" + file + " last");
    }

    @Test
    void whereNothingPlaysItIsSaidInWords() {
        assertThat(Player.find(List.of(), folder.toString()))
                .isEqualTo(new Player.Found.Not(
                        "Nothing here plays sound (paplay, aplay, play, ffplay, afplay): install one,"
                                + " or name yours as speech.player."));
        assertThat(Player.find(List.of("no-such-thing", "-q"), programs.toString()))
                .isEqualTo(
                        new Player.Found.Not("speech.player is 'no-such-thing', and there is no such program here."));
        Starting.Said said =
                starting.command("--set", "speech.player=no-such-thing", "prompts", "hear", "line", "welcome");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err())
                .isEqualToIgnoringNewLines(
                        "speech.player is 'no-such-thing', and there is no such program here. -o FILE"
                                + " saves it instead.");
    }

    @Test
    void aPlayerThatFailsIsToldWithWhatItSaid() throws IOException {
        program("mute", "echo 'no sound card' >&2\nexit 3\n");
        Starting.Said said = starting.command(
                "--set", "speech.player=" + programs.resolve("mute"), "prompts", "hear", "line", "welcome");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("mute did not play it: it ended with 3. no sound card");
    }
}
