package org.helpline.ivr.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.lexicon.Phrase;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.spoken.Case;
import org.helpline.ivr.spoken.Currency;
import org.helpline.ivr.spoken.Filter;
import org.helpline.ivr.spoken.Gender;
import org.helpline.ivr.spoken.Grammar;
import org.helpline.ivr.spoken.Inflection;
import org.helpline.ivr.spoken.PluralForm;

/** Reads what stands after {@code |} in a text: a filter's name, then words of its own in any order. */
final class FilterParser {

    private static final List<String> GENDERS = List.of("masculine", "feminine", "neuter");
    private static final String SHORT = "short";
    private static final String PLURAL = "plural";
    private static final List<String> FILTERS = Phrase.words(Lexicon.filters());

    private final SourceText source;
    private final YamlNode.Text text;
    private final String name;
    private final Optional<String> language;

    /**
     * A filter of the value {@code name} in {@code text}.
     *
     * @param language the text's; empty for a value that is said in whatever language the call has
     */
    FilterParser(SourceText source, YamlNode.Text text, String name, Optional<String> language) {
        this.source = source;
        this.text = text;
        this.name = name;
        this.language = language;
    }

    Optional<Filter> read(String written) {
        String filter = written.strip();
        if (filter.isEmpty()) {
            return Optional.of(new Filter.Plain());
        }
        List<String> words = Arrays.asList(filter.split("[:\\s]+", -1));
        String first = words.getFirst();
        if (first.equals(PLURAL)) {
            return plural(filter.substring(PLURAL.length()).replaceFirst("^:", ""));
        }
        if (!FILTERS.contains(first)) {
            source.report(
                    text, "'" + first + "' is no way to say a value.", Words.suggestion(first, FILTERS, "other way"));
            return Optional.empty();
        }
        if (language.isPresent()
                && needsGrammar(first)
                && Grammar.of(language.get()).isEmpty()) {
            source.report(text, "'|" + first + "' cannot be said in '" + language.get() + "'.", spoken());
            return Optional.empty();
        }
        return named(first, words.subList(1, words.size()));
    }

    /** Figures can be said in every language, one by one or as a voice reads them. */
    private static boolean needsGrammar(String filter) {
        return !filter.equals("digits") && !filter.equals("number");
    }

    private static String spoken() {
        return "It can in: " + String.join(", ", Grammar.languages()) + ". Say '{…|digits}', or the value as it is.";
    }

    private Optional<Filter> named(String filter, List<String> words) {
        List<String> known = new ArrayList<>();
        switch (filter) {
            case "number", "ordinal" -> {
                known.addAll(GENDERS);
                known.addAll(cases());
            }
            case "date" -> {
                known.add(SHORT);
                known.addAll(cases());
            }
            case "weekday", "time", "duration" -> known.addAll(cases());
            case "money" -> {
                known.addAll(Currency.codes());
                known.addAll(cases());
            }
            default -> {}
        }
        for (String word : words) {
            if (!known.contains(word)) {
                source.report(
                        text,
                        "'" + word + "' does not belong to '" + filter + "'.",
                        known.isEmpty() ? "Write '" + filter + "' alone." : Words.suggestion(word, known, "word"));
                return Optional.empty();
            }
        }
        return made(filter, words);
    }

    /** Those of the text's language; where the language is the call's, all that there are. */
    private List<String> cases() {
        return language.flatMap(Grammar::of).map(Grammar::cases).orElse(EnumSet.allOf(Case.class)).stream()
                .map(Case::written)
                .toList();
    }

    private Optional<Filter> made(String filter, List<String> words) {
        Case grammaticalCase =
                words.stream().flatMap(w -> Case.of(w).stream()).findFirst().orElse(Case.NOMINATIVE);
        Gender gender = words.contains("feminine")
                ? Gender.FEMININE
                : words.contains("neuter") ? Gender.NEUTER : Gender.MASCULINE;
        Inflection inflection = new Inflection(gender, grammaticalCase);
        return switch (filter) {
            case "number" -> Optional.of(new Filter.Cardinal(inflection));
            case "ordinal" -> Optional.of(new Filter.Ordinal(inflection));
            case "date" -> Optional.of(new Filter.Date(!words.contains(SHORT), grammaticalCase));
            case "weekday" -> Optional.of(new Filter.Weekday(grammaticalCase));
            case "time" -> Optional.of(new Filter.Time(grammaticalCase));
            case "duration" -> Optional.of(new Filter.Length(grammaticalCase));
            case "range" -> range();
            case "money" -> money(words, grammaticalCase);
            default -> Optional.of(new Filter.Digits());
        };
    }

    /** Only a wait has two ends. */
    private Optional<Filter> range() {
        boolean isOfAQueue = name.startsWith(QueueFigure.ROOT + ".") && name.endsWith("." + BuiltIn.WAIT);
        if (name.equals(BuiltIn.WAIT) || isOfAQueue) {
            return Optional.of(new Filter.Range());
        }
        source.report(text, "'" + name + "' has no range.", "Say {wait|range}, or {" + name + "|duration}.");
        return Optional.empty();
    }

    private Optional<Filter> money(List<String> words, Case grammaticalCase) {
        Optional<Currency> currency =
                words.stream().flatMap(w -> Currency.of(w).stream()).findFirst();
        if (currency.isEmpty()) {
            source.report(
                    text,
                    "'money' needs a currency.",
                    "Write for example {" + name + "|money TRY}. There is: " + String.join(", ", Currency.codes())
                            + ".");
        }
        return currency.map(c -> new Filter.Money(c, grammaticalCase));
    }

    private Optional<Filter> plural(String written) {
        Optional<Grammar> grammar = language.flatMap(Grammar::of);
        if (language.isEmpty()) {
            source.report(
                    text,
                    "A plural belongs to the words of one language.",
                    "Write it into the texts of prompts.yaml, and say that prompt here.");
            return Optional.empty();
        }
        if (grammar.isEmpty()) {
            source.report(
                    text,
                    "The plural forms of '" + language.get() + "' are not known.",
                    "They are in: " + String.join(", ", Grammar.languages()) + ".");
            return Optional.empty();
        }
        List<String> forms =
                Arrays.stream(written.split("\\|", -1)).map(String::strip).toList();
        return forms(grammar.get(), forms);
    }

    private Optional<Filter> forms(Grammar grammar, List<String> forms) {
        int most = grammar.pluralForms().size();
        boolean empty = forms.stream().anyMatch(String::isEmpty);
        if (!empty && forms.size() >= grammar.fewestForms() && forms.size() <= most) {
            return Optional.of(new Filter.Plural(forms));
        }
        int written = (int) forms.stream().filter(f -> !f.isEmpty()).count();
        String expected = grammar.fewestForms() == most ? "" + most : grammar.fewestForms() + " or " + most;
        source.report(
                text,
                "'" + language.orElseThrow() + "' has " + expected + " plural form" + (most == 1 ? "" : "s") + ", and "
                        + written + (written == 1 ? " stands" : " stand") + " here.",
                "Write {" + name + "|plural " + example(grammar) + "}.");
        return Optional.empty();
    }

    /** What each form stands beside. */
    private static String example(Grammar grammar) {
        List<String> examples = new ArrayList<>();
        for (PluralForm form : grammar.pluralForms()) {
            examples.add(
                    switch (form) {
                        case ONE -> "as after 1";
                        case FEW -> "as after 2";
                        case MANY, OTHER -> "as after 5";
                    });
        }
        return String.join("|", examples);
    }
}
