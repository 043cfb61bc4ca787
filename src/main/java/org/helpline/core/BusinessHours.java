package org.helpline.core;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A calendar of opening hours. Openings are turned into instants before they are compared, so that a switch of daylight
 * saving time neither opens twice nor leaves a gap.
 *
 * @param zone the zone in which dates and times are read
 * @param weekly openings of each week
 * @param holidays closed dates; an opening that began the evening before ends at their midnight, and none begins on them
 * @param halfDays dates of which only the rest from this time on is a holiday; an opening that has begun ends there
 * @param always open day and night, holidays included
 * @param override what somebody declared for now; wins over everything
 */
public record BusinessHours(
        ZoneId zone,
        List<Opening> weekly,
        Set<LocalDate> holidays,
        Map<LocalDate, LocalTime> halfDays,
        boolean always,
        Optional<State> override) {

    /** What a calendar says of an instant. */
    public enum State {
        OPEN,
        CLOSED,
        /** Closed, and the date is a holiday. */
        HOLIDAY,
        /** Closed, and somebody declared an emergency: never by date or time. */
        EMERGENCY
    }

    /**
     * Open on {@code days} from {@code from} (inclusive) to {@code to} (exclusive); {@code to} before or at {@code from} runs
     * past midnight, so midnight as {@code to} is 24:00.
     */
    public record Opening(Set<DayOfWeek> days, LocalTime from, LocalTime to) {}

    /** A calendar that nobody has overridden. */
    public static BusinessHours of(ZoneId zone, List<Opening> weekly, Set<LocalDate> holidays, boolean always) {
        return new BusinessHours(zone, List.copyOf(weekly), Set.copyOf(holidays), Map.of(), always, Optional.empty());
    }

    /** The same calendar with days of which only the rest is a holiday. */
    public BusinessHours withHalfDays(Map<LocalDate, LocalTime> from) {
        return new BusinessHours(zone, weekly, holidays, Map.copyOf(from), always, override);
    }

    /** The same calendar with what somebody declared; empty takes it back. */
    public BusinessHours overridden(Optional<State> declared) {
        return new BusinessHours(zone, weekly, holidays, halfDays, always, declared);
    }

    /** Open, closed or holiday at {@code now}. */
    public State at(Instant now) {
        if (override.isPresent()) {
            return override.get();
        }
        if (always) {
            return State.OPEN;
        }
        LocalDate today = LocalDate.ofInstant(now, zone);
        if (holidays.contains(today) || isOver(today, now)) {
            return State.HOLIDAY;
        }
        // an opening past midnight belongs to the day on which it began
        boolean open = isWithin(today, now) || isWithin(today.minusDays(1), now);
        return open ? State.OPEN : State.CLOSED;
    }

    /** The first instant after {@code now} at which the state differs; empty if none within 400 days. */
    public Optional<Instant> nextChange(Instant now) {
        State current = at(now);
        LocalDate today = LocalDate.ofInstant(now, zone);
        for (int i = -1; i <= 400; i++) {
            LocalDate day = today.plusDays(i);
            if (changes(day, now, current).findAny().isPresent()) {
                // what begins on the next day may come before what ends on this one
                return Stream.concat(changes(day, now, current), changes(day.plusDays(1), now, current))
                        .min(Instant::compareTo);
            }
        }
        return Optional.empty();
    }

    private Stream<Instant> changes(LocalDate day, Instant now, State current) {
        return boundaries(day).filter(i -> i.isAfter(now) && at(i) != current);
    }

    private Stream<Instant> boundaries(LocalDate day) {
        Stream<Instant> midnight = Stream.of(day.atStartOfDay(zone).toInstant());
        Stream<Instant> openings = weekly.stream().flatMap(o -> Stream.of(begin(o, day), end(o, day)));
        Stream<Instant> half = Stream.ofNullable(halfDays.get(day))
                .map(from -> day.atTime(from).atZone(zone).toInstant());
        return Stream.of(midnight, openings, half).flatMap(i -> i);
    }

    /** Whether the rest of this day is a holiday by now. */
    private boolean isOver(LocalDate day, Instant now) {
        LocalTime from = halfDays.get(day);
        return from != null && !now.isBefore(day.atTime(from).atZone(zone).toInstant());
    }

    private boolean isWithin(LocalDate day, Instant now) {
        if (holidays.contains(day) || isOver(day, now)) {
            return false;
        }
        return weekly.stream()
                .filter(o -> o.days().contains(day.getDayOfWeek()))
                .anyMatch(o -> !now.isBefore(begin(o, day)) && now.isBefore(end(o, day)));
    }

    private Instant begin(Opening opening, LocalDate day) {
        return day.atTime(opening.from()).atZone(zone).toInstant();
    }

    private Instant end(Opening opening, LocalDate day) {
        LocalDate last = opening.to().isAfter(opening.from()) ? day : day.plusDays(1);
        return last.atTime(opening.to()).atZone(zone).toInstant();
    }
}
