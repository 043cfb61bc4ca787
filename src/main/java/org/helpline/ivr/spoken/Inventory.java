package org.helpline.ivr.spoken;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a voice talent records so that a filter needs no text-to-speech: numbers to 999,999,999 and below zero, ordinals to
 * 999,999 but for round thousands, the years 1900 to 2099. Found by saying all of them.
 */
public final class Inventory {

    private static final int GROUP = 1_000;
    private static final int FIRST_YEAR = 1_900;
    private static final int LAST_YEAR = 2_099;
    private static final int LEAP_YEAR = 2_024;

    private Inventory() {}

    /** The fragments, each once, in the order in which counting meets them; none for plain values and plural forms. */
    public static Collection<Fragment> of(Grammar grammar, Filter filter) {
        return each(said(grammar, filter));
    }

    /** What numbers with a fraction need beyond {@link #of}, to hundredths; empty for what is no number. */
    public static Collection<Fragment> ofFractions(Grammar grammar, Filter filter) {
        if (!(filter instanceof Filter.Cardinal number)) {
            return List.of();
        }
        Collection<Fragment> whole = of(grammar, filter);
        return each(fractions()
                .flatMap(d -> grammar.decimal(d, number.inflection()).stream())
                .filter(f -> !whole.contains(f)));
    }

    private static Collection<Fragment> each(Stream<Fragment> said) {
        Map<String, Fragment> found = new LinkedHashMap<>();
        said.forEach(f -> found.putIfAbsent(f.id(), f));
        return List.copyOf(found.values());
    }

    private static Stream<Decimal> fractions() {
        return Stream.of(
                        numbers().filter(n -> n >= 0).mapToObj(n -> new Decimal(false, n, "1")),
                        LongStream.range(1, 10).mapToObj(n -> new Decimal(false, 0, "" + n)),
                        LongStream.range(1, 100)
                                .filter(n -> n % 10 > 0)
                                .mapToObj(n -> new Decimal(false, 0, (n < 10 ? "0" : "") + n)))
                .flatMap(s -> s);
    }

    private static Stream<Fragment> said(Grammar grammar, Filter filter) {
        return switch (filter) {
            case Filter.Plain _, Filter.Plural _ -> Stream.of();
            case Filter.Cardinal f -> numbers().boxed().flatMap(n -> grammar.cardinal(n, f.inflection()).stream());
            case Filter.Ordinal f ->
                Stream.of(
                                LongStream.rangeClosed(0, GROUP),
                                LongStream.range(1, GROUP).map(n -> n * GROUP + 1),
                                LongStream.range(1, GROUP).map(n -> 2 * GROUP + n))
                        .flatMap(LongStream::boxed)
                        .flatMap(n -> grammar.ordinal(n, f.inflection()).stream());
            case Filter.Digits _ -> grammar.digits("0123456789").stream();
            case Filter.Date f -> dates(f).flatMap(d -> grammar.date(d, f.year(), f.grammaticalCase()).stream());
            case Filter.Weekday f -> Stream.of(DayOfWeek.values()).map(d -> grammar.weekday(d, f.grammaticalCase()));
            case Filter.Time f ->
                IntStream.range(0, 24 * 60)
                        .mapToObj(m -> LocalTime.of(m / 60, m % 60))
                        .flatMap(t -> grammar.time(t, f.grammaticalCase()).stream());
            case Filter.Length f -> lengths().flatMap(d -> grammar.duration(d, f.grammaticalCase()).stream());
            case Filter.Range _ -> waits().flatMap(r -> Between.say(grammar, r.least(), r.most()).stream());
            case Filter.Money f -> sums().flatMap(a -> grammar.money(a, f.currency(), f.grammaticalCase()).stream());
        };
    }

    private static LongStream numbers() {
        List<Long> numbers = new ArrayList<>();
        for (long scale : List.of(1L, 1_000L, 1_000_000L)) {
            for (long n = 0; n < GROUP; n++) {
                numbers.add(n * scale);
            }
        }
        numbers.add(1_001L); // a thousand that is not the last word: Turkish endings stand on that only
        numbers.add(1_000_001L);
        numbers.add(-1L);
        return numbers.stream().mapToLong(n -> n);
    }

    private static Stream<LocalDate> dates(Filter.Date filter) {
        Stream<LocalDate> days = LocalDate.of(LEAP_YEAR, 1, 1).datesUntil(LocalDate.of(LEAP_YEAR + 1, 1, 1));
        return filter.year()
                ? Stream.concat(
                        days, IntStream.rangeClosed(FIRST_YEAR, LAST_YEAR).mapToObj(y -> LocalDate.of(y, 1, 1)))
                : days;
    }

    /** All that an expected wait is rounded to, up to four hours. */
    private static Stream<Values.Range> waits() {
        List<Duration> ends = Stream.of(
                        LongStream.rangeClosed(0, 10),
                        LongStream.rangeClosed(3, 6).map(n -> n * 5),
                        LongStream.rangeClosed(4, 12).map(n -> n * 10),
                        LongStream.rangeClosed(5, 8).map(n -> n * 30))
                .flatMap(LongStream::boxed)
                .map(Duration::ofMinutes)
                .distinct()
                .toList();
        return ends.stream()
                .flatMap(least -> ends.stream()
                        .filter(most -> most.isPositive() && most.compareTo(least) >= 0)
                        .map(most -> new Values.Range(least, most)));
    }

    private static Stream<Duration> lengths() {
        return Stream.of(
                        LongStream.range(0, 60).mapToObj(Duration::ofSeconds),
                        LongStream.range(0, 60).mapToObj(Duration::ofMinutes),
                        LongStream.range(0, 24).mapToObj(Duration::ofHours),
                        LongStream.range(0, GROUP).mapToObj(Duration::ofDays),
                        Stream.of(Duration.ofDays(1).plusHours(1).plusMinutes(1).plusSeconds(1)))
                .flatMap(s -> s);
    }

    private static Stream<BigDecimal> sums() {
        return Stream.concat(
                numbers().mapToObj(BigDecimal::valueOf),
                LongStream.range(101, 200).mapToObj(n -> BigDecimal.valueOf(n, 2)));
    }
}
