package org.helpline.core;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    private static final BusinessHours OFFICE = hours(
            Set.of(LocalDate.of(2026, 4, 29), LocalDate.of(2026, 12, 25)),
            EnumSet.range(MONDAY, FRIDAY),
            "09:00",
            "18:00");

    @ParameterizedTest
    @CsvSource({
        "2026-11-18T07:59:59Z, CLOSED",
        "2026-11-18T08:00:00Z, OPEN",
        "2026-11-18T16:59:59Z, OPEN",
        "2026-11-18T17:00:00Z, CLOSED",
        "2026-11-21T10:00:00Z, CLOSED", // Saturday
        "2026-07-15T07:00:00Z, OPEN", // summer time
        "2026-07-15T06:59:59Z, CLOSED",
        "2026-12-24T22:59:59Z, CLOSED",
        "2026-12-24T23:00:00Z, HOLIDAY",
        "2026-12-25T10:00:00Z, HOLIDAY",
        "2026-12-25T23:00:00Z, CLOSED",
    })
    void anOfficeOpensAndClosesOnTheSecond(Instant at, BusinessHours.State expected) {
        assertThat(OFFICE.at(at)).isEqualTo(expected);
    }

    /** Pain P3: a holiday of 29 April must not close the office on the 29th of other months, nor in early April. */
    @ParameterizedTest
    @CsvSource({"2026-04-01, OPEN", "2026-04-28, OPEN", "2026-04-29, HOLIDAY", "2026-04-30, OPEN", "2026-05-29, OPEN"})
    void aHolidayClosesItsDateAlone(LocalDate day, BusinessHours.State expected) {
        assertThat(OFFICE.at(day.atTime(12, 0).atZone(BERLIN).toInstant())).isEqualTo(expected);
    }

    /** Pain P4: Saturday to Sunday is a set of days, not a range that may be turned. */
    @ParameterizedTest
    @CsvSource({"2026-11-20, CLOSED", "2026-11-21, OPEN", "2026-11-22, OPEN", "2026-11-23, CLOSED"})
    void aWeekendIsTwoDays(LocalDate day, BusinessHours.State expected) {
        BusinessHours weekend = hours(Set.of(), EnumSet.of(SATURDAY, SUNDAY), "10:00", "14:00");
        assertThat(weekend.at(day.atTime(12, 0).atZone(BERLIN).toInstant())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T20:59:59Z, CLOSED",
        "2026-11-20T21:00:00Z, OPEN",
        "2026-11-21T04:59:59Z, OPEN",
        "2026-11-21T05:00:00Z, CLOSED",
        "2026-11-21T21:00:00Z, CLOSED",
    })
    void anOpeningPastMidnightBelongsToTheDayItBegan(Instant at, BusinessHours.State expected) {
        assertThat(hours(Set.of(), EnumSet.of(FRIDAY), "22:00", "06:00").at(at)).isEqualTo(expected);
    }

    @Test
    void theNightBeforeAHolidayEndsAtMidnightAndTheHolidaysNightDoesNotBegin() {
        BusinessHours nights = hours(Set.of(LocalDate.of(2026, 12, 25)), EVERY_DAY, "22:00", "06:00");
        assertThat(nights.at(Instant.parse("2026-12-24T22:59:59Z"))).isEqualTo(BusinessHours.State.OPEN);
        assertThat(nights.at(Instant.parse("2026-12-24T23:00:00Z"))).isEqualTo(BusinessHours.State.HOLIDAY);
        assertThat(nights.at(Instant.parse("2026-12-26T01:00:00Z"))).isEqualTo(BusinessHours.State.CLOSED);
    }

    @Test
    void midnightToMidnightIsTheWholeDay() {
        BusinessHours all = hours(Set.of(), EVERY_DAY, "00:00", "00:00");
        Instant begin = Instant.parse("2026-03-28T00:00:00Z");
        for (int minutes = 0; minutes < 3 * 24 * 60; minutes += 7) {
            assertThat(all.at(begin.plus(Duration.ofMinutes(minutes)))).isEqualTo(BusinessHours.State.OPEN);
        }
        assertThat(all.nextChange(begin)).isEmpty();
    }

    /** 2026-03-29 02:00 becomes 03:00, 2026-10-25 03:00 becomes 02:00. */
    @ParameterizedTest
    @CsvSource({
        "02:30, 04:00, 2026-03-29T00:59:59Z, 2026-03-29T01:30:00Z, 2026-03-29T02:00:00Z",
        "01:00, 02:30, 2026-10-24T22:59:59Z, 2026-10-24T23:00:00Z, 2026-10-25T00:30:00Z",
        "02:30, 03:30, 2026-10-25T00:29:59Z, 2026-10-25T00:30:00Z, 2026-10-25T02:30:00Z",
    })
    void aSwitchOfSummerTimeOpensOnceAndClosesOnce(
            String from, String to, Instant before, Instant open, Instant closed) {
        BusinessHours night = hours(Set.of(), EVERY_DAY, from, to);
        assertThat(night.at(before)).isEqualTo(BusinessHours.State.CLOSED);
        assertThat(night.at(open)).isEqualTo(BusinessHours.State.OPEN);
        assertThat(night.nextChange(open)).contains(closed);
        assertThat(night.at(closed)).isEqualTo(BusinessHours.State.CLOSED);
        assertThat(night.at(closed.minusSeconds(1))).isEqualTo(BusinessHours.State.OPEN);
    }

    @Test
    void fiveYearsOfBoundariesLeaveNoGapAndNoSurprise() {
        Instant end = Instant.parse("2031-01-01T00:00:00Z");
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        int changes = 0;
        Instant next = OFFICE.nextChange(at).orElseThrow();
        while (next.isBefore(end)) {
            assertThat(OFFICE.at(next.minusSeconds(1))).isEqualTo(OFFICE.at(at));
            assertThat(OFFICE.at(next)).isNotEqualTo(OFFICE.at(at));
            at = next;
            changes++;
            next = OFFICE.nextChange(at).orElseThrow();
        }
        long workingDays = LocalDate.of(2026, 1, 1)
                .datesUntil(LocalDate.of(2031, 1, 1))
                .filter(d ->
                        d.getDayOfWeek().getValue() <= 5 && !OFFICE.holidays().contains(d))
                .count();
        // each working day opens and closes; each of the two holidays begins and ends
        assertThat(changes).isEqualTo((int) (2 * workingDays) + 4);
    }

    @Test
    void anOverrideWinsUntilItIsTakenBack() {
        Instant noon = Instant.parse("2026-11-18T11:00:00Z");
        BusinessHours closed = OFFICE.overridden(Optional.of(BusinessHours.State.CLOSED));
        assertThat(closed.at(noon)).isEqualTo(BusinessHours.State.CLOSED);
        assertThat(closed.overridden(Optional.empty()).at(noon)).isEqualTo(BusinessHours.State.OPEN);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-19T08:00:00Z, OPEN",
        "2026-03-19T11:59:59Z, OPEN",
        "2026-03-19T12:00:00Z, HOLIDAY",
        "2026-03-19T17:00:00Z, HOLIDAY",
        "2026-03-19T23:00:00Z, CLOSED",
        "2026-03-20T01:00:00Z, CLOSED", // what began before the holiday does not come back after it
        "2026-03-20T09:00:00Z, OPEN",
    })
    void theRestOfADayCanBeAHoliday(Instant at, BusinessHours.State expected) {
        BusinessHours late = hours(Set.of(), EVERY_DAY, "09:00", "03:00")
                .withHalfDays(Map.of(LocalDate.of(2026, 3, 19), LocalTime.of(13, 0)));
        assertThat(late.at(at)).isEqualTo(expected);
    }

    @Test
    void theHourAtWhichTheHolidayBeginsIsAChange() {
        BusinessHours office = OFFICE.withHalfDays(Map.of(LocalDate.of(2026, 3, 19), LocalTime.of(13, 0)));
        assertThat(office.nextChange(Instant.parse("2026-03-19T09:00:00Z")))
                .contains(Instant.parse("2026-03-19T12:00:00Z"));
        assertThat(office.nextChange(Instant.parse("2026-03-19T12:00:00Z")))
                .contains(Instant.parse("2026-03-19T23:00:00Z"));
    }

    @Test
    void alwaysIsOpenOnHolidaysToo() {
        BusinessHours always = BusinessHours.of(BERLIN, List.of(), Set.of(LocalDate.of(2026, 12, 25)), true);
        assertThat(always.at(Instant.parse("2026-12-25T10:00:00Z"))).isEqualTo(BusinessHours.State.OPEN);
    }

    @Test
    void noOpeningIsAlwaysClosed() {
        BusinessHours never = BusinessHours.of(BERLIN, List.of(), Set.of(), false);
        assertThat(never.at(Instant.EPOCH)).isEqualTo(BusinessHours.State.CLOSED);
    }

    private static BusinessHours hours(Set<LocalDate> holidays, Set<DayOfWeek> days, String from, String to) {
        BusinessHours.Opening opening = new BusinessHours.Opening(days, LocalTime.parse(from), LocalTime.parse(to));
        return BusinessHours.of(BERLIN, List.of(opening), holidays, false);
    }
}
