package org.helpline.ivr.spoken;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads values as callers key them and systems write them; empty when a text is not what is asked for. */
final class Values {

    private static final Pattern WHOLE = Pattern.compile("-?0*(\\d{1,15})");
    private static final Pattern DECIMAL = Pattern.compile("(-)?(\\d{1,15})(?:\\.(\\d{1,6})|,(\\d{1,2}))");
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2}):(\\d{2})(?::\\d{2}(?:\\.\\d{1,9})?)?Z?");
    private static final Pattern PARTS =
            Pattern.compile("(?=\\d)(?:(\\d{1,4})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?");
    private static final Pattern MONEY = Pattern.compile("(-?\\d{1,15})(?:[.,](\\d{1,2}))?(?:\\s*([A-Z]{3}))?");

    private Values() {}

    /** A sum and the currency it names itself, if it does. */
    record Sum(BigDecimal amount, Optional<Currency> currency) {}

    static Optional<Long> whole(String text) {
        return WHOLE.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** A whole number, also with a fraction of zeros: {@code 12}, {@code 12.00}. */
    static Optional<Long> evenWhole(String text) {
        return whole(DECIMAL.matcher(text).matches() ? text.replaceFirst("[.,]0+$", "") : text);
    }

    /** {@code 12.5}, or {@code 12,5} with two digits at most, since more could be thousands. Empty without a fraction. */
    static Optional<Decimal> decimal(String text) {
        Matcher m = DECIMAL.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        String fraction = (m.group(3) == null ? m.group(4) : m.group(3)).replaceFirst("0+$", "");
        return fraction.isEmpty()
                ? Optional.empty()
                : Optional.of(new Decimal(m.group(1) != null, Long.parseLong(m.group(2)), fraction));
    }

    /** {@code 2026-11-22}, also at the head of a date with a time. */
    static Optional<LocalDate> date(String text) {
        if (!text.matches("\\d{4}-\\d{2}-\\d{2}(?:[T ].*)?")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.substring(0, 10)));
        } catch (DateTimeException e) {
            return Optional.empty(); // 2026-02-30
        }
    }

    /** {@code 18:00} or {@code 18:00:00}, also after a date. */
    static Optional<LocalTime> time(String text) {
        Matcher m = CLOCK.matcher(text.replaceFirst("^\\d{4}-\\d{2}-\\d{2}[T ]", ""));
        if (!m.matches()) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(m.group(1));
        int minute = Integer.parseInt(m.group(2));
        return hour < 24 && minute < 60 ? Optional.of(LocalTime.of(hour, minute)) : Optional.empty();
    }

    /** {@code 90s}, {@code 5m}, {@code 1h30m}, {@code 2d}, or ISO 8601's {@code PT5M}. */
    static Optional<Duration> length(String text) {
        Matcher m = PARTS.matcher(text);
        if (m.matches()) {
            return Optional.of(Duration.ofDays(part(m, 1))
                    .plusHours(part(m, 2))
                    .plusMinutes(part(m, 3))
                    .plusSeconds(part(m, 4)));
        }
        if (text.length() > 32 || !text.matches("-?P[\\dDTHMS.]+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.parse(text)).filter(d -> d.abs().toDays() < 10_000);
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Two lengths of time. */
    record Range(Duration least, Duration most) {}

    /** {@code 4m..7m}; one length of time is a range by itself. */
    static Optional<Range> range(String text) {
        int dots = text.indexOf("..");
        Optional<Duration> least = length(dots < 0 ? text : text.substring(0, dots));
        Optional<Duration> most = dots < 0 ? least : length(text.substring(dots + 2));
        return least.flatMap(l -> most.filter(m -> m.compareTo(l) >= 0).map(m -> new Range(l, m)));
    }

    private static long part(Matcher m, int group) {
        String digits = m.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** {@code 12}, {@code 12.5}, {@code 12,50}, {@code -3.00}, {@code 12.50 EUR}; of a currency that is not known, empty. */
    static Optional<Sum> money(String text) {
        Matcher m = MONEY.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        String code = m.group(3);
        Optional<Currency> currency = code == null ? Optional.empty() : Currency.of(code);
        if (code != null && currency.isEmpty()) {
            return Optional.empty();
        }
        String hundredths = m.group(2) == null ? "0" : m.group(2);
        return Optional.of(new Sum(new BigDecimal(m.group(1) + "." + hundredths), currency));
    }
}
