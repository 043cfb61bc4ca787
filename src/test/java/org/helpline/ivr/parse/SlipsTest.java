package org.helpline.ivr.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.junit.jupiter.api.Test;

/**
 * Slips of people who have never heard of YAML, and the sentences that they are told: where, what, and what to do. With
 * {@code -Dhelpline.golden=write} the sentences are written anew, to be read in the difference.
 */
class SlipsTest {

    private static final Path SLIPS = Path.of("src/test/resources/ivr/slips.txt");
    private static final boolean WRITE = "write".equals(System.getProperty("helpline.golden"));

    @Test
    void everySlipIsToldWithItsPlaceAndWhatToDo() throws IOException {
        String before = Files.readString(SLIPS);
        StringBuilder after = new StringBuilder();
        for (String slip : before.split("(?m)^=== script\\R", -1)) {
            if (slip.isEmpty()) {
                continue;
            }
            String written = slip.replaceFirst("(?s)--- told\\R.*", "");
            String[] files = written.split("(?m)^--- prompts\\R", -1);
            Problems problems = new Problems();
            ScriptParser.parse(
                    new ScriptFiles("test", Path.of("test"), files[0], files.length > 1 ? files[1] : "", Map.of(), "0"),
                    problems);
            after.append("=== script\n").append(written).append("--- told\n");
            problems.inOrder().stream()
                    .map(p -> p.toString().replaceAll("There is: .*", "There is: …"))
                    .forEach(p -> after.append(p).append('\n'));
            assertThat(problems.inOrder().stream().map(Problem::what))
                    .as(written)
                    .noneMatch(what -> what.contains("<") || what.contains("mapping") || what.contains("token"));
        }
        if (WRITE) {
            Files.writeString(SLIPS, after.toString());
        }
        assertThat(after).hasToString(before);
    }
}
