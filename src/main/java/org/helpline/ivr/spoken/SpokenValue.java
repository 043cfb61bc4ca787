package org.helpline.ivr.spoken;

import java.util.List;
import java.util.Optional;

/**
 * A value, which is a text, as a filter and a language say it.
 *
 * @param text what is said
 * @param fragments the same in recordings; empty where it can only be read by a voice
 * @param understood false for a value that is not what its filter speaks of; it is said as it is then
 */
public record SpokenValue(String text, List<Fragment> fragments, boolean understood) {

    /** Says a value; a language without a grammar has figures only. */
    public static SpokenValue of(String language, Filter filter, String value) {
        Optional<Grammar> grammar = Grammar.of(language);
        return switch (filter) {
            case Filter.Plain _ -> new SpokenValue(value, List.of(), true);
            case Filter.Plural f -> {
                Optional<Integer> form = grammar.flatMap(g -> form(g, f.forms().size(), value));
                yield new SpokenValue(f.forms().get(form.orElse(f.forms().size() - 1)), List.of(), form.isPresent());
            }
            case Filter.Cardinal _, Filter.Ordinal _, Filter.Digits _, Filter.Date _ -> typed(grammar, filter, value);
            case Filter.Weekday _, Filter.Time _, Filter.Length _, Filter.Range _, Filter.Money _ ->
                typed(grammar, filter, value);
        };
    }

    private static SpokenValue typed(Optional<Grammar> grammar, Filter filter, String value) {
        return grammar.map(g -> of(g, filter, value))
                .orElseGet(() -> figures(filter, value))
                .map(said -> new SpokenValue(Fragment.joined(said), said, true))
                .orElseGet(() -> new SpokenValue(value, List.of(), false));
    }

    /** Figures, which a voice can read in any language. */
    private static Optional<List<Fragment>> figures(Filter filter, String value) {
        return switch (filter) {
            case Filter.Cardinal _ ->
                Values.whole(value.strip())
                        .map(n -> List.of(new Fragment("number@" + n, Long.toString(n))))
                        .or(() -> Values.decimal(value.strip())
                                .map(_ -> List.of(new Fragment("number@" + value.strip(), value.strip()))));
            case Filter.Digits _ ->
                Optional.of(value.chars()
                                .filter(c -> c >= '0' && c <= '9')
                                .mapToObj(c -> new Fragment("digit@" + (char) c, Character.toString(c)))
                                .toList())
                        .filter(d -> !d.isEmpty());
            case Filter.Plain _, Filter.Plural _, Filter.Ordinal _, Filter.Date _ -> Optional.empty();
            case Filter.Weekday _, Filter.Time _, Filter.Length _, Filter.Range _ -> Optional.empty();
            case Filter.Money _ -> Optional.empty();
        };
    }

    /**
     * The fragments that say {@code value}; empty when the value is not what the filter speaks of. {@link Filter.Plain} and
     * {@link Filter.Plural} have no fragments of the language, so they are always empty.
     */
    static Optional<List<Fragment>> of(Grammar grammar, Filter filter, String value) {
        String text = value.strip();
        return switch (filter) {
            case Filter.Plain _, Filter.Plural _ -> Optional.empty();
            case Filter.Cardinal f ->
                Values.evenWhole(text)
                        .map(n -> grammar.cardinal(n, f.inflection()))
                        .or(() -> Values.decimal(text).map(d -> grammar.decimal(d, f.inflection())));
            case Filter.Ordinal f -> Values.whole(text).map(n -> grammar.ordinal(n, f.inflection()));
            case Filter.Digits _ -> Optional.of(grammar.digits(text)).filter(d -> !d.isEmpty());
            case Filter.Date f -> Values.date(text).map(d -> grammar.date(d, f.year(), f.grammaticalCase()));
            case Filter.Weekday f ->
                Values.date(text).map(d -> List.of(grammar.weekday(d.getDayOfWeek(), f.grammaticalCase())));
            case Filter.Time f -> Values.time(text).map(t -> grammar.time(t, f.grammaticalCase()));
            case Filter.Length f -> Values.length(text).map(d -> grammar.duration(d, f.grammaticalCase()));
            case Filter.Range _ -> Values.range(text).map(r -> Between.say(grammar, r.least(), r.most()));
            case Filter.Money f ->
                Values.money(text)
                        .map(s -> grammar.money(s.amount(), s.currency().orElse(f.currency()), f.grammaticalCase()));
        };
    }

    /** The place, from 0, of the written form that stands beside the number {@code value}; empty when it is no number. */
    static Optional<Integer> form(Grammar grammar, int forms, String value) {
        return Values.evenWhole(value.strip())
                .map(grammar::plural)
                .or(() -> Values.decimal(value.strip()).map(_ -> grammar.pluralOfFractions()))
                .map(p -> Math.min(grammar.pluralForms().indexOf(p), forms - 1));
    }

    /** The base name of a recording of the whole value, {@code number@42} or {@code ordinal@3.f}; empty where there is none. */
    public static Optional<String> recording(Filter filter, String value) {
        return switch (filter) {
            case Filter.Cardinal f ->
                Values.whole(value.strip())
                        .map(n -> "number@" + n + f.inflection().suffix());
            case Filter.Ordinal f ->
                Values.whole(value.strip())
                        .map(n -> "ordinal@" + n + f.inflection().suffix());
            case Filter.Plain _ ->
                value.matches("[A-Za-z0-9]{1,32}") ? Optional.of("number@" + value) : Optional.empty();
            case Filter.Digits _, Filter.Date _, Filter.Weekday _ -> Optional.empty();
            case Filter.Time _, Filter.Length _, Filter.Range _, Filter.Money _ -> Optional.empty();
            case Filter.Plural _ -> Optional.empty();
        };
    }
}
