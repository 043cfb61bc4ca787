package org.helpline.acd;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.helpline.core.QueueName;

/**
 * How fast queues usually move at an hour of a kind of day, and how far what would have been told was from the waits that followed.
 * Learnt from waits of the past; of an hour with too few of them it knows nothing. Immutable.
 */
public final class WaitModel {

    /** Fewer waits say nothing of an hour. */
    static final int FEWEST = 20;

    /** What was learnt counts for so many places of now: a day that is different shows soon. */
    static final int WEIGHT = 5;

    private static final double NARROWEST = 0.4;
    private static final double WIDEST = 3;
    private static final int ROUNDS = 4;
    private static final long QUARTER = 900;

    private final ZoneId zone;
    private final Predicate<LocalDate> holiday;
    private final Map<Slot, Map<QueueName, Duration>> usual;
    private final Map<QueueName, Tempo.Leeway> leeways;

    private WaitModel(
            ZoneId zone,
            Predicate<LocalDate> holiday,
            Map<Slot, Map<QueueName, Duration>> usual,
            Map<QueueName, Tempo.Leeway> leeways) {
        this.zone = zone;
        this.holiday = holiday;
        this.usual = usual;
        this.leeways = leeways;
    }

    /** Knows nothing of the past. */
    public static final WaitModel NOTHING = new WaitModel(ZoneId.of("UTC"), _ -> false, Map.of(), Map.of());

    private enum DayKind {
        WORKING_DAY,
        SATURDAY,
        SUNDAY_OR_HOLIDAY
    }

    private record Slot(DayKind day, int hour) {}

    /**
     * What is usual in one hour.
     *
     * @param until it has to be asked for again then
     * @param places how long one place takes, by queue; none of whom too little is known
     */
    record Hour(Instant until, Map<QueueName, Duration> places) {}

    /**
     * Learns.
     *
     * @param zone in which hours and days are counted
     * @param holiday whether a date is like a Sunday
     */
    public static WaitModel learn(List<WaitSample> waits, ZoneId zone, Predicate<LocalDate> holiday) {
        Map<Slot, Map<QueueName, List<WaitSample>>> cells = waits.stream()
                .filter(w -> w.position() > 0 && !w.waited().isNegative())
                .collect(Collectors.groupingBy(
                        w -> slot(w.joined().atZone(zone), holiday), Collectors.groupingBy(WaitSample::queue)));
        Map<Slot, Map<QueueName, Duration>> usual = new HashMap<>();
        cells.forEach((slot, queues) -> queues.forEach((queue, samples) -> {
            if (samples.stream().filter(WaitSample::answered).count() >= FEWEST) {
                usual.computeIfAbsent(slot, _ -> new HashMap<>()).put(queue, place(samples));
            }
        }));
        WaitModel plain = new WaitModel(zone, holiday, usual, Map.of());
        Map<QueueName, Tempo.Leeway> leeways = new HashMap<>();
        waits.stream().collect(Collectors.groupingBy(WaitSample::queue)).forEach((queue, samples) -> {
            List<Double> where = new Hindsight(plain, queue).of(samples);
            if (where.size() >= FEWEST) {
                leeways.put(queue, leeway(where));
            }
        });
        return new WaitModel(zone, holiday, usual, leeways);
    }

    /** The time for one place; who left in vain is counted once they had waited longer than that. */
    private static Duration place(List<WaitSample> samples) {
        double seconds = 0;
        double places = 0;
        for (WaitSample s : samples) {
            if (s.answered()) {
                seconds += s.waited().toMillis() / 1000.0;
                places += s.position();
            }
        }
        double mean = seconds / places;
        for (int round = 0; round < ROUNDS; round++) {
            double moreSeconds = 0;
            double morePlaces = 0;
            for (WaitSample s : samples) {
                double waited = s.waited().toMillis() / 1000.0;
                if (!s.answered() && waited > s.position() * mean) {
                    moreSeconds += waited + mean; // and at least one place was still before them
                    morePlaces += s.position();
                }
            }
            mean = (seconds + moreSeconds) / (places + morePlaces);
        }
        return Duration.ofMillis(Math.max(1, Math.round(mean * 1000)));
    }

    private static Tempo.Leeway leeway(List<Double> where) {
        List<Double> sorted = where.stream().sorted().toList();
        double low = sorted.get((int) (sorted.size() * 0.15));
        double high = sorted.get((int) (sorted.size() * 0.85));
        return new Tempo.Leeway(Math.clamp(low, -WIDEST, -NARROWEST), Math.clamp(high, NARROWEST, WIDEST));
    }

    private static Slot slot(ZonedDateTime at, Predicate<LocalDate> holiday) {
        DayOfWeek day = at.getDayOfWeek();
        DayKind kind = day == DayOfWeek.SUNDAY || holiday.test(at.toLocalDate())
                ? DayKind.SUNDAY_OR_HOLIDAY
                : day == DayOfWeek.SATURDAY ? DayKind.SATURDAY : DayKind.WORKING_DAY;
        return new Slot(kind, at.getHour());
    }

    /** What is usual in the hour of that instant. */
    Hour hour(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        long next =
                Math.floorDiv(at.getEpochSecond(), QUARTER) + 1; // in some zones hours begin at the half or the quarter
        return new Hour(Instant.ofEpochSecond(next * QUARTER), usual.getOrDefault(slot(local, holiday), Map.of()));
    }

    /**
     * What a queue's tempo is, from what is usual and what is seen now.
     *
     * @return empty while it cannot be known
     */
    Optional<Tempo> tempo(QueueName queue, Hour hour, Pace.Seen seen) {
        Duration place = hour.places().get(queue);
        if (seen.stale() || (place == null && seen.places() < Tempo.FEWEST)) {
            return Optional.empty();
        }
        Tempo.Leeway leeway = leeways.getOrDefault(queue, Tempo.Leeway.NONE);
        if (place == null) {
            return Optional.of(new Tempo(seen.places(), seen.taken(), leeway));
        }
        Duration taken = place.multipliedBy(WEIGHT).plus(seen.taken());
        return Optional.of(new Tempo((double) WEIGHT + seen.places(), taken, leeway));
    }
}
