package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The designer's commands, as they are typed. */
class ScriptCommandsTest {

    @TempDir
    private Path folder;

    private Starting starting;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
    }

    private void tests(String name, String text) throws IOException {
        Files.writeString(starting.scripts().resolve("line").resolve(name), text);
    }

    @Test
    void testRunsAllTestsAndTellsWhatNoneRunsThrough() throws IOException {
        tests("calls.test.yaml", "tests: [{name: a caller is welcomed, call: hears welcome, ends: hangup}]");
        Starting.Said said = starting.command("script", "test");
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("  ok    a caller is welcomed")
                .contains("line: 3 of 3 steps, 0 of 1 branches are tested.")
                .contains("script.yaml:5:5: no test takes notice outage switched on.")
                .contains("1 test, all passed.");
    }

    @Test
    void aTestThatFailsIsExplainedAndEndsWithOne() throws IOException {
        tests("calls.test.yaml", "tests: [{name: a, call: hears welcome, ends: served}]");
        Starting.Said said = starting.command("script", "test", "line");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("  FAIL  a", "expected: the call ends: served", "1 test, 1 failed.");
    }

    @Test
    void oneTestFileMayBeNamed() throws IOException {
        tests("calls.test.yaml", "tests: [{name: a, call: hears welcome}]");
        tests("other.test.yaml", "tests: [{name: b, call: hears welcome}]");
        Starting.Said said = starting.command(
                "script",
                "test",
                starting.scripts().resolve("line/other.test.yaml").toString());
        assertThat(said.out()).contains("  ok    b", "1 test, all passed.").doesNotContain("  ok    a");
    }

    @Test
    void aBrokenTestFileEndsWithOneAlsoForCheck() throws IOException {
        tests("calls.test.yaml", "tests: [{name: a, call: hears welcom}]");
        assertThat(starting.command("script", "test").code()).isEqualTo(1);
        Starting.Said check = starting.command("script", "check");
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out()).contains("Did you mean 'welcome'?", "1 problem in its tests");
    }

    @Test
    void aNameOfNoScriptIsToldWithTheOneThatIsMeant() {
        Starting.Said said = starting.command("script", "test", "lime");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("There is no script 'lime'. Did you mean 'line'?");
    }

    @Test
    void theVerdictsAreWrittenForABuildServer() throws IOException {
        tests("calls.test.yaml", "tests: [{name: a, call: hears welcome}]");
        Path xml = folder.resolve("verdicts.xml");
        assertThat(starting.command("script", "test", "--junit", xml.toString()).code())
                .isZero();
        assertThat(Files.readString(xml)).contains("<testcase name=\"a\"");
    }

    @Test
    void aScriptIsTriedFromPipedLines() {
        Starting.Said said = typing("notice outage on\nquit\nvars\n", "script", "try", "line");
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("0.0 en welcome: Welcome.", "> A call to line", "en outage: Something is down.")
                .doesNotContain("caller.number");
        assertThat(typing("", "script", "try", "lime").err()).contains("Did you mean 'line'?");
    }

    private Starting.Said typing(String lines, String... words) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
        try {
            return starting.command(words);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void checkIsStillAWordOfScript() {
        assertThat(starting.command("script", "check").code()).isZero();
        assertThat(starting.command("script", "chek").code()).isEqualTo(2);
        assertThat(starting.command("script", "--help").out()).contains("check", "test", "try");
    }
}
