package org.helpline.ivr.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.helpline.core.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptFormatTest {

    @Test
    void spacesIndentsAndBracketsBecomeAsEverywhere() {
        assertThat(format("""
                helpline:   1
                languages: [ en,tr ]
                start:
                - menu:   main_menu
                  keys:
                       1:   {go: order ,show: "Order"}
                       star:    again

                -   hangup
                """)).isEqualTo("""
                helpline: 1
                languages: [en, tr]
                start:
                  - menu: main_menu
                    keys:
                      1: {go: order, show: "Order"}
                      star: again

                  - hangup
                """);
    }

    @Test
    void commentsStayWhereTheyBelong() {
        assertThat(format("""
                # the line of the house

                #of both
                helpline: 1 # the language
                human: {queue: support}     # who helps

                # main
                start:   # every call
                    # first
                    - say: welcome  # hello
                    - menu: m
                      # the keys
                      keys:
                        1: a
                        # 2: b
                      # after the keys
                    # - say: later
                # before the end
                a: hangup
                # the end
                """)).isEqualTo("""
                # the line of the house

                #of both
                helpline: 1              # the language
                human: {queue: support}  # who helps

                # main
                start:  # every call
                  # first
                  - say: welcome  # hello
                  - menu: m
                    # the keys
                    keys:
                      1: a
                      # 2: b
                    # after the keys
                  # - say: later
                # before the end
                a: hangup
                # the end
                """);
    }

    @Test
    void whatIsTooLongForALineGoesOnBelowItsBracket() {
        String call = "call: [" + "hears welcome, ".repeat(10) + "press 1]";
        assertThat(format("tests:\n - name: x\n   " + call + "\n").lines().toList())
                .hasSize(4)
                .allMatch(l -> l.length() <= 120)
                .last()
                .asString()
                .startsWith("           hears welcome,")
                .endsWith("press 1]");
    }

    @Test
    void textsOverSeveralLinesKeepTheirWords() {
        assertThat(format("""
                welcome:
                   en: >-
                         Welcome.

                         Second
                           deeper
                   tr: "Bir
                     iki"
                   note:
                     friendly
                """)).isEqualTo("""
                welcome:
                  en: >-
                    Welcome.

                    Second
                      deeper
                  tr: "Bir
                    iki"
                  note: friendly
                """);
    }

    @Test
    void quotesNumbersAndWordsStayAsTheyWereTyped() {
        String typed = "a: 18:00\nb: no\nc: 0123\nd: \"x: \\u00e9\"\ne: 'it''s'\nf: +49\ng: ''\nh:\n";
        assertThat(format(typed)).isEqualTo(typed);
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsPlace() {
        Problems problems = new Problems();
        assertThat(ScriptFormat.format("x.yaml", "start: [{say: a}, hangup\n", problems))
                .isEmpty();
        assertThat(problems.all())
                .singleElement()
                .satisfies(p -> assertThat(p.source()).isEqualTo("x.yaml"));
    }

    @Test
    void whatItCouldOnlyGuessAtIsLeftAlone() {
        Problems problems = new Problems();
        assertThat(ScriptFormat.format("x.yaml", "%YAML 1.2\n---\na: b\n", problems))
                .isEmpty();
        assertThat(problems.all().getFirst().what()).contains("was left as it is");
    }

    @Test
    void windowsLinesAndAByteOrderMarkGo() {
        assertThat(format("\uFEFFa: b\r\nc:\r\n- d\r\n")).isEqualTo("a: b\nc:\n  - d\n");
    }

    static Stream<Path> files() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String root :
                List.of("ivr-scripts", "src/main/resources/org/helpline/app/templates", "src/test/resources")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.filter(f -> f.toString().endsWith(".yaml")).sorted().forEach(all::add);
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileOfOursIsLaidOutWithoutTouchingItsMeaningAndStaysSo(Path file) throws IOException {
        staysTheSame(Files.readString(file), file.toString());
    }

    static Stream<Path> defects() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/ivr/defects"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("defects")
    void everyDefectOfTheCorpusTooWhereItIsYaml(Path file) throws IOException {
        String[] parts = Files.readString(file).split("(?m)^--- (?:prompts|told)\\R", -1);
        for (String part : List.of(parts[0], parts[1])) {
            if (!part.isBlank() && read(part).isPresent()) {
                staysTheSame(part, file.toString());
            }
        }
    }

    @Test
    void whateverPeopleTypeKeepsItsMeaning() {
        for (long seed = 1; seed <= 400; seed++) {
            staysTheSame(new Typed(new Random(seed)).file(), "seed " + seed);
        }
    }

    private static void staysTheSame(String text, String what) {
        String once = format(text);
        assertThat(read(once))
                .as("meaning of %s:\n%s\nlaid out:\n%s", what, text, once)
                .isEqualTo(read(text));
        assertThat(format(once)).as("laid out twice, %s:\n%s", what, text).isEqualTo(once);
        assertThat(once.lines().filter(l -> l.endsWith(" ") || l.contains("\t")))
                .as(what)
                .isEmpty();
        assertThat(once).as(what).doesNotContain("\n\n\n").endsWith("\n");
        assertThat(comments(once)).as("comments of %s:\n%s", what, text).isEqualTo(comments(text));
    }

    private static List<String> comments(String text) {
        return text.lines()
                .filter(l -> l.contains("#c"))
                .map(l -> l.substring(l.indexOf("#c")).strip())
                .toList();
    }

    private static Optional<String> read(String text) {
        Problems problems = new Problems();
        Optional<YamlNode> root = YamlReader.read(text, new SourceText("x", text, problems));
        return problems.isEmpty() ? root.map(ScriptFormatTest::meaning) : Optional.empty();
    }

    private static String meaning(YamlNode node) {
        return switch (node) {
            case YamlNode.Text t -> (t.quoted() ? "q" : "p") + "<" + t.value() + ">";
            case YamlNode.Items i ->
                i.nodes().stream().map(ScriptFormatTest::meaning).toList().toString();
            case YamlNode.Fields f ->
                f.fields().stream()
                                .map(e -> meaning(e.key()) + "=" + meaning(e.value()))
                                .toList() + "m";
        };
    }

    private static String format(String text) {
        Problems problems = new Problems();
        Optional<String> formatted = ScriptFormat.format("x.yaml", text, problems);
        assertThat(problems.all()).as(text).isEmpty();
        return formatted.orElseThrow();
    }

    @Test
    void whatShipsIsLaidOutSo() throws IOException {
        for (Path file : files().filter(f -> !f.startsWith("src/test")).toList()) {
            String text = Files.readString(file);
            assertThat(text).as("run: bin/helpline script fmt " + file).isEqualTo(format(text));
        }
    }

    /** A file as somebody might type it: any indentation, comments anywhere, brackets or lines. */
    private record Typed(Random random) {

        private static final List<String> WORDS = List.of(
                "a", "menu", "x_1", "\"q: #\"", "'it''s'", "18:00", "+49", "no", "ş", "😀 b", "two words", "\"\"");

        String file() {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "#c top\n\n" : "");
            mapping(text, 0, 0);
            return text.append(random.nextBoolean() ? "#c end\n" : "").toString();
        }

        private void mapping(StringBuilder text, int indent, int depth) {
            int entries = 1 + random.nextInt(4);
            for (int i = 0; i < entries; i++) {
                noise(text, indent);
                text.append(" ".repeat(indent)).append("k").append(i).append(random.nextBoolean() ? ":" : ":  ");
                value(text, indent, depth, true);
            }
        }

        private void list(StringBuilder text, int indent, int depth) {
            int entries = 1 + random.nextInt(3);
            for (int i = 0; i < entries; i++) {
                noise(text, indent);
                text.append(" ".repeat(indent)).append("-");
                if (depth < 4 && random.nextInt(3) == 0) {
                    int gap = 1 + random.nextInt(3);
                    text.append(" ".repeat(gap))
                            .append("first: ")
                            .append(word())
                            .append(comment())
                            .append('\n');
                    int inner = indent + 1 + gap;
                    text.append(" ".repeat(inner)).append("second:");
                    value(text, inner, depth + 1, true);
                } else {
                    value(text, indent, depth + 1, false);
                }
            }
        }

        private void value(StringBuilder text, int indent, int depth, boolean inMapping) {
            switch (depth >= 4 ? random.nextInt(3) : random.nextInt(8)) {
                case 0 -> text.append(' ').append(word()).append(comment()).append('\n');
                case 1 -> text.append(' ').append(flow(3)).append(comment()).append('\n');
                case 2 -> text.append(comment()).append('\n');
                case 3 -> {
                    text.append(' ').append(random.nextBoolean() ? "|" : ">-").append('\n');
                    int inner = indent + 1 + random.nextInt(4);
                    text.append(" ".repeat(inner)).append("some text # no comment\n");
                    text.append(random.nextBoolean() ? "\n" : "");
                    text.append(" ".repeat(inner + random.nextInt(3))).append("more\n");
                }
                case 4 -> {
                    text.append(" plain over\n").append(" ".repeat(indent + 1 + random.nextInt(3)));
                    text.append("two lines").append(comment()).append('\n');
                }
                case 5 -> {
                    text.append(' ')
                            .append("[")
                            .append(word())
                            .append(", #c in\n")
                            .append(" ".repeat(indent + 2));
                    text.append(flow(2)).append("]").append(comment()).append('\n');
                }
                case 6 -> {
                    text.append(comment()).append('\n');
                    mapping(text, indent + 1 + random.nextInt(4), depth + 1);
                }
                default -> {
                    text.append(comment()).append('\n');
                    list(text, indent + (inMapping ? random.nextInt(4) : 1 + random.nextInt(3)), depth + 1);
                }
            }
        }

        private String flow(int depth) {
            StringBuilder flow = new StringBuilder();
            int entries = random.nextInt(4);
            boolean mapping = random.nextBoolean();
            for (int i = 0; i < entries; i++) {
                flow.append(i == 0 ? "" : random.nextBoolean() ? "," : " , ");
                flow.append(mapping ? (random.nextBoolean() ? "f" + i + ": " : "\"f" + i + "\":") : "");
                flow.append(depth > 0 && random.nextInt(3) == 0 ? flow(depth - 1) : word());
            }
            return mapping ? "{" + flow + " }" : "[ " + flow + "]";
        }

        private String word() {
            return WORDS.get(random.nextInt(WORDS.size()));
        }

        private String comment() {
            return random.nextInt(4) == 0 ? " ".repeat(1 + random.nextInt(3)) + "#c " + random.nextInt(100) : "";
        }

        private void noise(StringBuilder text, int indent) {
            if (random.nextInt(4) == 0) {
                text.append("\n".repeat(1 + random.nextInt(3)));
            }
            if (random.nextInt(5) == 0) {
                text.append(" ".repeat(random.nextInt(indent + 3)))
                        .append("#c own ")
                        .append(random.nextInt(100))
                        .append('\n');
            }
        }
    }
}
