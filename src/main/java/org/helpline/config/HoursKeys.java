package org.helpline.config;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.config.HoursSettings.Opening;

/** What {@code hours.ini} knows: one section for each calendar. */
final class HoursKeys {

    static final String FAMILY = "hours";

    static final Key<ZoneId> ZONE = Key.of(
            "hours.*.zone", "Europe/Istanbul", new Shape<>("a time zone such as Europe/Istanbul", HoursKeys::zone));
    static final Key<Week> OPEN = Key.of(
            "hours.*.open",
            "",
            new Shape<>(
                    "always, or days and times between commas, such as Mon-Fri 09:00-18:00, Sat 10:00-14:00",
                    HoursKeys::week));
    static final Key<List<Closed>> HOLIDAYS = Key.of(
            "hours.*.holidays",
            "",
            Shapes.list(new Shape<>(
                    "a date such as 2027-01-01, dates such as 2027-03-09..2027-03-12, or a country such as TR or DE-BY",
                    HoursKeys::closed)));
    static final Key<List<Set<LocalDate>>> EXCEPT = Key.of(
            "hours.*.except",
            "",
            Shapes.list(new Shape<>(
                    "a date such as 2027-01-01 or dates such as 2027-03-09..2027-03-12", HoursKeys::dates)));

    static final List<Key<?>> ALL = List.of(ZONE, OPEN, HOLIDAYS, EXCEPT);

    private static final Pattern OPENING =
            Pattern.compile("([A-Za-z]{3,9})(?:\\s*-\\s*([A-Za-z]{3,9}))?\\s+(\\d\\d:\\d\\d)\\s*-\\s*(\\d\\d:\\d\\d)");
    private static final int LONGEST_HOLIDAY_DAYS = 366;

    private HoursKeys() {}

    static Map<String, HoursSettings> read(Values values) {
        Map<String, HoursSettings> calendars = new LinkedHashMap<>();
        for (String name : values.members(FAMILY)) {
            Week week = values.get(OPEN, name);
            Set<LocalDate> closed = new TreeSet<>();
            List<String> countries = new ArrayList<>();
            for (Closed entry : values.get(HOLIDAYS, name)) {
                closed.addAll(entry.dates());
                entry.country().ifPresent(countries::add);
            }
            Set<LocalDate> except = new TreeSet<>();
            values.get(EXCEPT, name).forEach(except::addAll);
            calendars.put(
                    name,
                    new HoursSettings(
                            values.get(ZONE, name),
                            week.openings,
                            Set.copyOf(closed),
                            week.always,
                            List.copyOf(countries),
                            Set.copyOf(except)));
        }
        return Map.copyOf(calendars);
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Week> week(String text) {
        if (text.equalsIgnoreCase("always")) {
            return Optional.of(new Week(List.of(), true));
        }
        List<Opening> openings = new ArrayList<>();
        for (String part : Shapes.commas(text)) {
            Optional<Opening> opening = opening(part);
            if (opening.isEmpty()) {
                return Optional.empty();
            }
            openings.add(opening.get());
        }
        return Optional.of(new Week(List.copyOf(openings), false));
    }

    private static Optional<Opening> opening(String text) {
        Matcher m = OPENING.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        Optional<DayOfWeek> first = day(m.group(1));
        Optional<DayOfWeek> last = m.group(2) == null ? first : day(m.group(2));
        Optional<LocalTime> from = time(m.group(3));
        Optional<LocalTime> to = time(m.group(4));
        if (first.isEmpty()
                || last.isEmpty()
                || from.isEmpty()
                || to.isEmpty()
                || m.group(3).equals("24:00")) {
            return Optional.empty();
        }
        return Optional.of(new Opening(days(first.get(), last.get()), from.get(), to.get()));
    }

    /** From one day to another, over the end of the week if need be: Sat-Mon is three days. */
    private static Set<DayOfWeek> days(DayOfWeek first, DayOfWeek last) {
        EnumSet<DayOfWeek> days = EnumSet.of(first, last);
        for (DayOfWeek day = first; day != last; day = day.plus(1)) {
            days.add(day);
        }
        return Set.copyOf(days);
    }

    private static Optional<DayOfWeek> day(String text) {
        String wanted = text.toUpperCase(Locale.ROOT);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().equals(wanted) || day.name().substring(0, 3).equals(wanted)) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalTime> time(String text) {
        if (text.equals("24:00")) {
            return Optional.of(LocalTime.MIDNIGHT);
        }
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Set<LocalDate>> dates(String text) {
        int dots = text.indexOf("..");
        try {
            LocalDate first =
                    LocalDate.parse(dots < 0 ? text : text.substring(0, dots).strip());
            LocalDate last =
                    dots < 0 ? first : LocalDate.parse(text.substring(dots + 2).strip());
            if (last.isBefore(first) || last.isAfter(first.plusDays(LONGEST_HOLIDAY_DAYS))) {
                return Optional.empty();
            }
            return Optional.of(Set.copyOf(first.datesUntil(last.plusDays(1)).toList()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Closed> closed(String text) {
        return dates(text)
                .map(d -> new Closed(d, Optional.empty()))
                .or(() -> HolidayCountries.known(text)
                        ? Optional.of(new Closed(Set.of(), Optional.of(text)))
                        : Optional.empty());
    }

    /** An entry of the holidays: dates, or a country's. */
    record Closed(Set<LocalDate> dates, Optional<String> country) {}

    /** The openings of a week. */
    record Week(List<Opening> openings, boolean always) {}
}
