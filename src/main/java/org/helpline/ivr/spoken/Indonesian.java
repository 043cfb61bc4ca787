package org.helpline.ivr.spoken;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Indonesian: no gender, no plural; se- for one hundred and one thousand; dua puluh dua November. */
final class Indonesian extends Uninflected {

    private static final List<String> SMALL = List.of(
            "nol",
            "satu",
            "dua",
            "tiga",
            "empat",
            "lima",
            "enam",
            "tujuh",
            "delapan",
            "sembilan",
            "sepuluh",
            "sebelas");
    private static final List<String> MONTHS = List.of(
            "Januari",
            "Februari",
            "Maret",
            "April",
            "Mei",
            "Juni",
            "Juli",
            "Agustus",
            "September",
            "Oktober",
            "November",
            "Desember");
    private static final List<String> WEEKDAYS =
            List.of("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu");
    private static final List<Scale> SCALES = Scale.of(
            Noun.same("number@thousand", "ribu"),
            Noun.same("number@million", "juta"),
            Noun.same("number@billion", "miliar"),
            Noun.same("number@trillion", "triliun"));

    /** The minus is CLDR's word, which is understood of temperatures and balances alike. */
    Indonesian() {
        super(new Words(SMALL.subList(0, 10), "negatif", "koma", MONTHS, WEEKDAYS, SCALES, nouns()));
    }

    @Override
    void scaled(Scale scale, int count, List<Fragment> said) {
        if (count == 1 && scale.value() == 1_000) {
            said.add(new Fragment("number@1000", "seribu"));
        } else {
            super.scaled(scale, count, said);
        }
    }

    /** 0 to 999. */
    @Override
    void group(int n, List<Fragment> said) {
        if (n >= 200) {
            said.add(small(n / 100));
            said.add(new Fragment("number@hundred", "ratus"));
        } else if (n >= 100) {
            said.add(new Fragment("number@100", "seratus"));
        }
        int rest = n % 100;
        if (rest >= 20) {
            said.add(small(rest / 10));
            said.add(new Fragment("number@tens", "puluh"));
            rest %= 10;
        } else if (rest >= 12) {
            said.add(small(rest % 10));
            said.add(new Fragment("number@teens", "belas"));
            rest = 0;
        }
        if (rest > 0 || n == 0) {
            said.add(small(rest));
        }
    }

    private static Fragment small(int n) {
        return new Fragment("number@" + n, SMALL.get(n));
    }

    /** The cardinal with ke- before its first word; one alone is pertama. */
    @Override
    public List<Fragment> ordinal(long n, Inflection inflection) {
        if (n == 1 || n == -1) {
            Fragment first = new Fragment("ordinal@first", "pertama");
            return n == 1 ? List.of(first) : List.of(minus(), first);
        }
        List<Fragment> said = new ArrayList<>(cardinal(n, inflection));
        int at = n < 0 ? 1 : 0;
        Fragment number = said.get(at);
        String word = number.id().substring("number@".length());
        said.set(at, new Fragment("ordinal@" + word, "ke" + number.text()));
        return said;
    }

    @Override
    public PluralForm plural(long n) {
        return PluralForm.OTHER;
    }

    @Override
    public List<PluralForm> pluralForms() {
        return List.of(PluralForm.OTHER);
    }

    @Override
    public int fewestForms() {
        return 1;
    }

    /** By twenty-four hours: pukul delapan belas lewat tiga puluh menit. */
    @Override
    public List<Fragment> time(LocalTime time, Case grammaticalCase) {
        List<Fragment> said = new ArrayList<>();
        said.add(new Fragment("time@at", "pukul"));
        said.addAll(cardinal(time.getHour(), Inflection.PLAIN));
        if (time.getMinute() > 0) {
            said.add(new Fragment("time@past", "lewat"));
            said.addAll(counted(time.getMinute(), Unit.MINUTE, Case.NOMINATIVE));
        }
        return said;
    }

    /** antara empat dan tujuh menit. */
    @Override
    public Between between() {
        return Between.of("sekitar", "paling lama", "antara", "dan");
    }

    private static Map<Unit, Noun> nouns() {
        Map<Unit, Noun> nouns = new EnumMap<>(Unit.class);
        nouns.put(Unit.DAY, Noun.same("unit@day", "hari"));
        nouns.put(Unit.HOUR, Noun.same("unit@hour", "jam"));
        nouns.put(Unit.MINUTE, Noun.same("unit@minute", "menit"));
        nouns.put(Unit.SECOND, Noun.same("unit@second", "detik"));
        nouns.put(Unit.LIRA, Noun.same("unit@lira", "lira"));
        nouns.put(Unit.KURUS, Noun.same("unit@kurus", "kurus"));
        nouns.put(Unit.RUBLE, Noun.same("unit@ruble", "rubel"));
        nouns.put(Unit.KOPECK, Noun.same("unit@kopeck", "kopek"));
        nouns.put(Unit.RUPIAH, Noun.same("unit@rupiah", "rupiah"));
        nouns.put(Unit.SEN, Noun.same("unit@sen", "sen"));
        nouns.put(Unit.DOLLAR, Noun.same("unit@dollar", "dolar"));
        nouns.put(Unit.EURO, Noun.same("unit@euro", "euro"));
        nouns.put(Unit.CENT, Noun.same("unit@cent", "sen"));
        nouns.put(Unit.POUND, Noun.same("unit@pound", "pound"));
        nouns.put(Unit.PENNY, Noun.same("unit@penny", "penny"));
        return nouns;
    }
}
