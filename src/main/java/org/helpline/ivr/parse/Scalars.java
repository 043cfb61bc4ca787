package org.helpline.ivr.parse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.core.Digit;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Template;

/** Reads single values: each method reports to the source and answers empty when the text is none. */
final class Scalars {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*(ms|s|m|h)");
    private static final Pattern SLOT = Pattern.compile("\\{([^{}|]*)(?:\\|([^{}]*))?}");
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)?");
    private static final List<String> FILTERS = List.of("digits", "number");

    private final SourceText source;

    Scalars(SourceText source) {
        this.source = source;
    }

    Optional<Duration> duration(YamlNode.Text text) {
        Matcher m = DURATION.matcher(text.value());
        if (!m.matches()) {
            source.report(
                    text, "'" + text.value() + "' is no length of time.", "Write for example 500ms, 5s, 2m or 1h.");
            return Optional.empty();
        }
        long count = Long.parseLong(m.group(1));
        return Optional.of(
                switch (m.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                });
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

    /** A text with {@code {name}} and {@code {name|filter}}. */
    Template template(YamlNode.Text text) {
        List<Template.Piece> pieces = new ArrayList<>();
        Matcher m = SLOT.matcher(text.value());
        int from = 0;
        while (m.find()) {
            if (m.start() > from) {
                pieces.add(new Template.Piece.Literal(text.value().substring(from, m.start())));
            }
            slot(text, m.group(1), m.group(2) == null ? "" : m.group(2))
                    .ifPresent(s -> pieces.add(new Template.Piece.Value(s)));
            from = m.end();
        }
        if (from < text.value().length()) {
            pieces.add(new Template.Piece.Literal(text.value().substring(from)));
        }
        return new Template(List.copyOf(pieces));
    }

    private Optional<Slot> slot(YamlNode.Text text, String name, String filter) {
        if (!NAME.matcher(name).matches()) {
            source.report(text, "'{" + name + "}' names no value.", "Names are lower-case letters, digits and _.");
            return Optional.empty();
        }
        return switch (filter) {
            case "" -> Optional.of(new Slot(name, Slot.Filter.PLAIN));
            case "number" -> Optional.of(new Slot(name, Slot.Filter.NUMBER));
            case "digits" -> Optional.of(new Slot(name, Slot.Filter.DIGITS));
            default -> {
                source.report(
                        text,
                        "'" + filter + "' is no way to say a value.",
                        Words.suggestion(filter, FILTERS, "other way"));
                yield Optional.empty();
            }
        };
    }
}
