package org.helpline.app;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A day of the past, or today until now. {@code to} is exclusive. */
record PastDay(LocalDate date, Instant from, Instant to, ZoneId zone) {

    /** {@code 2026-11-22}, {@code today} or {@code yesterday}; empty for anything else. */
    static Optional<PastDay> read(String text, Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        try {
            LocalDate date = switch (text) {
                case "today" -> today;
                case "yesterday" -> today.minusDays(1);
                default -> LocalDate.parse(text);
            };
            return Optional.of(new PastDay(
                    date,
                    date.atStartOfDay(zone).toInstant(),
                    date.plusDays(1).atStartOfDay(zone).toInstant(),
                    zone));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    String words() {
        return date.toString();
    }
}
