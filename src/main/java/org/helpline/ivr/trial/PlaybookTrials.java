package org.helpline.ivr.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.core.Problems;
import org.helpline.ivr.lexicon.PlaybookTables;
import org.helpline.ivr.model.Playbook;
import org.helpline.ivr.model.PlaybookNames;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.parse.Options;
import org.helpline.ivr.parse.SourceText;
import org.helpline.ivr.parse.Words;
import org.helpline.ivr.parse.YamlNode;
import org.helpline.ivr.parse.YamlReader;
import org.helpline.ivr.run.PlaybookCase;

/** Reads and runs the tests of a playbook, {@code NAME.test.yaml}. */
public final class PlaybookTrials {

    private final Playbook playbook;
    private final SourceText source;
    private final Map<String, Integer> lineOfName = new HashMap<>();

    private PlaybookTrials(Playbook playbook, SourceText source) {
        this.playbook = playbook;
        this.source = source;
    }

    /**
     * What came of a playbook's tests.
     *
     * @param lines for people
     */
    public record Report(int passed, int failed, List<String> lines) {}

    /** Runs the tests in a text. Mistakes in it go to {@code problems}; then nothing is run. */
    public static Report run(Playbook playbook, String file, String text, Problems problems) {
        Problems own = new Problems();
        SourceText source = new SourceText(file, text, own);
        List<PlaybookTrial> trials =
                text.lines().allMatch(l -> l.isBlank() || l.strip().startsWith("#"))
                        ? nothing(source)
                        : YamlReader.read(text, source)
                                .map(root -> new PlaybookTrials(playbook, source).file(root))
                                .orElse(List.of());
        problems.addAll(own.inOrder());
        return own.isEmpty() ? report(playbook, file, trials) : new Report(0, 0, List.of());
    }

    private static List<PlaybookTrial> nothing(SourceText source) {
        source.report(1, 1, "There is no test in this file.", "Begin with 'tests:', or remove the file.");
        return List.of();
    }

    private static Report report(Playbook playbook, String file, List<PlaybookTrial> trials) {
        List<String> lines = new ArrayList<>();
        Set<String> unseen = new LinkedHashSet<>(PlaybookTrial.ids(playbook.steps()));
        int passed = 0;
        for (PlaybookTrial trial : trials) {
            List<String> wrong = trial.run(playbook);
            PlaybookTrial.ids(trial.given().steps(playbook)).forEach(unseen::remove);
            if (wrong.isEmpty()) {
                passed++;
            } else {
                lines.add("FAILED  " + trial.name() + "  (" + file + ":" + trial.line() + ")");
                wrong.forEach(w -> lines.add("        " + w));
            }
        }
        lines.add(playbook.name() + ": " + passed + " of " + trials.size() + " tests pass.");
        if (!unseen.isEmpty()) {
            lines.add(playbook.name() + ": no test shows " + String.join(", ", unseen) + ".");
        }
        return new Report(passed, trials.size() - passed, List.copyOf(lines));
    }

    private List<PlaybookTrial> file(YamlNode root) {
        if (!(root instanceof YamlNode.Fields fields)) {
            source.report(root, "A test file is a table.", "Begin with 'tests:', then '- name: …'.");
            return List.of();
        }
        Options top = new Options(source, fields).as(PlaybookTables.TEST_FILE);
        Optional<YamlNode> tests = top.take("tests");
        top.done("A test file");
        if (tests.isPresent() && tests.get() instanceof YamlNode.Items items) {
            return items.nodes().stream().flatMap(n -> trial(n).stream()).toList();
        }
        source.report(
                tests.orElse(root), "There is no list of tests.", "Write 'tests:', and under it '- name: …' for each.");
        return List.of();
    }

    private Optional<PlaybookTrial> trial(YamlNode node) {
        if (!(node instanceof YamlNode.Fields fields)) {
            source.report(node, "A test is a table.", "Write '- name: …', and under it 'given: …' and 'shows: […]'.");
            return Optional.empty();
        }
        Options options = new Options(source, fields).as(PlaybookTables.TEST);
        String name = name(options, fields);
        PlaybookCase given = options.fields("given")
                .map(o -> given(o.as(PlaybookTables.CASE)))
                .orElseGet(PlaybookTrials::ordinary);
        Optional<List<String>> shows = options.take("shows").map(n -> ids(n, "shows"));
        Optional<List<String>> required = options.take("required").map(n -> ids(n, "required"));
        Optional<List<String>> links = options.take("links").map(n -> texts(n, "links"));
        if (shows.or(() -> required).or(() -> links).isEmpty()) {
            source.report(fields, "This test expects nothing.", "Add for example 'shows: [" + first() + "]'.");
        }
        options.done("A test");
        return Optional.of(new PlaybookTrial(name, node.line(), given, shows, required, links));
    }

    private String first() {
        return playbook.steps().stream().map(Playbook.Step::id).findFirst().orElse("");
    }

    private String name(Options options, YamlNode.Fields fields) {
        Optional<YamlNode.Text> name = options.text("name");
        if (name.isEmpty()) {
            source.report(fields, "This test has no name.", "Add for example 'name: a VIP without an order'.");
            return "";
        }
        Integer before = lineOfName.putIfAbsent(name.get().value(), name.get().line());
        if (before != null) {
            source.report(
                    name.get(),
                    "Another test has this name, in line " + before + ".",
                    "A failing test must be told from all others: change one of the two.");
        }
        return name.get().value();
    }

    private static PlaybookCase ordinary() {
        return new PlaybookCase(Map.of(), Map.of(), Set.of(), "", Set.of());
    }

    private PlaybookCase given(Options given) {
        Map<String, Value> values = new LinkedHashMap<>();
        given.fields("customer").ifPresent(c -> customer(c.as(PlaybookTables.CUSTOMER), values));
        for (String name : List.of(PlaybookNames.QUEUE, PlaybookNames.LANGUAGE)) {
            given.text(name).ifPresent(t -> values.put(name, Value.text(t.value())));
        }
        given.text(PlaybookNames.WAITED).ifPresent(t -> value(PlaybookNames.WAITED, t, values));
        Map<String, String> answers = new LinkedHashMap<>();
        given.fields(PlaybookNames.ANSWERS)
                .ifPresent(a -> a.fields().fields().forEach(f -> {
                    if (f.value() instanceof YamlNode.Text t) {
                        answers.put(f.key().value(), t.value());
                    } else {
                        source.report(
                                f.value(), "An answer is a plain value.", "Write for example 'order_number: 4711'.");
                    }
                }));
        Set<String> tags = given.take(PlaybookNames.TAGS)
                .<Set<String>>map(n -> new TreeSet<>(texts(n, PlaybookNames.TAGS)))
                .orElse(Set.of());
        String code = given.text(PlaybookNames.CODE).map(YamlNode.Text::value).orElse("");
        Set<String> done = given.take(PlaybookNames.DONE)
                .<Set<String>>map(n -> new TreeSet<>(ids(n, PlaybookNames.DONE)))
                .orElse(Set.of());
        given.done("What is given");
        return new PlaybookCase(values, answers, tags, code, done);
    }

    private void customer(Options customer, Map<String, Value> values) {
        PlaybookNames.types().forEach((name, type) -> {
            if (!name.startsWith("customer.")) {
                return;
            }
            String word = name.substring("customer.".length());
            if (type == ValueType.LIST) {
                customer.take(word)
                        .ifPresent(n -> values.put(
                                name,
                                new Value.Many(
                                        texts(n, word).stream().map(Value::text).toList())));
            } else {
                customer.text(word).ifPresent(t -> value(name, t, values));
            }
        });
        customer.done("A customer");
    }

    private void value(String name, YamlNode.Text text, Map<String, Value> values) {
        PlaybookCase.read(name, text.value())
                .ifPresentOrElse(
                        v -> values.put(name, v),
                        () -> source.report(
                                text,
                                "'" + text.value() + "' is not what belongs here.",
                                name.equals(PlaybookNames.WAITED)
                                        ? "Write a length of time: " + new Value.Span(Duration.ofMinutes(5)).written()
                                        : "Write yes or no."));
    }

    private List<String> ids(YamlNode node, String of) {
        Set<String> known = new TreeSet<>(PlaybookTrial.ids(playbook.steps()));
        List<String> ids = texts(node, of);
        ids.stream()
                .filter(id -> !known.contains(id))
                .forEach(id ->
                        source.report(node, "There is no step '" + id + "'.", Words.suggestion(id, known, "step")));
        return ids;
    }

    private List<String> texts(YamlNode node, String of) {
        List<String> texts = new ArrayList<>();
        List<YamlNode> entries = node instanceof YamlNode.Items items ? items.nodes() : List.of(node);
        for (YamlNode entry : entries) {
            if (entry instanceof YamlNode.Text t) {
                if (!t.value().isEmpty()) {
                    texts.add(t.value());
                }
            } else {
                source.report(entry, "'" + of + "' is a list of words.", "Write '" + of + ": [one, two]'.");
            }
        }
        return List.copyOf(texts);
    }
}
