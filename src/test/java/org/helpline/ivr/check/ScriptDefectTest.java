package org.helpline.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.core.Problem;
import org.helpline.ivr.Samples;
import org.helpline.ivr.parse.ScriptFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Seeded defects, one a file: the script, then its prompts after {@code --- prompts}, then what is to be told after
 * {@code --- told}. With {@code -Dhelpline.golden=write} the last part is written anew, to be reviewed in the difference.
 */
class ScriptDefectTest {

    private static final Path CORPUS = Path.of("src/test/resources/ivr/defects");
    private static final boolean WRITE = "write".equals(System.getProperty("helpline.golden"));

    static List<Path> defects() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void theDefectIsToldWithItsPlace(Path file) throws IOException {
        String[] parts = Files.readString(file).split("(?m)^--- (?:prompts|told)\\R", -1);
        String told = told(ScriptLoader.check(Samples.files(parts[0], parts[1]), Samples.KNOWN.proving(3)));
        if (WRITE) {
            Files.writeString(file, parts[0] + "--- prompts\n" + parts[1] + "--- told\n" + told);
        }
        assertThat(told).isEqualTo(parts.length > 2 ? parts[2] : "").isNotEmpty();
    }

    /** What a check shows is what a call does: the same acts, the same end. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void theCallThatShowsItGoesAsItIsShown(Path file) throws IOException {
        String[] parts = Files.readString(file).split("(?m)^--- (?:prompts|told)\\R", -1);
        ScriptFiles files = Samples.files(parts[0], parts[1]);
        if (ScriptLoader.check(files, Samples.KNOWN.proving(3)) instanceof LoadResult.Refused refused) {
            refused.calls()
                    .forEach((problem, call) -> assertThat(
                                    Replays.run(files, call).failure())
                            .as(problem + "\n" + call)
                            .isEmpty());
        }
    }

    @Test
    void thereAreMoreThanAHundredDefects() throws IOException {
        assertThat(defects()).hasSizeGreaterThanOrEqualTo(120);
    }

    private static String told(LoadResult result) {
        List<Problem> problems = switch (result) {
            case LoadResult.Loaded l -> l.remarks();
            case LoadResult.Refused r -> r.problems();
        };
        Map<Problem, String> calls = result instanceof LoadResult.Refused r ? r.calls() : Map.of();
        String kind = result instanceof LoadResult.Loaded ? "remark: " : "";
        return problems.stream()
                .map(p -> kind + p + "\n" + calls.getOrDefault(p, "").indent(6))
                .collect(Collectors.joining());
    }
}
