package org.helpline.ivr.spoken;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Russian ordinal numbers by gender and case: only the last word is ordinal, the words before it count as they stand. */
final class RussianOrdinals {

    /** 0 to 19, then the tens, then the hundreds: stems; a stressed ending has -ой in the masculine. */
    private static final List<String> SMALL = List.of(
            "нулев",
            "перв",
            "втор",
            "",
            "четвёрт",
            "пят",
            "шест",
            "седьм",
            "восьм",
            "девят",
            "десят",
            "одиннадцат",
            "двенадцат",
            "тринадцат",
            "четырнадцат",
            "пятнадцат",
            "шестнадцат",
            "семнадцат",
            "восемнадцат",
            "девятнадцат");

    private static final List<String> TENS = List.of(
            "", "", "двадцат", "тридцат", "сороков", "пятидесят", "шестидесят", "семидесят", "восьмидесят", "девяност");
    private static final List<Long> STRESSED_ENDING = List.of(0L, 2L, 6L, 7L, 8L, 40L);
    private static final Map<Long, String> SCALES = Map.of(
            1_000L, "тысячн", 1_000_000L, "миллионн", 1_000_000_000L, "миллиардн", 1_000_000_000_000L, "триллионн");

    private RussianOrdinals() {}

    static List<Fragment> of(long n, Inflection inflection) {
        long positive = Math.abs(Scale.checked(n));
        long last = last(positive);
        List<Fragment> said = new ArrayList<>();
        if (positive > last) {
            said.addAll(RussianCardinals.of(n < 0 ? last - positive : positive - last, Inflection.PLAIN));
        } else if (n < 0) {
            said.add(new Fragment("number@minus", "минус"));
        }
        said.add(word(last, inflection));
        return said;
    }

    /** What of {@code n} is said by its last word: 2 of 22, 40 of 140, 26000 of 126000 no: all of 126000. */
    private static long last(long n) {
        if (n == 0) {
            return 0;
        }
        long scale = 1;
        while (n / scale % 1_000 == 0) {
            scale *= 1_000;
        }
        if (scale > 1) {
            return n / scale % 1_000 * scale;
        }
        int hundreds = (int) (n % 1_000);
        int tens = hundreds % 100;
        if (tens == 0) {
            return hundreds;
        }
        return tens < 20 || tens % 10 == 0 ? tens : tens % 10;
    }

    private static Fragment word(long last, Inflection inflection) {
        String id = "ordinal@" + last;
        Case grammaticalCase = inflection.grammaticalCase();
        boolean direct = grammaticalCase == Case.NOMINATIVE || grammaticalCase == Case.ACCUSATIVE;
        return switch (inflection.gender()) {
            case MASCULINE -> masculine(last).fragment(id, grammaticalCase);
            case FEMININE -> feminine(last).fragment(id + ".f", grammaticalCase);
            case NEUTER ->
                direct
                        ? new Fragment(id + ".n", last == 3 ? "третье" : stem(last) + "ое")
                        : masculine(last).fragment(id, grammaticalCase); // as the masculine there
        };
    }

    private static Forms masculine(long last) {
        if (last == 3) {
            return Forms.of("третий", "третьего", "третьему", "третьим", "третьем");
        }
        String stem = stem(last);
        boolean stressed = STRESSED_ENDING.contains(last);
        return Forms.of(stem + (stressed ? "ой" : "ый"), stem + "ого", stem + "ому", stem + "ым", stem + "ом");
    }

    private static Forms feminine(long last) {
        if (last == 3) {
            return new Forms("третья", "третьей", "третью", "третьей", "третьей", "третьей");
        }
        String stem = stem(last);
        return new Forms(stem + "ая", stem + "ой", stem + "ую", stem + "ой", stem + "ой", stem + "ой");
    }

    private static String stem(long last) {
        if (last < 1_000) {
            int n = (int) last;
            return n < 20 ? SMALL.get(n) : n < 100 ? TENS.get(n / 10) : hundred(n / 100);
        }
        long scale = 1_000;
        while (last / scale >= 1_000) {
            scale *= 1_000;
        }
        return many((int) (last / scale)) + SCALES.get(scale);
    }

    private static String hundred(int n) {
        return (n == 1 ? "" : RussianCardinals.genitive(n)) + "сот";
    }

    /** The first part of двадцатиоднотысячный: genitives run together, but одно, девяносто and сто. */
    private static String many(int n) {
        if (n == 1) {
            return "";
        }
        StringBuilder word = new StringBuilder();
        if (n >= 100) {
            word.append(n / 100 == 1 ? "сто" : RussianCardinals.genitive(n / 100 * 100));
        }
        int rest = n % 100;
        if (rest >= 20) {
            word.append(rest / 10 == 9 ? "девяносто" : RussianCardinals.genitive(rest / 10 * 10));
            rest %= 10;
        }
        if (rest > 0) {
            word.append(rest == 1 ? "одно" : RussianCardinals.genitive(rest));
        }
        return word.toString();
    }
}
