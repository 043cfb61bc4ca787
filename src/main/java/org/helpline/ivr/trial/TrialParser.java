package org.helpline.ivr.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.Problems;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.parse.Options;
import org.helpline.ivr.parse.SourceText;
import org.helpline.ivr.parse.YamlNode;
import org.helpline.ivr.parse.YamlReader;

/** Reads a {@code *.test.yaml}; tells every mistake with its place. */
public final class TrialParser {

    private final String file;
    private final SourceText source;
    private final Vocabulary names;
    private final CircumstanceReader circumstances;
    private final Map<String, Integer> lineOfName = new HashMap<>();

    private TrialParser(String file, SourceText source, Vocabulary names) {
        this.file = file;
        this.source = source;
        this.names = names;
        this.circumstances = new CircumstanceReader(source, names);
    }

    /**
     * The tests of a file.
     *
     * @param file as the designer knows it
     * @param names what tests of this script may name
     * @param problems told of every mistake; the answer is of use only if there is none
     */
    public static List<Trial> parse(String file, String text, Vocabulary names, Problems problems) {
        SourceText source = new SourceText(file, text, problems);
        if (text.lines().allMatch(l -> l.isBlank() || l.strip().startsWith("#"))) {
            source.report(1, 1, "There is no test in this file.", "Begin with 'tests:', or remove the file.");
            return List.of();
        }
        return YamlReader.read(text, source)
                .map(root -> new TrialParser(file, source, names).file(root))
                .orElse(List.of());
    }

    private List<Trial> file(YamlNode root) {
        if (!(root instanceof YamlNode.Fields fields)) {
            source.report(root, "A test file is a table.", "Begin with 'tests:', then '- name: …'.");
            return List.of();
        }
        Options top = new Options(source, fields).as(Lexicon.testFile());
        Optional<YamlNode> tests = top.take("tests");
        Circumstances given = circumstances.read(top, Circumstances.ORDINARY);
        top.done("A test file");
        if (tests.isPresent() && tests.get() instanceof YamlNode.Items items) {
            return items.nodes().stream().flatMap(n -> trial(n, given).stream()).toList();
        }
        source.report(
                tests.orElse(root), "There is no list of tests.", "Write 'tests:', and under it '- name: …' for each.");
        return List.of();
    }

    private Optional<Trial> trial(YamlNode node, Circumstances base) {
        if (!(node instanceof YamlNode.Fields fields)) {
            source.report(node, "A test is a table.", "Write '- name: …', and under it 'call: […]'.");
            return Optional.empty();
        }
        Options options = new Options(source, fields).as(Lexicon.test());
        String name = name(options, fields);
        Circumstances given = circumstances.read(options, base);
        List<Written<TrialAct>> acts = options.take("call").map(this::acts).orElseGet(() -> {
            source.report(fields, "This test has no call.", "Add for example 'call: [hears welcome, press 1]'.");
            return List.of();
        });
        List<Written<Expected>> expected = new ExpectationReader(source, names).read(options);
        options.done("A test");
        return Optional.of(new Trial(name, file, node.line(), node.column(), given, acts, expected));
    }

    private String name(Options options, YamlNode.Fields fields) {
        Optional<YamlNode.Text> name = options.text("name");
        if (name.isEmpty()) {
            source.report(fields, "This test has no name.", "Add for example 'name: billing by day'.");
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

    private List<Written<TrialAct>> acts(YamlNode node) {
        List<Written<TrialAct>> acts = new ArrayList<>();
        List<YamlNode> entries = node instanceof YamlNode.Items items ? items.nodes() : List.of(node);
        for (YamlNode entry : entries) {
            switch (entry) {
                case YamlNode.Text t -> act(t.value(), t, acts);
                case YamlNode.Items i ->
                    source.report(i, "A list stands inside a list.", "Write its entries in the outer list.");
                case YamlNode.Fields f -> f.fields().forEach(field -> pairs(field, acts));
            }
        }
        return acts;
    }

    /** {@code press: 1} and {@code hears: [welcome, main_menu]} are what {@code press 1} and two times {@code hears} are. */
    private void pairs(YamlNode.Field field, List<Written<TrialAct>> acts) {
        String verb = field.key().value();
        List<YamlNode> values = field.value() instanceof YamlNode.Items items ? items.nodes() : List.of(field.value());
        for (YamlNode value : values) {
            if (value instanceof YamlNode.Text t) {
                act((verb + " " + t.value()).strip(), values.size() == 1 ? field.key() : t, acts);
            } else {
                source.report(value, "'" + verb + "' takes plain words.", "Write for example 'press: 1'.");
            }
        }
    }

    private void act(String phrase, YamlNode at, List<Written<TrialAct>> acts) {
        new ActReader(names, (what, fix) -> source.report(at, what, fix))
                .read(phrase)
                .ifPresent(act -> acts.add(new Written<>(act, phrase, at.line(), at.column())));
    }
}
