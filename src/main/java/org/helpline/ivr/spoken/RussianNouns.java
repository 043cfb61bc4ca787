package org.helpline.ivr.spoken;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The Russian nouns beside numbers, with their declensions. */
final class RussianNouns {

    /** час: часу, часом, часе; часам, часами, часах. */
    static final List<String> HARD = List.of("у", "ом", "е", "ам", "ами", "ах");

    /** тысяча, пятница, whose ending is not stressed: тысяче, тысячей, тысяче; тысячам … */
    static final List<String> SOFT_SOUNDING = List.of("е", "ей", "е", "ам", "ами", "ах");

    private static final List<String> SIBILANT = List.of("у", "ем", "е", "ам", "ами", "ах");
    private static final List<String> SOFT = List.of("ю", "ём", "е", "ям", "ями", "ях");
    private static final List<String> FEMININE = List.of("е", "ой", "е", "ам", "ами", "ах");
    private static final List<String> IN_IYA = List.of("и", "ей", "и", "ям", "ями", "ях");
    private static final List<String> IN_YE = List.of("ю", "ем", "е", "ям", "ями", "ях");

    static final List<Noun> WEEKDAYS = List.of(
            masculine("weekday@1", "понедельник", "понедельника", "понедельников", HARD),
            masculine("weekday@2", "вторник", "вторника", "вторников", HARD),
            feminine("weekday@3", "среда", "среды", "сред", "среду", FEMININE),
            masculine("weekday@4", "четверг", "четверга", "четвергов", HARD),
            feminine("weekday@5", "пятница", "пятницы", "пятниц", "пятницу", SOFT_SOUNDING),
            feminine("weekday@6", "суббота", "субботы", "суббот", "субботу", FEMININE),
            new Noun(
                    "weekday@7",
                    Gender.NEUTER,
                    "воскресенье",
                    "воскресенья",
                    "воскресений",
                    "воскресенье",
                    declined("воскресень", IN_YE)));
    static final Map<Unit, Noun> UNITS = units();

    private RussianNouns() {}

    /** A noun that is its own accusative; its stem is what stands before the last letter of {@code few}. */
    static Noun masculine(String id, String one, String few, String many, List<String> endings) {
        return new Noun(id, Gender.MASCULINE, one, few, many, one, declined(stem(few), endings));
    }

    /** A feminine noun; its stem is what stands before the last letter of {@code one}. */
    static Noun feminine(String id, String one, String few, String many, String accusative, List<String> endings) {
        return new Noun(id, Gender.FEMININE, one, few, many, accusative, declined(stem(one), endings));
    }

    private static String stem(String word) {
        return word.substring(0, word.length() - 1);
    }

    private static List<String> declined(String stem, List<String> endings) {
        return endings.stream().map(ending -> stem + ending).toList();
    }

    private static Map<Unit, Noun> units() {
        Map<Unit, Noun> nouns = new EnumMap<>(Unit.class);
        nouns.put(Unit.DAY, masculine("unit@day", "день", "дня", "дней", SOFT));
        nouns.put(Unit.HOUR, masculine("unit@hour", "час", "часа", "часов", HARD));
        nouns.put(Unit.MINUTE, feminine("unit@minute", "минута", "минуты", "минут", "минуту", FEMININE));
        nouns.put(Unit.SECOND, feminine("unit@second", "секунда", "секунды", "секунд", "секунду", FEMININE));
        nouns.put(Unit.LIRA, feminine("unit@lira", "лира", "лиры", "лир", "лиру", FEMININE));
        nouns.put(Unit.KURUS, masculine("unit@kurus", "куруш", "куруша", "курушей", SIBILANT));
        nouns.put(Unit.RUBLE, masculine("unit@ruble", "рубль", "рубля", "рублей", SOFT));
        nouns.put(Unit.KOPECK, feminine("unit@kopeck", "копейка", "копейки", "копеек", "копейку", FEMININE));
        nouns.put(Unit.RUPIAH, feminine("unit@rupiah", "рупия", "рупии", "рупий", "рупию", IN_IYA));
        nouns.put(Unit.SEN, masculine("unit@sen", "сен", "сена", "сенов", HARD));
        nouns.put(Unit.DOLLAR, masculine("unit@dollar", "доллар", "доллара", "долларов", HARD));
        nouns.put(Unit.EURO, Noun.same("unit@euro", "евро"));
        nouns.put(Unit.CENT, masculine("unit@cent", "цент", "цента", "центов", HARD));
        nouns.put(Unit.POUND, masculine("unit@pound", "фунт", "фунта", "фунтов", HARD));
        nouns.put(Unit.PENNY, masculine("unit@penny", "пенс", "пенса", "пенсов", HARD));
        return nouns;
    }
}
