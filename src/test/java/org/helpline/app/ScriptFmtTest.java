package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptFmtTest {

    private static final String UNTIDY = "helpline: 1\nlanguages: [ en ]\nhuman: none\nstart:\n- hangup\n";
    private static final String TIDY = "helpline: 1\nlanguages: [en]\nhuman: none\nstart:\n  - hangup\n";

    @TempDir
    private Path folder;

    private Starting starting;
    private Path script = Path.of("");

    @BeforeEach
    void begin() throws IOException {
        starting = new Starting(folder);
        starting.script("line", UNTIDY);
        script = starting.scripts().resolve("line/script.yaml");
    }

    @AfterEach
    void end() {
        starting.close();
    }

    @Test
    void checkChangesNothingAndEndsWithOne() throws IOException {
        Starting.Said said = starting.command("script", "fmt", "--check");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("Not laid out: " + script).contains("2 files, 1 to lay out.");
        assertThat(script).hasContent(UNTIDY);
    }

    @Test
    void everyFileIsLaidOutOnce() throws IOException {
        assertThat(starting.command("script", "fmt").out()).contains("2 files, 1 changed.");
        assertThat(Files.readString(script)).isEqualTo(TIDY);
        Starting.Said again = starting.command("script", "fmt", "--check", "line");
        assertThat(again.out()).isEqualToIgnoringNewLines("2 files, none to lay out.");
        assertThat(again.code()).isZero();
    }

    @Test
    void whatCannotBeReadIsToldAndLeft() throws IOException {
        Files.writeString(script, "start: [{say: a}\n");
        Starting.Said said = starting.command("script", "fmt", script.toString());
        assertThat(said.err()).contains(script + ":");
        assertThat(said.code()).isEqualTo(1);
        assertThat(script).hasContent("start: [{say: a}");
    }

    @Test
    void aNameThatIsNoneIsToldSo() {
        assertThat(starting.command("script", "fmt", "nothing").err())
                .contains("There is no file, folder or script 'nothing'.");
    }
}
