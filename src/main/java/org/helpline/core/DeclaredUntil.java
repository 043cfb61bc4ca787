package org.helpline.core;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Until when something holds that somebody has declared. */
public sealed interface DeclaredUntil {

    /** Until somebody takes it back. */
    record TakenBack() implements DeclaredUntil {}

    /** Until the day ends, on the clocks of whatever it is declared of. */
    record EndOfDay() implements DeclaredUntil {}

    /** Until those clocks show this time next. */
    record TimeOfDay(LocalTime time) implements DeclaredUntil {}

    /** For so long. */
    record Length(Duration length) implements DeclaredUntil {}

    /** The longest that may be said: what holds for more is no exception. */
    Duration LONGEST = Duration.ofDays(31);

    /** When it ends; empty: it does not by itself. */
    default Optional<Instant> from(Instant now, ZoneId zone) {
        ZonedDateTime local = now.atZone(zone);
        return switch (this) {
            case TakenBack _ -> Optional.empty();
            case EndOfDay _ ->
                Optional.of(local.toLocalDate().plusDays(1).atStartOfDay(zone).toInstant());
            case TimeOfDay(LocalTime time) -> {
                ZonedDateTime today = local.toLocalDate().atTime(time).atZone(zone);
                yield Optional.of((today.isAfter(local)
                                ? today
                                : local.toLocalDate().plusDays(1).atTime(time).atZone(zone))
                        .toInstant());
            }
            case Length(Duration length) -> Optional.of(now.plus(length));
        };
    }

    /** As scripts and people write it: {@code end_of_day}, {@code taken_back}, {@code 18:00}, {@code 2h}; empty for anything else. */
    static Optional<DeclaredUntil> read(String written) {
        return switch (written.replace('-', '_')) {
            case "end_of_day" -> Optional.of(new EndOfDay());
            case "taken_back" -> Optional.of(new TakenBack());
            default -> length(written).or(() -> time(written));
        };
    }

    private static Optional<DeclaredUntil> length(String written) {
        Matcher m = Written.LENGTH.matcher(written);
        if (!m.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(m.group(1));
        Duration length = switch (m.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
        return length.isZero() || length.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(new Length(length));
    }

    private static Optional<DeclaredUntil> time(String written) {
        try {
            return written.matches("\\d\\d:\\d\\d")
                    ? Optional.of(new TimeOfDay(LocalTime.parse(written)))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** As it is written. */
    default String written() {
        return switch (this) {
            case TakenBack _ -> "taken_back";
            case EndOfDay _ -> "end_of_day";
            case TimeOfDay(LocalTime time) -> time.toString();
            case Length(Duration length) ->
                length.toMinutesPart() > 0
                        ? length.toMinutes() + "m"
                        : length.toHoursPart() > 0 ? length.toHours() + "h" : length.toDays() + "d";
        };
    }

    /** How lengths are written. */
    final class Written {
        private static final Pattern LENGTH = Pattern.compile("(\\d{1,5})([mhd])");

        private Written() {}
    }
}
