package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.Samples;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.check.ScriptLoader;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.parse.ScriptFiles;
import org.helpline.ivr.spoken.Filter;
import org.helpline.ivr.spoken.Fragment;
import org.helpline.ivr.spoken.Grammar;
import org.helpline.ivr.spoken.Inflection;
import org.helpline.ivr.spoken.Inventory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How values reach the caller: a recording of the whole, pieces put together, or a text for a voice. */
class SpokenValuesTest {

    private static final String SCRIPT = """
            helpline: 1
            languages: [en, ru, id, tr]
            human: none
            start: [{set: {n: "5", d: "2026-11-22", t: "18:00", m: "12.50", w: "2m"}}, {say: [count, order, owed]}, hangup]
            """;
    private static final String PROMPTS = """
            count:
              en: You have {n|number} {n|plural message|messages}.
              ru: У вас {n|number neuter} {n|plural сообщение|сообщения|сообщений}.
              id: Anda memiliki {n|number} {n|plural pesan}.
              tr: '{n|number} {n|plural mesaj} var.'
            order:
              en: It comes on {d|date short} at {t|time}.
              ru: Заказ придёт {d|date short genitive} до {t|time genitive}, ждать около {w|duration genitive}.
              id: Pesanan tiba {d|date short}, {t|time}.
              tr: 'Siparişiniz: {d|date short}, {t|time}.'
            owed: {en: '{m|money USD}', ru: '{m|money RUB}', id: '{m|money IDR}', tr: '{m|money TRY}'}
            """;

    @ParameterizedTest
    @CsvSource({
        "en, count, 1, You have one message.",
        "en, count, 0, You have zero messages.",
        "ru, count, 1, У вас одно сообщение.",
        "ru, count, 22, У вас двадцать два сообщения.",
        "ru, count, 111, У вас сто одиннадцать сообщений.",
        "id, count, 7, Anda memiliki tujuh pesan.",
        "tr, count, 101, yüz bir mesaj var.",
        "en, order, 1, It comes on November twenty second at six p.m..",
        "ru, order, 1, 'Заказ придёт двадцать второго ноября до восемнадцати часов, ждать около двух минут.'",
        "id, order, 1, 'Pesanan tiba dua puluh dua November, pukul delapan belas.'",
        "tr, order, 1, 'Siparişiniz: yirmi iki Kasım, saat on sekiz.'",
        "en, owed, 1, twelve dollars and fifty cents",
        "ru, owed, 1, двенадцать рублей пятьдесят копеек",
    })
    void withoutRecordingsTheWholeTextIsForAVoice(String language, String prompt, String n, String text) {
        List<Effect.Utterance> said = say(script(Map.of()), language, prompt, n, new ArrayList<>());
        assertThat(said).hasSize(1);
        assertThat(said.getFirst().text()).isEqualTo(text);
    }

    @Test
    void whereEveryPieceIsRecordedTheyArePutTogether() {
        Set<String> recorded = names("ru", new Filter.Cardinal(Inflection.PLAIN));
        recorded.addAll(List.of("number@1.n", "count.1", "count.2.one", "count.2.few", "count.2.many"));
        List<Effect.Utterance> said = say(script(Map.of("ru", recorded)), "ru", "count", "21", new ArrayList<>());
        assertThat(said)
                .extracting(Effect.Utterance::recording)
                .containsExactly("count.1", "number@20", "number@1.n", "count.2.one");
        assertThat(said).extracting(Effect.Utterance::prompt).containsOnly("count");
    }

    @Test
    void oneMissingPieceAndTheWholeIsSpoken() {
        Set<String> recorded = names("ru", new Filter.Cardinal(Inflection.PLAIN));
        recorded.addAll(List.of("count.1", "count.2.one", "count.2.few", "count.2.many"));
        List<Effect.Utterance> said = say(script(Map.of("ru", recorded)), "ru", "count", "21", new ArrayList<>());
        assertThat(said).extracting(Effect.Utterance::text).containsExactly("У вас двадцать одно сообщение.");
    }

    @Test
    void aRecordingOfTheWholeWithItsValueWins() {
        Set<String> recorded = names("en", new Filter.Cardinal(Inflection.PLAIN));
        recorded.addAll(List.of("count.1", "count.2.one", "count.2.other", "count@5"));
        Script script = script(Map.of("en", recorded));
        assertThat(say(script, "en", "count", "5", new ArrayList<>()))
                .extracting(Effect.Utterance::recording)
                .containsExactly("count@5");
        assertThat(say(script, "en", "count", "6", new ArrayList<>()))
                .extracting(Effect.Utterance::recording)
                .containsExactly("count.1", "number@6", "count.2.other");
    }

    @ParameterizedTest
    @CsvSource({"42, number@40 number@2", "007, number@7", "100, number@1 number@hundred"})
    void aValueAloneIsPutTogetherFromFragments(String value, String recordings) {
        Script script = script(Map.of("en", names("en", new Filter.Cardinal(Inflection.PLAIN))));
        List<Effect.Utterance> said = new Phrases(script, _ -> value, _ -> {})
                .say(List.of(new Spoken.Value(new Slot("n", new Filter.Cardinal(Inflection.PLAIN)))), "en");
        assertThat(said).extracting(Effect.Utterance::recording).containsExactly(recordings.split(" ", -1));
        assertThat(said)
                .as("facts tell nothing of the value")
                .allMatch(u -> u.prompt().equals("number"));
    }

    @Test
    void aValueThatIsNoneIsSaidAsItIsAndNoted() {
        List<String> odd = new ArrayList<>();
        List<Effect.Utterance> said = say(script(Map.of()), "en", "count", "many", odd);
        assertThat(said).extracting(Effect.Utterance::text).containsExactly("You have many messages.");
        assertThat(odd).containsExactly("n", "n");
    }

    @Test
    void theStoryNamesTheValueThatCouldNotBeSaidAndTheCallGoesOn() {
        String script = SCRIPT.replace("d: \"2026-11-22\"", "d: \"soon\"");
        ScriptSimulator call =
                new ScriptSimulator(loaded(script, Map.of()), Samples.caller(), Samples.world(), Samples.OPEN);
        assertThat(call.transcript()).anyMatch(l -> l.contains("It comes on soon at six p.m."));
        call.listen();
        assertThat(call.state().isOver()).isTrue();
        assertThat(Interpreter.start(
                                loaded(script, Map.of()),
                                Samples.caller(),
                                Samples.world().at(Samples.OPEN))
                        .effects())
                .contains(new Effect.Publish(new ScriptFact.SaidAsItIs("d")));
    }

    @Test
    void aLanguageWithoutGrammarStillHasItsDigits() {
        Script german = Samples.loaded(Samples.check(
                "helpline: 1\nlanguages: [de]\nhuman: none\nstart: [{set: {n: \"42\"}}, {say: [count, \"{n|digits}\"]}, hangup]\n",
                "count: {de: 'Das sind {n|number}.'}\n"));
        assertThat(say(german, "de", "count", "042", new ArrayList<>()))
                .extracting(Effect.Utterance::text)
                .containsExactly("Das sind 42.");
        assertThat(new Phrases(german, _ -> "42", _ -> {})
                        .say(List.of(new Spoken.Value(new Slot("n", new Filter.Digits()))), "de"))
                .extracting(Effect.Utterance::recording)
                .containsExactly("digit@4", "digit@2");
    }

    private static List<Effect.Utterance> say(
            Script script, String language, String prompt, String n, List<String> odd) {
        Map<String, String> values = Map.of("n", n, "d", "2026-11-22", "t", "18:00", "m", "12.50", "w", "2m");
        return new Phrases(script, name -> values.getOrDefault(name, ""), slot -> odd.add(slot.name()))
                .say(List.of(new Spoken.Prompt(prompt)), language);
    }

    private static Set<String> names(String language, Filter filter) {
        Set<String> names = new TreeSet<>();
        Inventory.of(Grammar.of(language).orElseThrow(), filter).stream()
                .map(Fragment::id)
                .forEach(names::add);
        return names;
    }

    private static Script script(Map<String, Set<String>> recordings) {
        return loaded(SCRIPT, recordings);
    }

    private static Script loaded(String script, Map<String, Set<String>> recordings) {
        ScriptFiles written = Samples.files(script, PROMPTS);
        LoadResult result = ScriptLoader.check(
                new ScriptFiles(written.name(), written.folder(), script, PROMPTS, recordings, written.version()),
                Samples.KNOWN);
        return Samples.loaded(result);
    }
}
