package org.helpline.app;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import org.helpline.config.ReportSettings.Schedule;
import org.helpline.journal.measure.Interval;

/**
 * A report that is to be sent.
 *
 * @param at when; {@code from} and {@code to} what it tells: the last whole day, week or month before
 * @param by how that is divided
 */
record Due(Instant at, Instant from, Instant to, Interval by) {

    /** The last one that was due until now. */
    static Due last(Schedule schedule, Instant now, ZoneId zone) {
        LocalDate end = end(schedule.every(), now.atZone(zone).toLocalDate());
        ZonedDateTime at = end.atTime(schedule.at()).atZone(zone);
        if (at.toInstant().isAfter(now)) {
            end = end(schedule.every(), end.minusDays(1));
            at = end.atTime(schedule.at()).atZone(zone);
        }
        LocalDate begin = end(schedule.every(), end.minusDays(1));
        Interval by = schedule.every().equals("day") ? Interval.HOUR : Interval.DAY;
        return new Due(
                at.toInstant(),
                begin.atStartOfDay(zone).toInstant(),
                end.atStartOfDay(zone).toInstant(),
                by);
    }

    /** The day on or before this one with which a new period begins. */
    private static LocalDate end(String every, LocalDate day) {
        return switch (every) {
            case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "month" -> day.withDayOfMonth(1);
            default -> day;
        };
    }
}
