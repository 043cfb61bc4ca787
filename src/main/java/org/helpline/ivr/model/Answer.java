package org.helpline.ivr.model;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What keyed digits must be to answer a question, and the value that they become. Digits that are none count as a wrong key.
 *
 * @param pattern what they must look like; empty: anything
 * @param type the value's kind; {@link ValueType#TEXT} keeps the digits as they are
 * @param written how a date, a duration or a sum is keyed, by one of {@link #ways}
 * @param currency of a sum; empty for any other kind
 * @param scale what a rating may be; empty for an answer that rates nothing
 */
public record Answer(
        Optional<DigitPattern> pattern, ValueType type, String written, String currency, Optional<Scale> scale) {

    /** A rating from {@code least} to {@code most}, of 0 to 10. */
    public record Scale(int least, int most) {}

    /** An answer that rates nothing. */
    public Answer(Optional<DigitPattern> pattern, ValueType type, String written, String currency) {
        this(pattern, type, written, currency, Optional.empty());
    }

    /** How satisfied the caller is, or the like. */
    public static Answer rating(Scale scale) {
        return new Answer(Optional.empty(), ValueType.NUMBER, "", "", Optional.of(scale));
    }

    /** Any digits, kept as they are. */
    public static final Answer DIGITS = new Answer(Optional.empty(), ValueType.TEXT, "", "");

    /** The kinds that digits can become. */
    public static final List<ValueType> TYPES =
            List.of(ValueType.TEXT, ValueType.NUMBER, ValueType.DATE, ValueType.DURATION, ValueType.MONEY);

    /** How a kind can be keyed; empty where there is only one way. */
    public static List<String> ways(ValueType type) {
        return switch (type) {
            case DATE -> List.of("ddmmyyyy", "mmddyyyy", "yyyymmdd", "ddmmyy", "mmddyy");
            case DURATION -> List.of("minutes", "seconds", "hours", "days");
            case MONEY -> List.of("whole", "hundredths");
            default -> List.of();
        };
    }

    /** How many digits it takes when it always takes as many; 0: any number of them. */
    public int digits() {
        return type == ValueType.DATE ? written.length() : 0;
    }

    /** The value of these digits; empty when they are no such answer: {@code 31022026} is no date. */
    public Optional<Value> read(String digits) {
        if (pattern.isPresent() && !pattern.get().matches(digits)) {
            return Optional.empty();
        }
        if (scale.isPresent()
                && (Integer.parseInt(digits) < scale.get().least()
                        || Integer.parseInt(digits) > scale.get().most())) {
            return Optional.empty();
        }
        return switch (type) {
            case NUMBER -> ValueType.NUMBER.read(digits);
            case DATE -> date(digits);
            case DURATION -> Optional.of(new Value.Span(length(digits)));
            case MONEY -> Optional.of(sum(digits));
            default -> Optional.of(Value.text(digits));
        };
    }

    /** Digits that are such an answer; empty when none could be found. */
    public Optional<String> example(int min, int max) {
        String plain = type == ValueType.DATE
                ? DateTimeFormatter.ofPattern(format(), Locale.ROOT).format(LocalDate.of(2026, 12, 24))
                : "1".repeat(min);
        return Optional.of(plain)
                .filter(d -> read(d).isPresent())
                .or(() -> pattern.flatMap(p -> p.example(min, max)).filter(d -> read(d).isPresent()));
    }

    private String format() {
        return written.replace('y', 'u').replace("mm", "MM");
    }

    private Optional<Value> date(String digits) {
        try {
            LocalDate date = LocalDate.parse(
                    digits, DateTimeFormatter.ofPattern(format(), Locale.ROOT).withResolverStyle(ResolverStyle.STRICT));
            return Optional.of(new Value.Date(date));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Duration length(String digits) {
        long count = Long.parseLong(digits.length() > 9 ? digits.substring(0, 9) : digits);
        return switch (written) {
            case "seconds" -> Duration.ofSeconds(count);
            case "hours" -> Duration.ofHours(count);
            case "days" -> Duration.ofDays(count);
            default -> Duration.ofMinutes(count);
        };
    }

    private Value sum(String digits) {
        return new Value.Money(new BigDecimal(digits).movePointLeft(written.equals("hundredths") ? 2 : 0), currency);
    }
}
