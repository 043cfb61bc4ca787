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
 */
public record HoursSettings(ZoneId zone, List<Opening> open, Set<LocalDate> holidays, boolean always) {

    /** Open on {@code days} from {@code from} (inclusive) to {@code to} (exclusive); {@code to} before or at {@code from} runs past midnight; 24:00 is {@code LocalTime.MIDNIGHT}. */
    public record Opening(Set<DayOfWeek> days, LocalTime from, LocalTime to) {}
}
