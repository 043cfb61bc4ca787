package org.helpline.ivr.model;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.core.DurationText;

/** The kinds of values that a variable can hold, by the words that scripts have for them. */
public enum ValueType {
    TEXT("text"),
    NUMBER("number"),
    BOOLEAN("boolean"),
    DATE("date"),
    DURATION("duration"),
    MONEY("money"),
    LIST("list"),
    MAP("map");

    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?(?:0|[1-9]\\d{0,17})(?:\\.\\d{1,12})?");
    private static final Pattern ANY_NUMBER = Pattern.compile("[+-]?\\d{1,18}(?:\\.\\d{1,12})?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern SUM = Pattern.compile("(-?\\d{1,15}(?:\\.\\d{1,6})?) ?([A-Z]{3})");
    private static final Pattern ISO_LENGTH = Pattern.compile("-?P[\\dDTHMS.-]{1,30}");

    private final String word;

    ValueType(String word) {
        this.word = word;
    }

    /** As a script writes it. */
    public String word() {
        return word;
    }

    /** The kind of this name. */
    public static Optional<ValueType> of(String word) {
        return Arrays.stream(values()).filter(t -> t.word.equals(word)).findFirst();
    }

    /** Every name. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ValueType::word).toList();
    }

    /**
     * Reads a text as a value of this kind; empty when it is none. A number may have zeros in front, a boolean is {@code true},
     * {@code yes}, {@code on} or their contraries. No text is a list or a map.
     */
    public Optional<Value> read(String text) {
        return switch (this) {
            case TEXT -> Optional.of(Value.text(text));
            case NUMBER -> number(ANY_NUMBER, text);
            case BOOLEAN -> truth(text);
            case DATE -> date(text);
            case DURATION -> length(text);
            case MONEY -> money(text);
            case LIST, MAP -> Optional.empty();
        };
    }

    /**
     * What an unquoted text is by its looks: {@code 5}, {@code -2.5}, {@code true}, {@code 2026-12-24}, {@code 5m},
     * {@code 12.50 TRY}. Everything else stays the text that it is, among it {@code 0815}, {@code +49…}, {@code 18:00}, {@code yes}.
     */
    public static Value guess(String text) {
        return number(PLAIN_NUMBER, text)
                .or(() -> text.equals("true") || text.equals("false") ? truth(text) : Optional.empty())
                .or(() -> date(text))
                .or(() -> length(text))
                .or(() -> money(text))
                .orElseGet(() -> Value.text(text));
    }

    private static Optional<Value> number(Pattern form, String text) {
        return form.matcher(text).matches() ? Optional.of(new Value.Number(new BigDecimal(text))) : Optional.empty();
    }

    private static Optional<Value> truth(String text) {
        return switch (text) {
            case "true", "yes", "on" -> Optional.of(new Value.Truth(true));
            case "false", "no", "off" -> Optional.of(new Value.Truth(false));
            default -> Optional.empty();
        };
    }

    private static Optional<Value> date(String text) {
        if (!DAY.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Value.Date(LocalDate.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty(); // 2026-02-30
        }
    }

    private static Optional<Value> length(String text) {
        Optional<Duration> written = DurationText.read(text);
        if (written.isPresent()) {
            return written.map(Value.Span::new);
        }
        if (!ISO_LENGTH.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Value.Span(Duration.parse(text)));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<Value> money(String text) {
        Matcher m = SUM.matcher(text);
        return m.matches() && isCurrency(m.group(2))
                ? Optional.of(new Value.Money(new BigDecimal(m.group(1)), m.group(2)))
                : Optional.empty();
    }

    /** Whether ISO 4217 knows the code. */
    public static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(c -> c.getCurrencyCode().equals(code));
    }
}
