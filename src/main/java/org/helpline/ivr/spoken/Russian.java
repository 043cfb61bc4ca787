package org.helpline.ivr.spoken;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Russian: gender, three cases, three plural forms; двадцать второе ноября две тысячи двадцать шестого года. */
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
    private static final List<Noun> WEEKDAYS = List.of(
            Noun.russian("weekday@1", Gender.MASCULINE, "понедельник", "понедельника", "понедельников"),
            Noun.russian("weekday@2", Gender.MASCULINE, "вторник", "вторника", "вторников"),
            Noun.feminine("weekday@3", "среда", "среды", "сред", "среду"),
            Noun.russian("weekday@4", Gender.MASCULINE, "четверг", "четверга", "четвергов"),
            Noun.feminine("weekday@5", "пятница", "пятницы", "пятниц", "пятницу"),
            Noun.feminine("weekday@6", "суббота", "субботы", "суббот", "субботу"),
            Noun.russian("weekday@7", Gender.NEUTER, "воскресенье", "воскресенья", "воскресений"));
    private static final List<String> DIGITS =
            List.of("ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять");
    private static final Map<Unit, Noun> NOUNS = nouns();

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
        Noun noun = WEEKDAYS.get(day.getValue() - 1);
        return switch (grammaticalCase) {
            case NOMINATIVE, ACCUSATIVE -> noun.form(PluralForm.ONE, grammaticalCase);
            case GENITIVE -> new Fragment(noun.id() + ".gen", noun.few());
        };
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
        return Objects.requireNonNull(NOUNS.get(unit));
    }

    @Override
    public Fragment minus() {
        return new Fragment("number@minus", "минус");
    }

    @Override
    public List<Fragment> and() {
        return List.of();
    }

    @Override
    public List<String> digitNames() {
        return DIGITS;
    }

    private static Map<Unit, Noun> nouns() {
        Gender masculine = Gender.MASCULINE;
        Map<Unit, Noun> nouns = new EnumMap<>(Unit.class);
        nouns.put(Unit.DAY, Noun.russian("unit@day", masculine, "день", "дня", "дней"));
        nouns.put(Unit.HOUR, Noun.russian("unit@hour", masculine, "час", "часа", "часов"));
        nouns.put(Unit.MINUTE, Noun.feminine("unit@minute", "минута", "минуты", "минут", "минуту"));
        nouns.put(Unit.SECOND, Noun.feminine("unit@second", "секунда", "секунды", "секунд", "секунду"));
        nouns.put(Unit.LIRA, Noun.feminine("unit@lira", "лира", "лиры", "лир", "лиру"));
        nouns.put(Unit.KURUS, Noun.russian("unit@kurus", masculine, "куруш", "куруша", "курушей"));
        nouns.put(Unit.RUBLE, Noun.russian("unit@ruble", masculine, "рубль", "рубля", "рублей"));
        nouns.put(Unit.KOPECK, Noun.feminine("unit@kopeck", "копейка", "копейки", "копеек", "копейку"));
        nouns.put(Unit.RUPIAH, Noun.feminine("unit@rupiah", "рупия", "рупии", "рупий", "рупию"));
        nouns.put(Unit.SEN, Noun.russian("unit@sen", masculine, "сен", "сена", "сенов"));
        nouns.put(Unit.DOLLAR, Noun.russian("unit@dollar", masculine, "доллар", "доллара", "долларов"));
        nouns.put(Unit.EURO, Noun.russian("unit@euro", masculine, "евро", "евро", "евро"));
        nouns.put(Unit.CENT, Noun.russian("unit@cent", masculine, "цент", "цента", "центов"));
        nouns.put(Unit.POUND, Noun.russian("unit@pound", masculine, "фунт", "фунта", "фунтов"));
        nouns.put(Unit.PENNY, Noun.russian("unit@penny", masculine, "пенс", "пенса", "пенсов"));
        return nouns;
    }
}
