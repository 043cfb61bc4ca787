package org.helpline.ivr.spoken;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Turkish: no gender, and a noun beside a number never changes; yirmi iki Kasım iki bin yirmi altı. The last word of all takes the
 * ending of the case: saat beşte, yedi dakikadan.
 */
final class Turkish extends Uninflected {

    private static final List<String> ONES =
            List.of("sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz");
    private static final List<String> TENS =
            List.of("", "on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan");
    private static final List<String> ORDINAL_ONES = List.of(
            "sıfırıncı",
            "birinci",
            "ikinci",
            "üçüncü",
            "dördüncü",
            "beşinci",
            "altıncı",
            "yedinci",
            "sekizinci",
            "dokuzuncu");
    private static final List<String> ORDINAL_TENS = List.of(
            "",
            "onuncu",
            "yirminci",
            "otuzuncu",
            "kırkıncı",
            "ellinci",
            "altmışıncı",
            "yetmişinci",
            "sekseninci",
            "doksanıncı");
    private static final Map<String, String> ORDINAL_SCALES = Map.of(
            "hundred", "yüzüncü",
            "thousand", "bininci",
            "million", "milyonuncu",
            "billion", "milyarıncı",
            "trillion", "trilyonuncu");
    private static final List<String> MONTHS = List.of(
            "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım",
            "Aralık");
    private static final List<String> WEEKDAYS =
            List.of("Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar");
    private static final List<Scale> SCALES = Scale.of(
            Noun.same("number@thousand", "bin"),
            Noun.same("number@million", "milyon"),
            Noun.same("number@billion", "milyar"),
            Noun.same("number@trillion", "trilyon"));

    Turkish() {
        super(new Words(ONES, "eksi", "virgül", MONTHS, WEEKDAYS, SCALES, nouns()));
    }

    /** bin, never bir bin. */
    @Override
    void scaled(Scale scale, int count, List<Fragment> said) {
        if (count > 1 || scale.value() > 1_000) {
            group(count, said);
        }
        said.add(scale.noun().form(PluralForm.OTHER, Case.NOMINATIVE));
    }

    /** 0 to 999; yüz, never bir yüz. */
    @Override
    void group(int n, List<Fragment> said) {
        if (n >= 200) {
            said.add(new Fragment("number@" + n / 100, ONES.get(n / 100)));
        }
        if (n >= 100) {
            said.add(new Fragment("number@hundred", "yüz"));
        }
        int rest = n % 100;
        if (rest >= 10) {
            said.add(new Fragment("number@" + rest / 10 * 10, TENS.get(rest / 10)));
        }
        if (rest % 10 > 0 || n == 0) {
            said.add(new Fragment("number@" + rest % 10, ONES.get(rest % 10)));
        }
    }

    @Override
    public Set<Case> cases() {
        return EnumSet.complementOf(EnumSet.of(Case.INSTRUMENTAL, Case.PREPOSITIONAL));
    }

    @Override
    public List<Fragment> cardinal(long n, Inflection inflection) {
        return TurkishSuffix.onLast(super.cardinal(n, inflection), inflection.grammaticalCase());
    }

    @Override
    public List<Fragment> decimal(Decimal n, Inflection inflection) {
        return TurkishSuffix.onLast(super.decimal(n, inflection), inflection.grammaticalCase());
    }

    @Override
    public List<Fragment> date(LocalDate date, boolean year, Case grammaticalCase) {
        return TurkishSuffix.onLast(super.date(date, year, Case.NOMINATIVE), grammaticalCase);
    }

    @Override
    public Fragment weekday(DayOfWeek day, Case grammaticalCase) {
        return TurkishSuffix.on(super.weekday(day, Case.NOMINATIVE), grammaticalCase);
    }

    @Override
    public List<Fragment> duration(Duration length, Case grammaticalCase) {
        return TurkishSuffix.onLast(super.duration(length, Case.NOMINATIVE), grammaticalCase);
    }

    @Override
    public List<Fragment> money(BigDecimal amount, Currency currency, Case grammaticalCase) {
        return TurkishSuffix.onLast(super.money(amount, currency, Case.NOMINATIVE), grammaticalCase);
    }

    /** The cardinal with its last word made ordinal. */
    @Override
    public List<Fragment> ordinal(long n, Inflection inflection) {
        List<Fragment> said = new ArrayList<>(cardinal(n, Inflection.PLAIN));
        String word = said.removeLast().id().substring("number@".length());
        said.add(TurkishSuffix.on(new Fragment("ordinal@" + word, ordinal(word)), inflection.grammaticalCase()));
        return said;
    }

    private static String ordinal(String word) {
        if (!Character.isDigit(word.charAt(0))) {
            return Objects.requireNonNull(ORDINAL_SCALES.get(word));
        }
        int n = Integer.parseInt(word);
        return n < 10 ? ORDINAL_ONES.get(n) : ORDINAL_TENS.get(n / 10);
    }

    /** bir mesaj, beş mesaj. */
    @Override
    public int fewestForms() {
        return 1;
    }

    /** By twenty-four hours: saat on sekiz otuz, saat dokuz sıfır beş. */
    @Override
    public List<Fragment> time(LocalTime time, Case grammaticalCase) {
        List<Fragment> said = new ArrayList<>();
        said.add(noun(Unit.HOUR).form(PluralForm.OTHER, Case.NOMINATIVE));
        said.addAll(cardinal(time.getHour(), Inflection.PLAIN));
        if (time.getMinute() > 0 && time.getMinute() < 10) {
            said.add(new Fragment("number@0", ONES.getFirst()));
        }
        if (time.getMinute() > 0) {
            said.addAll(cardinal(time.getMinute(), Inflection.PLAIN));
        }
        return TurkishSuffix.onLast(said, grammaticalCase);
    }

    /** dört ila yedi dakika. */
    @Override
    public Between between() {
        return Between.of("yaklaşık", "en fazla", "", "ila");
    }

    private static Map<Unit, Noun> nouns() {
        Map<Unit, Noun> nouns = new EnumMap<>(Unit.class);
        nouns.put(Unit.DAY, Noun.same("unit@day", "gün"));
        nouns.put(Unit.HOUR, Noun.same("unit@hour", "saat"));
        nouns.put(Unit.MINUTE, Noun.same("unit@minute", "dakika"));
        nouns.put(Unit.SECOND, Noun.same("unit@second", "saniye"));
        nouns.put(Unit.LIRA, Noun.same("unit@lira", "lira"));
        nouns.put(Unit.KURUS, Noun.same("unit@kurus", "kuruş"));
        nouns.put(Unit.RUBLE, Noun.same("unit@ruble", "ruble"));
        nouns.put(Unit.KOPECK, Noun.same("unit@kopeck", "kopek"));
        nouns.put(Unit.RUPIAH, Noun.same("unit@rupiah", "rupi"));
        nouns.put(Unit.SEN, Noun.same("unit@sen", "sen"));
        nouns.put(Unit.DOLLAR, Noun.same("unit@dollar", "dolar"));
        nouns.put(Unit.EURO, Noun.same("unit@euro", "euro"));
        nouns.put(Unit.CENT, Noun.same("unit@cent", "sent"));
        nouns.put(Unit.POUND, Noun.same("unit@pound", "sterlin"));
        nouns.put(Unit.PENNY, Noun.same("unit@penny", "peni"));
        return nouns;
    }
}
