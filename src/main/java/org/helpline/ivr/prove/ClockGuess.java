package org.helpline.ivr.prove;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.core.BusinessHours;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.Evaluation;

/** Finds a time at which forks that ask the clock, and were taken both ways, go as a call took them. */
final class ClockGuess {

    private static final Set<String> CLOCK = Set.of(BuiltIn.TODAY, BuiltIn.TIME, BuiltIn.NOW, BuiltIn.WEEKDAY);
    private static final Pattern TIME = Pattern.compile("\\b([01]\\d|2[0-3]):[0-5]\\d\\b");
    private static final Pattern DATE = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");
    private static final LocalDate MONDAY = LocalDate.of(2027, 1, 4);
    private static final LocalTime MORNING = LocalTime.of(10, 0);

    private final List<Guess> guesses;

    private ClockGuess(List<Guess> guesses) {
        this.guesses = guesses;
    }

    /** That a fork was taken to be true or false, while calendars said this. */
    private record Guess(Condition condition, boolean holds, Map<String, BusinessHours.State> hours) {

        boolean isAt(LocalDateTime time) {
            Evaluation.World world = new Evaluation.World() {
                @Override
                public Optional<Value> value(String name) {
                    return said(name, time);
                }

                @Override
                public BusinessHours.State state(String calendar) {
                    return hours.getOrDefault(calendar, BusinessHours.State.OPEN);
                }
            };
            return switch (condition) {
                case Condition.Expression e ->
                    Evaluation.truth(e.tree(), world).equals(new Evaluation.Outcome.Is(new Value.Truth(holds)));
                case Condition.IsText t ->
                    said(t.variable(), time)
                            .filter(v -> (v.written().equals(t.text()) != t.negated()) == holds)
                            .isPresent();
                case Condition.Calendar _, Condition.IsNumber _ -> false;
            };
        }
    }

    private static Optional<Value> said(String name, LocalDateTime time) {
        return switch (name) {
            case BuiltIn.TODAY -> Optional.of(new Value.Date(time.toLocalDate()));
            case BuiltIn.TIME ->
                Optional.of(Value.text(time.format(DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT))));
            case BuiltIn.NOW ->
                Optional.of(Value.text(time.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT))));
            case BuiltIn.WEEKDAY ->
                Optional.of(Value.text(time.getDayOfWeek().name().toLowerCase(Locale.ROOT)));
            default -> Optional.empty();
        };
    }

    /** Forks of these ways that something else than the clock decides, so that nobody knows how to make a call take them. */
    static List<ScriptStep.When> undecided(List<Leg> legs) {
        return legs.stream()
                .flatMap(l -> l.guesses().keySet().stream())
                .filter(fork -> !CLOCK.containsAll(Names.decidedBy(fork.condition())))
                .toList();
    }

    /** When a call must come in to take these ways; empty if it never can, as far as is known. */
    static Optional<LocalDateTime> of(List<Leg> legs) {
        List<Guess> guesses = legs.stream()
                .flatMap(l -> l.guesses().entrySet().stream()
                        .map(g -> new Guess(
                                g.getKey().condition(), g.getValue(), l.world().hours())))
                .toList();
        return undecided(legs).isEmpty() ? new ClockGuess(guesses).find() : Optional.empty();
    }

    private Optional<LocalDateTime> find() {
        Set<LocalTime> times = times();
        for (LocalDate date : dates()) {
            for (LocalTime time : times) {
                if (guesses.stream().allMatch(g -> g.isAt(date.atTime(time)))) {
                    return Optional.of(date.atTime(time));
                }
            }
        }
        return Optional.empty();
    }

    /** What they compare with, a minute later, and an hour before. */
    private Set<LocalTime> times() {
        Set<LocalTime> times = new TreeSet<>(Set.of(MORNING));
        for (String text : found(TIME)) {
            LocalTime time = LocalTime.parse(text);
            times.addAll(List.of(time.minusHours(1), time, time.plusMinutes(1)));
        }
        return times;
    }

    /** A week, and what they compare with and its neighbours. */
    private Set<LocalDate> dates() {
        Set<LocalDate> dates =
                new TreeSet<>(MONDAY.datesUntil(MONDAY.plusDays(7)).toList());
        for (String text : found(DATE)) {
            try {
                LocalDate date = LocalDate.parse(text);
                dates.addAll(List.of(date.minusDays(1), date, date.plusDays(1)));
            } catch (DateTimeException _) {
                // no date, so nothing is compared with it
            }
        }
        return dates;
    }

    private Set<String> found(Pattern what) {
        Set<String> found = new TreeSet<>();
        for (Guess guess : guesses) {
            Matcher m = what.matcher(guess.condition().toString());
            while (m.find()) {
                found.add(m.group());
            }
        }
        return found;
    }
}
