package org.helpline.ivr.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Operation;
import org.helpline.ivr.model.Term;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.parse.ParsedScript;
import org.helpline.ivr.parse.ScriptFiles;
import org.helpline.ivr.parse.ScriptParser;
import org.helpline.ivr.trial.TrialParser;
import org.helpline.ivr.trial.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables and the parser are of one mind: neither knows a word that the other does not. */
class LexiconTest {

    private static final String TOP = "helpline: 1\nlanguages: [en, tr]\nhours: office\nhuman: {queue: support}\n";

    static Stream<Table> steps() {
        return Lexicon.steps().stream();
    }

    static Stream<Table> all() {
        return Stream.concat(Lexicon.steps().stream(), Lexicon.blocks().stream());
    }

    static Stream<Table> everything() {
        return Stream.concat(all(), Stream.of(Lexicon.testFile(), Lexicon.test(), Lexicon.prompt()));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyExampleOfAStepCanBeRead(Table step) {
        assertThat(step.examples())
                .isNotEmpty()
                .allSatisfy(e -> assertThat(problems(asStep(e))).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyMistakeOfAStepIsTold(Table step) {
        assertThat(step.mistakes())
                .allSatisfy(m -> assertThat(problems(asStep(m))).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("everything")
    void everyWordSaysWhatItIsFor(Table table) {
        assertThat(table.says()).endsWith(".");
        assertThat(table.keys()).allSatisfy(k -> assertThat(k.says()).endsWith("."));
        assertThat(new HashSet<>(table.words())).hasSameSizeAs(table.words());
    }

    @Test
    void theParserAsksForNothingThatTheTableLacks() throws IOException {
        asked().forEach((table, words) -> assertThat(table.words())
                .as(
                        "the table of '%s' in ivr.lexicon: add the word that the parser reads, with a sentence",
                        table.name())
                .containsAll(words));
    }

    @Test
    void theTableHasNothingThatTheParserDoesNotAskFor() throws IOException {
        Map<Table, Set<String>> asked = asked();
        all().forEach(table -> assertThat(asked.getOrDefault(table, Set.of()))
                .as("what the parser asks of '%s'", table.name())
                .containsAll(table.words()));
    }

    /** The reader tells which words it knows when there is one that it does not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A test file has no 'zzzzzzz'. | {zzzzzzz: 1, tests: []}",
                "A test has no 'zzzzzzz'.      | {tests: [{name: x, call: [press 1], zzzzzzz: 1}]}"
            })
    void theReaderOfTestsAndTheTableAreOfOneMind(String what, String written) {
        Problems problems = new Problems();
        Vocabulary none = Vocabulary.of(
                ScriptParser.parse(files(TOP + "start: hangup\n"), new Problems())
                        .orElseThrow()
                        .script(),
                Set.of(),
                Set.of(),
                Map.of());
        TrialParser.parse("x", written, none, problems);
        Problem told = problems.all().stream()
                .filter(p -> p.what().equals(what))
                .findFirst()
                .orElseThrow();
        Table table = what.contains("file") ? Lexicon.testFile() : Lexicon.test();
        assertThat(told.fix().replaceFirst("There is: (.*)\\.", "$1").split(", "))
                .as("what the reader of tests knows: add it to ivr.lexicon.TrialTables")
                .containsExactlyInAnyOrderElementsOf(table.words());
    }

    static Stream<Phrase> phrases() {
        return Stream.of(Lexicon.types(), Lexicon.builtIn(), Lexicon.filters(), Lexicon.functions())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("phrases")
    void everyPhraseSaysWhatItIsFor(Phrase phrase) {
        assertThat(phrase.says()).endsWith(".");
        assertThat(phrase.examples()).isNotEmpty();
    }

    @Test
    void everyFunctionStandsInTheTable() {
        List<String> known = new ArrayList<>(Operation.functions());
        known.add("has");
        Arrays.stream(Term.How.values()).map(Term.How::word).forEach(known::add);
        assertThat(Phrase.words(Lexicon.functions()))
                .as("what expressions can do: add it to ivr.lexicon.ValueTables")
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void everyExampleOfAFunctionCanBeReadAndUsesIt() {
        for (Phrase function : Lexicon.functions()) {
            for (String example : function.examples()) {
                String script = TOP + "start:\n  - set: {it: '= " + example + "'}\n  - hangup\n";
                assertThat(problems(script)).as(example).isEmpty();
                assertThat(example).contains(function.word());
            }
        }
    }

    @Test
    void everyKindOfValueStandsInTheTableAndIsWhatItLooksLike() {
        assertThat(Phrase.words(Lexicon.types())).containsExactlyElementsOf(ValueType.words());
        for (Phrase type : Lexicon.types()) {
            ValueType kind = ValueType.of(type.word()).orElseThrow();
            if (kind != ValueType.LIST && kind != ValueType.MAP) {
                assertThat(type.examples())
                        .allSatisfy(e -> assertThat(
                                        e.startsWith("\"")
                                                ? ValueType.TEXT
                                                : ValueType.guess(e).type())
                                .as(e)
                                .isEqualTo(kind));
            }
        }
    }

    @Test
    void everyValueThatEachCallHasStandsInTheTable() {
        assertThat(Phrase.words(Lexicon.builtIn())).containsExactlyElementsOf(BuiltIn.NAMES);
    }

    @Test
    void everyExampleOfAFilterCanBeReadAndUsesIt() {
        for (Phrase filter : Lexicon.filters()) {
            for (String example : filter.examples()) {
                String script = TOP + "start:\n  - say: welcome\n  - hangup\n";
                Problems problems = new Problems();
                ScriptParser.parse(
                        new ScriptFiles(
                                "test", Path.of("test"), script, "welcome: {en: \"" + example + "\"}", Map.of(), "0"),
                        problems);
                assertThat(problems.all()).as(example).isEmpty();
                assertThat(example).contains("|" + filter.word());
            }
        }
    }

    @Test
    void theShapesOfValuesAreUnderstoodByJavaToo() {
        everything().flatMap(t -> t.keys().stream()).map(Key::form).forEach(form -> {
            if (form instanceof Form.Matching m) {
                assertThatCode(() -> Pattern.compile(m.regex())).doesNotThrowAnyException();
                assertThat(m.examples()).allMatch(e -> e.matches(m.regex()));
            }
        });
    }

    private static Map<Table, Set<String>> asked() throws IOException {
        Map<Table, Set<String>> asked = new LinkedHashMap<>();
        List<String> scripts = new ArrayList<>();
        Lexicon.steps().forEach(t -> t.examples().forEach(e -> scripts.add(asStep(e))));
        scripts.add(TOP + "check:\n" + Lexicon.check().examples().getFirst().indent(2) + "start: hangup\n");
        scripts.add(TOP + "input:\n" + Lexicon.input().examples().getFirst().indent(2) + "start: hangup\n");
        scripts.add(TOP + "queues:\n  support:\n"
                + Lexicon.queueWait().examples().getFirst().indent(4) + "start: hangup\n");
        scripts.add(TOP + "variables: {a: " + Lexicon.variable().examples().getFirst() + "}\nlimits: "
                + Lexicon.limits().examples().getFirst() + "\nstart: hangup\n");
        try (Stream<Path> samples = Files.walk(Path.of("ivr-scripts"))) {
            for (Path sample : samples.filter(f -> f.endsWith("script.yaml")).toList()) {
                scripts.add(Files.readString(sample));
            }
        }
        for (String script : scripts) {
            ParsedScript parsed =
                    ScriptParser.parse(files(script), new Problems()).orElseThrow();
            parsed.scriptSource()
                    .asked()
                    .forEach((t, words) -> asked.merge(t, words, (a, b) -> {
                        Set<String> both = new HashSet<>(a);
                        both.addAll(b);
                        return both;
                    }));
        }
        return asked;
    }

    private static String asStep(String example) {
        return TOP + "start:\n  - " + example.indent(4).strip() + "\n  - hangup\n";
    }

    private static List<Problem> problems(String script) {
        Problems problems = new Problems();
        ScriptParser.parse(files(script), problems);
        return problems.inOrder();
    }

    private static ScriptFiles files(String script) {
        return new ScriptFiles("test", Path.of("test"), script, "", Map.of(), "0");
    }
}
