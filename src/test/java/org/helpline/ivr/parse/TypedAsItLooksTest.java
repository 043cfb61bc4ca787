package org.helpline.ivr.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** YAML as people type it: nothing becomes what it does not look like. */
class TypedAsItLooksTest {

    private final Problems problems = new Problems();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "18:00",
                "no",
                "yes",
                "on",
                "0123",
                "0x1F",
                "+4930123456",
                "2026-11-22",
                "1e3",
                "1_000",
                ".5",
                "null",
                "~",
                "6..10",
                "012.345",
                "08",
                "true",
                "Ünlü",
                "1.10"
            })
    void aScalarStaysWhatWasTyped(String typed) {
        assertThat(read("value: " + typed)).isEqualTo(typed);
        assertThat(read("value: \"" + typed + "\"")).isEqualTo(typed);
        assertThat(read("{value: " + typed + "}")).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "1", "0", "08", "star", "hash", "'*'", "\"#\"", "on", "2026-11-22"})
    void aKeyStaysWhatWasTyped(String typed) {
        YamlNode.Fields fields = (YamlNode.Fields) tree("{" + typed + ": x}").orElseThrow();
        assertThat(fields.fields().getFirst().key().value()).isEqualTo(typed.replaceAll("['\"]", ""));
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsDoNoHarm() {
        assertThat(read("value: x\r\nother: y\r\n")).isEqualTo("x");
    }

    @Test
    void placesCountFromOne() {
        YamlNode.Fields fields = (YamlNode.Fields) tree("a: 1\nb:\n  - c\n").orElseThrow();
        YamlNode item =
                ((YamlNode.Items) fields.fields().get(1).value()).nodes().getFirst();
        assertThat(List.of(item.line(), item.column())).containsExactly(3, 5);
    }

    @Test
    void aliasesThatUnfoldWithoutEndAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String before = "*a" + (i - 1);
            bomb.append(
                    "a" + i + ": &a" + i + " [" + String.join(", ", java.util.Collections.nCopies(10, before)) + "]\n");
        }
        assertThat(tree(bomb.toString())).isEmpty();
        assertThat(told()).containsExactly("There is too much in this file.");
    }

    @Test
    void anAliasToItselfIsRefused() {
        assertThat(tree("a: &a [x, *a]\n")).isEmpty();
        assertThat(problems.isEmpty()).isFalse();
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(tree("a: " + "[".repeat(20_000))).isEmpty();
        assertThat(problems.isEmpty()).isFalse();
    }

    @Test
    void aLargeFileIsRefusedUnread() {
        assertThat(tree("# " + "x".repeat(YamlReader.MAX_CHARACTERS))).isEmpty();
        assertThat(told()).containsExactly("The file is too large.");
    }

    @Test
    void aSecondDocumentAndTagsAreRefused() {
        assertThat(tree("a: 1\n---\nb: 2\n")).isPresent();
        assertThat(tree("a: !!java.net.URL [x]\nb: !x y\n")).isPresent();
        assertThat(told()).anyMatch(t -> t.contains("second document")).anyMatch(t -> t.contains("YAML tag"));
    }

    @Test
    void whatIsShownObeysNoTerminal() {
        tree("a: 1\na: \"\u001b[31m\"\n");
        assertThat(problems.all().toString()).doesNotContain("\u001b");
    }

    private List<String> told() {
        return problems.all().stream().map(Problem::what).toList();
    }

    private Optional<YamlNode> tree(String text) {
        return YamlReader.read(text, new SourceText("test", text, problems));
    }

    private String read(String text) {
        YamlNode.Fields fields = (YamlNode.Fields) tree(text).orElseThrow(() -> new AssertionError(told()));
        return ((YamlNode.Text) fields.fields().getFirst().value()).value();
    }
}
