package org.helpline.config;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * One calendar of opening hours.
 *
 * @param zone the zone in which the times are read
 * @param open weekly openings; an empty list is always closed
 * @param holidays closed dates; {@code always} is open day and night, holidays included
 * @param countries whose public holidays are closed dates too: {@code TR}, or with a region {@code DE-BY}
 * @param except dates that are no holidays, whatever the others say
 */
public record HoursSettings(
        ZoneId zone,
        List<Opening> open,
        Set<LocalDate> holidays,
        boolean always,
        List<String> countries,
        Set<LocalDate> except) {

    /** A calendar that keeps the holidays of no country. */
    public HoursSettings(ZoneId zone, List<Opening> open, Set<LocalDate> holidays, boolean always) {
        this(zone, open, holidays, always, List.of(), Set.of());
    }

    /** Open on {@code days} from {@code from} (inclusive) to {@code to} (exclusive); {@code to} before or at {@code from} runs past midnight; 24:00 is {@code LocalTime.MIDNIGHT}. */
    public record Opening(Set<DayOfWeek> days, LocalTime from, LocalTime to) {}
}
