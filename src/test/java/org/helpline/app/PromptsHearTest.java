package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hearing prompts before callers do, and speaking them ahead; with a shell script that "speaks" one recording. */
class PromptsHearTest {

    private static final Path SPOKEN =
            Path.of("ivr-scripts/support-line/prompts/en/digit@1.wav").toAbsolutePath();

    @TempDir
    private Path folder;

    private Starting starting;
    private String engine = "";
    private Path out = Path.of("");

    @BeforeEach
    void begin() throws IOException {
        starting = new Starting(folder);
        out = folder.resolve("heard.wav");
        Path program = folder.resolve("engine");
        Files.writeString(
                program,
                "#!/bin/sh\ncat >> '" + folder + "/spoken'\ngrep -q unspeakable '" + folder + "/spoken' && exit 1\ncp '"
                        + SPOKEN + "' \"$1\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        engine = "speech.command=" + program + " {out}";
        starting.script("line", """
                helpline: 1
                languages: [en]
                human: {queue: support}
                start: [{say: [welcome, outage]}, human]
                queues: {support: {every: 45s, say: place, then: hangup}}
                """);
        texts("You are number {position|number}.");
    }

    private void texts(String place) throws IOException {
        Files.writeString(
                starting.scripts().resolve("line/prompts.yaml"),
                "welcome: Welcome.\noutage: Something is down.\nplace: '" + place + "'\n");
    }

    @AfterEach
    void end() {
        starting.close();
    }

    @Test
    void aRecordingWinsOverTheText() throws IOException {
        Starting.Said said = hear("line", "welcome", "-o", out.toString());
        assertThat(said.out()).startsWith("en recorded welcome.wav: Welcome.").contains("Saved " + out);
        assertThat(said.code()).isZero();
        assertThat(folder.resolve("spoken")).doesNotExist();
        assertThat(Files.size(out)).isGreaterThan(8_000);
    }

    @Test
    void aTextWithAValueIsSpokenAsTheCallerHearsIt() throws IOException {
        Starting.Said said = hear("line", "place", "--with", "position=3", "-o", out.toString());
        assertThat(said.out()).startsWith("en spoken: You are number three.");
        assertThat(Files.readString(folder.resolve("spoken"))).isEqualTo("You are number three.\n");
        assertThat(out).exists();
    }

    @Test
    void aTextThatIsNotInAnyScriptYetCanBeHeardToo() throws IOException {
        assertThat(hear("--text", "Bonjour", "--language", "fr", "-o", out.toString())
                        .code())
                .isZero();
        assertThat(Files.readString(folder.resolve("spoken"))).isEqualTo("Bonjour\n");
    }

    @Test
    void whatIsMissingIsSaidInOneSentence() {
        assertThat(hear("line", "place").err())
                .isEqualToIgnoringNewLines("Its text has a value: say it, for example" + " --with position=3.");
        assertThat(hear("line", "welcom").err()).contains("There is no prompt 'welcom'. Did you mean 'welcome'?");
        assertThat(hear("line", "welcome", "--language", "tr").err())
                .contains("'tr' is not among the script's languages");
        assertThat(hear("line").err()).contains("Name a script and one of its prompts, or a text with --text.");
        assertThat(hear("lin", "welcome").err()).contains("There is no script 'lin'");
    }

    @Test
    void anEngineThatFailsIsToldWithWhatToDo() {
        Starting.Said said = hear("--text", "unspeakable", "-o", out.toString());
        assertThat(said.err()).contains("failed with exit code 1; mend that, or record it.");
        assertThat(said.code()).isEqualTo(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void checkSpeaksAheadWhatIsNotRecordedSoThatNoCallerWaits() throws IOException {
        Starting.Said said = starting.command(
                "--set",
                engine,
                "script",
                "check",
                "--render",
                starting.scripts().toString());
        assertThat(said.out()).contains("line: 10 texts without a recording, all can be heard");
        assertThat(said.err()).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("spoken"))).hasSize(10).contains("You are number ten.");
        starting.command(
                "--set",
                engine,
                "script",
                "check",
                "--render",
                starting.scripts().toString());
        assertThat(Files.readAllLines(folder.resolve("spoken"))).hasSize(10);
    }

    @Test
    void checkTellsWhatCannotBeSpoken() throws IOException {
        texts("This is unspeakable.");
        Starting.Said said = starting.command(
                "--set",
                engine,
                "script",
                "check",
                "--render",
                starting.scripts().toString());
        assertThat(said.out()).contains("line: 1 texts without a recording, 1 cannot be heard");
        assertThat(said.err()).contains("Prompt place (en) cannot be heard:", "failed with exit code 1");
        assertThat(said.code()).isEqualTo(1);
    }

    private Starting.Said hear(String... words) {
        String[] all = new String[words.length + 4];
        all[0] = "--set";
        all[1] = engine;
        all[2] = "prompts";
        all[3] = "hear";
        System.arraycopy(words, 0, all, 4, words.length);
        return starting.command(all);
    }
}
