package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.config.HoursSettings;
import org.helpline.core.BusinessHours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoursShowTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId ISTANBUL = ZoneId.of("Europe/Istanbul");
    private static final Instant NOW = Instant.parse("2026-12-23T16:30:00Z");

    private static HoursSettings office(List<String> countries, Set<LocalDate> also, Set<LocalDate> except) {
        return new HoursSettings(
                BERLIN,
                List.of(new HoursSettings.Opening(
                        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(18, 0))),
                also,
                false,
                countries,
                except);
    }

    @ParameterizedTest
    @CsvSource({
        "DE-BY, 2027-05-27, true", // Corpus Christi is one in Bavaria
        "DE, 2027-05-27, false",
        "DE-BE, 2027-11-01, false",
        "DE-BY, 2027-11-01, true",
        "DE, 2027-03-26, true", // Good Friday moves with Easter
        "DE, 2028-04-14, true",
        "TR, 2027-04-23, true",
        "TR, 2041-10-29, true",
        "TR, 2027-04-24, false",
    })
    void theHolidaysOfACountryAndItsRegionsAreKnown(String code, LocalDate date, boolean holiday) {
        BusinessHours hours = Calendars.businessHours(office(List.of(code), Set.of(), Set.of()));
        assertThat(hours.at(date.atTime(12, 0).atZone(BERLIN).toInstant()) == BusinessHours.State.HOLIDAY)
                .isEqualTo(holiday);
    }

    /**
     * Law 2429: Ramazan Bayramı has 3.5 days, Kurban Bayramı 4.5, from 13:00 of the day before. The dates of 2024 to 2026 are those that
     * the Presidency of Religious Affairs has announced.
     */
    @ParameterizedTest
    @CsvSource({
        "2024-04-10, 3", "2024-06-16, 4",
        "2025-03-30, 3", "2025-06-06, 4",
        "2026-03-20, 3", "2026-05-27, 4",
        "2027-03-09, 3", "2027-05-16, 4",
        "2028-02-26, 3", "2028-05-05, 4",
        "2025-10-29, 1", "2028-10-29, 1",
    })
    void turkishFeastsLastAsLongAsTheLawSays(LocalDate first, int days) {
        BusinessHours hours = Calendars.businessHours(new HoursSettings(
                ISTANBUL,
                List.of(new HoursSettings.Opening(
                        EnumSet.allOf(DayOfWeek.class), LocalTime.of(9, 0), LocalTime.of(18, 0))),
                Set.of(),
                false,
                List.of("TR"),
                Set.of()));
        assertThat(state(hours, first.minusDays(1), "12:59")).isEqualTo(BusinessHours.State.OPEN);
        assertThat(state(hours, first.minusDays(1), "13:00")).isEqualTo(BusinessHours.State.HOLIDAY);
        for (int day = 0; day < days; day++) {
            assertThat(state(hours, first.plusDays(day), "10:00")).isEqualTo(BusinessHours.State.HOLIDAY);
        }
        assertThat(state(hours, first.plusDays(days), "10:00")).isEqualTo(BusinessHours.State.OPEN);
    }

    @Test
    void halfDaysAreShownAndAnExceptionReopensThem() {
        Instant winter = Instant.parse("2026-03-01T08:00:00Z");
        assertThat(HoursPage.of("office", office(List.of("TR"), Set.of(), Set.of()), winter))
                .contains("""
                    Thu 2026-03-19  Eid ul-Fitr, from 13:00 on
                    Fri 2026-03-20  Eid ul-Fitr
                    Sat 2026-03-21  Eid ul-Fitr, second day
                    Sun 2026-03-22  Eid ul-Fitr, third day
                """);
        BusinessHours open =
                Calendars.businessHours(office(List.of("TR"), Set.of(), Set.of(LocalDate.of(2026, 3, 19))));
        assertThat(open.at(Instant.parse("2026-03-19T14:00:00Z"))).isEqualTo(BusinessHours.State.OPEN);
    }

    private static BusinessHours.State state(BusinessHours hours, LocalDate day, String time) {
        return hours.at(day.atTime(LocalTime.parse(time)).atZone(ISTANBUL).toInstant());
    }

    @Test
    void datesStandBesideCountriesAndExceptionsWin() {
        LocalDate bridge = LocalDate.of(2027, 5, 28);
        LocalDate epiphany = LocalDate.of(2027, 1, 6);
        BusinessHours hours = Calendars.businessHours(office(List.of("DE-BY"), Set.of(bridge), Set.of(epiphany)));
        assertThat(hours.holidays()).contains(bridge).doesNotContain(epiphany);
    }

    @Test
    void theWeekTheHolidaysAndTheNextChangesAreShown() {
        assertThat(HoursPage.of("office", office(List.of("DE-BY"), Set.of(), Set.of()), NOW))
                .isEqualTo("""
                office, on the clocks of Europe/Berlin
                  Mon  09:00-18:00
                  Tue  09:00-18:00
                  Wed  09:00-18:00
                  Thu  09:00-18:00
                  Fri  09:00-18:00
                  Sat  closed
                  Sun  closed
                  Holidays in the next 12 months:
                    Fri 2026-12-25  1st Christmas day
                    Sat 2026-12-26  2nd Christmas day
                    Fri 2027-01-01  New Year's Day
                    Wed 2027-01-06  Epiphany
                    Fri 2027-03-26  Good Friday
                    Mon 2027-03-29  Easter Monday
                    Sat 2027-05-01  Labour day
                    Thu 2027-05-06  Ascension Day
                    Mon 2027-05-17  Whit Monday
                    Thu 2027-05-27  Corpus Christi
                    Sun 2027-10-03  German Unity Day
                    Mon 2027-11-01  All Saints
                  Now open; then:
                    Wed 2026-12-23 18:00  closed
                    Thu 2026-12-24 09:00  open
                    Thu 2026-12-24 18:00  closed
                    Fri 2026-12-25 00:00  holiday
                    Sun 2026-12-27 00:00  closed
                    Mon 2026-12-28 09:00  open

                """);
    }

    @Test
    void whatLooksLikeAMistakeIsToldWithTheCalendarsName() {
        HoursSettings shut = new HoursSettings(BERLIN, List.of(), Set.of(), false);
        assertThat(HoursPage.remarks(Map.of("shop", shut), NOW))
                .containsExactly("hours shop: It is never open: nothing is written at 'open'.");
    }
}
