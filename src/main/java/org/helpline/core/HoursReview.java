package org.helpline.core;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.BusinessHours.Opening;

/** What looks like a mistake in a calendar, over the five years from a date on. */
public final class HoursReview {

    /** How far a calendar is looked through. */
    public static final int YEARS = 5;

    private static final int WEEK = 7 * 1440;
    private static final Duration SLIP = Duration.ofMinutes(1);

    private final BusinessHours hours;
    private final LocalDate from;
    private final List<String> remarks = new ArrayList<>();

    private HoursReview(BusinessHours hours, LocalDate from) {
        this.hours = hours;
        this.from = from;
    }

    /**
     * Sentences, one for each; none for a calendar that is open always or looks right.
     *
     * @param keepsCountry whether holidays go on by themselves, so that no list of theirs runs out
     */
    public static List<String> of(BusinessHours hours, LocalDate from, boolean keepsCountry) {
        HoursReview review = new HoursReview(hours, from);
        if (!hours.always()) {
            review.week();
            review.switches();
            review.never();
            if (!keepsCountry) {
                review.holidays();
            }
        }
        return List.copyOf(review.remarks);
    }

    private record Span(Opening opening, DayOfWeek day, int fromMinute, int toMinute) {
        Span nextWeek() {
            return new Span(opening, day, fromMinute + WEEK, toMinute + WEEK);
        }

        String said() {
            return day.name().charAt(0) + day.name().substring(1, 3).toLowerCase(Locale.ROOT) + " " + opening.from()
                    + "-"
                    + (opening.to().equals(LocalTime.MIDNIGHT)
                            ? "24:00"
                            : opening.to().toString());
        }
    }

    /** Each opening as minutes of the week from Monday midnight; the end may lie in the next week. */
    private List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        for (Opening opening : hours.weekly()) {
            for (DayOfWeek day : opening.days()) {
                int begin = (day.getValue() - 1) * 1440 + opening.from().toSecondOfDay() / 60;
                int length = opening.to().toSecondOfDay() / 60 - opening.from().toSecondOfDay() / 60;
                spans.add(new Span(opening, day, begin, begin + (length > 0 ? length : length + 1440)));
            }
        }
        spans.sort(Comparator.comparingInt(Span::fromMinute));
        return spans;
    }

    private void week() {
        List<Span> spans = spans();
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            for (int j = i + 1; j < spans.size(); j++) {
                compare(span, spans.get(j));
                compare(spans.get(j), spans.get(i).nextWeek()); // what ends on Monday began on Sunday
            }
            if (i + 1 < spans.size()) {
                gap(span, spans.get(i + 1));
            } else {
                gap(span, spans.getFirst().nextWeek());
            }
        }
    }

    private void compare(Span span, Span next) {
        if (next.fromMinute() < span.toMinute()) {
            boolean inside = next.toMinute() <= span.toMinute();
            remarks.add(next.said() + (inside ? " lies within " : " overlaps ") + span.said() + ".");
        }
    }

    private void gap(Span span, Span next) {
        int gap = next.fromMinute() - span.toMinute();
        if (gap > 0 && gap <= SLIP.toMinutes()) {
            remarks.add("Between " + span.said() + " and " + next.said() + " it is closed for a minute.");
        }
    }

    /**
     * On a day without the hour from two to three, an opening within it is none, and one that ends in it runs on; on the day that has
     * it twice an opening is an hour longer.
     */
    private void switches() {
        ZoneRules rules = hours.zone().getRules();
        Instant at = from.atStartOfDay(hours.zone()).toInstant();
        Instant end = from.plusYears(YEARS).atStartOfDay(hours.zone()).toInstant();
        Set<String> told = new HashSet<>(); // the same every year
        for (ZoneOffsetTransition t = rules.nextTransition(at);
                t != null && t.getInstant().isBefore(end);
                t = rules.nextTransition(t.getInstant())) {
            LocalDate day = t.getDateTimeBefore().toLocalDate();
            String clocks =
                    "On " + day + " clocks go from " + t.getDateTimeBefore().toLocalTime() + " to "
                            + t.getDateTimeAfter().toLocalTime() + ", so ";
            for (String what : switched(t, day)) {
                if (told.add(what)) {
                    remarks.add(clocks + what);
                }
            }
        }
    }

    private List<String> switched(ZoneOffsetTransition t, LocalDate day) {
        List<String> all = new ArrayList<>();
        List<Real> reals = new ArrayList<>(on(day.minusDays(1)));
        reals.addAll(on(day));
        for (Real one : reals) {
            if (t.isGap() && one.day().equals(day) && swallowed(one.opening(), t)) {
                all.add(one.said() + " does not happen.");
                continue;
            }
            reals.stream()
                    .filter(o -> o != one && !swallowed(o.opening(), t) && one.runsInto(o))
                    .forEach(o -> all.add(one.said() + " runs into " + o.said() + "."));
        }
        return all;
    }

    /** An opening of one day: as it is written, and when it really is. */
    private record Real(
            Opening opening,
            LocalDate day,
            LocalDateTime writtenBegin,
            LocalDateTime writtenEnd,
            Instant begin,
            Instant end) {

        boolean runsInto(Real next) {
            return writtenEnd.isBefore(next.writtenBegin) && next.begin.isBefore(end) && !next.begin.isBefore(begin);
        }

        String said() {
            return opening.from() + "-" + opening.to();
        }
    }

    private List<Real> on(LocalDate day) {
        return hours.weekly().stream()
                .filter(o -> o.days().contains(day.getDayOfWeek()))
                .map(o -> {
                    LocalDateTime begin = day.atTime(o.from());
                    LocalDateTime end = (o.to().isAfter(o.from()) ? day : day.plusDays(1)).atTime(o.to());
                    return new Real(
                            o,
                            day,
                            begin,
                            end,
                            begin.atZone(hours.zone()).toInstant(),
                            end.atZone(hours.zone()).toInstant());
                })
                .toList();
    }

    private static boolean swallowed(Opening opening, ZoneOffsetTransition gap) {
        LocalTime first = gap.getDateTimeBefore().toLocalTime();
        LocalTime last = gap.getDateTimeAfter().toLocalTime();
        return opening.to().isAfter(opening.from())
                && !opening.from().isBefore(first)
                && !opening.to().isAfter(last);
    }

    private void never() {
        Instant begin = from.atStartOfDay(hours.zone()).toInstant();
        Instant end = from.plusYears(YEARS).atStartOfDay(hours.zone()).toInstant();
        Optional<Instant> at = Optional.of(begin);
        while (at.isPresent() && at.get().isBefore(end)) {
            if (hours.at(at.get()) == BusinessHours.State.OPEN) {
                unreached();
                return;
            }
            at = hours.nextChange(at.get());
        }
        remarks.add(hours.weekly().isEmpty() ? "It is never open: nothing is written at 'open'." : "It is never open.");
    }

    /** Openings whose every day is a holiday. */
    private void unreached() {
        for (Opening opening : hours.weekly()) {
            boolean open = from.datesUntil(from.plusYears(YEARS))
                    .anyMatch(d -> opening.days().contains(d.getDayOfWeek())
                            && !hours.holidays().contains(d));
            if (!open) {
                remarks.add(opening.from() + "-" + opening.to() + " is never reached: each of its days is a holiday.");
            }
        }
    }

    private void holidays() {
        hours.holidays().stream()
                .max(Comparator.naturalOrder())
                .filter(last -> last.isBefore(from.plusYears(YEARS)))
                .ifPresent(last -> remarks.add("The holidays end with " + last
                        + ": name later ones, or a country such as TR or DE-BY, which never ends."));
    }
}
