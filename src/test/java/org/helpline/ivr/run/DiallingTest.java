package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.ivr.Samples;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.check.ScriptLoader;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.ScriptFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Extensions and names that callers key. The book: Ada at 201, a phone at 204, a queue at 210, a script at 22; Şule has no extension. */
class DiallingTest {

    private static final String HEAD = "helpline: 1\nlanguages: [en]\nhuman: {queue: support}\n";
    private static final String PROMPTS = """
            which: Which extension?
            wrong_one: There is no such extension.
            main_menu: For orders, press 1.
            order: Your order.
            two: Two.
            spell: Spell the name.
            directory_choice: "For {person.name} press {choice|number}."
            press: "press {choice|number}"
            more_names: For more names, press 9.
            away: Nobody is there.
            one_moment: One moment.
            """;

    private static final String EXTENSION = """
            start:
              - extension: which
                say: one_moment
                then: [{say: away}, again]
                wrong: [[{say: wrong_one}, again], human]
            """;

    private static final String MENU = """
            start:
              - menu: main_menu
                extensions: yes
                keys: {1: [{say: order}, again], 2: [{say: two}, again], star: hangup}
            """;

    private static final String NAMES = """
            start:
              - directory: spell
                then: hangup
            """;

    private static ScriptSimulator call(String script, String... recordings) {
        ScriptFiles files = new ScriptFiles(
                "test",
                java.nio.file.Path.of("test"),
                HEAD + script,
                PROMPTS,
                Map.of("any", Set.of(recordings)),
                "000000000000");
        Script loaded = Samples.loaded(ScriptLoader.check(files, Samples.KNOWN));
        return new ScriptSimulator(loaded, Samples.caller(), Samples.world(), Samples.OPEN);
    }

    private static String who(ScriptSimulator call) {
        return call.state().calling().map(State.Calling::who).orElse("nobody");
    }

    private static String all(ScriptSimulator call) {
        return String.join("\n", call.transcript());
    }

    // ---- extension

    @Test
    void anExtensionIsRungAsSoonAsItIsWhole() {
        ScriptSimulator call = call(EXTENSION).press("201");
        assertThat(who(call)).isEqualTo("ada");
        assertThat(all(call)).contains("rings agent ada", "en one_moment");
    }

    @Test
    void whoItIsIsSaidWhereTheyRecordedIt() {
        assertThat(all(call(EXTENSION, "names/ada").press("201"))).contains("any names/ada");
        assertThat(all(call(EXTENSION).press("201"))).doesNotContain("Ada Lovelace");
    }

    @Test
    void anExtensionLeadsToAQueueOrAScriptToo() {
        assertThat(all(call(EXTENSION).press("210"))).contains("queue support priority 0");
        assertThat(all(call(EXTENSION).press("22"))).contains("script information-line");
    }

    /** A wrong beginning is heard to its end: else the rest of it would be the next try. */
    @Test
    void anExtensionThatNobodyHasIsOneWrongAnswer() {
        ScriptSimulator call = call(EXTENSION).press("999").listen();
        assertThat(all(call)).contains("wrong_one").containsOnlyOnce("wrong_one");
        assertThat(call.press("204").state().calling().orElseThrow().who()).isEqualTo("204");
    }

    @ParameterizedTest
    @CsvSource({"20, 3", "20#, 0", "9, 3"})
    void tooFewDigitsAreAWrongAnswerWhenTimeOrHashEndsThem(String keys, int seconds) {
        ScriptSimulator call = call(EXTENSION).press(keys).pass(Duration.ofSeconds(seconds));
        assertThat(all(call)).contains("wrong_one");
    }

    @Test
    void zeroIsAHumanWhileNoExtensionBeginsWithIt() {
        assertThat(all(call(EXTENSION).press("0"))).contains("queue support");
    }

    @Test
    void afterAPersonWhoIsNotReachedTheQuestionMayBePutAgain() {
        ScriptSimulator call = call(EXTENSION).press("201");
        call.tell(
                new ScriptEvent.NotReached(call.state().calling().orElseThrow().token(), Missed.Why.BUSY));
        call.listen();
        assertThat(all(call)).containsSubsequence("not reached: busy", "en away", "en which");
        assertThat(call.state().isAsking()).isTrue();
    }

    // ---- a menu where extensions may be dialled

    @Test
    void aKeyThatBeginsNoExtensionCountsAtOnce() {
        assertThat(all(call(MENU).press("1"))).contains("en order");
    }

    @Test
    void aKeyThatBeginsAnExtensionCountsWhenNoOtherFollows() {
        ScriptSimulator call = call(MENU).press("2");
        assertThat(all(call)).doesNotContain("en two");
        assertThat(all(call.pass(Duration.ofSeconds(3)))).contains("en two");
    }

    @Test
    void anExtensionMayBeDialledAtAnyTimeAlsoOverThePrompt() {
        assertThat(who(call(MENU).press("204"))).isEqualTo("204");
    }

    /** Who types ahead for the next menu is not taken for somebody who dials. */
    @Test
    void aSecondKeyThatNoExtensionHasBelongsToWhatComesNext() {
        ScriptSimulator call = call(MENU).press("21").press("5");
        assertThat(all(call)).doesNotContain("rings");
        ScriptSimulator other = call(MENU).press("2*");
        assertThat(all(other)).contains("hangs up").doesNotContain("wrong");
    }

    @Test
    void nobodyReachedFromAMenuMeansTheMenuAgain() {
        ScriptSimulator call = call(MENU).press("204");
        call.tell(
                new ScriptEvent.NotReached(call.state().calling().orElseThrow().token(), Missed.Why.NO_ANSWER));
        call.listen();
        assertThat(call.state().isAsking()).isTrue();
        assertThat(all(call).split("en main_menu", -1)).hasSize(3);
    }

    @Test
    void theCheckRemarksOnKeysThatHaveToWait() {
        LoadResult result = Samples.check(HEAD + MENU, PROMPTS);
        assertThat(result).isInstanceOf(LoadResult.Loaded.class);
        assertThat(((LoadResult.Loaded) result).remarks().toString())
                .contains("Key 2 takes 3.0 s longer here, since extension 201 begins with it.")
                .doesNotContain("Key 1 takes");
    }

    // ---- directory

    @Test
    void thoseWhoFitAreReadOutWithTheirKeysAndTheChosenOneIsRung() {
        ScriptSimulator call = call(NAMES).press("232#");
        call.listen();
        assertThat(all(call)).contains("For Ada Lovelace press one.");
        assertThat(who(call.press("1"))).isEqualTo("ada");
    }

    @Test
    void lettersWithMarksAreOnTheKeysOfPlainOnes() {
        ScriptSimulator call = call(NAMES).press("7853#").listen();
        assertThat(all(call)).contains("For Şule Çağrı press one.");
        assertThat(who(call.press("1"))).isEqualTo("sule");
    }

    @Test
    void theLastNameWillDoAndAPauseEndsIt() {
        ScriptSimulator call =
                call(NAMES).press("568").pass(Duration.ofSeconds(3)).listen();
        assertThat(all(call)).contains("For Ada Lovelace press one.");
    }

    @Test
    void enoughLettersEndItToo() {
        ScriptSimulator call =
                call(NAMES.replace("spell\n", "spell\n    letters: 3\n")).press("232");
        assertThat(all(call)).contains("For Ada Lovelace");
    }

    @Test
    void aNameIsHeardFromItsRecording() {
        String script = NAMES.replace("spell\n", "spell\n    choose: [\"{person.name}\", press]\n");
        assertThat(all(call(script, "names/ada").press("232#")))
                .contains("any names/ada\n")
                .contains("press one");
        assertThat(all(call(script).press("232#"))).contains("Ada Lovelace").contains("press one");
    }

    @Test
    void moreNamesThanFitAreReadOutWithKeyNine() {
        String script = NAMES.replace("spell\n", "spell\n    most: 1\n    more: more_names\n    letters: 1\n");
        ScriptSimulator call = call(script).press("2").listen(); // Ada; Şule by her last name
        assertThat(all(call))
                .contains("For Ada Lovelace press one.", "more_names")
                .doesNotContain("Şule");
        call.press("9").listen();
        assertThat(all(call)).contains("For Şule Çağrı press one.");
        assertThat(who(call.press("1"))).isEqualTo("sule");
    }

    @Test
    void starSpellsAnew() {
        ScriptSimulator call = call(NAMES).press("232#").listen();
        call.press("*").listen();
        assertThat(all(call).split("en spell", -1)).hasSize(3);
        assertThat(call.press("785#")
                        .listen()
                        .press("1")
                        .state()
                        .calling()
                        .orElseThrow()
                        .who())
                .isEqualTo("sule");
    }

    @ParameterizedTest
    @CsvSource({"999#", "1", "*"})
    void aNameThatNobodyHasIsAWrongAnswer(String keys) {
        assertThat(call(NAMES).press(keys).moments().toString()).contains("WrongKey");
    }

    @Test
    void whoWasChosenIsKnownToTheScript() {
        ScriptSimulator call = call(NAMES).press("232#").listen().press("1");
        assertThat(call.state().variables().get("person"))
                .isEqualTo(new org.helpline.ivr.model.Value.Fields(Map.of(
                        "id", org.helpline.ivr.model.Value.text("ada"),
                        "name", org.helpline.ivr.model.Value.text("Ada Lovelace"),
                        "number", org.helpline.ivr.model.Value.text("201"))));
    }

    @Test
    void whereNobodyCanBeDialledTheCheckSaysSo() {
        LoadResult result = ScriptLoader.check(
                Samples.files(HEAD + EXTENSION, PROMPTS),
                Samples.KNOWN.withPeople(org.helpline.ivr.model.PhoneBook.EMPTY, Set.of()));
        assertThat(result.toString()).contains("There is nobody to dial.");
    }

    @Test
    void listsOfNamesAreShort() {
        assertThat(List.of("most: 9", "letters: 0"))
                .allSatisfy(word -> assertThat(
                                Samples.check(HEAD + NAMES.replace("spell\n", "spell\n    " + word + "\n"), PROMPTS)
                                        .toString())
                        .contains("is not what belongs here"));
    }
}
