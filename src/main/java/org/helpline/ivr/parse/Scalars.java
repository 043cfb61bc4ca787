package org.helpline.ivr.parse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.core.Digit;
import org.helpline.core.DurationText;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Template;
import org.helpline.ivr.spoken.Filter;

/** Reads single values: each method reports to the source and answers empty when the text is none. */
final class Scalars {

    private static final Pattern BETWEEN_PARTS = Pattern.compile("\\s+(?=[a-z])|(?<=[a-z])\\s+");
    private static final Pattern SLOT = Pattern.compile("\\{([^{}|]*)(?:\\|([^{}]*))?}");
    static final Pattern NAME =
            Pattern.compile("queue\\.[a-z0-9][a-z0-9_-]*\\.[a-z]+|[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*){0,7}");

    private final SourceText source;

    Scalars(SourceText source) {
        this.source = source;
    }

    Optional<Duration> duration(YamlNode.Text text) {
        Optional<Duration> duration =
                DurationText.read(BETWEEN_PARTS.matcher(text.value()).replaceAll(""));
        if (duration.isEmpty()) {
            source.report(
                    text,
                    "'" + text.value() + "' is no length of time.",
                    "Write for example " + DurationText.EXAMPLES + ".");
        }
        return duration;
    }

    Optional<Boolean> yesNo(YamlNode.Text text) {
        return switch (text.value().toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on" -> Optional.of(true);
            case "no", "false", "off" -> Optional.of(false);
            default -> {
                source.report(text, "'" + text.value() + "' is neither yes nor no.", "Write yes or no.");
                yield Optional.empty();
            }
        };
    }

    Optional<Digit> key(YamlNode.Text text) {
        Optional<Digit> key = switch (text.value()) {
            case "star", "*" -> Optional.of(Digit.STAR);
            case "hash", "#" -> Optional.of(Digit.HASH);
            default ->
                text.value().matches("[0-9]") ? Digit.ofSymbol(text.value().charAt(0)) : Optional.empty();
        };
        if (key.isEmpty()) {
            source.report(text, "'" + text.value() + "' is no key of a telephone.", "Keys are 0 to 9, star and hash.");
        }
        return key;
    }

    Optional<Integer> whole(YamlNode.Text text, int least, int most) {
        if (text.value().matches("\\d{1,6}")) {
            int n = Integer.parseInt(text.value());
            if (n >= least && n <= most) {
                return Optional.of(n);
            }
        }
        source.report(
                text,
                "'" + text.value() + "' is not what belongs here.",
                "Write a number from " + least + " to " + most + ".");
        return Optional.empty();
    }

    /** A text with {@code {name}} and {@code {name|filter}}, in a language, or in all of them when it is empty. */
    Template template(YamlNode.Text text, Optional<String> language) {
        List<Template.Piece> pieces = new ArrayList<>();
        Matcher m = SLOT.matcher(text.value());
        int from = 0;
        while (m.find()) {
            if (m.start() > from) {
                pieces.add(new Template.Piece.Literal(text.value().substring(from, m.start())));
            }
            slot(inside(text, m), m.group(1), m.group(2) == null ? "" : m.group(2), language)
                    .ifPresent(s -> pieces.add(new Template.Piece.Value(s)));
            from = m.end();
        }
        if (from < text.value().length()) {
            pieces.add(new Template.Piece.Literal(text.value().substring(from)));
        }
        return new Template(List.copyOf(pieces));
    }

    /** The place of a slot within its text, if the text stands in the file as it was read: no escapes, one line. */
    private YamlNode.Text inside(YamlNode.Text text, Matcher slot) {
        int column = text.column() + slot.start() + (text.quoted() ? 1 : 0);
        return source.has(text.line(), column, slot.group())
                ? new YamlNode.Text(text.value(), text.quoted(), text.line(), column)
                : text;
    }

    /** A text that becomes a variable: values as they are. */
    Template value(YamlNode.Text text) {
        Template template = template(text, Optional.empty());
        for (Slot slot : template.slots()) {
            if (!(slot.filter() instanceof Filter.Plain)) {
                source.report(
                        text,
                        "A variable is set to a value as it is; '|' is for what is said.",
                        "Write '{" + slot.name() + "}' here, and the filter where it is said.");
            }
        }
        return template;
    }

    private Optional<Slot> slot(YamlNode.Text text, String name, String filter, Optional<String> language) {
        if (!NAME.matcher(name).matches()) {
            source.report(text, "'{" + name + "}' names no value.", "Names are lower-case letters, digits and _.");
            return Optional.empty();
        }
        return new FilterParser(source, text, name, language).read(filter).map(f -> new Slot(name, f));
    }
}
