package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What designers type: pictures, differences, new scripts. */
class ScriptDrawCommandsTest {

    /** A program that speaks, so that templates need no recordings; nothing is spoken here. */
    private static final String SPEAKING = "speech.command=true {voice} {out}";

    @TempDir
    private Path folder;

    private Starting starting;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
    }

    @Test
    void drawWritesAPicture() throws IOException {
        Path file = folder.resolve("line.svg");
        Starting.Said said = starting.command("script", "draw", "line", "-o", file.toString());
        assertThat(said.code()).isZero();
        assertThat(Files.readString(file))
                .startsWith("<svg ")
                .contains("“Welcome.”")
                .endsWith("</svg>\n");
    }

    @Test
    void drawTakesAFolderToo() throws IOException {
        Path file = folder.resolve("a.svg");
        assertThat(starting.command(
                                "script",
                                "draw",
                                starting.scripts().resolve("line").toString(),
                                "-o",
                                file.toString())
                        .code())
                .isZero();
        assertThat(file).exists();
    }

    @Test
    void aScriptThatIsNotThereIsAnsweredWithTheOneThatIsMeant() {
        Starting.Said said = starting.command("script", "draw", "lime");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("There is no script 'lime'", "Did you mean 'line'?");
    }

    @Test
    void aBrokenScriptIsNotDrawnButTold() throws IOException {
        starting.script("broken", "helpline: 1\nlanguages: [en]\nhuman: none\nstart: nowhere\n");
        Starting.Said said = starting.command(
                "script", "draw", "broken", "-o", folder.resolve("b.svg").toString());
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("script.yaml:4:8", "There is no section 'nowhere'");
        assertThat(folder.resolve("b.svg")).doesNotExist();
    }

    @Test
    void diffTellsAndDraws() throws IOException {
        starting.script("other", """
                helpline: 1
                languages: [en]
                human: none
                start:
                  - notice: outage
                  - say: [welcome, welcome]
                  - hangup
                """);
        Path file = folder.resolve("d.svg");
        Starting.Said said = starting.command("script", "diff", "line", "other", "--svg", file.toString());
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("section start, says: now prompt welcome, prompt welcome, then hangs up; before");
        assertThat(Files.readString(file)).contains("row changed");
        assertThat(starting.command("script", "diff", "line", "line").out()).contains("Both are the same.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hotline", "hours", "office"})
    void aNewScriptIsFitAtOnce(String template) {
        Starting.Said said = starting.command("--set", SPEAKING, "script", "new", "mine", "--from", template);
        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .contains("mine: good", "bin/helpline script check")
                .doesNotContain("remark");
        assertThat(said.code()).isZero();
        assertThat(starting.scripts().resolve("mine/prompts.yaml")).exists();
    }

    @Test
    void newNeverOverwrites() throws IOException {
        Path script = starting.scripts().resolve("line/script.yaml");
        String before = Files.readString(script);
        Starting.Said said = starting.command("--set", SPEAKING, "script", "new", "line");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("already there");
        assertThat(Files.readString(script)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out", "a/b", "Upper", "", "-x y"})
    void aNameThatIsNoFolderNameIsRefused(String name) {
        assertThat(starting.command("script", "new", "--", name).code()).isEqualTo(2);
    }

    @Test
    void aTemplateThatIsNotThereIsAnsweredWithTheOneThatIsMeant() {
        Starting.Said said = starting.command("script", "new", "mine", "--from", "hotlin");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("Did you mean 'hotline'?");
    }
}
