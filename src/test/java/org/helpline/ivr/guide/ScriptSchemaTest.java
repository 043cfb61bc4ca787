package org.helpline.ivr.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.lexicon.PlaybookTables;
import org.helpline.ivr.model.Playbook;
import org.helpline.ivr.model.PlaybookNames;
import org.helpline.ivr.parse.PlaybookParser;
import org.helpline.ivr.parse.ScriptFiles;
import org.helpline.ivr.parse.ScriptParser;
import org.helpline.ivr.parse.SourceText;
import org.helpline.ivr.trial.PlaybookTrials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What editors say of files, by another's validator: all of ours are good, every slip in a shape is seen. */
class ScriptSchemaTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = Map.of(
            "script", REGISTRY.getSchema(ScriptSchema.of("script")),
            "prompts", REGISTRY.getSchema(ScriptSchema.of("prompts")),
            "tests", REGISTRY.getSchema(ScriptSchema.of("tests")),
            "playbook", REGISTRY.getSchema(ScriptSchema.of("playbook")),
            "playbook-tests", REGISTRY.getSchema(ScriptSchema.of("playbook-tests")));

    /** What the parser tells and no schema can: meaning, or YAML itself. By the beginnings of the corpus's names. */
    private static final Set<String> BEYOND_SHAPES = Set.of(
            "03", // a section may have any name
            "13", // which languages there are
            "14", // the same
            "33", // keys that stand twice are an editor's own matter
            "34", // star and * are two names
            "39", // 10..4 has the right shape
            "62", // a word that is of no use without another
            "42", "43", "44", "45", "46", "47", // conditions and values
            "64", "65", "66", "67", "68", "69", "70", "71", "72", "73"); // filters in texts

    /** Later ones of the corpus are of meaning: loops, reach, hours. */
    private static final int LAST_OF_SHAPES = 73;

    static Stream<Path> ours() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String root : List.of(
                "ivr-scripts", "src/main/resources/org/helpline/app/templates", "src/test/resources/interaction")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.filter(f -> f.toString().endsWith(".yaml")).sorted().forEach(all::add);
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("ours")
    void everyFileThatShipsIsGood(Path file) throws IOException {
        assertThat(errors(
                        kind(file),
                        Files.readString(file).replace("QUEUE", "support").replace("HOURS", "office")))
                .isEmpty();
    }

    private static String kind(Path file) {
        String name = String.valueOf(file.getFileName());
        if (file.startsWith("ivr-scripts/playbooks")) {
            return name.endsWith(".test.yaml") ? "playbook-tests" : "playbook";
        }
        return name.equals("script.yaml") ? "script" : name.equals("prompts.yaml") ? "prompts" : "tests";
    }

    @Test
    void everyExampleOfTheReferenceIsGood() {
        Lexicon.steps()
                .forEach(step -> step.examples()
                        .forEach(e ->
                                assertThat(errors("script", script(e))).as(e).isEmpty()));
    }

    static Stream<Path> defects() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/ivr/defects"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("defects")
    void everyDefectInAShapeIsSeen(Path file) throws IOException {
        String[] parts = Files.readString(file).split("(?m)^--- (?:prompts|told)\\R", -1);
        boolean seen = !errors("script", parts[0]).isEmpty()
                || (!parts[1].isBlank() && !errors("prompts", parts[1]).isEmpty());
        boolean told = !parsed(parts[0], parts[1]).isEmpty();
        String number = String.valueOf(file.getFileName()).replaceFirst("-.*", "");
        boolean beyond = BEYOND_SHAPES.contains(number) || Integer.parseInt(number) > LAST_OF_SHAPES;
        if (told && !beyond) {
            assertThat(seen).as("the schema sees the slip in " + file).isTrue();
        }
        if (!told) {
            assertThat(seen)
                    .as("what reads well is good to an editor too: " + file)
                    .isFalse();
        }
    }

    /** Unknown words, missing words, and texts where tables stand. */
    @Test
    void everySlipOfTheReferenceThatIsOneOfShapeIsSeen() {
        List<String> shapes = new ArrayList<>();
        Lexicon.steps()
                .forEach(step -> step.mistakes().stream()
                        .filter(m -> parsed(script(m), "").stream()
                                .anyMatch(p -> p.what()
                                        .matches(".*( has no '|needs '|is no table|has no keys|takes no value).*")))
                        .forEach(shapes::add));
        assertThat(shapes)
                .hasSizeGreaterThan(5)
                .allSatisfy(m -> assertThat(errors("script", script(m))).as(m).isNotEmpty());
    }

    @Test
    void slipsInTestsAndPromptsAreSeen() {
        assertThat(errors("tests", "tests: [{name: x, call: [press 1], end: served}]"))
                .isNotEmpty();
        assertThat(errors("tests", "tests: [{call: [press 1]}]")).isNotEmpty();
        assertThat(errors("tests", "tests: {name: x}")).isNotEmpty();
        assertThat(errors("tests", "at: tomorrow\ntests: []")).isNotEmpty();
        assertThat(errors("prompts", "Welcome: {en: Hello.}")).isNotEmpty();
        assertThat(errors("prompts", "welcome: [Hello]")).isNotEmpty();
        assertThat(errors("prompts", "welcome: {english: Hello}")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            playbook       | steps: [{id: a, title: A}]
            playbook       | title: Refunds
            playbook       | {title: Refunds, steps: []}
            playbook       | {title: Refunds, steps: {id: a, title: A}}
            playbook       | {title: Refunds, steps: [{title: A}]}
            playbook       | {title: Refunds, steps: [{id: A b, title: A}]}
            playbook       | {title: Refunds, steps: [{id: a, title: A, requires: yes}]}
            playbook       | {title: Refunds, steps: [{id: a, title: A, note: perhaps}]}
            playbook       | {title: Refunds, steps: [{id: a, title: A, links: {title: X, url: 'https://x.test'}}]}
            playbook       | {title: Refunds, steps: [{id: a, title: A, links: [{title: X, url: x.test}]}]}
            playbook-tests | tests: {name: x, shows: [a]}
            playbook-tests | tests: [{shows: [a]}]
            playbook-tests | tests: [{name: x, show: [a]}]
            playbook-tests | tests: [{name: x, given: {waited: long}, shows: [a]}]
            playbook-tests | tests: [{name: x, given: {customer: {number: 7}}, shows: [a]}]
            playbook-tests | tests: [{name: x, given: {customer: {sure: quite}}, shows: [a]}]
            """)
    void slipsInPlaybooksAndTheirTestsAreSeen(String kind, String yaml) {
        assertThat(errors(kind, yaml)).isNotEmpty();
    }

    /** What editors offer is what the parser knows: neither has a word that the other has not. */
    @Test
    void thePlaybooksWordsAreThoseThatAreRead() {
        Problems problems = new Problems();
        String text = "title: X\nsteps: [{id: a, title: A, links: [{title: X, url: 'https://x.test'}]}]\n";
        SourceText source = new SourceText("x", text, problems);
        Playbook playbook = PlaybookParser.parse("x", "0", text, source).orElseThrow();
        assertThat(problems.all()).isEmpty();
        assertThat(source.asked()).hasSize(3);
        source.asked()
                .forEach((table, words) ->
                        assertThat(words).as(table.name()).containsExactlyInAnyOrderElementsOf(table.words()));
        String everything = PlaybookTables.CUSTOMER.words().stream()
                .map(w -> w + ": " + (w.equals("vip") ? "yes" : w.equals("sure") ? "certain" : "x"))
                .collect(Collectors.joining(", "));
        PlaybookTrials.run(
                playbook,
                "x.test.yaml",
                "tests: [{name: t, given: {customer: {" + everything + "}, queue: q, language: en, waited: 1m,"
                        + " answers: {Line: x}, tags: [t], code: c, done: [a]}, shows: [a], required: [], links: []}]",
                problems);
        assertThat(problems.all()).isEmpty();
        assertThat(PlaybookTables.CUSTOMER.words())
                .containsExactlyInAnyOrderElementsOf(PlaybookNames.types().keySet().stream()
                        .filter(n -> n.startsWith("customer."))
                        .map(n -> n.substring("customer.".length()))
                        .toList());
    }

    @Test
    void everyWordExplainsItselfWhereOnePointsAtIt() {
        JsonNode definitions = JSON.readTree(ScriptSchema.of("script")).get("$defs");
        Lexicon.steps().forEach(step -> {
            JsonNode node = definitions.get("step." + step.name());
            assertThat(node.get("description").stringValue()).startsWith(step.says());
            step.keys()
                    .forEach(key -> assertThat(node.get("properties")
                                    .get(key.name())
                                    .get("description")
                                    .stringValue())
                            .startsWith(key.says()));
        });
    }

    private static String script(String step) {
        return "helpline: 1\nlanguages: [en, tr]\nhours: office\nhuman: {queue: support}\nstart:\n  - "
                + step.indent(4).strip() + "\n  - hangup\n";
    }

    private static List<Problem> parsed(String script, String prompts) {
        Problems problems = new Problems();
        ScriptParser.parse(new ScriptFiles("test", Path.of("test"), script, prompts, Map.of(), "0"), problems);
        return problems.inOrder();
    }

    /** What the validator says; YAML that cannot be read is told by an editor itself. */
    private static List<String> errors(String kind, String yaml) {
        Object loaded;
        try {
            loaded =
                    new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(yaml);
        } catch (YamlEngineException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        Schema schema = Objects.requireNonNull(SCHEMAS.get(kind));
        return schema.validate(JSON.readTree(JSON.writeValueAsString(json(loaded)))).stream()
                .map(Error::toString)
                .toList();
    }

    private static @Nullable Object json(@Nullable Object yaml) {
        return switch (yaml) {
            case Map<?, ?> map -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                map.forEach((k, v) -> fields.put(String.valueOf(k), json(v)));
                yield fields;
            }
            case List<?> list -> list.stream().map(ScriptSchemaTest::json).toList();
            case null, default -> yaml;
        };
    }
}
