package org.helpline.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.helpline.core.Problems;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.ScriptFiles;
import org.helpline.ivr.parse.ScriptParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Seeded defects that one script alone does not show: after {@code --- NAME} a script, after {@code --- prompts} those of all of them,
 * after {@code --- told} what a check of the set is to tell. Files that begin with {@code fit-} have none. With {@code -Dhelpline.golden=write} the last part is written anew.
 */
class SetDefectTest {

    private static final Path CORPUS = Path.of("src/test/resources/ivr/set-defects");
    private static final Pattern PART = Pattern.compile("(?m)^--- (.+)\\R");
    private static final boolean WRITE = "write".equals(System.getProperty("helpline.golden"));
    private static final String TOLD = "told";
    private static final String PROMPTS = "prompts";

    /** No call comes to what is dead, and none is made of scripts that run one another. */
    private static final Pattern NO_CALL =
            Pattern.compile("is never (reached|done)|run one another again and again|No call is shown");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static List<Path> defects() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
        }
    }

    private CheckReport check(Path file) throws IOException {
        return check(file, folder);
    }

    /** Lays out the scripts of a file in {@code folder}, and checks them. */
    static CheckReport check(Path file, Path folder) throws IOException {
        Map<String, String> parts = parts(Files.readString(file));
        for (String name : parts.keySet()) {
            if (!name.equals(TOLD) && !name.equals(PROMPTS)) {
                Path script = Files.createDirectories(folder.resolve(name));
                Files.writeString(script.resolve("script.yaml"), parts.get(name));
                Files.writeString(
                        script.resolve("prompts.yaml"), said(parts.get(name), parts.getOrDefault(PROMPTS, "")));
            }
        }
        return CheckReport.of(folder, Samples.KNOWN.proving(3));
    }

    static List<Path> fit() throws IOException {
        return defects().stream()
                .filter(f -> f.getFileName().toString().startsWith("fit-"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fit")
    void nothingIsToldOfWhatIsFit(Path file) throws IOException {
        CheckReport report = check(file);
        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(report.text()).doesNotContain("remark");
        report.results()
                .forEach(r -> assertThat(r.proof().orElseThrow().isWhole())
                        .as(r.name())
                        .isTrue());
    }

    private static Map<String, String> parts(String text) {
        Map<String, String> parts = new TreeMap<>();
        Matcher part = PART.matcher(text);
        while (part.find()) {
            String rest = text.substring(part.end());
            Matcher next = PART.matcher(rest);
            parts.put(part.group(1), next.find() ? rest.substring(0, next.start()) : rest);
        }
        return parts;
    }

    /** Those of the prompts that the script speaks of: unused ones are remarked on. */
    private static String said(String script, String prompts) {
        StringBuilder said = new StringBuilder();
        prompts.lines()
                .filter(line -> Pattern.compile("\\b" + line.substring(0, line.indexOf(':')) + "\\b")
                        .matcher(script)
                        .find())
                .forEach(line -> said.append(line).append('\n'));
        return said.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void theDefectIsToldWithItsPlace(Path file) throws IOException {
        String told = check(file).text().replace(folder + "/", "").replaceAll("version [0-9a-f]{12}", "version …");
        String text = Files.readString(file);
        int at = text.indexOf("--- told\n");
        String before = at < 0 ? text : text.substring(0, at);
        if (WRITE) {
            Files.writeString(file, before + "--- told\n" + told);
        }
        assertThat("--- told\n" + told).isEqualTo(at < 0 ? "" : text.substring(at));
    }

    static Script parsed(Path script) throws IOException {
        return ScriptParser.parse(ScriptFiles.read(script), new Problems())
                .orElseThrow()
                .script();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void theCallThatShowsItGoesAsItIsShown(Path file) throws IOException {
        CheckReport report = check(file);
        Map<String, Script> all = new TreeMap<>();
        for (LoadResult result : report.results()) {
            all.put(result.name(), parsed(folder.resolve(result.name())));
        }
        for (LoadResult result : report.results()) {
            if (result instanceof LoadResult.Refused refused) {
                assertThat(refused.problems())
                        .filteredOn(p -> !NO_CALL.matcher(p.what()).find())
                        .allMatch(refused.calls()::containsKey);
                refused.calls()
                        .forEach((problem, call) -> assertThat(
                                        Replays.run(Objects.requireNonNull(all.get(refused.name())), all, call)
                                                .failure())
                                .as(problem + "\n" + call)
                                .isEmpty());
            }
        }
    }

    @Test
    void thereAreMoreThanTenDefects() throws IOException {
        assertThat(defects().size() - fit().size()).isGreaterThan(10);
    }
}
