package org.helpline.app;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The public holidays of countries and their regions, from data that come with the program. Any thread; slow the first time.
 *
 * <p>Of Turkey's feasts the data have the first day only; here they last as long as its law says, and begin at 13:00 of the day before.
 *
 * @see <a href="https://www.mevzuat.gov.tr/mevzuat?MevzuatNo=2429&amp;MevzuatTur=1&amp;MevzuatTertip=5">Law 2429, articles 1 and 2</a>
 */
final class PublicHolidays {

    /** Years that are worked out: as far as anybody plans or replays calls. */
    static final int FIRST_YEAR = 2020;

    static final int LAST_YEAR = 2045;

    private static final String TURKEY = "tr";
    private static final LocalTime FEASTS_BEGIN = LocalTime.of(13, 0);

    /** By the names of the data: how many days a feast has. */
    private static final Map<String, Integer> TURKISH_FEASTS =
            Map.of("islamic.ID_AL_FITR", 3, "islamic.ID_UL_ADHA", 4, "TURKEY_REPUBLIC_DAY", 1);

    private static final List<String> LATER_DAYS = List.of("", ", second day", ", third day", ", fourth day");

    private PublicHolidays() {}

    /** A day of which only the rest from this time on is a holiday. */
    record Half(LocalTime from, String name) {}

    /**
     * By date, with their names in English.
     *
     * @param countries {@code TR}, {@code DE-BY}; with none of them nothing is loaded
     */
    static Map<LocalDate, String> of(List<String> countries) {
        Map<LocalDate, String> all = new TreeMap<>();
        for (String code : countries) {
            for (Holiday holiday : named(code)) {
                String name = holiday.getDescription(Locale.ENGLISH);
                all.putIfAbsent(holiday.getDate(), name);
                for (int later = 1; later < turkishDays(code, holiday); later++) {
                    all.putIfAbsent(holiday.getDate().plusDays(later), name + LATER_DAYS.get(later));
                }
            }
        }
        return all;
    }

    /** The days before feasts that begin in the afternoon, by date; none of them is among {@link #of}. */
    static Map<LocalDate, Half> halfDays(List<String> countries) {
        Map<LocalDate, Half> halves = new TreeMap<>();
        for (String code : countries) {
            for (Holiday holiday : named(code)) {
                if (turkishDays(code, holiday) > 0) {
                    String name = holiday.getDescription(Locale.ENGLISH);
                    halves.put(
                            holiday.getDate().minusDays(1),
                            new Half(FEASTS_BEGIN, name + ", from " + FEASTS_BEGIN + " on"));
                }
            }
        }
        halves.keySet().removeAll(of(countries).keySet());
        return halves;
    }

    /** Of every year. */
    private static List<Holiday> named(String code) {
        String[] parts = code.toLowerCase(Locale.ROOT).split("-", -1);
        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
        String[] regions = Arrays.copyOfRange(parts, 1, parts.length);
        return IntStream.rangeClosed(FIRST_YEAR, LAST_YEAR)
                .mapToObj(year -> manager.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, regions))
                .flatMap(Set::stream)
                .toList();
    }

    /** The length of one of Turkey's feasts; 0 for every other holiday. */
    private static int turkishDays(String code, Holiday holiday) {
        return code.equalsIgnoreCase(TURKEY) ? TURKISH_FEASTS.getOrDefault(holiday.getPropertiesKey(), 0) : 0;
    }
}
