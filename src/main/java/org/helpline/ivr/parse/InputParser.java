package org.helpline.ivr.parse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.core.Digit;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Answer;
import org.helpline.ivr.model.Choice;
import org.helpline.ivr.model.Dial;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Retries;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Spoken;

/** Reads the steps that wait for keys. */
final class InputParser {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,2})(?:\\s*\\.\\.\\s*(\\d{1,2}))?");
    private static final List<String> LEAD_ON = List.of(
            "when",
            "queue",
            "transfer",
            "extension",
            "directory",
            "callback",
            "voicemail"); // their 'then' is their own
    private static final int MOST_DIGITS = 32;
    private static final int USUAL_NAMES = 4;
    private static final Answer.Scale USUAL_SCALE = new Answer.Scale(1, 5);
    private static final Duration BETWEEN_FIGURES = Duration.ofMillis(1_500);

    private final SourceText source;
    private final Scalars scalars;
    private final Defaults defaults;
    private final StepParser steps;

    InputParser(SourceText source, Defaults defaults, StepParser steps) {
        this.source = source;
        this.scalars = new Scalars(source);
        this.defaults = defaults;
        this.steps = steps;
    }

    Optional<ScriptStep> menu(Place at, Options options) {
        List<Spoken> prompt = options.take("menu").map(steps::spoken).orElse(List.of());
        int told = source.count();
        Map<Digit, Choice> keys = options.fields("keys").map(k -> keys(at, k)).orElse(Map.of());
        if (keys.isEmpty() && source.count() == told) { // else what was written instead is told
            source.report(at.line(), at.column(), "This menu has no keys.", "Add 'keys: {1: section, …}'.");
        }
        return Optional.of(new ScriptStep.Menu(
                at, prompt, barge(options), ahead(options), keys, extensions(at, options), retries(at, options)));
    }

    /** {@code extensions: yes}, or what follows when one is dialled: unless it says otherwise, the menu again. */
    private Optional<Dial> extensions(Place at, Options options) {
        Optional<YamlNode> node = options.take("extensions");
        if (node.isPresent() && node.get() instanceof YamlNode.Text t) {
            YamlNode.Fields nothing = new YamlNode.Fields(List.of(), t.line(), t.column());
            return scalars.yesNo(t).orElse(false) ? Optional.of(extensions(at, nothing)) : Optional.empty();
        }
        return options.fields("extensions").map(o -> extensions(at, o.fields()));
    }

    private Dial extensions(Place at, YamlNode.Fields fields) {
        Options options = new Options(source, fields).as(Lexicon.dialled());
        Place inside = at.inside("extensions", fields.line(), fields.column());
        Dial dial = dial(inside, options);
        options.done("'extensions'");
        Missed written = dial.ringing().missed();
        if (written.then().isPresent()) {
            return dial;
        }
        Place own = new Place(at.name(), 0, 0);
        Action again = new Action(own.inside("again", 0, 0), List.of(new ScriptStep.Again(own)));
        return new Dial(dial.between(), dial.ringing().missing(new Missed(written.branches(), Optional.of(again))));
    }

    private Dial dial(Place at, Options options) {
        return new Dial(
                options.text("between").flatMap(scalars::duration).orElse(defaults.between()),
                steps.transfers().ringing(at, options));
    }

    Optional<ScriptStep> extension(Place at, Options options) {
        List<Spoken> prompt = options.take("extension").map(steps::spoken).orElse(List.of());
        return Optional.of(new ScriptStep.DialExtension(
                at, prompt, barge(options), functionKeys(at, options), dial(at, options), retries(at, options)));
    }

    Optional<ScriptStep> directory(Place at, Options options) {
        List<Spoken> prompt = options.take("directory").map(steps::spoken).orElse(List.of());
        return Optional.of(new ScriptStep.SpellName(
                at,
                prompt,
                barge(options),
                options.text("letters").flatMap(t -> scalars.whole(t, 1, 8)).orElse(0),
                options.take("choose").map(steps::spoken).orElse(List.of(new Spoken.Prompt("directory_choice"))),
                options.take("more").map(steps::spoken).orElse(List.of()),
                options.text("most").flatMap(t -> scalars.whole(t, 1, 8)).orElse(USUAL_NAMES),
                functionKeys(at, options),
                dial(at, options),
                retries(at, options)));
    }

    private Map<Digit, Choice> functionKeys(Place at, Options options) {
        return options.fields("keys").map(k -> askKeys(at, k)).orElse(Map.of());
    }

    Map<Digit, Choice> keys(Place at, Options options) {
        Map<Digit, Choice> keys = new LinkedHashMap<>();
        for (YamlNode.Field f : options.fields().fields()) {
            Optional<Digit> key = scalars.key(f.key());
            if (key.isPresent()) {
                Choice choice = choice(at, f);
                if (keys.putIfAbsent(key.get(), choice) != null) {
                    source.report(
                            f.key(), "The key " + f.key().value() + " stands here twice.", "Keep one of the two.");
                }
            }
        }
        return keys;
    }

    private Choice choice(Place at, YamlNode.Field field) {
        String label = field.key().value();
        if (!(field.value() instanceof YamlNode.Fields table)) {
            return new Choice(steps.action(at, label, field.value()), "");
        }
        Options options = new Options(source, table);
        String show = options.text("show").map(YamlNode.Text::value).orElse("");
        Optional<YamlNode> then = LEAD_ON.stream().anyMatch(options::has) ? Optional.empty() : options.take("then");
        if (then.isPresent()) {
            options.done("A key with 'then'");
            return new Choice(steps.action(at, label, then.get()), show);
        }
        List<YamlNode.Field> rest = table.fields().stream()
                .filter(f -> !f.key().value().equals("show"))
                .toList();
        YamlNode step = new YamlNode.Fields(rest, table.line(), table.column());
        return new Choice(steps.action(at, label, step), show);
    }

    Optional<ScriptStep> ask(Place at, Options options) {
        List<Spoken> prompt = options.take("ask").map(steps::spoken).orElse(List.of());
        int[] range = options.text("digits").map(this::range).orElseGet(() -> missing(at, "digits", "digits: 4..10"));
        String variable = options.text("as").map(steps::variable).orElseGet(() -> {
            missing(at, "as", "as: order_no");
            return "";
        });
        Optional<Digit> end = options.text("end").flatMap(this::end);
        Map<Digit, Choice> keys =
                options.fields("keys").map(k -> askKeys(at, k)).orElse(Map.of());
        return Optional.of(new ScriptStep.Ask(
                at,
                prompt,
                barge(options),
                range[0],
                range[1],
                end,
                options.text("between").flatMap(scalars::duration).orElse(defaults.between()),
                variable,
                options.text("show").map(YamlNode.Text::value).orElse(variable),
                secret(options),
                Optional.empty(),
                ahead(options),
                new AnswerParser(source)
                        .read(
                                at,
                                options,
                                Optional.ofNullable(defaults.variables().get(variable)),
                                range[0],
                                range[1]),
                confirm(options),
                keys,
                retries(at, options)));
    }

    /** A question whose answer is a score; who does not answer is not asked for ever. */
    Optional<ScriptStep> rating(Place at, Options options) {
        List<Spoken> prompt = options.take("rating").map(steps::spoken).orElse(List.of());
        Answer.Scale scale = options.text("scale").map(this::scale).orElse(USUAL_SCALE);
        String variable = options.text("as").map(steps::variable).orElse("satisfaction");
        Retries written = retries(at, options);
        Place own = new Place(at.name(), 0, 0);
        Action again = new Action(own.inside("again", 0, 0), List.of(new ScriptStep.Again(own)));
        Action next = new Action(own.inside("next", 0, 0), List.of(new ScriptStep.Next(own)));
        return Optional.of(new ScriptStep.Ask(
                at,
                prompt,
                barge(options),
                1,
                scale.most() > 9 ? 2 : 1,
                Optional.of(Digit.HASH),
                options.text("between").flatMap(scalars::duration).orElse(BETWEEN_FIGURES),
                variable,
                options.text("show").map(YamlNode.Text::value).orElse(variable),
                false,
                Optional.empty(),
                true,
                Answer.rating(scale),
                List.of(),
                Map.of(),
                new Retries(
                        at,
                        written.waitFor(),
                        options.has("silence") ? written.silence() : List.of(next),
                        options.has("wrong") ? written.wrong() : List.of(again, next))));
    }

    private Answer.Scale scale(YamlNode.Text text) {
        Matcher m = RANGE.matcher(text.value());
        if (m.matches() && m.group(2) != null) {
            int least = Integer.parseInt(m.group(1));
            int most = Integer.parseInt(m.group(2));
            if (least < most && most <= 10) {
                return new Answer.Scale(least, most);
            }
        }
        source.report(text, "'" + text.value() + "' is no scale.", "Write for example 1..5 or 0..10.");
        return USUAL_SCALE;
    }

    /** Whether keys pressed before the question count. */
    private boolean ahead(Options options) {
        return options.text("ahead").flatMap(scalars::yesNo).orElse(true);
    }

    private boolean secret(Options options) {
        boolean secret = options.text("secret").flatMap(scalars::yesNo).orElse(false);
        if (secret && options.has("show")) {
            options.text("show")
                    .ifPresent(t ->
                            source.report(t, "What is secret is shown to nobody.", "Remove 'show', or 'secret: yes'."));
        }
        return secret;
    }

    private int[] missing(Place at, String word, String example) {
        source.report(at.line(), at.column(), "'ask' needs '" + word + "'.", "Add for example '" + example + "'.");
        return new int[] {1, MOST_DIGITS};
    }

    private int[] range(YamlNode.Text text) {
        Matcher m = RANGE.matcher(text.value());
        if (m.matches()) {
            int least = Integer.parseInt(m.group(1));
            int most = m.group(2) == null ? least : Integer.parseInt(m.group(2));
            if (least >= 1 && least <= most && most <= MOST_DIGITS) {
                return new int[] {least, most};
            }
        }
        source.report(
                text, "'" + text.value() + "' is no number of digits.", "Write for example 6 or 4..10, at most 32.");
        return new int[] {1, MOST_DIGITS};
    }

    private Optional<Digit> end(YamlNode.Text text) {
        Optional<Digit> key = scalars.key(text);
        if (key.isPresent() && key.get() != Digit.STAR && key.get() != Digit.HASH) {
            source.report(text, "A digit cannot end the input.", "Write 'end: hash' or 'end: star'.");
            return Optional.empty();
        }
        return key;
    }

    private Map<Digit, Choice> askKeys(Place at, Options options) {
        Map<Digit, Choice> keys = keys(at, options);
        for (YamlNode.Field f : options.fields().fields()) {
            if (f.key().value().matches("[0-9]")) {
                source.report(
                        f.key(), "The key " + f.key().value() + " is a digit of the answer.", "Use star or hash.");
            }
        }
        return keys;
    }

    private List<Spoken> confirm(Options options) {
        Optional<YamlNode> node = options.take("confirm");
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof YamlNode.Text t && t.value().matches("yes|true|on")) {
            return List.of(new Spoken.Prompt("confirm"));
        }
        if (node.get() instanceof YamlNode.Text t && t.value().matches("no|false|off")) {
            return List.of();
        }
        return steps.spoken(node.get());
    }

    Optional<ScriptStep> language(Place at, Options options) {
        Optional<YamlNode> node = options.take("language");
        if (node.isPresent() && node.get() instanceof YamlNode.Fields f) {
            return Optional.of(choose(at, new Options(source, f).as(Lexicon.whichLanguage())));
        }
        return options.text("language").map(t -> new ScriptStep.SetLanguage(at, known(t)));
    }

    private ScriptStep choose(Place at, Options options) {
        List<Spoken> prompt = options.take("ask").map(steps::spoken).orElse(List.of());
        if (prompt.isEmpty()) {
            source.report(at.line(), at.column(), "'language' asks nothing.", "Add 'ask: which_language'.");
        }
        Map<Digit, String> keys = new LinkedHashMap<>();
        Optional<Options> table = options.fields("keys");
        for (YamlNode.Field f : table.map(t -> t.fields().fields()).orElse(List.of())) {
            Optional<Digit> key = scalars.key(f.key());
            if (key.isPresent() && f.value() instanceof YamlNode.Text t) {
                keys.put(key.get(), known(t));
            }
        }
        if (keys.isEmpty()) {
            source.report(at.line(), at.column(), "'language' has no keys.", "Add 'keys: {1: en, 2: tr}'.");
        }
        boolean remember = options.text("remember").map(this::remember).orElse(false);
        boolean always = options.text("always").flatMap(scalars::yesNo).orElse(false);
        Retries retries = languageRetries(at, options);
        ScriptStep step = new ScriptStep.ChooseLanguage(at, prompt, barge(options), keys, remember, always, retries);
        options.done("'language'");
        return step;
    }

    private String known(YamlNode.Text text) {
        if (!defaults.languages().contains(text.value())) {
            source.report(
                    text,
                    "'" + text.value() + "' is not among the script's languages.",
                    Words.suggestion(text.value(), defaults.languages(), "language"));
        }
        return text.value();
    }

    private boolean remember(YamlNode.Text text) {
        if (!text.value().equals("customer")) {
            source.report(
                    text, "A language is remembered for the customer.", "Write 'remember: customer' or remove it.");
        }
        return true;
    }

    /** Who says nothing to the language question goes on in the language of the call. */
    private Retries languageRetries(Place at, Options options) {
        Retries written = retries(at, options);
        Place own = new Place(at.name(), 0, 0);
        Action again = new Action(own.inside("again", 0, 0), List.of(new ScriptStep.Again(own)));
        Action next = new Action(own.inside("next", 0, 0), List.of(new ScriptStep.Next(own)));
        return new Retries(
                at,
                written.waitFor(),
                options.has("silence") ? written.silence() : List.of(again, next),
                options.has("wrong") ? written.wrong() : List.of(again, next));
    }

    Retries retries(Place at, Options options) {
        return new Retries(
                at,
                options.text("wait").flatMap(scalars::duration).orElse(defaults.waitFor()),
                options.take("silence").map(n -> list(at, "silence", n)).orElse(defaults.silence()),
                options.take("wrong").map(n -> list(at, "wrong", n)).orElse(defaults.wrong()));
    }

    /** A retry list: entry by entry. */
    List<Action> list(Place at, String word, YamlNode node) {
        List<YamlNode> entries = node instanceof YamlNode.Items items ? items.nodes() : List.of(node);
        List<Action> actions = new ArrayList<>();
        for (YamlNode entry : entries) {
            actions.add(steps.action(at, word + "." + (actions.size() + 1), entry));
        }
        if (actions.isEmpty()) {
            source.report(node, "'" + word + "' is empty.", "Its last word must leave, for example [again, human].");
        }
        return actions;
    }

    private boolean barge(Options options) {
        return options.text("barge").flatMap(scalars::yesNo).orElse(true);
    }
}
