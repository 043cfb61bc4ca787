package org.helpline.ivr.parse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.Problems;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Head;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Promises;
import org.helpline.ivr.model.Prompts;
import org.helpline.ivr.model.QueueWait;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.model.Variable;

/** Reads a script's files. */
public final class ScriptParser {

    private static final List<String> TOP = Lexicon.top().words();
    private static final Set<String> KEPT = Set.of("uses", "parameters", "voices", "notes");

    private final ScriptFiles files;
    private final SourceText source;
    private final Scalars scalars;

    private ScriptParser(ScriptFiles files, Problems problems) {
        this.files = files;
        this.source = new SourceText(files.scriptName(), files.script(), problems);
        this.scalars = new Scalars(source);
    }

    /** Reads as much as can be read; empty when there is nothing to go on with. Problems go to {@code problems}. */
    public static Optional<ParsedScript> parse(ScriptFiles files, Problems problems) {
        return new ScriptParser(files, problems).parse();
    }

    private Optional<ParsedScript> parse() {
        Optional<YamlNode> root = YamlReader.read(files.script(), source);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        if (!(root.get() instanceof YamlNode.Fields fields)) {
            source.report(root.get(), "A script is a table of sections.", "Begin with 'helpline: 1', then 'start:'.");
            return Optional.empty();
        }
        return Optional.of(script(new Options(source, fields).as(Lexicon.top())));
    }

    private ParsedScript script(Options top) {
        version(top);
        List<String> languages = languages(top);
        Promises promises =
                top.fields("check").map(o -> promises(o.as(Lexicon.check()))).orElse(Promises.UNWRITTEN);
        Defaults defaults = defaults(top, languages);
        StepParser steps = new StepParser(source, defaults);
        Optional<Action> human = human(top, steps);
        Map<String, QueueWait> queues =
                top.fields("queues").map(steps.queues()::waits).orElse(Map.of());
        Map<String, Action> sections = sections(top, steps);
        Head head = new HeadParser(source).head(defaults, top);
        top.asked();
        PromptsParser prompts = new PromptsParser(files, languages, source.problems());
        Prompts read = prompts.read();
        Script script = new Script(
                files.name(), files.version(), files.folder(), head, languages, human, sections, queues, read);
        return new ParsedScript(script, source, prompts.source(), prompts.places(), promises);
    }

    private Promises promises(Options options) {
        Promises promises = new Promises(
                new Place("check", options.fields().line(), options.fields().column()),
                options.text("human_within").flatMap(t -> scalars.whole(t, 0, 99)),
                options.text("keys").flatMap(t -> scalars.whole(t, 0, 99)),
                options.text("questions").flatMap(t -> scalars.whole(t, 0, 99)),
                seconds("seconds", options),
                seconds("seconds_to_human", options));
        options.done("'check'");
        return promises;
    }

    private Optional<Duration> seconds(String word, Options options) {
        return options.text(word).flatMap(t -> scalars.whole(t, 1, 9999)).map(Duration::ofSeconds);
    }

    private void version(Options top) {
        Optional<YamlNode.Text> version = top.text("helpline");
        if (version.isEmpty()) {
            source.report(1, 1, "The script does not say its language.", "Begin with 'helpline: 1'.");
        } else if (!version.get().value().equals("1")) {
            source.report(version.get(), "This server reads 'helpline: 1'.", "Write 1.");
        }
    }

    private List<String> languages(Options top) {
        List<String> languages = new ArrayList<>();
        Optional<YamlNode> node = top.take("languages");
        List<YamlNode> entries = node.map(n -> n instanceof YamlNode.Items i ? i.nodes() : List.of(n))
                .orElse(List.of());
        int told = source.count();
        for (YamlNode entry : entries) {
            if (entry instanceof YamlNode.Text t && t.value().matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")) {
                languages.add(t.value());
            } else {
                boolean several = entry instanceof YamlNode.Text t && t.value().matches("[a-z]+(,? +[a-z]+)+");
                source.report(
                        entry,
                        several ? "Several languages stand in brackets." : "This is no language tag.",
                        "Write for example [en, tr]; the first is the default.");
            }
        }
        if (languages.isEmpty() && source.count() == told) {
            source.report(1, 1, "The script names no language.", "Add 'languages: [en]'; the first is the default.");
        }
        return languages.isEmpty() ? List.of("en") : List.copyOf(languages);
    }

    private Defaults defaults(Options top, List<String> languages) {
        Optional<String> hours = top.text("hours").map(YamlNode.Text::value);
        boolean hasHuman = top.take("human").filter(n -> !isNone(n)).isPresent();
        Place own = new Place("input", 0, 0);
        Action again = new Action(own, List.of(new ScriptStep.Again(own)));
        Action leave = new Action(own, List.of(hasHuman ? new ScriptStep.Human(own) : new ScriptStep.HangUp(own)));
        List<Action> standard = List.of(again, again, leave);
        HeadParser head = new HeadParser(source);
        Map<String, Variable> variables = head.variables(top);
        Optional<ValueType> gives = head.gives(top);
        Defaults plain =
                new Defaults(languages, hours, variables, gives, Defaults.WAIT, Defaults.BETWEEN, standard, standard);
        return top.fields("input").map(o -> input(o.as(Lexicon.input()), plain)).orElse(plain);
    }

    private Defaults input(Options options, Defaults plain) {
        InputParser inputs = new StepParser(source, plain).inputs();
        Place at = new Place("input", options.fields().line(), options.fields().column());
        Duration wait = options.text("wait").flatMap(scalars::duration).orElse(plain.waitFor());
        Duration between = options.text("between").flatMap(scalars::duration).orElse(plain.between());
        List<Action> silence =
                options.take("silence").map(n -> inputs.list(at, "silence", n)).orElse(plain.silence());
        List<Action> wrong =
                options.take("wrong").map(n -> inputs.list(at, "wrong", n)).orElse(plain.wrong());
        options.done("'input'");
        return new Defaults(
                plain.languages(), plain.hours(), plain.variables(), plain.gives(), wait, between, silence, wrong);
    }

    private Optional<Action> human(Options top, StepParser steps) {
        Optional<YamlNode> node = top.take("human");
        if (node.isEmpty()) {
            source.report(
                    1,
                    1,
                    "The script does not say where a human is.",
                    "Add for example 'human: {queue: support}', or 'human: none'.");
            return Optional.empty();
        }
        return isNone(node.get()) ? Optional.empty() : Optional.of(steps.section("human", node.get()));
    }

    private static boolean isNone(YamlNode node) {
        return node instanceof YamlNode.Text t && t.value().equals("none");
    }

    private Map<String, Action> sections(Options top, StepParser steps) {
        Map<String, Action> sections = new LinkedHashMap<>();
        for (YamlNode.Field f : top.fields().fields()) {
            String name = f.key().value();
            if (!TOP.contains(name) && sectionName(f.key())) {
                sections.put(name, steps.section(name, f.value()));
            }
        }
        if (!sections.containsKey(Script.START)) {
            source.report(
                    1,
                    1,
                    "There is no section 'start'.",
                    Words.nearest(Script.START, sections.keySet())
                            .map(n -> "Did you mean it by '" + n + "'?")
                            .orElse("Every call begins at 'start:'."));
        }
        return sections;
    }

    private boolean sectionName(YamlNode.Text key) {
        Optional<String> slip = Words.nearest(key.value(), TOP);
        if (Defaults.KEYWORDS.contains(key.value()) || KEPT.contains(key.value())) {
            source.report(key, "'" + key.value() + "' cannot name a section.", "The language has the word for itself.");
        } else if (StepParser.VERBS.contains(key.value())) {
            source.report(
                    key, "'" + key.value() + "' is a step, not a section.", "Put it into a section such as 'start:'.");
        } else if (slip.isPresent()) {
            source.report(
                    key, "The top of a script has no '" + key.value() + "'.", "Did you mean '" + slip.get() + "'?");
        } else if (!key.value().matches("[a-z][a-z0-9_]{0,63}")) {
            source.report(
                    key,
                    "'" + key.value() + "' cannot name a section.",
                    key.value().matches("[A-Za-z][A-Za-z0-9_]{0,63}")
                            ? "Write it in lower-case letters: " + key.value().toLowerCase(Locale.ROOT) + "."
                            : "Take lower-case letters, digits and _, for example after_hours.");
        } else {
            return true;
        }
        return false;
    }
}
