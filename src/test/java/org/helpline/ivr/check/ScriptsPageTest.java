package org.helpline.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.helpline.core.Problems;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.ScriptFiles;
import org.helpline.ivr.parse.ScriptParser;
import org.helpline.ivr.trial.PageTrials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/scripts.md shows a designer is true. */
class ScriptsPageTest {

    private static final String HEAD = "helpline: 1\nlanguages: [en, tr]\nhours: office\nhuman: {queue: support}\n";

    static List<String> examples() throws IOException {
        return Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL)
                .matcher(page())
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("fragments")
    void everyExampleIsTheLanguageAsItIs(String example) {
        Problems problems = new Problems();
        String script =
                example.startsWith("- ") ? HEAD + "start:\n" + example.indent(2) : HEAD + "start: hangup\n" + example;
        assertThat(ScriptParser.parse(Samples.files(script, ""), problems)).isPresent();
        assertThat(problems.all()).isEmpty();
    }

    static List<String> fragments() throws IOException {
        return examples().stream().skip(2).filter(e -> !e.startsWith("tests:")).toList();
    }

    @Test
    void theFirstScriptOfThePageIsFit() throws IOException {
        assertThat(Samples.check(examples().get(0), examples().get(1)))
                .isInstanceOfSatisfying(
                        LoadResult.Loaded.class, l -> assertThat(l.remarks()).isEmpty());
    }

    @Test
    void theMistakeOfThePageIsToldAsItSays() throws IOException {
        String script = examples().get(0).replaceFirst("2: opening_hours .*", "2: opening_hour");
        Path folder = Path.of("ivr-scripts/hotline");
        ScriptFiles files =
                new ScriptFiles("hotline", folder, script, examples().get(1), Map.of(), "000000000000");
        String told = new CheckReport(List.of(ScriptLoader.check(files, Samples.KNOWN))).text();
        String shown =
                told.lines().filter(l -> !l.isBlank()).map(l -> "    " + l).collect(Collectors.joining("\n"));
        assertThat(page()).contains(shown);
    }

    @Test
    void theTestsOfThePageHold() throws IOException {
        List<String> files =
                examples().stream().filter(e -> e.startsWith("tests:")).toList();
        assertThat(files).isNotEmpty();
        assertThat(files.stream().flatMap(f -> PageTrials.failures(hotline(), f).stream()))
                .isEmpty();
    }

    @Test
    void theCallInTheTerminalIsAsThePageShowsIt() throws IOException {
        String told = PageTrials.session(hotline(), List.of("1", "agent answers after 20s"));
        assertThat(page()).contains(told.indent(4));
    }

    private static Script hotline() {
        try {
            return Samples.loaded(ScriptLoader.check(
                    new ScriptFiles(
                            "hotline",
                            Path.of("hotline"),
                            examples().get(0),
                            examples().get(1),
                            Map.of(),
                            "000000000000"),
                    Samples.KNOWN));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/scripts.md"));
    }
}
