package org.helpline.ivr.spoken;

import java.util.ArrayList;
import java.util.List;

/** Russian cardinal numbers by gender and case; ё is written, as voices need it. */
final class RussianCardinals {

    private static final List<String> SMALL = List.of(
            "ноль",
            "один",
            "два",
            "три",
            "четыре",
            "пять",
            "шесть",
            "семь",
            "восемь",
            "девять",
            "десять",
            "одиннадцать",
            "двенадцать",
            "тринадцать",
            "четырнадцать",
            "пятнадцать",
            "шестнадцать",
            "семнадцать",
            "восемнадцать",
            "девятнадцать");
    private static final List<String> SMALL_GENITIVE = List.of(
            "ноля",
            "одного",
            "двух",
            "трёх",
            "четырёх",
            "пяти",
            "шести",
            "семи",
            "восьми",
            "девяти",
            "десяти",
            "одиннадцати",
            "двенадцати",
            "тринадцати",
            "четырнадцати",
            "пятнадцати",
            "шестнадцати",
            "семнадцати",
            "восемнадцати",
            "девятнадцати");
    private static final List<String> TENS = List.of(
            "",
            "",
            "двадцать",
            "тридцать",
            "сорок",
            "пятьдесят",
            "шестьдесят",
            "семьдесят",
            "восемьдесят",
            "девяносто");
    private static final List<String> TENS_GENITIVE = List.of(
            "",
            "",
            "двадцати",
            "тридцати",
            "сорока",
            "пятидесяти",
            "шестидесяти",
            "семидесяти",
            "восьмидесяти",
            "девяноста");
    private static final List<String> HUNDREDS = List.of(
            "", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот");
    private static final List<String> HUNDREDS_GENITIVE = List.of(
            "", "ста", "двухсот", "трёхсот", "четырёхсот", "пятисот", "шестисот", "семисот", "восьмисот", "девятисот");
    private static final List<Scale> SCALES = Scale.of(
            Noun.feminine("number@thousand", "тысяча", "тысячи", "тысяч", "тысячу"),
            Noun.russian("number@million", Gender.MASCULINE, "миллион", "миллиона", "миллионов"),
            Noun.russian("number@billion", Gender.MASCULINE, "миллиард", "миллиарда", "миллиардов"),
            Noun.russian("number@trillion", Gender.MASCULINE, "триллион", "триллиона", "триллионов"));

    private RussianCardinals() {}

    static List<Fragment> of(long n, Inflection inflection) {
        List<Fragment> said = new ArrayList<>();
        long rest = Math.abs(Scale.checked(n));
        if (n < 0) {
            said.add(new Fragment("number@minus", "минус"));
        }
        for (Scale scale : SCALES) {
            int count = scale.in(rest);
            if (count > 0) {
                Case grammaticalCase = inflection.grammaticalCase();
                group(count, new Inflection(scale.noun().gender(), grammaticalCase), said);
                said.add(scale.noun().form(Russian.pluralOf(count), grammaticalCase));
            }
        }
        if (rest % 1_000 > 0 || rest == 0) {
            group((int) (rest % 1_000), inflection, said);
        }
        return said;
    }

    /** 0 to 999. */
    private static void group(int n, Inflection inflection, List<Fragment> said) {
        boolean genitive = inflection.grammaticalCase() == Case.GENITIVE;
        if (n >= 100) {
            said.add(word(n / 100 * 100, genitive, (genitive ? HUNDREDS_GENITIVE : HUNDREDS).get(n / 100)));
        }
        int rest = n % 100;
        if (rest >= 20) {
            said.add(word(rest / 10 * 10, genitive, tens(rest / 10, genitive)));
            rest %= 10;
            if (rest == 0) {
                return;
            }
        }
        if (rest > 0 || n == 0) {
            said.add(small(rest, inflection));
        }
    }

    /** The genitive of a number up to 19, or of a ten or a hundred: what compound words begin with. */
    static String genitive(int n) {
        if (n < 20) {
            return SMALL_GENITIVE.get(n);
        }
        return n < 100 ? TENS_GENITIVE.get(n / 10) : HUNDREDS_GENITIVE.get(n / 100);
    }

    private static String tens(int n, boolean genitive) {
        return (genitive ? TENS_GENITIVE : TENS).get(n);
    }

    private static Fragment small(int n, Inflection inflection) {
        boolean genitive = inflection.grammaticalCase() == Case.GENITIVE;
        if (n == 1) {
            return one(inflection);
        }
        if (n == 2 && !genitive && inflection.gender() == Gender.FEMININE) {
            return new Fragment("number@2.f", "две");
        }
        return word(n, genitive, (genitive ? SMALL_GENITIVE : SMALL).get(n));
    }

    private static Fragment one(Inflection inflection) {
        return switch (inflection.gender()) {
            case MASCULINE ->
                inflection.grammaticalCase() == Case.GENITIVE ? word(1, true, "одного") : word(1, false, "один");
            case NEUTER ->
                inflection.grammaticalCase() == Case.GENITIVE
                        ? word(1, true, "одного")
                        : new Fragment("number@1.n", "одно");
            case FEMININE ->
                switch (inflection.grammaticalCase()) {
                    case NOMINATIVE -> new Fragment("number@1.f", "одна");
                    case GENITIVE -> new Fragment("number@1.f.gen", "одной");
                    case ACCUSATIVE -> new Fragment("number@1.f.acc", "одну");
                };
        };
    }

    private static Fragment word(int n, boolean genitive, String text) {
        return new Fragment("number@" + n + (genitive ? ".gen" : ""), text);
    }
}
