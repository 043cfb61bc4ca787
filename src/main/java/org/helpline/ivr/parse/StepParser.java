package org.helpline.ivr.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.helpline.core.QueueName;
import org.helpline.ivr.lexicon.Form;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.lexicon.Table;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Template;

/** Reads steps and actions; always answers with something, so that every problem is found in one go. */
final class StepParser {

    /** Words that make a step; one of them in each. */
    static final List<String> VERBS = Lexicon.verbs();

    private static final Set<String> LATER = Set.of("http", "send", "call");

    /** Steps some of whose own words are those of other steps. */
    private static final List<String> LEADING = List.of("when", "transfer", "extension", "directory");

    /** Names that no variable can have. */
    static final List<String> TAKEN = Stream.of(
                    BuiltIn.NAMES, BuiltIn.STATES, List.of("caller", "callback", "queue", "true", "false", "in"))
            .flatMap(List::stream)
            .toList();

    private final SourceText source;
    private final Scalars scalars;
    private final Defaults defaults;
    private final InputParser inputs;
    private final QueueParser queues;
    private final TransferParser transfers;
    private final RecordParser records;
    private final CallbackParser callbacks;
    private Optional<String> queue = Optional.empty();

    StepParser(SourceText source, Defaults defaults) {
        this.source = source;
        this.scalars = new Scalars(source);
        this.defaults = defaults;
        this.inputs = new InputParser(source, defaults, this);
        this.queues = new QueueParser(source, this);
        this.transfers = new TransferParser(source, this);
        this.records = new RecordParser(source, defaults, this);
        this.callbacks = new CallbackParser(source, defaults, this);
    }

    /** The queue of whose callers the words that are read now speak. */
    Optional<String> queue() {
        return queue;
    }

    /** Reads what is written about the callers of a queue: there, {@code callback} and {@code voicemail} alone mean this queue's. */
    <T> T about(String name, Supplier<T> reading) {
        Optional<String> before = queue;
        queue = Optional.of(name);
        T read = reading.get();
        queue = before;
        return read;
    }

    /** Rules at a queue. */
    RuleParser rules() {
        return new RuleParser(source, defaults);
    }

    QueueParser queues() {
        return queues;
    }

    CallbackParser callbacks() {
        return callbacks;
    }

    TransferParser transfers() {
        return transfers;
    }

    InputParser inputs() {
        return inputs;
    }

    /** A section: its steps are {@code name/1}, {@code name/2} … */
    Action section(String name, YamlNode node) {
        return steps(new Place(name, node.line(), node.column()), node, true);
    }

    /** What is written inside another step, under {@code label}. */
    Action action(Place outer, String label, YamlNode node) {
        return steps(outer.inside(label, node.line(), node.column()), node, false);
    }

    private Action steps(Place at, YamlNode node, boolean numbered) {
        List<ScriptStep> steps = new ArrayList<>();
        int told = source.count();
        if (node instanceof YamlNode.Items items) {
            int n = 1;
            for (YamlNode item : items.nodes()) {
                one(new Place(at.name() + "/" + n++, item.line(), item.column()), item, steps);
            }
        } else {
            one(numbered ? new Place(at.name() + "/1", node.line(), node.column()) : at, node, steps);
        }
        if (steps.isEmpty() && source.count() == told) {
            source.report(node, "There is no step here.", "Write a step, a list of steps, or a section's name.");
        }
        return new Action(at, List.copyOf(steps));
    }

    private void one(Place at, YamlNode node, List<ScriptStep> steps) {
        switch (node) {
            case YamlNode.Text t when t.value().isEmpty() -> {}
            case YamlNode.Text t when t.value().matches("[^\\s:,]+") -> steps.add(word(at, t.value()));
            case YamlNode.Text t -> noWord(t);
            case YamlNode.Items i ->
                source.report(i, "A list stands inside a list.", "Write its steps in the outer list.");
            case YamlNode.Fields f -> table(at, f, steps);
        }
    }

    /** {@code say welcome}, {@code say:welcome}, {@code again, human}: what stands here is no single word. */
    private void noWord(YamlNode.Text text) {
        String first = text.value().replaceFirst("[\\s:,].*", "");
        String rest = text.value().substring(first.length()).replaceFirst("^[\\s:]+", "");
        String step = "Write '" + first + ": " + rest + "'.";
        if (VERBS.contains(first) && text.value().startsWith(first + ":")) {
            source.report(text, "A space is missing after '" + first + ":'.", step);
        } else if (VERBS.contains(first) && !rest.startsWith(",")) {
            source.report(text, "A colon is missing after '" + first + "'.", step);
        } else if (text.value().matches("[a-z][a-z0-9_]*([, ]+[a-z][a-z0-9_]*)+")) {
            String list = text.value().replaceAll("[, ]+", ", ");
            source.report(text, "Several words stand in brackets, with commas.", "Write [" + list + "].");
        } else {
            source.report(
                    text,
                    "'" + text.value() + "' is neither a step nor a section's name.",
                    "A step is for example {say: welcome}; a name has lower-case letters, digits and _.");
        }
    }

    /** A bare word: one of the language's, else a section. */
    private ScriptStep word(Place at, String word) {
        return switch (word) {
            case "callback" -> callbacks.ofTheQueue(at);
            case "voicemail" -> records.ofTheQueue(at);
            case "again" -> new ScriptStep.Again(at);
            case "human" -> new ScriptStep.Human(at);
            case "next" -> new ScriptStep.Next(at);
            case "return" -> new ScriptStep.Return(at, Optional.empty());
            case "hangup" -> new ScriptStep.HangUp(at);
            default -> new ScriptStep.Go(at, word);
        };
    }

    private void table(Place at, YamlNode.Fields fields, List<ScriptStep> steps) {
        Options options = new Options(source, fields);
        List<String> verbs = VERBS.stream().filter(options::has).toList();
        if (verbs.isEmpty()) {
            unknown(fields);
            return;
        }
        String verb = LEADING.stream().filter(verbs::contains).findFirst().orElse(verbs.getFirst());
        Table words = Lexicon.step(verb).orElseThrow();
        List<String> others = verbs.stream()
                .filter(v -> !v.equals("go") && !words.words().contains(v))
                .toList();
        if (!others.isEmpty()) {
            source.report(
                    fields,
                    "Two steps in one: '" + verb + "' and '" + others.getFirst() + "'.",
                    "Write each as an entry of its own in a list.");
            return;
        }
        Options own = options.as(words);
        verb(verb, at, own).ifPresent(steps::add);
        if (goesOnAfter(words)) {
            own.text("go").ifPresent(t -> steps.add(word(placed(at, t), t.value())));
        }
        own.done("'" + verb + "'");
    }

    /** Steps with a section to go on at; those that fork or lead on by themselves read the word in their own way. */
    private static boolean goesOnAfter(Table step) {
        return step.key("go")
                .filter(k -> k.form().equals(Form.SECTION) && !step.name().equals("go"))
                .isPresent();
    }

    private Optional<ScriptStep> verb(String verb, Place at, Options options) {
        return switch (verb) {
            case "say" -> say(at, options);
            case "play" -> play(at, options);
            case "menu" -> inputs.menu(at, options);
            case "ask" -> inputs.ask(at, options);
            case "language" -> inputs.language(at, options);
            case "set" -> set(at, options);
            case "when" -> when(at, options);
            case "notice" -> options.text("notice").map(t -> new ScriptStep.Notice(at, t.value()));
            case "queue" -> options.text("queue").map(t -> queue(at, options, new QueueName(t.value())));
            case "transfer" -> transfers.transfer(at, options);
            case "rating" -> inputs.rating(at, options);
            case "extension" -> inputs.extension(at, options);
            case "directory" -> inputs.directory(at, options);
            case "look_up" -> new LookUpParser(source, this, new AssignedParser(source, defaults)).read(at, options);
            case "record" -> records.record(at, options);
            case "voicemail" -> records.voicemail(at, options);
            case "pin" -> new StudioParser(source, defaults, this).pin(at, options);
            case "switch" -> new StudioParser(source, defaults, this).toggle(at, options);
            case "declare" -> new StudioParser(source, defaults, this).declare(at, options);
            case "callback" -> callbacks.step(at, options);
            case "do" -> new RoutineParser(source, this, defaults).run(at, options);
            case "return" -> new RoutineParser(source, this, defaults).comesBack(at, options);
            case "split" -> new RoutineParser(source, this, defaults).split(at, options);
            case "script" -> options.text("script").map(t -> new ScriptStep.ToScript(at, t.value()));
            default -> options.text("go").map(t -> word(at, t.value()));
        };
    }

    private void unknown(YamlNode.Fields fields) {
        if (fields.fields().isEmpty()) {
            source.report(fields, "There is no step here.", "A step is for example {say: welcome}.");
            return;
        }
        YamlNode.Text key = fields.fields().getFirst().key();
        String word = key.value();
        if (Lexicon.ALONE.contains(word)) {
            source.report(key, "'" + word + "' takes no value.", "Write the word alone: '" + word + "'.");
        } else if (LATER.contains(word)) {
            source.report(
                    key, "'" + word + "' is not in this version.", "Steps are: " + String.join(", ", VERBS) + ".");
        } else {
            source.report(key, "'" + word + "' is no step.", Words.suggestion(word, VERBS, "step"));
        }
    }

    private Optional<ScriptStep> say(Place at, Options options) {
        boolean barge = options.text("barge").flatMap(scalars::yesNo).orElse(true);
        return options.take("say").map(n -> new ScriptStep.Say(at, spoken(n), barge));
    }

    private Optional<ScriptStep> play(Place at, Options options) {
        boolean barge = options.text("barge").flatMap(scalars::yesNo).orElse(true);
        return options.text("play").map(t -> new ScriptStep.Say(at, List.of(new Spoken.Sound(name(t))), barge));
    }

    /** A prompt's id, a value in braces, or a list of them. */
    List<Spoken> spoken(YamlNode node) {
        return switch (node) {
            case YamlNode.Text t -> spokenText(t).map(List::of).orElse(List.of());
            case YamlNode.Items i ->
                i.nodes().stream().flatMap(n -> spoken(n).stream()).toList();
            case YamlNode.Fields f -> {
                source.report(
                        f, "This is no prompt.", "Write a prompt's id; a value goes in quotes: \"{name|digits}\".");
                yield List.of();
            }
        };
    }

    private Optional<Spoken> spokenText(YamlNode.Text text) {
        if (text.value().startsWith("{") && text.value().endsWith("}")) {
            int told = source.count();
            Template template = scalars.template(text, Optional.empty());
            if (source.count() > told) {
                return Optional.empty();
            }
            if (template.pieces().size() == 1 && template.slots().size() == 1) {
                return Optional.of(new Spoken.Value(template.slots().getFirst()));
            }
        }
        return name(text).isEmpty() ? Optional.empty() : Optional.of(new Spoken.Prompt(text.value()));
    }

    /** A name that may become a file's name; empty after a report. */
    private String name(YamlNode.Text text) {
        if (text.value().matches("[a-z][a-z0-9_]{0,63}")) {
            return text.value();
        }
        boolean sentence = text.value().contains(" ");
        source.report(
                text,
                sentence ? "This is a text, not a prompt's id." : "'" + text.value() + "' is no prompt's id.",
                sentence
                        ? "Give it an id in prompts.yaml and write the id here."
                        : "An id has lower-case letters, digits and _, for example main_menu.");
        return "";
    }

    private Optional<ScriptStep> set(Place at, Options options) {
        Map<String, Assigned> values = new LinkedHashMap<>();
        Optional<Options> table = options.fields("set");
        AssignedParser assigned = new AssignedParser(source, defaults);
        for (YamlNode.Field f : table.map(t -> t.fields().fields()).orElse(List.of())) {
            String name = variable(f.key());
            assigned.read(f.value(), Optional.ofNullable(defaults.variables().get(name)))
                    .ifPresent(value -> values.put(name, value));
        }
        return table.map(t -> new ScriptStep.SetVariables(at, values));
    }

    /** The name of a variable that a script may set. */
    String variable(YamlNode.Text text) {
        return variable(source, text);
    }

    static String variable(SourceText source, YamlNode.Text text) {
        if (!text.value().matches("[a-z][a-z0-9_]{0,31}") || TAKEN.contains(text.value())) {
            source.report(
                    text,
                    "'" + text.value() + "' cannot name a variable.",
                    "Take lower-case letters, digits and _; " + String.join(", ", TAKEN) + " are taken.");
        }
        return text.value();
    }

    private Optional<ScriptStep> when(Place at, Options options) {
        Optional<YamlNode> go = options.take("go");
        Optional<YamlNode> then = options.take("then");
        Optional<Action> yes = then.or(() -> go).map(n -> action(at, "then", n));
        Optional<Action> no = options.take("else").map(n -> action(at, "else", n));
        if (go.isPresent() && then.isPresent()) {
            source.report(go.get(), "'when' has both 'go' and 'then'.", "Keep one of the two.");
        }
        if (yes.isEmpty() && no.isEmpty()) {
            source.report(
                    at.line(), at.column(), "'when' leads nowhere.", "Add 'go: section', 'then: …' or 'else: …'.");
        }
        Optional<YamlNode.Text> hours = options.text("hours");
        return options.text("when")
                .flatMap(t -> new ConditionParser(source, defaults.hours()).read(t, hours))
                .map(c -> new ScriptStep.When(at, c, yes, no));
    }

    /** A queue step, whose queue may be named in two ways. */
    ScriptStep queue(Place at, Options options, QueueName queue) {
        WantedParser wanted = new WantedParser(source, defaults);
        int priority = wanted.priority(options);
        Optional<Action> after = options.take("after").map(n -> action(at, "after", n));
        Optional<Boolean> recorded = options.text("recorded").flatMap(scalars::yesNo);
        return new ScriptStep.JoinQueue(
                at,
                queue,
                priority,
                wanted.wanted(options),
                transfers.pop(options),
                about(queue.value(), () -> queues.sendOn(at, options)),
                recorded,
                after);
    }

    private static Place placed(Place at, YamlNode node) {
        return new Place(at.name(), node.line(), node.column());
    }
}
