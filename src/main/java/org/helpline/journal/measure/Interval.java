package org.helpline.journal.measure;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a time is divided. The hour that a change of clocks repeats is two; the day on which it happens has 23 or 25 hours. */
public enum Interval {
    /** Not at all. */
    NONE,
    /** In quarters of an hour. */
    QUARTER,
    /** In half hours. */
    HALF,
    /** In hours. */
    HOUR,
    /** In days, from midnight to midnight. */
    DAY,
    /** In weeks, from Monday on. */
    WEEK,
    /** In calendar months. */
    MONTH;

    private static final int QUARTER_MINUTES = 15;
    private static final int HALF_MINUTES = 30;

    /** As it is written: {@code hour}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of a word. */
    public static Optional<Interval> of(String word) {
        return Arrays.stream(values()).filter(i -> i.word().equals(word)).findFirst();
    }

    /** When the interval began in which {@code at} lies; not for NONE. */
    Instant begin(Instant at, ZoneId zone) {
        ZonedDateTime t = at.atZone(zone);
        return switch (this) {
            case NONE -> at;
            case QUARTER -> minutes(t, QUARTER_MINUTES);
            case HALF -> minutes(t, HALF_MINUTES);
            case HOUR -> t.truncatedTo(ChronoUnit.HOURS).toInstant();
            case DAY -> t.toLocalDate().atStartOfDay(zone).toInstant();
            case WEEK ->
                t.toLocalDate()
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .atStartOfDay(zone)
                        .toInstant();
            case MONTH -> t.toLocalDate().withDayOfMonth(1).atStartOfDay(zone).toInstant();
        };
    }

    private static Instant minutes(ZonedDateTime t, int each) {
        return t.truncatedTo(ChronoUnit.MINUTES)
                .minusMinutes(t.getMinute() % each)
                .toInstant();
    }

    /** When the interval that began at {@code begin} ends; not for NONE. */
    Instant end(Instant begin, ZoneId zone) {
        ZonedDateTime t = begin.atZone(zone);
        return switch (this) {
            case NONE -> begin;
            case QUARTER -> t.plusMinutes(QUARTER_MINUTES).toInstant();
            case HALF -> t.plusMinutes(HALF_MINUTES).toInstant();
            case HOUR -> t.plusHours(1).toInstant();
            case DAY -> t.toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
            case WEEK -> t.toLocalDate().plusWeeks(1).atStartOfDay(zone).toInstant();
            case MONTH -> t.toLocalDate().plusMonths(1).atStartOfDay(zone).toInstant();
        };
    }
}
