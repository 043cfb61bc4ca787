package org.helpline.ivr.lexicon;

import java.util.List;

/** Kinds of values, what every call has of them, how they are said, and what can be worked out. */
final class ValueTables {

    static final List<Phrase> TYPES = List.of(
            Phrase.of("text", "Any text; digits that are keyed are one.", "main", "\"yes\"", "0815"),
            Phrase.of("number", "Exact: `0.1 + 0.2 == 0.3`.", "5", "-2.5"),
            Phrase.of("boolean", "Where it is declared also `yes`, `no`, `on`, `off`.", "true", "false"),
            Phrase.of("date", "A day.", "2026-12-24"),
            Phrase.of("duration", "A length of time.", "90s", "5m", "1h30m", "2d"),
            Phrase.of("money", "Any ISO currency; two currencies do not mix.", "12.50 TRY"),
            Phrase.of("list", "Values in their order.", "[red, green]"),
            Phrase.of("map", "Values by name.", "{number: 4711, eta: 2026-12-24}"));

    /** Values that every call has. */
    static final List<Phrase> BUILT_IN = List.of(
            value("caller.number", "Who calls; empty when the number is withheld."),
            value("caller.withheld", "Whether the caller's number is withheld."),
            value("dialled", "The number that was called."),
            value("language", "The language of the call."),
            value("position", "In a queue: the place."),
            value("wait", "In a queue: how long it is likely to last yet at most; empty while that cannot be known."),
            value("wait_least", "The same at least; there is one while there is `wait`."),
            value("callback.number", "The number that a call-back was asked for; empty before."),
            value("today", "The day, in the zone of the script's calendar."),
            value("time", "The time of day there, such as `18:05`."),
            value("now", "The day and the time there, such as `2026-12-24 18:05`."),
            value("weekday", "The day of the week there, such as `thursday`."));

    /** What may stand behind {@code |} in a text. */
    static final List<Phrase> FILTERS = List.of(
            Phrase.of(
                    "number",
                    "As a number; may be followed by a gender and a case.",
                    "{n|number}",
                    "{n|number feminine}"),
            Phrase.of("ordinal", "As an ordinal number; may be followed by a gender and a case.", "{n|ordinal}"),
            Phrase.of("digits", "Digit by digit.", "{n|digits}"),
            Phrase.of(
                    "plural",
                    "The form of a word that belongs to the number: as many forms as the language has.",
                    "{n|plural message|messages}"),
            Phrase.of(
                    "date",
                    "A day; `short` leaves the year out. May be followed by a case.",
                    "{d|date}",
                    "{d|date short}"),
            Phrase.of("weekday", "The day of the week of a date. May be followed by a case.", "{d|weekday}"),
            Phrase.of("time", "A time of day. May be followed by a case.", "{t|time}"),
            Phrase.of("duration", "A length of time. May be followed by a case.", "{w|duration}"),
            Phrase.of(
                    "range",
                    "A wait from its least to its most, between four and seven minutes; about seven where both are the same.",
                    "{wait|range}"),
            Phrase.of("money", "A sum in that currency. May be followed by a case.", "{m|money TRY}", "{m|money EUR}"));

    /** What may stand in an expression. */
    static final List<Phrase> FUNCTIONS = List.of(
            Phrase.of("has", "Whether there is such a value, and it is not empty.", "has(order.eta)"),
            Phrase.of("size", "How many letters a text has, or entries a list or map.", "size(name)", "size(items)"),
            Phrase.of("startsWith", "Whether a text begins so.", "caller.number.startsWith(\"+90\")"),
            Phrase.of("endsWith", "Whether a text ends so.", "name.endsWith(\"son\")"),
            Phrase.of("contains", "Whether a text has another in it.", "name.contains(\"an\")"),
            Phrase.of(
                    "matches",
                    "Whether a text has that look, a regular expression of RE2.",
                    "code.matches(\"^[0-9]{4}$\")"),
            Phrase.of("lowerAscii", "The text with small letters, A to Z only.", "lowerAscii(name)"),
            Phrase.of("upperAscii", "The text with capital letters, a to z only.", "upperAscii(name)"),
            Phrase.of(
                    "substring",
                    "The text from a place on, counted from 0; up to another place, if one is written.",
                    "substring(name, 1)",
                    "substring(name, 0, 3)"),
            Phrase.of("string", "A value as a text.", "string(5)"),
            Phrase.of("double", "A text as a number.", "double(code)"),
            Phrase.of("int", "A text or number as a whole number.", "int(code)"),
            Phrase.of("date", "A text as a day.", "born < date(\"2008-01-01\")"),
            Phrase.of("duration", "A text as a length of time.", "late >= duration(\"5m\")"),
            Phrase.of("money", "A sum.", "price > money(\"100 TRY\")", "money(5, \"TRY\")"),
            Phrase.of("amount", "The number of a sum.", "amount(price)"),
            Phrase.of("currency", "The currency of a sum.", "currency(price)"),
            Phrase.of("round", "A number without decimals, or with so many.", "round(x)", "round(x, 2)"),
            Phrase.of("abs", "A number without its minus.", "abs(x)"),
            Phrase.of("min", "The least of two or more.", "min(a, b)"),
            Phrase.of("max", "The most of two or more.", "max(a, b)"),
            Phrase.of("year", "Of a day, a number.", "year(today)"),
            Phrase.of("month", "Of a day, 1 to 12.", "month(today)"),
            Phrase.of("day", "Of a day, 1 to 31.", "day(today)"),
            Phrase.of("weekday", "Of a day, a text such as `monday`.", "weekday(eta) == \"monday\""),
            Phrase.of("days", "How many days a length of time has.", "days(late)"),
            Phrase.of("hours", "How many hours it has.", "hours(late)"),
            Phrase.of("minutes", "How many minutes it has.", "minutes(late)"),
            Phrase.of("seconds", "How many seconds it has.", "seconds(late)"),
            Phrase.of("open", "Whether that calendar is open; alone: the script's.", "open(\"warehouse\")", "open"),
            Phrase.of("closed", "Whether it is not open, whatever the reason.", "closed(\"office\")", "closed"),
            Phrase.of("holiday", "Whether it is closed for a holiday.", "!holiday(\"office\")", "holiday"),
            Phrase.of("emergency", "Whether an emergency was declared.", "emergency(\"office\")", "emergency"),
            Phrase.of("exists", "Whether an entry of a list is so.", "items.exists(i, i.price > 10)"),
            Phrase.of("all", "Whether every entry is so.", "items.all(i, i.price > 10)"),
            Phrase.of("exists_one", "Whether just one entry is so.", "items.exists_one(i, i.price > 10)"),
            Phrase.of("filter", "The entries that are so.", "items.filter(i, i.price > 10)"),
            Phrase.of("map", "A list of what is made of each entry.", "items.map(i, i.price)"));

    private ValueTables() {}

    private static Phrase value(String name, String says) {
        return Phrase.of(name, says, name);
    }
}
