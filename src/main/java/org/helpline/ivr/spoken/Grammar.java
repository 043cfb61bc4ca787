package org.helpline.ivr.spoken;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a language says typed values, as fragments in the order spoken. */
public sealed interface Grammar permits Russian, Uninflected {

    /** The largest number that is said as one, and with a minus the smallest. */
    long LARGEST = 999_999_999_999_999L;

    /** The languages that have a grammar, by their tags. */
    static Set<String> languages() {
        return Grammars.BY_LANGUAGE.keySet();
    }

    /** The grammar of a language tag: {@code ru}, or {@code en-GB}, which is spoken as {@code en}. */
    static Optional<Grammar> of(String language) {
        int dash = language.indexOf('-');
        return Optional.ofNullable(Grammars.BY_LANGUAGE.get(dash < 0 ? language : language.substring(0, dash)));
    }

    /**
     * A cardinal number.
     *
     * @param n at most {@link #LARGEST} from zero
     */
    List<Fragment> cardinal(long n, Inflection inflection);

    /** A number with a fraction. */
    List<Fragment> decimal(Decimal n, Inflection inflection);

    /** The form of a noun beside a number with a fraction: 2.5 messages. */
    default PluralForm pluralOfFractions() {
        return PluralForm.OTHER;
    }

    /**
     * An ordinal number: the first, the twenty-second.
     *
     * @param n at most {@link #LARGEST} from zero
     */
    List<Fragment> ordinal(long n, Inflection inflection);

    /** The cases that a designer may ask for; a language without any passes over all of them. */
    default Set<Case> cases() {
        return EnumSet.allOf(Case.class);
    }

    /** The form of a noun beside {@code n}. */
    PluralForm plural(long n);

    /** The forms that a noun may have beside whole numbers, in the order in which they are written. */
    List<PluralForm> pluralForms();

    /** The fewest forms that tell all of them apart after a number: one where such a noun never changes. */
    int fewestForms();

    /**
     * A date: day, month, and the year if it is asked for.
     *
     * @param grammaticalCase of the day
     */
    List<Fragment> date(LocalDate date, boolean year, Case grammaticalCase);

    /** A day of the week. */
    Fragment weekday(DayOfWeek day, Case grammaticalCase);

    /** A time of day to the minute. */
    List<Fragment> time(LocalTime time, Case grammaticalCase);

    /** A noun. */
    Noun noun(Unit unit);

    /** The word for what is below zero. */
    Fragment minus();

    /** What stands between the parts of a sum of money; often nothing. */
    List<Fragment> and();

    /** The names of the digits 0 to 9. */
    List<String> digitNames();

    /** Digits one by one; anything else in the text is passed over. */
    default List<Fragment> digits(String text) {
        return text.chars()
                .filter(c -> c >= '0' && c <= '9')
                .mapToObj(c -> new Fragment("digit@" + (char) c, digitNames().get(c - '0')))
                .toList();
    }

    /** So many of something. */
    default List<Fragment> counted(long n, Unit unit, Case grammaticalCase) {
        Noun noun = noun(unit);
        List<Fragment> said = new ArrayList<>(cardinal(n, new Inflection(noun.gender(), grammaticalCase)));
        said.add(noun.form(plural(n), grammaticalCase));
        return said;
    }

    /** The words for a length of time that is not known exactly. */
    Between between();

    /** A length of time in days, hours, minutes and seconds; what is none of them is left out, fractions are cut. */
    default List<Fragment> duration(Duration length, Case grammaticalCase) {
        Duration positive = length.abs();
        Map<Unit, Long> parts = new java.util.EnumMap<>(Unit.class);
        parts.put(Unit.DAY, positive.toDaysPart());
        parts.put(Unit.HOUR, (long) positive.toHoursPart());
        parts.put(Unit.MINUTE, (long) positive.toMinutesPart());
        parts.put(Unit.SECOND, (long) positive.toSecondsPart());
        List<Fragment> said = new ArrayList<>();
        parts.forEach((unit, n) -> {
            if (n > 0) {
                said.addAll(counted(n, unit, grammaticalCase));
            }
        });
        if (said.isEmpty()) {
            return counted(0, Unit.SECOND, grammaticalCase);
        }
        if (length.isNegative()) {
            said.addFirst(minus());
        }
        return said;
    }

    /**
     * A sum of money in whole units and hundredths; a part that is zero is left out.
     *
     * @param amount with at most two decimals
     */
    default List<Fragment> money(BigDecimal amount, Currency currency, Case grammaticalCase) {
        BigInteger[] parts =
                amount.abs().movePointRight(2).toBigIntegerExact().divideAndRemainder(BigInteger.valueOf(100));
        long whole = parts[0].longValueExact();
        int hundredths = parts[1].intValueExact();
        List<Fragment> said = new ArrayList<>();
        if (amount.signum() < 0) {
            said.add(minus());
        }
        if (whole > 0 || hundredths == 0) {
            said.addAll(counted(whole, currency.whole(), grammaticalCase));
        }
        if (hundredths > 0) {
            said.addAll(whole > 0 ? and() : List.of());
            said.addAll(counted(hundredths, currency.hundredth(), grammaticalCase));
        }
        return said;
    }
}
