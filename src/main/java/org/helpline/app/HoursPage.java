package org.helpline.app;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.helpline.config.HoursSettings;
import org.helpline.core.BusinessHours;
import org.helpline.core.HoursReview;

/** One calendar in words: its week, its holidays, its next changes, and what looks like a mistake. */
final class HoursPage {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd", Locale.ENGLISH);
    private static final int CHANGES = 6;

    private final HoursSettings settings;
    private final BusinessHours hours;
    private final Instant now;
    private final StringBuilder text = new StringBuilder();

    private HoursPage(HoursSettings settings, Instant now) {
        this.settings = settings;
        this.hours = Calendars.businessHours(settings);
        this.now = now;
    }

    /** The page; ends with a newline. */
    static String of(String name, HoursSettings settings, Instant now) {
        return of(name, settings, now, Optional.empty());
    }

    /** The same of one of which somebody may have declared something. */
    static String of(String name, HoursSettings settings, Instant now, Optional<DeclaredState> declared) {
        HoursPage page = new HoursPage(settings, now);
        page.text
                .append(name)
                .append(", on the clocks of ")
                .append(settings.zone())
                .append('\n');
        declared.ifPresent(d -> page.text
                .append("  Declared ")
                .append(word(d.state()))
                .append(' ')
                .append(d.story(settings.zone()))
                .append(". What is written:\n"));
        if (settings.always()) {
            page.text.append("  Open day and night, holidays included.\n");
        } else {
            page.week();
            page.holidays();
            page.changes();
        }
        HoursReview.of(page.hours, page.today(), !settings.countries().isEmpty())
                .forEach(r -> page.text.append("  Look at this: ").append(r).append('\n'));
        return page.text.append('\n').toString();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, settings.zone());
    }

    private void week() {
        for (DayOfWeek day : DayOfWeek.values()) {
            String open = settings.open().stream()
                    .filter(o -> o.days().contains(day))
                    .sorted(Comparator.comparing(HoursSettings.Opening::from))
                    .map(HoursPage::said)
                    .collect(Collectors.joining(", "));
            text.append("  ")
                    .append(day.getDisplayName(java.time.format.TextStyle.SHORT, Locale.ENGLISH))
                    .append("  ")
                    .append(open.isEmpty() ? "closed" : open)
                    .append('\n');
        }
    }

    private static String said(HoursSettings.Opening opening) {
        boolean endOfDay = opening.to().equals(LocalTime.MIDNIGHT);
        boolean nextDay = !endOfDay && !opening.to().isAfter(opening.from());
        return opening.from() + "-" + (endOfDay ? "24:00" : opening.to()) + (nextDay ? " (next day)" : "");
    }

    private void holidays() {
        Map<LocalDate, String> names = new TreeMap<>();
        settings.holidays().forEach(d -> names.put(d, ""));
        PublicHolidays.halfDays(settings.countries()).forEach((day, half) -> names.putIfAbsent(day, half.name()));
        names.putAll(PublicHolidays.of(settings.countries()));
        names.keySet().removeAll(settings.except());
        LocalDate today = today();
        names.keySet().removeIf(d -> d.isBefore(today) || !d.isBefore(today.plusYears(1)));
        text.append(names.isEmpty() ? "  No holidays in the next 12 months.\n" : "  Holidays in the next 12 months:\n");
        names.forEach((date, name) -> text.append("    ")
                .append((date.format(DAY) + "  " + name).stripTrailing())
                .append('\n'));
    }

    private void changes() {
        text.append("  Now ").append(word(hours.at(now))).append("; then:\n");
        Optional<Instant> next = hours.nextChange(now);
        for (int i = 0; i < CHANGES && next.isPresent(); i++) {
            ZonedDateTime local = next.get().atZone(settings.zone());
            text.append("    ")
                    .append(local.format(MOMENT))
                    .append("  ")
                    .append(word(hours.at(next.get())))
                    .append('\n');
            next = hours.nextChange(next.get());
        }
        if (hours.nextChange(now).isEmpty()) {
            text.append("    it stays so.\n");
        }
    }

    private static String word(BusinessHours.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** What looks like a mistake in any calendar, each with the calendar's name. */
    static List<String> remarks(Map<String, HoursSettings> calendars, Instant now) {
        return new TreeMap<>(calendars)
                .entrySet().stream()
                        .flatMap(e -> HoursReview.of(
                                        Calendars.businessHours(e.getValue()),
                                        LocalDate.ofInstant(now, e.getValue().zone()),
                                        !e.getValue().countries().isEmpty())
                                .stream()
                                .map(r -> "hours " + e.getKey() + ": " + r))
                        .toList();
    }
}
