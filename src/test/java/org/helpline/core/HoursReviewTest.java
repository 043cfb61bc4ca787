package org.helpline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.core.BusinessHours.Opening;
import org.helpline.core.BusinessHours.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoursReviewTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon-Fri 09:00-18:00, Fri-Fri 17:00-20:00 | Fri 17:00-20:00 overlaps Fri 09:00-18:00.",
                "Mon-Fri 09:00-18:00, Wed-Wed 12:00-13:00 | Wed 12:00-13:00 lies within Wed 09:00-18:00.",
                "Mon-Fri 22:00-06:00, Tue-Fri 05:00-12:00 | Tue 05:00-12:00 overlaps Mon 22:00-06:00.",
                "Mon-Fri 09:00-12:59, Mon-Fri 13:00-18:00 | Between Mon 09:00-12:59 and Mon 13:00-18:00 it is closed for a"
                        + " minute.",
                "Sun-Sun 02:15-02:45                      | so 02:15-02:45 does not happen.",
                "Sun-Sun 22:00-06:00, Mon-Mon 05:00-12:00 | Mon 05:00-12:00 overlaps Sun 22:00-06:00.",
                "Sun-Sun 22:00-23:59, Mon-Mon 00:00-06:00 | Between Sun 22:00-23:59 and Mon 00:00-06:00 it is closed for a"
                        + " minute.",
                "Sun-Sun 01:00-02:30, Sun-Sun 03:00-06:00 | so 01:00-02:30 runs into 03:00-06:00.",
                "Sat-Sat 20:00-02:30, Sun-Sun 03:00-06:00 | On 2027-03-28 clocks go from 02:00 to 03:00, so 20:00-02:30 runs"
                        + " into 03:00-06:00.",
            })
    void tellsWhatLooksLikeAMistake(String week, String expected) {
        assertThat(HoursReview.of(hours(week, Set.of()), TODAY, true)).anyMatch(r -> r.endsWith(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mon-Fri 09:00-18:00",
                "Mon-Fri 09:00-12:30, Mon-Fri 13:30-18:00",
                "Mon-Sun 00:00-00:00",
                "Mon-Fri 22:00-06:00",
                "Sat-Sun 10:00-14:00, Mon-Fri 09:00-18:00",
                "Mon-Sun 01:00-04:00",
                "Sun-Sun 22:00-00:00, Mon-Mon 00:00-06:00",
                "Sat-Sun 22:00-02:30, Sun-Mon 02:30-06:00",
                "Sun-Sun 22:00-05:00, Mon-Mon 05:00-12:00",
            })
    void tellsNothingOfAnOrdinaryWeek(String week) {
        assertThat(HoursReview.of(hours(week, Set.of()), TODAY, true)).isEmpty();
    }

    @Test
    void aCalendarWithoutOpeningsIsNeverOpen() {
        assertThat(HoursReview.of(hours("", Set.of()), TODAY, true))
                .containsExactly("It is never open: nothing is written at 'open'.");
    }

    @Test
    void anOpeningWhoseEveryDayIsAHolidayIsNeverReached() {
        Set<LocalDate> sundays = new TreeSet<>();
        TODAY.minusDays(7).datesUntil(TODAY.plusYears(6)).forEach(d -> {
            if (d.getDayOfWeek() == DayOfWeek.SUNDAY) {
                sundays.add(d);
            }
        });
        assertThat(HoursReview.of(hours("Mon-Fri 09:00-18:00, Sun-Sun 10:00-12:00", sundays), TODAY, true))
                .containsExactly("10:00-12:00 is never reached: each of its days is a holiday.");
    }

    @Test
    void holidaysThatRunOutAreToldUnlessACountryGoesOn() {
        BusinessHours hours = hours("Mon-Fri 09:00-18:00", Set.of(LocalDate.of(2027, 5, 19)));
        assertThat(HoursReview.of(hours, TODAY, false))
                .singleElement()
                .asString()
                .startsWith("The holidays end with 2027-05-19");
        assertThat(HoursReview.of(hours, TODAY, true)).isEmpty();
    }

    /**
     * Every instant at which a rule could change anything, and the second before it, for five years, against what the clock on the
     * wall says: an opening is open at a moment if the wall clock has passed its begin and not its end, in the order in which the
     * moments of that day come about.
     */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 1", "Europe/Istanbul, 2", "America/New_York, 3", "Australia/Lord_Howe, 4",
        "Africa/Casablanca, 5", "Asia/Kathmandu, 6", "Pacific/Apia, 7", "Europe/Dublin, 8",
    })
    void everyBoundaryOfFiveYearsIsAsTheWallClockSays(String zone, long seed) {
        Random random = new Random(seed);
        ZoneId place = ZoneId.of(zone);
        List<Opening> week = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            EnumSet<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)), DayOfWeek.SUNDAY);
            // half hours between midnight and four are where clocks are switched
            week.add(new Opening(days, half(random.nextInt(8)), half(8 + random.nextInt(40) - 8)));
        }
        Set<LocalDate> holidays = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            holidays.add(TODAY.plusDays(random.nextInt(1800)));
        }
        BusinessHours hours = BusinessHours.of(place, week, holidays, false);
        for (LocalDate day = TODAY; day.isBefore(TODAY.plusYears(5)); day = day.plusDays(1)) {
            for (int half = 0; half < 48; half++) {
                Instant at = day.atTime(half(half)).atZone(place).toInstant();
                for (Instant moment : List.of(at.minusSeconds(1), at, at.plusSeconds(1))) {
                    assertThat(hours.at(moment))
                            .as("seed %d, %s in %s, %s", seed, moment.atZone(place), zone, week)
                            .isEqualTo(onTheWall(moment, place, week, holidays));
                }
            }
        }
    }

    private static LocalTime half(int number) {
        return LocalTime.of((number / 2) % 24, number % 2 * 30);
    }

    /** Worked out otherwise: each opening's begin and end are found by walking the day's seconds on the wall. */
    private static State onTheWall(Instant moment, ZoneId zone, List<Opening> week, Set<LocalDate> holidays) {
        LocalDate today = LocalDate.ofInstant(moment, zone);
        if (holidays.contains(today)) {
            return State.HOLIDAY;
        }
        for (LocalDate day : List.of(today.minusDays(1), today)) {
            for (Opening opening : week) {
                boolean pastMidnight = !opening.to().isAfter(opening.from());
                LocalDate endDay = pastMidnight ? day.plusDays(1) : day;
                boolean counts = opening.days().contains(day.getDayOfWeek()) && !holidays.contains(day);
                if (counts
                        && !moment.isBefore(first(day.atTime(opening.from()), zone))
                        && moment.isBefore(first(endDay.atTime(opening.to()), zone))) {
                    return State.OPEN;
                }
            }
        }
        return State.CLOSED;
    }

    /** The first moment at which the wall shows this time; where it never does, as much later as the clocks went forward. */
    private static Instant first(LocalDateTime wall, ZoneId zone) {
        List<java.time.ZoneOffset> offsets = zone.getRules().getValidOffsets(wall);
        if (!offsets.isEmpty()) {
            return wall.toInstant(offsets.getFirst());
        }
        var gap = zone.getRules().getTransition(wall);
        return ZonedDateTime.ofInstant(wall.toInstant(gap.getOffsetBefore()), zone)
                .toInstant();
    }

    private static BusinessHours hours(String week, Set<LocalDate> holidays) {
        List<Opening> openings = new ArrayList<>();
        for (String part : week.isEmpty() ? List.<String>of() : List.of(week.split(", ", -1))) {
            String[] words = part.strip().split("[ -]", -1);
            DayOfWeek first = day(words[0]);
            EnumSet<DayOfWeek> days = EnumSet.of(first);
            for (DayOfWeek d = first; d != day(words[1]); d = d.plus(1)) {
                days.add(d.plus(1));
            }
            openings.add(new Opening(days, LocalTime.parse(words[2]), LocalTime.parse(words[3])));
        }
        return BusinessHours.of(BERLIN, openings, holidays, false);
    }

    private static DayOfWeek day(String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().startsWith(text.toUpperCase(java.util.Locale.ROOT))) {
                return day;
            }
        }
        throw new IllegalArgumentException(text);
    }
}
