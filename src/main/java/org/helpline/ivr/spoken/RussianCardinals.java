package org.helpline.ivr.spoken;

import java.util.ArrayList;
import java.util.List;

/** Russian cardinal numbers by gender and case; ё is written, as voices need it. */
final class RussianCardinals {

    private static final List<Forms> SMALL = List.of(
            Forms.of("ноль", "ноля", "нолю", "нулём", "нуле"),
            Forms.of("один", "одного", "одному", "одним", "одном"),
            Forms.of("два", "двух", "двум", "двумя", "двух"),
            Forms.of("три", "трёх", "трём", "тремя", "трёх"),
            Forms.of("четыре", "четырёх", "четырём", "четырьмя", "четырёх"),
            Forms.soft("пять", "пяти"),
            Forms.soft("шесть", "шести"),
            Forms.soft("семь", "семи"),
            Forms.of("восемь", "восьми", "восьми", "восемью", "восьми"),
            Forms.soft("девять", "девяти"),
            Forms.soft("десять", "десяти"),
            Forms.soft("одиннадцать", "одиннадцати"),
            Forms.soft("двенадцать", "двенадцати"),
            Forms.soft("тринадцать", "тринадцати"),
            Forms.soft("четырнадцать", "четырнадцати"),
            Forms.soft("пятнадцать", "пятнадцати"),
            Forms.soft("шестнадцать", "шестнадцати"),
            Forms.soft("семнадцать", "семнадцати"),
            Forms.soft("восемнадцать", "восемнадцати"),
            Forms.soft("девятнадцать", "девятнадцати"));
    private static final Forms ONE_FEMININE = new Forms("одна", "одной", "одну", "одной", "одной", "одной");

    /** From twenty. */
    private static final List<Forms> TENS = List.of(
            Forms.soft("двадцать", "двадцати"),
            Forms.soft("тридцать", "тридцати"),
            Forms.two("сорок", "сорока"),
            Forms.of("пятьдесят", "пятидесяти", "пятидесяти", "пятьюдесятью", "пятидесяти"),
            Forms.of("шестьдесят", "шестидесяти", "шестидесяти", "шестьюдесятью", "шестидесяти"),
            Forms.of("семьдесят", "семидесяти", "семидесяти", "семьюдесятью", "семидесяти"),
            Forms.of("восемьдесят", "восьмидесяти", "восьмидесяти", "восемьюдесятью", "восьмидесяти"),
            Forms.two("девяносто", "девяноста"));

    /** From one hundred. */
    private static final List<Forms> HUNDREDS = List.of(
            Forms.two("сто", "ста"),
            Forms.of("двести", "двухсот", "двумстам", "двумястами", "двухстах"),
            Forms.of("триста", "трёхсот", "трёмстам", "тремястами", "трёхстах"),
            Forms.of("четыреста", "четырёхсот", "четырёмстам", "четырьмястами", "четырёхстах"),
            Forms.of("пятьсот", "пятисот", "пятистам", "пятьюстами", "пятистах"),
            Forms.of("шестьсот", "шестисот", "шестистам", "шестьюстами", "шестистах"),
            Forms.of("семьсот", "семисот", "семистам", "семьюстами", "семистах"),
            Forms.of("восемьсот", "восьмисот", "восьмистам", "восемьюстами", "восьмистах"),
            Forms.of("девятьсот", "девятисот", "девятистам", "девятьюстами", "девятистах"));

    private static final List<Scale> SCALES = Scale.of(
            RussianNouns.feminine("number@thousand", "тысяча", "тысячи", "тысяч", "тысячу", RussianNouns.SOFT_SOUNDING),
            RussianNouns.masculine("number@million", "миллион", "миллиона", "миллионов", RussianNouns.HARD),
            RussianNouns.masculine("number@billion", "миллиард", "миллиарда", "миллиардов", RussianNouns.HARD),
            RussianNouns.masculine("number@trillion", "триллион", "триллиона", "триллионов", RussianNouns.HARD));

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
        if (n >= 100) {
            said.add(word(n / 100 * 100, inflection.grammaticalCase()));
        }
        int rest = n % 100;
        if (rest >= 20) {
            said.add(word(rest / 10 * 10, inflection.grammaticalCase()));
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
        return forms(n).genitive();
    }

    /** Of a number up to 19, or of a ten or a hundred. */
    private static Forms forms(int n) {
        if (n < 20) {
            return SMALL.get(n);
        }
        return n < 100 ? TENS.get(n / 10 - 2) : HUNDREDS.get(n / 100 - 1);
    }

    private static Fragment small(int n, Inflection inflection) {
        Case grammaticalCase = inflection.grammaticalCase();
        boolean direct = grammaticalCase == Case.NOMINATIVE || grammaticalCase == Case.ACCUSATIVE;
        if (n == 1 && inflection.gender() == Gender.FEMININE) {
            return ONE_FEMININE.fragment("number@1.f", grammaticalCase);
        }
        if (n == 1 && inflection.gender() == Gender.NEUTER && direct) {
            return new Fragment("number@1.n", "одно");
        }
        if (n == 2 && inflection.gender() == Gender.FEMININE && direct) {
            return new Fragment("number@2.f", "две");
        }
        return word(n, grammaticalCase);
    }

    private static Fragment word(int n, Case grammaticalCase) {
        return forms(n).fragment("number@" + n, grammaticalCase);
    }
}
