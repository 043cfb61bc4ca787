package org.helpline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.helpline.core.Problems;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IniTextTest {

    private static final String TEXT = """
            # The file's head.

            # Anna's own remark.
            [anna]
              name =  Anna   ; short
            queues=support, \\
                   billing
            # after queues
            skills =

            # stands alone

            [ben]
            name: Ben
            """;

    private final IniText text = IniText.of(TEXT);

    static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("conf"))) {
            return all.filter(f -> f.toString().endsWith(".ini")).sorted().toList().stream();
        }
    }

    private static Map<String, String> read(String text) {
        Problems problems = new Problems();
        ConfigText read = ConfigText.read("f.ini", text, "", Origin.Layer.FILE, true, problems);
        assertThat(problems.all()).isEmpty();
        return read.entries().stream()
                .collect(Collectors.toMap(Entry::key, Entry::value, (a, _) -> a, LinkedHashMap::new));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everySettingOfTheSamplesIsSetInItsLineAndNothingElseMoves(Path file) throws IOException {
        String before = Files.readString(file);
        IniText text = IniText.of(before);
        assertThat(text).hasToString(before);
        Map<String, String> values = read(before);
        for (String name : values.keySet()) {
            String section = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
            String key = name.substring(name.lastIndexOf('.') + 1);
            if (!text.sections().contains(section)) {
                continue; // of the whole file
            }
            assertThat(text.set(section, key, values.get(name)).toString())
                    .as(name)
                    .isEqualTo(before);
            String after = text.set(section, key, "4711").toString();
            Map<String, String> intended = new LinkedHashMap<>(values);
            intended.put(name, "4711");
            assertThat(read(after)).as(name).isEqualTo(intended);
            assertThat(changedLines(before, after)).as(name).isEqualTo(1);
            intended.remove(name);
            assertThat(read(text.unset(section, key).toString())).as(name).isEqualTo(intended);
        }
    }

    private static long changedLines(String before, String after) {
        List<String> a = before.lines().toList();
        List<String> b = after.lines().toList();
        assertThat(b).hasSameSizeAs(a);
        return IntStream.range(0, a.size())
                .filter(i -> !a.get(i).equals(b.get(i)))
                .count();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aSectionThatIsAddedAndTakenAwayLeavesTheBytes(Path file) throws IOException {
        String before = Files.readString(file);
        IniText more = IniText.of(before).addSection("zoe").set("zoe", "name", "Zoe");
        assertThat(more.sections()).endsWith("zoe");
        assertThat(more.removeSection("zoe")).hasToString(before);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aSectionThatIsTakenAwayComesBackToItsPlace(Path file) throws IOException {
        String before = Files.readString(file);
        IniText text = IniText.of(before);
        for (String section : text.sections()) {
            IniText gone = text.removeSection(section);
            assertThat(gone.sections()).doesNotContain(section);
            assertThat(gone.restore(text.place(section), text.removed(section).orElseThrow()))
                    .as(section)
                    .hasToString(before);
        }
    }

    @Test
    void remarksSpacingAndOrderStay() {
        assertThat(text.set("anna", "name", "Anna B.").set("ben", "name", "Benno"))
                .hasToString("""
                # The file's head.

                # Anna's own remark.
                [anna]
                  name =  Anna B.   ; short
                queues=support, \\
                       billing
                # after queues
                skills =

                # stands alone

                [ben]
                name: Benno
                """);
    }

    @Test
    void aValueOverSeveralLinesBecomesOne() {
        assertThat(text.set("anna", "queues", "billing").toString())
                .contains("queues=billing\n# after queues\n")
                .doesNotContain("support");
        assertThat(text.unset("anna", "queues").toString()).contains("; short\n# after queues\n");
    }

    @Test
    void aNewSettingStandsBehindTheLastOfItsSection() {
        assertThat(text.set("anna", "role", "supervisor").toString())
                .contains("skills =\nrole = supervisor\n\n# stands alone\n");
    }

    @Test
    void aSectionTakesTheRemarkAboveItAlongAndNoOther() {
        assertThat(text.section("anna").orElseThrow())
                .startsWith("# Anna's own remark.\n[anna]\n")
                .endsWith("skills =\n");
        assertThat(text.removeSection("anna")).hasToString("""
                # The file's head.

                # stands alone

                [ben]
                name: Ben
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            two words, and a comma
            a # b
            a ; b
            #first
            ;first
            "in quotes"
            it's
            say "x" # y
            key=value: more
            'half
            """)
    void whateverFitsInALineIsReadAsItWasWritten(String value) {
        String after = text.set("ben", "name", value).toString();
        assertThat(read(after)).containsEntry("ben.name", value);
        assertThat(IniText.of(after).value("ben", "name")).isEqualTo(value);
        assertThat(IniText.of(after).set("ben", "name", "Ben")).hasToString(TEXT);
    }

    @Test
    void anEmptyValueBeforeARemarkIsEmpty() {
        assertThat(read(text.set("anna", "name", "").toString())).containsEntry("anna.name", "");
    }

    @ParameterizedTest
    @CsvSource({"'two\nlines'", "'bell\u0007'", "ends\\"})
    void whatNoLineCanHoldIsRefused(String value) {
        assertThatThrownBy(() -> text.set("ben", "name", value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void linesEndAsTheyDidAndTheLastOneMayHaveNoEnd() {
        IniText windows = IniText.of("[a]\r\nx = 1\r\n[b]\r\ny = 2");
        assertThat(windows.set("b", "z", "3")).hasToString("[a]\r\nx = 1\r\n[b]\r\ny = 2\r\nz = 3\r\n");
        assertThat(windows.set("b", "y", "3")).hasToString("[a]\r\nx = 1\r\n[b]\r\ny = 3");
    }

    @Test
    @DisplayName("secrets are shown to nobody")
    void secretsAreMasked() {
        IniText secret = text.set("ben", "phone-secret", "very secret");
        assertThat(secret.masked(Set.of("phone-secret")).toString())
                .contains("phone-secret = " + IniText.MASK)
                .doesNotContain("very secret");
    }

    /** Random edits of a file against a plain map of what it should say. */
    @Test
    void randomEditsGiveWhatWasMeant() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            IniText now = IniText.of(TEXT);
            Map<String, String> meant = new TreeMap<>(read(TEXT));
            meant.replaceAll((_, v) -> v.replaceAll("\\s*\\R\\s*", " "));
            StringBuilder story = new StringBuilder("seed " + seed);
            for (int step = 0; step < 12; step++) {
                String section = List.of("anna", "ben", "cleo", "dora").get(random.nextInt(4));
                String key = List.of("name", "queues", "skills", "role").get(random.nextInt(4));
                String value =
                        List.of("", "x", "a, b", "c # d", "\"q\" ; r", "it's").get(random.nextInt(6));
                int act = random.nextInt(10);
                story.append("\n")
                        .append(act)
                        .append(' ')
                        .append(section)
                        .append(' ')
                        .append(key)
                        .append('=')
                        .append(value);
                boolean isThere = now.sections().contains(section);
                if (act == 0) {
                    now = now.removeSection(section);
                    meant.keySet().removeIf(k -> k.startsWith(section + "."));
                } else if (act == 1 && isThere) {
                    String before = now.toString();
                    now = now.removeSection(section)
                            .restore(now.place(section), now.removed(section).orElseThrow());
                    assertThat(now).as(story.toString()).hasToString(before);
                } else if (act < 4) {
                    now = now.unset(section, key);
                    meant.remove(section + "." + key);
                } else {
                    now = now.addSection(section).set(section, key, value);
                    meant.put(section + "." + key, value);
                }
                Map<String, String> is = new TreeMap<>(read(now.toString()));
                is.replaceAll((_, v) -> v.replaceAll("\\s*\\R\\s*", " "));
                assertThat(is).as(story + "\n" + now).isEqualTo(meant);
                assertThat(now.toString())
                        .as(story.toString())
                        .startsWith("# The file's head.\n")
                        .contains("# stands alone");
            }
        }
    }
}
