package org.helpline.ivr.parse;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.ivr.lexicon.PlaybookTables;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.Operation;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Playbook;
import org.helpline.ivr.model.Term;
import org.helpline.ivr.model.Value;

/** Reads a playbook; tells every mistake with its place. */
public final class PlaybookParser {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,31}");
    private static final Pattern SLOT = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern PATH =
            Pattern.compile("[a-z][a-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*|answers\\.[a-z0-9_]+");
    private static final Pattern WEB = Pattern.compile("(?i)https?://[^/?#{}@\\s]+([/?#].*)?");
    private static final int MOST_STEPS = 100;

    private final SourceText source;
    private final Scalars scalars;
    private final Map<String, Integer> lines = new HashMap<>();

    private PlaybookParser(SourceText source) {
        this.source = source;
        this.scalars = new Scalars(source);
    }

    /**
     * The playbook of a text; empty where it is none at all. What is wrong goes to {@code source}: the answer is of use only if there is
     * nothing.
     */
    public static Optional<Playbook> parse(String name, String version, String text, SourceText source) {
        if (text.lines().allMatch(l -> l.isBlank() || l.strip().startsWith("#"))) {
            source.report(1, 1, "There is nothing in this file.", "Begin with 'title: …', then 'steps:'.");
            return Optional.empty();
        }
        return YamlReader.read(text, source).flatMap(root -> new PlaybookParser(source).file(name, version, root));
    }

    private Optional<Playbook> file(String name, String version, YamlNode root) {
        if (!(root instanceof YamlNode.Fields fields)) {
            source.report(root, "A playbook is a table.", "Begin with 'title: …', then 'steps:'.");
            return Optional.empty();
        }
        Options top = new Options(source, fields).as(PlaybookTables.PLAYBOOK);
        String title = title(top, fields, "playbook");
        List<Playbook.Step> steps = top.take("steps").map(this::steps).orElseGet(() -> {
            source.report(fields, "This playbook has no steps.", "Add 'steps:', and under it '- id: …'.");
            return List.of();
        });
        top.done("A playbook");
        return Optional.of(new Playbook(name, version, title, steps));
    }

    private String title(Options options, YamlNode.Fields fields, String of) {
        Optional<YamlNode.Text> title = options.text("title");
        if (title.filter(t -> !t.value().isBlank()).isEmpty() && !options.has("title")) {
            source.report(fields, "This " + of + " has no title.", "Add 'title: …': agents read it.");
        }
        return title.map(t -> t.value().strip()).orElse("");
    }

    private List<Playbook.Step> steps(YamlNode node) {
        if (!(node instanceof YamlNode.Items items) || items.nodes().isEmpty()) {
            source.report(node, "Steps are a list.", "Write '- id: …' for each, and under it 'title: …'.");
            return List.of();
        }
        if (items.nodes().size() > MOST_STEPS) {
            source.report(node, "There are more than " + MOST_STEPS + " steps.", "Make several playbooks of it.");
        }
        return items.nodes().stream().flatMap(n -> step(n).stream()).toList();
    }

    private Optional<Playbook.Step> step(YamlNode node) {
        if (!(node instanceof YamlNode.Fields fields)) {
            source.report(node, "A step is a table.", "Write '- id: …', and under it 'title: …'.");
            return Optional.empty();
        }
        Options options = new Options(source, fields).as(PlaybookTables.STEP);
        String id = id(options, fields);
        Place at = new Place(id, node.line(), node.column());
        String title = title(options, fields, "step");
        String text = options.text("text").map(t -> t.value().strip()).orElse("");
        Optional<Condition.Expression> when = options.text("when").flatMap(this::when);
        List<Playbook.Link> links = options.take("links").map(this::links).orElse(List.of());
        Playbook.Note note = options.text("note").map(this::note).orElse(Playbook.Note.NONE);
        boolean required = options.text("required").flatMap(scalars::yesNo).orElse(false);
        options.done("A step");
        return Optional.of(new Playbook.Step(id, at, title, text, when, links, note, required));
    }

    private String id(Options options, YamlNode.Fields fields) {
        Optional<YamlNode.Text> id = options.text("id");
        if (id.isEmpty()) {
            if (!options.has("id")) {
                source.report(fields, "This step has no id.", "Add 'id: …', by which others name it: done.ID.");
            }
            return "";
        }
        String value = id.get().value();
        if (!ID.matcher(value).matches()) {
            source.report(
                    id.get(),
                    "'" + value + "' is no id of a step.",
                    "Take lower-case letters, digits and _, up to 32.");
        }
        Integer before = lines.putIfAbsent(value, id.get().line());
        if (before != null) {
            source.report(
                    id.get(),
                    "Another step has this id, in line " + before + ".",
                    "Each step has its own: change one of the two.");
        }
        return value;
    }

    private Playbook.Note note(YamlNode.Text text) {
        return Arrays.stream(Playbook.Note.values())
                .filter(n -> n.word().equals(text.value()))
                .findFirst()
                .orElseGet(() -> {
                    source.report(
                            text,
                            "'" + text.value() + "' is not what belongs here.",
                            "Write yes (a note may be written), required or no.");
                    return Playbook.Note.NONE;
                });
    }

    private Optional<Condition.Expression> when(YamlNode.Text text) {
        if (BuiltIn.STATES.contains(text.value())) {
            source.report(text, "A playbook asks no calendar.", "Ask for the queue: each queue has its own hours.");
            return Optional.empty();
        }
        int before = source.count();
        Optional<Condition> read = new ConditionParser(source, Optional.empty()).read(text, Optional.empty());
        if (source.count() > before) {
            return Optional.empty();
        }
        Term.Spot at = new ExpressionSource(source, text, 0).spot(0);
        return read.flatMap(c -> switch (c) {
            case Condition.Expression(String written, Term tree) ->
                Optional.of(new Condition.Expression(written, fixed(tree)));
            case Condition.IsText t ->
                Optional.of(compared(text, at, t.variable(), t.negated() ? "!=" : "==", Value.text(t.text())));
            case Condition.IsNumber n ->
                Optional.of(compared(text, at, n.variable(), n.sign().written(), Value.Number.of(n.number())));
            case Condition.Calendar _ -> Optional.empty(); // told: there is no calendar here
        });
    }

    /** A word alone is read as a name, and these two are none. */
    private static Term fixed(Term tree) {
        return tree instanceof Term.Name(Term.Spot at, String name) && (name.equals("true") || name.equals("false"))
                ? new Term.Constant(at, new Value.Truth(name.equals("true")))
                : tree;
    }

    private static Condition.Expression compared(
            YamlNode.Text text, Term.Spot at, String name, String sign, Value value) {
        Operation operation = Operation.ofCel("_" + sign + "_").orElseThrow();
        return new Condition.Expression(
                text.value(),
                new Term.Apply(at, operation, List.of(new Term.Name(at, name), new Term.Constant(at, value))));
    }

    private List<Playbook.Link> links(YamlNode node) {
        if (!(node instanceof YamlNode.Items items)) {
            source.report(node, "Links are a list.", "Write '- {title: …, url: \"https://…\"}' for each.");
            return List.of();
        }
        return items.nodes().stream().flatMap(n -> link(n).stream()).toList();
    }

    private Optional<Playbook.Link> link(YamlNode node) {
        if (!(node instanceof YamlNode.Fields fields)) {
            source.report(node, "A link is a table.", "Write '- {title: …, url: \"https://…\"}'.");
            return Optional.empty();
        }
        Options options = new Options(source, fields).as(PlaybookTables.LINK);
        String title = title(options, fields, "link");
        Optional<YamlNode.Text> url = options.text("url");
        if (url.isEmpty() && !options.has("url")) {
            source.report(fields, "This link leads nowhere.", "Add 'url: \"https://…\"'.");
        }
        options.done("A link");
        return url.map(u -> new Playbook.Link(title, address(u), new Place("", u.line(), u.column())));
    }

    private Playbook.Address address(YamlNode.Text url) {
        String written = url.value().strip();
        boolean isWeb = WEB.matcher(written).matches();
        if (!isWeb) {
            source.report(
                    url,
                    "This is no address of a web page.",
                    "It begins with https:// or http:// and a host's name; {customer.id} may stand after that.");
        }
        List<Playbook.Piece> pieces = pieces(url, written);
        if (isWeb && !isAddress(pieces)) {
            source.report(
                    url, "This address cannot be opened.", "Write a space as %20, and { and } only around a name.");
        }
        return new Playbook.Address(pieces);
    }

    private List<Playbook.Piece> pieces(YamlNode.Text url, String written) {
        List<Playbook.Piece> pieces = new ArrayList<>();
        Matcher m = SLOT.matcher(written);
        int from = 0;
        while (m.find()) {
            if (m.start() > from) {
                pieces.add(new Playbook.Piece(written.substring(from, m.start()), false));
            }
            if (!PATH.matcher(m.group(1)).matches()) {
                source.report(url, "'{" + m.group(1) + "}' names no value.", "Write for example {customer.id}.");
            }
            pieces.add(new Playbook.Piece(m.group(1), true));
            from = m.end();
        }
        if (from < written.length()) {
            pieces.add(new Playbook.Piece(written.substring(from), false));
        }
        return List.copyOf(pieces);
    }

    private static boolean isAddress(List<Playbook.Piece> pieces) {
        StringBuilder filled = new StringBuilder();
        pieces.forEach(p -> filled.append(p.isValue() ? "x" : p.text()));
        try {
            return new URI(filled.toString()).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
