package org.helpline.ivr.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryTest {

    private static final long SEED = 7;

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "id", "tr"})
    void aRecordingHasOneTextAndItsNameIsSafeInEveryFileSystem(String language) {
        Grammar grammar = Grammar.of(language).orElseThrow();
        Map<String, String> texts = new HashMap<>();
        for (Filter filter : filters()) {
            for (Fragment f : Inventory.of(grammar, filter)) {
                assertThat(f.id()).matches("[a-z]+@[a-z0-9]+(\\.[a-z]+){0,2}");
                assertThat(f.text()).matches("[\\p{L}.]+('\\p{L}+)?");
                assertThat(texts.merge(f.id(), f.text(), (a, b) -> a.equals(b) ? a : a + " and " + b))
                        .as(f.id())
                        .isEqualTo(f.text());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "id", "tr"})
    void everythingThatIsSaidOfUsualValuesIsInTheInventory(String language) {
        Grammar grammar = Grammar.of(language).orElseThrow();
        Random random = new Random(SEED);
        for (Filter filter : filters()) {
            var inventory = Inventory.of(grammar, filter);
            for (int i = 0; i < 500; i++) {
                String value = value(filter, random);
                assertThat(SpokenValue.of(grammar, filter, value).orElseThrow())
                        .as("%s %s (seed %d)", filter, value, SEED)
                        .isSubsetOf(inventory);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "id", "tr"})
    void numbersWithAFractionAreInTheInventoryToHundredths(String language) {
        Grammar grammar = Grammar.of(language).orElseThrow();
        Random random = new Random(SEED);
        for (Case c : Case.values()) {
            Filter filter = new Filter.Cardinal(new Inflection(Gender.NEUTER, c));
            List<Fragment> inventory = new ArrayList<>(Inventory.of(grammar, filter));
            inventory.addAll(Inventory.ofFractions(grammar, filter));
            for (int i = 0; i < 500; i++) {
                String value = random.nextInt(-999_999, 1_000_000) + "." + random.nextInt(10) + random.nextInt(1, 10);
                assertThat(SpokenValue.of(grammar, filter, value).orElseThrow())
                        .as("%s %s (seed %d)", filter, value, SEED)
                        .isSubsetOf(inventory);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"en, 1", "ru, 6", "id, 1", "tr, 1"})
    void aFractionNeedsFewRecordingsMore(String language, int recordings) {
        Filter number = new Filter.Cardinal(Inflection.PLAIN);
        assertThat(Inventory.ofFractions(Grammar.of(language).orElseThrow(), number))
                .hasSize(recordings);
        assertThat(Inventory.ofFractions(Grammar.of(language).orElseThrow(), new Filter.Digits()))
                .isEmpty();
    }

    /** How much a studio has to record: told here so that a change is seen. */
    @ParameterizedTest
    @CsvSource({"en, 32", "ru, 46", "id, 20", "tr, 23"})
    void aNumberNeedsFewRecordings(String language, int recordings) {
        Filter number = new Filter.Cardinal(Inflection.PLAIN);
        assertThat(Inventory.of(Grammar.of(language).orElseThrow(), number)).hasSize(recordings);
    }

    @Test
    void aPlainValueHasNone() {
        Grammar grammar = Grammar.of("en").orElseThrow();
        assertThat(Inventory.of(grammar, new Filter.Plain())).isEmpty();
        assertThat(Inventory.of(grammar, new Filter.Plural(List.of("a", "b")))).isEmpty();
    }

    private static List<Filter> filters() {
        List<Filter> filters = new ArrayList<>();
        filters.add(new Filter.Digits());
        for (Case c : Case.values()) {
            for (Gender gender : Gender.values()) {
                filters.add(new Filter.Cardinal(new Inflection(gender, c)));
                filters.add(new Filter.Ordinal(new Inflection(gender, c)));
            }
            for (Currency currency : Currency.values()) {
                filters.add(new Filter.Money(currency, c));
            }
            filters.addAll(List.of(new Filter.Date(true, c), new Filter.Date(false, c), new Filter.Weekday(c)));
            filters.addAll(List.of(new Filter.Time(c), new Filter.Length(c)));
        }
        filters.add(new Filter.Range());
        return filters;
    }

    private static String value(Filter filter, Random random) {
        String date = String.format(
                java.util.Locale.ROOT,
                "%d-%02d-%02d",
                random.nextInt(1_900, 2_100),
                random.nextInt(1, 13),
                random.nextInt(1, 29));
        return switch (filter) {
            case Filter.Plain _, Filter.Plural _ -> throw new IllegalArgumentException();
            case Filter.Cardinal _ -> Integer.toString(random.nextInt(-999_999_999, 1_000_000_000));
            case Filter.Ordinal _ -> Integer.toString(random.nextInt(1_000) * 1_000 + random.nextInt(1, 1_000));
            case Filter.Digits _ -> Integer.toString(random.nextInt(1_000_000));
            case Filter.Date _, Filter.Weekday _ -> date;
            case Filter.Time _ ->
                String.format(java.util.Locale.ROOT, "%02d:%02d", random.nextInt(24), random.nextInt(60));
            case Filter.Length _ -> random.nextInt(86_400_000) + "s";
            case Filter.Range _ -> {
                int least = random.nextInt(7);
                int most = random.nextBoolean()
                        ? 7 + random.nextInt(4)
                        : 30 + 10 * random.nextInt(10); // as waits are rounded
                yield least + "m.." + most + "m";
            }
            case Filter.Money _ -> random.nextInt(1_000_000_000) + "." + random.nextInt(10, 100);
        };
    }
}
