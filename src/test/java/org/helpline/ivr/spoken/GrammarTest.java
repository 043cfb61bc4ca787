package org.helpline.ivr.spoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the four languages say of typed values. */
class GrammarTest {

    @ParameterizedTest
    @CsvSource({
        "en, 2026-11-22, nom, November twenty second twenty twenty six",
        "en, 2000-01-01, nom, January first two thousand",
        "en, 2006-03-03, nom, March third two thousand six",
        "en, 1905-12-31, nom, December thirty first nineteen oh five",
        "en, 1900-02-28, nom, February twenty eighth nineteen hundred",
        "ru, 2026-11-22, nom, двадцать второе ноября две тысячи двадцать шестого года",
        "ru, 2026-11-22, gen, двадцать второго ноября две тысячи двадцать шестого года",
        "ru, 2000-03-03, nom, третье марта двухтысячного года",
        "ru, 1984-05-30, gen, тридцатого мая тысяча девятьсот восемьдесят четвёртого года",
        "ru, 1900-06-07, nom, седьмое июня тысяча девятисотого года",
        "ru, 2100-08-04, acc, четвёртое августа две тысячи сотого года",
        "ru, 2026-11-22, dat, двадцать второму ноября две тысячи двадцать шестого года",
        "ru, 2026-03-03, ins, третьим марта две тысячи двадцать шестого года",
        "ru, 2026-12-31, pre, тридцать первом декабря две тысячи двадцать шестого года",
        "id, 2026-11-22, nom, dua puluh dua November dua ribu dua puluh enam",
        "id, 1999-08-17, nom, tujuh belas Agustus seribu sembilan ratus sembilan puluh sembilan",
        "tr, 2026-11-22, nom, yirmi iki Kasım iki bin yirmi altı",
        "tr, 1923-10-29, nom, yirmi dokuz Ekim bin dokuz yüz yirmi üç",
        "tr, 1923-10-29, loc, yirmi dokuz Ekim bin dokuz yüz yirmi üçte",
        "tr, 2026-11-22, abl, yirmi iki Kasım iki bin yirmi altıdan",
    })
    void dates(String language, LocalDate date, String grammaticalCase, String said) {
        Filter filter = new Filter.Date(true, named(grammaticalCase));
        assertThat(say(language, filter, date.toString())).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "en, nom, November twenty second",
        "ru, gen, двадцать второго ноября",
        "ru, dat, двадцать второму ноября",
        "ru, ins, двадцать вторым ноября",
        "tr, loc, yirmi iki Kasım'da",
        "tr, dat, yirmi iki Kasım'a",
        "id, nom, dua puluh dua November",
        "tr, nom, yirmi iki Kasım",
    })
    void datesWithoutTheYear(String language, String grammaticalCase, String said) {
        Filter filter = new Filter.Date(false, named(grammaticalCase));
        assertThat(say(language, filter, "2026-11-22")).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "en, 2026-11-22, nom, Sunday",
        "ru, 2026-11-22, nom, воскресенье",
        "ru, 2026-11-25, nom, среда",
        "ru, 2026-11-25, acc, среду",
        "ru, 2026-11-25, gen, среды",
        "ru, 2026-11-26, acc, четверг",
        "ru, 2026-11-28, acc, субботу",
        "ru, 2026-11-23, dat, понедельнику",
        "ru, 2026-11-24, ins, вторником",
        "ru, 2026-11-25, dat, среде",
        "ru, 2026-11-25, ins, средой",
        "ru, 2026-11-25, pre, среде",
        "ru, 2026-11-27, ins, пятницей",
        "ru, 2026-11-22, dat, воскресенью",
        "ru, 2026-11-22, ins, воскресеньем",
        "ru, 2026-11-22, pre, воскресенье",
        "tr, 2026-11-22, abl, Pazar'dan",
        "tr, 2026-11-24, dat, Salı'ya",
        "tr, 2026-11-26, loc, Perşembe'de",
        "id, 2026-11-22, nom, Minggu",
        "tr, 2026-11-22, nom, Pazar",
    })
    void weekdays(String language, String date, String grammaticalCase, String said) {
        assertThat(say(language, new Filter.Weekday(named(grammaticalCase)), date))
                .isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "en, 18:00, nom, six p.m.",
        "en, 18:30, nom, six thirty p.m.",
        "en, 09:05, nom, nine oh five a.m.",
        "en, 12:00, nom, noon",
        "en, 12:15, nom, twelve fifteen p.m.",
        "en, 00:00, nom, midnight",
        "en, 00:15, nom, twelve fifteen a.m.",
        "ru, 18:00, nom, восемнадцать часов",
        "ru, 18:00, gen, восемнадцати часов",
        "ru, 21:01, nom, двадцать один час одна минута",
        "ru, 22:42, nom, двадцать два часа сорок две минуты",
        "ru, 01:00, gen, одного часа",
        "ru, 00:00, nom, ноль часов",
        "ru, 09:31, acc, девять часов тридцать одну минуту",
        "ru, 18:00, dat, восемнадцати часам",
        "ru, 21:00, dat, двадцати одному часу",
        "ru, 09:31, ins, девятью часами тридцатью одной минутой",
        "ru, 08:02, pre, восьми часах двух минутах",
        "id, 18:00, nom, pukul delapan belas",
        "id, 18:30, nom, pukul delapan belas lewat tiga puluh menit",
        "id, 00:05, nom, pukul nol lewat lima menit",
        "tr, 18:00, nom, saat on sekiz",
        "tr, 18:30, nom, saat on sekiz otuz",
        "tr, 09:05, nom, saat dokuz sıfır beş",
        "tr, 05:00, loc, saat beşte",
        "tr, 07:00, abl, saat yediden",
        "tr, 16:00, dat, saat on altıya",
        "tr, 04:00, dat, saat dörde",
        "tr, 04:00, acc, saat dördü",
        "tr, 04:00, loc, saat dörtte",
        "tr, 18:30, loc, saat on sekiz otuzda",
        "tr, 09:05, abl, saat dokuz sıfır beşten",
    })
    void times(String language, String time, String grammaticalCase, String said) {
        assertThat(say(language, new Filter.Time(named(grammaticalCase)), time)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "en, 90s, nom, one minute thirty seconds",
        "en, 5m, nom, five minutes",
        "en, PT1H, nom, one hour",
        "en, 0s, nom, zero seconds",
        "en, 2d1h, nom, two days one hour",
        "ru, 60s, nom, одна минута",
        "ru, 2m, nom, две минуты",
        "ru, 2m, gen, двух минут",
        "ru, 1m, gen, одной минуты",
        "ru, 21m, acc, двадцать одну минуту",
        "ru, 5m, nom, пять минут",
        "ru, 90m, nom, один час тридцать минут",
        "ru, 3h2s, gen, трёх часов двух секунд",
        "ru, 2m, dat, двум минутам",
        "ru, 1m, ins, одной минутой",
        "ru, 5m, ins, пятью минутами",
        "ru, 3d, ins, тремя днями",
        "ru, P1D, ins, одним днём",
        "ru, 90s, pre, одной минуте тридцати секундах",
        "ru, P1D, nom, один день",
        "ru, PT0S, nom, ноль секунд",
        "ru, -PT2M, nom, минус две минуты",
        "id, 90s, nom, satu menit tiga puluh detik",
        "id, 3h, nom, tiga jam",
        "tr, 90s, nom, bir dakika otuz saniye",
        "tr, 1h30m, nom, bir saat otuz dakika",
        "tr, 2d, nom, iki gün",
        "tr, 2h, abl, iki saatten",
        "tr, 2h, dat, iki saate",
        "tr, 1h30m, loc, bir saat otuz dakikada",
        "tr, 10s, acc, on saniyeyi",
        "tr, 3d, dat, üç güne",
    })
    void durations(String language, String length, String grammaticalCase, String said) {
        assertThat(say(language, new Filter.Length(named(grammaticalCase)), length))
                .isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "en, 4m..7m, between four and seven minutes",
        "en, 7m..7m, about seven minutes",
        "en, 7m, about seven minutes",
        "en, 0s..1m, up to one minute",
        "en, 50m..1h10m, between fifty minutes and one hour ten minutes",
        "en, 1h..2h, between one and two hours",
        "ru, 4m..7m, от четырёх до семи минут",
        "ru, 1m..21m, от одной до двадцати одной минуты",
        "ru, 5m..5m, около пяти минут",
        "ru, 0s..3m, до трёх минут",
        "ru, 30m..1h, от тридцати минут до одного часа",
        "tr, 4m..7m, dört ila yedi dakika",
        "tr, 5m, yaklaşık beş dakika",
        "tr, 0s..3m, en fazla üç dakika",
        "id, 4m..7m, antara empat dan tujuh menit",
        "id, 5m, sekitar lima menit",
        "id, 0s..3m, paling lama tiga menit",
    })
    void ranges(String language, String range, String said) {
        assertThat(say(language, new Filter.Range(), range)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "en, TRY, 12.50, nom, twelve lira and fifty kuruş",
        "en, USD, 1.01, nom, one dollar and one cent",
        "en, GBP, 2.30, nom, two pounds and thirty pence",
        "en, EUR, 5, nom, five euros",
        "en, RUB, 0.05, nom, five kopecks",
        "en, USD, 0, nom, zero dollars",
        "en, USD, -3.5, nom, minus three dollars and fifty cents",
        "en, USD, 12.50 EUR, nom, twelve euros and fifty cents",
        "en, IDR, 150000, nom, one hundred fifty thousand rupiahs",
        "ru, RUB, 1, nom, один рубль",
        "ru, RUB, 2.02, nom, два рубля две копейки",
        "ru, RUB, 1525.21, nom, одна тысяча пятьсот двадцать пять рублей двадцать одна копейка",
        "ru, RUB, 2, gen, двух рублей",
        "ru, RUB, 0.51, acc, пятьдесят одну копейку",
        "ru, TRY, 22, nom, двадцать две лиры",
        "ru, USD, 3.11, nom, три доллара одиннадцать центов",
        "ru, RUB, 1525.21, dat, одной тысяче пятистам двадцати пяти рублям двадцати одной копейке",
        "ru, RUB, 2, ins, двумя рублями",
        "ru, RUB, 1, ins, одним рублём",
        "ru, TRY, 100.30, pre, ста лирах тридцати курушах",
        "ru, TRY, 0.01, ins, одним курушем",
        "ru, IDR, 1, dat, одной рупии",
        "ru, EUR, 5, dat, пяти евро",
        "ru, EUR, 1.99, nom, один евро девяносто девять центов",
        "ru, GBP, 4, nom, четыре фунта",
        "ru, IDR, 1000000, nom, один миллион рупий",
        "id, IDR, 15000, nom, lima belas ribu rupiah",
        "id, USD, 12.50, nom, dua belas dolar lima puluh sen",
        "id, TRY, 1, nom, satu lira",
        "tr, TRY, '12,50', nom, on iki lira elli kuruş",
        "tr, EUR, 100, nom, yüz euro",
        "tr, TRY, 100, dat, yüz liraya",
        "tr, TRY, 12.50, abl, on iki lira elli kuruştan",
        "tr, EUR, 100, acc, yüz euroyu",
        "tr, USD, 5, gen, beş doların",
        "tr, RUB, 0.05, dat, beş kopeğe",
        "tr, GBP, 2.01, nom, iki sterlin bir peni",
    })
    void money(String language, Currency currency, String amount, String grammaticalCase, String said) {
        Filter filter = new Filter.Money(currency, named(grammaticalCase));
        assertThat(say(language, filter, amount)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "en, 0, 1",
        "en, 1, 0",
        "en, 2, 1",
        "en, 21, 1",
        "ru, 0, 2",
        "ru, 1, 0",
        "ru, 2, 1",
        "ru, 4, 1",
        "ru, 5, 2",
        "ru, 11, 2",
        "ru, 12, 2",
        "ru, 14, 2",
        "ru, 21, 0",
        "ru, 22, 1",
        "ru, 25, 2",
        "ru, 111, 2",
        "ru, 121, 0",
        "ru, -1, 0",
        "tr, 1, 0",
        "tr, 2, 1",
        "id, 1, 0",
        "id, 5, 0",
    })
    void pluralForms(String language, String n, int form) {
        Grammar grammar = Grammar.of(language).orElseThrow();
        int forms = grammar.pluralForms().size();
        assertThat(SpokenValue.form(grammar, forms, n)).contains(form);
    }

    @Test
    void aTurkishNounThatNeverChangesNeedsOneForm() {
        Grammar turkish = Grammar.of("tr").orElseThrow();
        assertThat(SpokenValue.form(turkish, 1, "1")).contains(0);
        assertThat(SpokenValue.form(turkish, 1, "5")).contains(0);
    }

    @ParameterizedTest
    @CsvSource({
        "en, one three zero",
        "ru, один три ноль",
        "id, satu tiga nol",
        "tr, bir üç sıfır",
    })
    void digitsOneByOne(String language, String said) {
        assertThat(say(language, new Filter.Digits(), "+1-30")).isEqualTo(said);
    }

    /** Pain P20: spoken numbers are wrong or missing elsewhere: Turkish numbers, the count of Russian messages. */
    @ParameterizedTest
    @CsvSource({
        "ru, 0, ноль сообщений",
        "ru, 1, одно сообщение",
        "ru, 2, два сообщения",
        "ru, 4, четыре сообщения",
        "ru, 5, пять сообщений",
        "ru, 11, одиннадцать сообщений",
        "ru, 12, двенадцать сообщений",
        "ru, 14, четырнадцать сообщений",
        "ru, 21, двадцать одно сообщение",
        "ru, 22, двадцать два сообщения",
        "ru, 111, сто одиннадцать сообщений",
        "ru, 1001, одна тысяча одно сообщение",
        "tr, 1, bir mesaj",
        "tr, 21, yirmi bir mesaj",
        "tr, 101, yüz bir mesaj",
        "tr, 1984, bin dokuz yüz seksen dört mesaj",
        "tr, 21000, yirmi bir bin mesaj",
        "tr, 1001000, bir milyon bin mesaj",
    })
    void p20MessagesAreCountedRightInRussianAndTurkish(String language, String n, String said) {
        Grammar grammar = Grammar.of(language).orElseThrow();
        List<String> forms = language.equals("ru") ? List.of("сообщение", "сообщения", "сообщений") : List.of("mesaj");
        String number = say(language, new Filter.Cardinal(new Inflection(Gender.NEUTER, Case.NOMINATIVE)), n);
        String noun = forms.get(SpokenValue.form(grammar, forms.size(), n).orElseThrow());
        assertThat(number + " " + noun).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "id", "tr"})
    void pluralFormsAreCldrs(String language) {
        Grammar grammar = Grammar.of(language).orElseThrow();
        PluralRules rules = PluralRules.forLocale(new ULocale(language));
        for (long n = 0; n <= 10_000; n++) {
            assertThat(grammar.plural(n).written()).isEqualTo(rules.select((double) n));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "id", "tr"})
    void namesOfMonthsAndWeekdaysAreCldrs(String language) {
        Grammar grammar = Grammar.of(language).orElseThrow();
        DateFormatSymbols names = new DateFormatSymbols(new ULocale(language));
        int day = language.equals("en") ? 0 : 1; // the month comes first or second on the first of a month
        for (int month = 1; month <= 12; month++) {
            List<Fragment> said = grammar.date(LocalDate.of(2026, month, 1), false, Case.NOMINATIVE);
            assertThat(said.get(day).text()).isEqualTo(names.getMonths()[month - 1]);
        }
        for (DayOfWeek weekday : DayOfWeek.values()) {
            assertThat(grammar.weekday(weekday, Case.NOMINATIVE).text())
                    .isEqualTo(names.getWeekdays()[weekday.getValue() % 7 + 1]);
        }
    }

    /** Each word that a number can end with, and each of its endings. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | sıfırın | sıfırı | sıfıra | sıfırda | sıfırdan",
                "1 | birin | biri | bire | birde | birden",
                "2 | ikinin | ikiyi | ikiye | ikide | ikiden",
                "3 | üçün | üçü | üçe | üçte | üçten",
                "4 | dördün | dördü | dörde | dörtte | dörtten",
                "5 | beşin | beşi | beşe | beşte | beşten",
                "6 | altının | altıyı | altıya | altıda | altıdan",
                "7 | yedinin | yediyi | yediye | yedide | yediden",
                "8 | sekizin | sekizi | sekize | sekizde | sekizden",
                "9 | dokuzun | dokuzu | dokuza | dokuzda | dokuzdan",
                "10 | onun | onu | ona | onda | ondan",
                "20 | yirminin | yirmiyi | yirmiye | yirmide | yirmiden",
                "30 | otuzun | otuzu | otuza | otuzda | otuzdan",
                "40 | kırkın | kırkı | kırka | kırkta | kırktan",
                "50 | ellinin | elliyi | elliye | ellide | elliden",
                "60 | altmışın | altmışı | altmışa | altmışta | altmıştan",
                "70 | yetmişin | yetmişi | yetmişe | yetmişte | yetmişten",
                "80 | seksenin | sekseni | seksene | seksende | seksenden",
                "90 | doksanın | doksanı | doksana | doksanda | doksandan",
                "100 | yüzün | yüzü | yüze | yüzde | yüzden",
                "1000 | binin | bini | bine | binde | binden",
                "1000000 | bir milyonun | bir milyonu | bir milyona | bir milyonda | bir milyondan",
                "1000000000 | bir milyarın | bir milyarı | bir milyara | bir milyarda | bir milyardan",
            })
    void turkishNumbersTakeTheirEndings(
            String n, String genitive, String accusative, String dative, String locative, String ablative) {
        assertThat(List.of(Case.GENITIVE, Case.ACCUSATIVE, Case.DATIVE, Case.LOCATIVE, Case.ABLATIVE))
                .extracting(c -> say("tr", new Filter.Cardinal(new Inflection(Gender.MASCULINE, c)), n))
                .containsExactly(genitive, accusative, dative, locative, ablative);
    }

    @ParameterizedTest
    @CsvSource({
        "3, loc, üçüncüde",
        "20, dat, yirminciye",
        "100, abl, yüzüncüden",
        "9, acc, dokuzuncuyu",
        "6, gen, altıncının",
    })
    void turkishOrdinalsTakeTheirEndings(String n, String grammaticalCase, String said) {
        assertThat(say("tr", new Filter.Ordinal(new Inflection(Gender.MASCULINE, named(grammaticalCase))), n))
                .isEqualTo(said);
    }

    @Test
    void turkishMonthsKeepTheirSpellingBeforeTheApostrophe() {
        Filter filter = new Filter.Date(false, Case.DATIVE);
        assertThat(java.util.stream.IntStream.rangeClosed(1, 12)
                        .mapToObj(
                                m -> say("tr", filter, LocalDate.of(2026, m, 1).toString())))
                .containsExactly(
                        "bir Ocak'a",
                        "bir Şubat'a",
                        "bir Mart'a",
                        "bir Nisan'a",
                        "bir Mayıs'a",
                        "bir Haziran'a",
                        "bir Temmuz'a",
                        "bir Ağustos'a",
                        "bir Eylül'e",
                        "bir Ekim'e",
                        "bir Kasım'a",
                        "bir Aralık'a");
    }

    /** ICU's names of units by case stand beside the number; its Turkish ones have the nominative only. */
    @ParameterizedTest
    @ValueSource(strings = {"genitive", "accusative", "dative", "instrumental", "prepositional"})
    @SuppressWarnings("deprecation") // ICU marks the case of a unit as new
    void russianUnitsOfTimeAreIcusInEveryCase(String grammaticalCase) {
        Grammar grammar = Grammar.of("ru").orElseThrow();
        Map.of(
                        Unit.DAY, MeasureUnit.DAY,
                        Unit.HOUR, MeasureUnit.HOUR,
                        Unit.MINUTE, MeasureUnit.MINUTE,
                        Unit.SECOND, MeasureUnit.SECOND)
                .forEach((unit, measure) -> {
                    var icu = com.ibm.icu.number.NumberFormatter.withLocale(new ULocale("ru"))
                            .unit(measure)
                            .unitWidth(com.ibm.icu.number.NumberFormatter.UnitWidth.FULL_NAME)
                            .unitDisplayCase(grammaticalCase);
                    for (int n = 0; n <= 130; n++) {
                        String noun = grammar.counted(
                                        n, unit, Case.of(grammaticalCase).orElseThrow())
                                .getLast()
                                .text();
                        assertThat(n + " " + noun).isEqualTo(icu.format(n).toString());
                    }
                });
    }

    /** What one language has not is the nearest that it has: for a value that is said in the language of the call. */
    @ParameterizedTest
    @CsvSource({
        "ru, 5, loc, пяти",
        "ru, 2, abl, двух",
        "tr, 5, ins, beş",
        "en, 5, abl, five",
        "id, 5, loc, lima",
    })
    void aCaseThatALanguageHasNotIsItsNearest(String language, String n, String grammaticalCase, String said) {
        assertThat(say(language, new Filter.Cardinal(new Inflection(Gender.MASCULINE, named(grammaticalCase))), n))
                .isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({"en", "ru", "id", "tr"})
    void unitsOfTimeAreCldrsBesideEveryNumber(String language) {
        Grammar grammar = Grammar.of(language).orElseThrow();
        MeasureFormat icu = MeasureFormat.getInstance(new ULocale(language), MeasureFormat.FormatWidth.WIDE);
        Map<Unit, MeasureUnit> units = Map.of(
                Unit.DAY, MeasureUnit.DAY,
                Unit.HOUR, MeasureUnit.HOUR,
                Unit.MINUTE, MeasureUnit.MINUTE,
                Unit.SECOND, MeasureUnit.SECOND);
        units.forEach((unit, measure) -> {
            for (int n = 0; n <= 130; n++) {
                String noun =
                        grammar.counted(n, unit, Case.NOMINATIVE).getLast().text();
                assertThat(n + " " + noun).isEqualTo(icu.formatMeasures(new Measure(n, measure)));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "NUMBER, many",
        "NUMBER, ''",
        "NUMBER, 1.5.2",
        "NUMBER, 1000000000000000",
        "ORDINAL, x",
        "DATE, 2026-02-30",
        "DATE, tomorrow",
        "DATE, 2026-11-22x",
        "TIME, 24:00",
        "TIME, 7",
        "TIME, 12:60",
        "LENGTH, ''",
        "LENGTH, soon",
        "LENGTH, 5x",
        "LENGTH, P",
        "LENGTH, P1Y",
        "LENGTH, PT99999999999999H",
        "RANGE, 7m..4m",
        "RANGE, ..4m",
        "RANGE, 4m..",
        "MONEY, a lot",
        "MONEY, 1.234",
        "MONEY, 5 XYZ",
        "DIGITS, none",
    })
    void whatIsNoSuchValueIsTold(String kind, String value) {
        Filter filter = switch (kind) {
            case "NUMBER" -> new Filter.Cardinal(Inflection.PLAIN);
            case "ORDINAL" -> new Filter.Ordinal(Inflection.PLAIN);
            case "DATE" -> new Filter.Date(true, Case.NOMINATIVE);
            case "TIME" -> new Filter.Time(Case.NOMINATIVE);
            case "LENGTH" -> new Filter.Length(Case.NOMINATIVE);
            case "RANGE" -> new Filter.Range();
            case "MONEY" -> new Filter.Money(Currency.TRY, Case.NOMINATIVE);
            default -> new Filter.Digits();
        };
        for (String language : Grammar.languages()) {
            assertThat(SpokenValue.of(Grammar.of(language).orElseThrow(), filter, value))
                    .isEmpty();
        }
    }

    @Test
    void valuesAreTakenAsSystemsWriteThem() {
        assertThat(say("en", new Filter.Date(false, Case.NOMINATIVE), "2026-11-22T18:00:00Z"))
                .isEqualTo("November twenty second");
        assertThat(say("en", new Filter.Time(Case.NOMINATIVE), "2026-11-22T18:00:00Z"))
                .isEqualTo("six p.m.");
        assertThat(say("en", new Filter.Cardinal(Inflection.PLAIN), " 0042 ")).isEqualTo("forty two");
    }

    @Test
    void aLanguageTagWithARegionIsSpokenAsTheLanguage() {
        assertThat(Grammar.of("en-GB")).isEqualTo(Grammar.of("en"));
        assertThat(Grammar.of("de")).isEmpty();
        assertThat(Grammar.languages()).containsExactly("en", "id", "ru", "tr");
    }

    @Test
    void aNumberBeyondTheNamesThatThereAreIsRefused() {
        for (String language : Grammar.languages()) {
            Grammar grammar = Grammar.of(language).orElseThrow();
            assertThatThrownBy(() -> grammar.cardinal(Grammar.LARGEST + 1, Inflection.PLAIN))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Case named(String grammaticalCase) {
        return switch (grammaticalCase) {
            case "gen" -> Case.GENITIVE;
            case "acc" -> Case.ACCUSATIVE;
            case "dat" -> Case.DATIVE;
            case "ins" -> Case.INSTRUMENTAL;
            case "pre" -> Case.PREPOSITIONAL;
            case "loc" -> Case.LOCATIVE;
            case "abl" -> Case.ABLATIVE;
            default -> Case.NOMINATIVE;
        };
    }

    private static String say(String language, Filter filter, String value) {
        return SpokenValue.of(Grammar.of(language).orElseThrow(), filter, value)
                .map(Fragment::joined)
                .orElseThrow(() -> new AssertionError(String.format(Locale.ROOT, "%s: %s", filter, value)));
    }
}
