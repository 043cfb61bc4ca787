package org.helpline.ivr.spoken;

import java.util.List;

/** How a value is said: what stands after {@code |} in {@code {name|filter}}. */
public sealed interface Filter {

    /** As it is. */
    record Plain() implements Filter {}

    /** As one whole number, agreeing with what is counted. */
    record Cardinal(Inflection inflection) implements Filter {}

    /** As a place in a row. */
    record Ordinal(Inflection inflection) implements Filter {}

    /** Digit by digit. */
    record Digits() implements Filter {}

    /** A date such as 2026-11-22, with its year or without. */
    record Date(boolean year, Case grammaticalCase) implements Filter {}

    /** The weekday of a date. */
    record Weekday(Case grammaticalCase) implements Filter {}

    /** A time such as 18:00. */
    record Time(Case grammaticalCase) implements Filter {}

    /** A length of time such as 90s, 5m, 1h30m or PT5M. */
    record Length(Case grammaticalCase) implements Filter {}

    /** From one length of time to another, 4m..7m: between four and seven minutes. */
    record Range() implements Filter {}

    /** Money such as 12.50; a value that names a currency itself, 12.50 EUR, keeps that. */
    record Money(Currency currency, Case grammaticalCase) implements Filter {}

    /** The form of a word that stands beside the number; as many forms as the language has, in its order. */
    record Plural(List<String> forms) implements Filter {}
}
