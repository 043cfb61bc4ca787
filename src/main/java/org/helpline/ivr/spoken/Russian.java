package org.helpline.ivr.spoken;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Russian: gender, six cases, three plural forms; двадцать второе ноября две тысячи двадцать шестого года. */
final class Russian implements Grammar {

    private static final Inflection OF_A_YEAR = new Inflection(Gender.MASCULINE, Case.GENITIVE);
    private static final List<String> MONTHS_GENITIVE = List.of(
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря");
    private static final List<String> DIGITS =
            List.of("ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять");

    @Override
    public List<Fragment> cardinal(long n, Inflection inflection) {
        return RussianCardinals.of(n, inflection);
    }

    @Override
    public List<Fragment> decimal(Decimal n, Inflection inflection) {
        return RussianFractions.of(n, inflection.grammaticalCase());
    }

    /** 2,5 сообщения. */
    @Override
    public PluralForm pluralOfFractions() {
        return PluralForm.FEW;
    }

    @Override
    public List<Fragment> ordinal(long n, Inflection inflection) {
        return RussianOrdinals.of(n, inflection);
    }

    @Override
    public PluralForm plural(long n) {
        return pluralOf(n);
    }

    static PluralForm pluralOf(long n) {
        long tens = Math.abs(n % 100);
        long ones = tens % 10;
        if (tens >= 11 && tens <= 14) {
            return PluralForm.MANY;
        }
        if (ones == 1) {
            return PluralForm.ONE;
        }
        return ones >= 2 && ones <= 4 ? PluralForm.FEW : PluralForm.MANY;
    }

    @Override
    public Set<Case> cases() {
        return EnumSet.range(Case.NOMINATIVE, Case.PREPOSITIONAL);
    }

    @Override
    public List<PluralForm> pluralForms() {
        return List.of(PluralForm.ONE, PluralForm.FEW, PluralForm.MANY);
    }

    @Override
    public int fewestForms() {
        return 3;
    }

    /** The day is neuter (число), the month and the year stand in the genitive whatever the case of the day. */
    @Override
    public List<Fragment> date(LocalDate date, boolean year, Case grammaticalCase) {
        int month = date.getMonthValue();
        List<Fragment> said =
                new ArrayList<>(ordinal(date.getDayOfMonth(), new Inflection(Gender.NEUTER, grammaticalCase)));
        said.add(new Fragment("month@" + month + ".gen", MONTHS_GENITIVE.get(month - 1)));
        if (year) {
            List<Fragment> number = ordinal(date.getYear(), OF_A_YEAR);
            boolean nineteen = date.getYear() > 1_000 && date.getYear() < 2_000;
            said.addAll(nineteen ? number.subList(1, number.size()) : number); // тысяча девятьсот, not одна тысяча
            said.add(new Fragment("date@year", "года"));
        }
        return said;
    }

    @Override
    public Fragment weekday(DayOfWeek day, Case grammaticalCase) {
        Noun noun = RussianNouns.WEEKDAYS.get(day.getValue() - 1);
        return grammaticalCase == Case.GENITIVE || grammaticalCase == Case.ABLATIVE
                ? new Fragment(noun.id() + ".gen", noun.few())
                : noun.form(PluralForm.ONE, grammaticalCase);
    }

    /** By twenty-four hours: восемнадцать часов тридцать минут. */
    @Override
    public List<Fragment> time(LocalTime time, Case grammaticalCase) {
        List<Fragment> said = new ArrayList<>(counted(time.getHour(), Unit.HOUR, grammaticalCase));
        if (time.getMinute() > 0) {
            said.addAll(counted(time.getMinute(), Unit.MINUTE, grammaticalCase));
        }
        return said;
    }

    @Override
    public Noun noun(Unit unit) {
        return Objects.requireNonNull(RussianNouns.UNITS.get(unit));
    }

    @Override
    public Fragment minus() {
        return new Fragment("number@minus", "минус");
    }

    /** от четырёх до семи минут. */
    @Override
    public Between between() {
        return Between.of("около", "до", "от", "до").in(Case.GENITIVE);
    }

    @Override
    public List<Fragment> and() {
        return List.of();
    }

    @Override
    public List<String> digitNames() {
        return DIGITS;
    }
}
