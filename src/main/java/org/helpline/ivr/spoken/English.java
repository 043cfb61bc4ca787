package org.helpline.ivr.spoken;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** English as CLDR has it for {@code en}: one hundred one; November twenty second, twenty twenty six; six thirty p.m. */
final class English extends Uninflected {

    private static final List<String> CARDINALS = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final List<String> ORDINALS = List.of(
            "zeroth",
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth");
    private static final List<Scale> SCALES = Scale.of(
            Noun.same("number@thousand", "thousand"),
            Noun.same("number@million", "million"),
            Noun.same("number@billion", "billion"),
            Noun.same("number@trillion", "trillion"));
    private static final List<String> MONTHS = Arrays.stream(Month.values())
            .map(m -> m.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
            .toList();
    private static final List<String> WEEKDAYS = Arrays.stream(DayOfWeek.values())
            .map(d -> d.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
            .toList();

    English() {
        super(new Words(CARDINALS.subList(0, 10), "minus", "point", MONTHS, WEEKDAYS, SCALES, nouns()));
    }

    /** 0 to 999. */
    @Override
    void group(int n, List<Fragment> said) {
        if (n >= 100) {
            said.add(small(n / 100));
            said.add(new Fragment("number@hundred", "hundred"));
        }
        int rest = n % 100;
        if (rest >= 20) {
            said.add(new Fragment("number@" + rest / 10 * 10, TENS.get(rest / 10)));
            rest %= 10;
            if (rest == 0) {
                return;
            }
        }
        if (rest > 0 || n == 0) {
            said.add(small(rest));
        }
    }

    private static Fragment small(int n) {
        return new Fragment("number@" + n, CARDINALS.get(n));
    }

    /** The cardinal with its last word made ordinal. */
    @Override
    public List<Fragment> ordinal(long n, Inflection inflection) {
        List<Fragment> said = new ArrayList<>(cardinal(n, inflection));
        String last = said.removeLast().id();
        String word = last.substring("number@".length());
        said.add(new Fragment("ordinal@" + word, ordinal(word)));
        return said;
    }

    private static String ordinal(String word) {
        if (!Character.isDigit(word.charAt(0))) {
            return word + "th";
        }
        int n = Integer.parseInt(word);
        return n < 20 ? ORDINALS.get(n) : TENS.get(n / 10).replaceFirst("y$", "ieth");
    }

    @Override
    public int fewestForms() {
        return 2;
    }

    @Override
    public List<Fragment> date(LocalDate date, boolean year, Case grammaticalCase) {
        List<Fragment> said = new ArrayList<>();
        said.add(month(date));
        said.addAll(ordinal(date.getDayOfMonth(), Inflection.PLAIN));
        if (year) {
            said.addAll(year(date.getYear()));
        }
        return said;
    }

    /** nineteen eighty four, nineteen oh five, twenty hundred never: two thousand six. */
    private List<Fragment> year(int year) {
        int century = year / 100;
        int rest = year % 100;
        if (year < 1_100 || year > 9_999 || (century % 10 == 0 && rest < 10)) {
            return cardinal(year, Inflection.PLAIN);
        }
        List<Fragment> said = new ArrayList<>(cardinal(century, Inflection.PLAIN));
        if (rest == 0) {
            said.add(new Fragment("number@hundred", "hundred"));
        } else {
            minutes(rest, said);
        }
        return said;
    }

    /** Two figures: oh five, ten, fifty nine. */
    private void minutes(int n, List<Fragment> said) {
        if (n < 10) {
            said.add(new Fragment("number@oh", "oh"));
        }
        said.addAll(cardinal(n, Inflection.PLAIN));
    }

    /** By twelve hours; twelve o'clock has names, since nobody is sure which of the two is a.m. */
    @Override
    public List<Fragment> time(LocalTime time, Case grammaticalCase) {
        int hour = time.getHour();
        int minute = time.getMinute();
        if (hour % 12 == 0 && minute == 0) {
            return List.of(hour == 0 ? new Fragment("time@midnight", "midnight") : new Fragment("time@noon", "noon"));
        }
        List<Fragment> said = new ArrayList<>(cardinal(hour % 12 == 0 ? 12 : hour % 12, Inflection.PLAIN));
        if (minute > 0) {
            minutes(minute, said);
        }
        said.add(hour < 12 ? new Fragment("time@am", "a.m.") : new Fragment("time@pm", "p.m."));
        return said;
    }

    /** between four and seven minutes. */
    @Override
    public Between between() {
        return Between.of("about", "up to", "between", "and");
    }

    @Override
    public List<Fragment> and() {
        return List.of(new Fragment("number@and", "and"));
    }

    private static Map<Unit, Noun> nouns() {
        Map<Unit, Noun> nouns = new EnumMap<>(Unit.class);
        nouns.put(Unit.DAY, Noun.of("unit@day", "day", "days"));
        nouns.put(Unit.HOUR, Noun.of("unit@hour", "hour", "hours"));
        nouns.put(Unit.MINUTE, Noun.of("unit@minute", "minute", "minutes"));
        nouns.put(Unit.SECOND, Noun.of("unit@second", "second", "seconds"));
        nouns.put(Unit.LIRA, Noun.same("unit@lira", "lira"));
        nouns.put(Unit.KURUS, Noun.same("unit@kurus", "kuruş"));
        nouns.put(Unit.RUBLE, Noun.of("unit@ruble", "ruble", "rubles"));
        nouns.put(Unit.KOPECK, Noun.of("unit@kopeck", "kopeck", "kopecks"));
        nouns.put(Unit.RUPIAH, Noun.of("unit@rupiah", "rupiah", "rupiahs"));
        nouns.put(Unit.SEN, Noun.same("unit@sen", "sen"));
        nouns.put(Unit.DOLLAR, Noun.of("unit@dollar", "dollar", "dollars"));
        nouns.put(Unit.EURO, Noun.of("unit@euro", "euro", "euros"));
        nouns.put(Unit.CENT, Noun.of("unit@cent", "cent", "cents"));
        nouns.put(Unit.POUND, Noun.of("unit@pound", "pound", "pounds"));
        nouns.put(Unit.PENNY, Noun.of("unit@penny", "penny", "pence"));
        return nouns;
    }
}
