package org.helpline.ivr.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.lexicon.Phrase;
import org.helpline.ivr.parse.Options;
import org.helpline.ivr.parse.SourceText;
import org.helpline.ivr.parse.YamlNode;

/** Reads what a test says of the whole call: {@code ends}, {@code language}, {@code pop}. */
final class ExpectationReader {

    private static final List<String> ENDINGS = Phrase.words(Lexicon.endings());
    private static final Pattern ENDING = Pattern.compile("([a-z]+)(?: in (\\S+))?");
    private static final Pattern SCRIPT = Pattern.compile("script (\\S+)");

    private final SourceText source;
    private final Vocabulary names;
    private final List<Written<Expected>> expected = new ArrayList<>();

    ExpectationReader(SourceText source, Vocabulary names) {
        this.source = source;
        this.names = names;
    }

    List<Written<Expected>> read(Options options) {
        options.text("ends").ifPresent(t -> ending(t).ifPresent(e -> add("ends", t, new Expected.Ends(e))));
        options.text("language")
                .ifPresent(t -> language(t).ifPresent(l -> add("language", t, new Expected.Language(l))));
        options.text("remembers").ifPresent(this::remembers);
        options.fields("variables").ifPresent(t -> table("variables", t, Expected.Variable::new));
        options.fields("keeps").ifPresent(t -> table("keeps", t, Expected.Keeps::new));
        options.fields("pop").ifPresent(t -> table("pop", t, Expected.Pop::new));
        options.text("message").ifPresent(this::message);
        options.take("rules").ifPresent(this::rules);
        options.take("never").ifPresent(this::never);
        return List.copyOf(expected);
    }

    private void add(String word, YamlNode.Text at, Expected what) {
        expected.add(new Written<>(what, word + ": " + at.value(), at.line(), at.column()));
    }

    private ActReader reader(YamlNode at) {
        return new ActReader(names, (what, fix) -> source.report(at, what, fix));
    }

    private Optional<Expected.Ending> ending(YamlNode.Text text) {
        Matcher script = SCRIPT.matcher(text.value());
        if (script.matches()) {
            return reader(text)
                    .known(script.group(1), names.scripts(), "is no script")
                    .map(Expected.Ending.HandedTo::new);
        }
        Matcher m = ENDING.matcher(text.value());
        String word = m.matches() ? m.group(1) : text.value();
        Optional<String> queue = m.matches() ? Optional.ofNullable(m.group(2)) : Optional.empty();
        if (queue.isPresent()
                && reader(text)
                        .known(queue.get(), names.queues(), "is no queue")
                        .isEmpty()) {
            return Optional.empty();
        }
        return reader(text).known(word, ENDINGS, "is no end of a call").flatMap(w -> ending(text, w, queue));
    }

    private Optional<Expected.Ending> ending(YamlNode.Text text, String word, Optional<String> queue) {
        if (word.equals("script") || (queue.isPresent() && !word.equals("waiting"))) {
            source.report(
                    text,
                    "'" + text.value() + "' is no end of a call.",
                    "Write for example 'waiting in support' or 'script information-line'.");
            return Optional.empty();
        }
        return Optional.of(
                switch (word) {
                    case "served" -> new Expected.Ending.Served();
                    case "hangup" -> new Expected.Ending.HungUp();
                    case "abandoned" -> new Expected.Ending.Abandoned();
                    case "ringing" -> new Expected.Ending.Ringing();
                    case "callback" -> new Expected.Ending.CalledBack();
                    case "asking" -> new Expected.Ending.Asking();
                    default -> new Expected.Ending.Waiting(queue);
                });
    }

    private Optional<String> language(YamlNode.Text text) {
        return reader(text).known(text.value(), names.languages(), "is no language of this script");
    }

    private void remembers(YamlNode.Text text) {
        if (text.value().equals("none")) {
            add("remembers", text, new Expected.Remembers(Optional.empty()));
        } else {
            language(text).ifPresent(l -> add("remembers", text, new Expected.Remembers(Optional.of(l))));
        }
    }

    private void message(YamlNode.Text text) {
        if (text.value().equals("none")) {
            add("message", text, new Expected.Message(Optional.empty()));
        } else {
            reader(text)
                    .known(text.value(), names.queues(), "is no queue")
                    .ifPresent(q -> add("message", text, new Expected.Message(Optional.of(q))));
        }
    }

    private void table(String word, Options options, BiFunction<String, String, Expected> make) {
        for (YamlNode.Field f : options.fields().fields()) {
            if (f.value() instanceof YamlNode.Text t) {
                String name = f.key().value();
                expected.add(new Written<>(
                        make.apply(name, t.value()),
                        word + ": {" + name + ": " + t.value() + "}",
                        f.key().line(),
                        f.key().column()));
            } else {
                source.report(f.value(), "This is no plain value.", "Write '" + word + ": {name: value}'.");
            }
        }
    }

    private void rules(YamlNode node) {
        List<YamlNode> entries = node instanceof YamlNode.Items items ? items.nodes() : List.of(node);
        List<String> wanted = new ArrayList<>();
        for (YamlNode entry : entries) {
            if (entry instanceof YamlNode.Text t
                    && entries.size() == 1
                    && t.value().equals("none")) {
                break;
            } else if (entry instanceof YamlNode.Text t) {
                reader(t)
                        .known(t.value(), names.rules(), "is no rule of a queue of this script")
                        .ifPresent(wanted::add);
            } else {
                source.report(entry, "A rule is its note.", "Write 'rules: [VIP]', or none.");
            }
        }
        expected.add(new Written<>(
                new Expected.Rules(List.copyOf(wanted)),
                "rules: " + (wanted.isEmpty() ? "none" : wanted),
                node.line(),
                node.column()));
    }

    private void never(YamlNode node) {
        List<YamlNode> entries = node instanceof YamlNode.Items items ? items.nodes() : List.of(node);
        for (YamlNode entry : entries) {
            if (entry instanceof YamlNode.Text t) {
                reader(t).sound(t.value()).ifPresent(s -> add("never", t, new Expected.Never(s)));
            } else {
                source.report(entry, "A prompt is one word.", "Write 'never: [outage]'.");
            }
        }
    }
}
