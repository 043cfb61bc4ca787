package org.helpline.app;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The public holidays of countries and their regions, from data that come with the program. Any thread; slow the first time. */
final class PublicHolidays {

    /** Years that are worked out: as far as anybody plans or replays calls. */
    static final int FIRST_YEAR = 2020;

    static final int LAST_YEAR = 2045;

    private PublicHolidays() {}

    /**
     * By date, with their names in English.
     *
     * @param countries {@code TR}, {@code DE-BY}; with none of them nothing is loaded
     */
    static Map<LocalDate, String> of(List<String> countries) {
        Map<LocalDate, String> all = new TreeMap<>();
        for (String code : countries) {
            String[] parts = code.toLowerCase(Locale.ROOT).split("-", -1);
            HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
            String[] regions = Arrays.copyOfRange(parts, 1, parts.length);
            for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
                for (Holiday holiday : manager.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, regions)) {
                    all.putIfAbsent(holiday.getDate(), holiday.getDescription(Locale.ENGLISH));
                }
            }
        }
        return all;
    }
}
