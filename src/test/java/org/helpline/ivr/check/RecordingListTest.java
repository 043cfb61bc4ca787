package org.helpline.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.core.AgentId;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.parse.ScriptFiles;
import org.junit.jupiter.api.Test;

class RecordingListTest {

    private static final String SCRIPT = """
            helpline: 1
            languages: [en, ru]
            human: none
            start: [{set: {n: "5"}}, {play: jingle}, {say: [welcome, count, "{n|digits}"]}, hangup]
            """;
    private static final String PROMPTS = """
            welcome: {en: Hello., ru: Привет., note: Friendly.}
            count: {en: 'You have {n|plural one message|some messages}.', ru: 'У вас {n|number neuter}.'}
            """;

    @Test
    void promptsPiecesAndFragmentsAreListedWithTextAndNote() {
        List<RecordingList> lists = lists(Map.of(
                "en", Set.of("welcome", "old_welcome", "count@5", "digit@7"),
                "any", Set.of("jingle", "gong")));
        assertThat(lists).extracting(RecordingList::language).containsExactly("en", "ru", "any");
        RecordingList english = lists.getFirst();
        assertThat(english.takes())
                .startsWith(
                        new RecordingList.Take("welcome", "Hello.", "Friendly.", true),
                        new RecordingList.Take("count.1", "You have", "", false),
                        new RecordingList.Take("count.2.one", "one message", "", false),
                        new RecordingList.Take("count.2.other", "some messages", "", false),
                        new RecordingList.Take("digit@0", "zero", "", false))
                .contains(new RecordingList.Take("digit@7", "seven", "", true))
                .hasSize(14);
        assertThat(english.unused()).containsExactly("old_welcome");
        assertThat(lists.get(1).takes())
                .contains(new RecordingList.Take("number@1.n", "одно", "", false))
                .contains(new RecordingList.Take("number@thousand.few", "тысячи", "", false));
        assertThat(lists.getLast().takes()).containsExactly(new RecordingList.Take("jingle", "", "", true));
        assertThat(lists.getLast().unused()).containsExactly("gong");
    }

    @Test
    void theSamplesLackNothingAndHaveNothingTooMany() {
        for (String name : List.of("support-line", "information-line")) {
            for (RecordingList list : RecordingList.of(Samples.sample(name), PhoneBook.EMPTY)) {
                assertThat(list.takes()).as(name).allMatch(RecordingList.Take::recorded);
                assertThat(list.unused()).as(name).isEmpty();
            }
        }
    }

    /** A keyed number is whole; what another program answers may not be. */
    @Test
    void whatAFractionNeedsIsListedWhereAValueMayHaveOne() {
        List<RecordingList> lists = lists("""
                helpline: 1
                languages: [en, ru]
                human: none
                variables: {price: number, weight: number}
                start:
                  - {ask: count, digits: 1..3, as: n}
                  - {set: {price: = int(n) * 1.5, weight: 3}}
                  - {say: [whole, part]}
                  - hangup
                input: {silence: [hangup], wrong: [hangup]}
                """, """
                count: {en: How many?, ru: Сколько?}
                whole: {en: '{n|number} at {weight|number}', ru: '{n|number} по {weight|number}'}
                part: {en: 'are {price|number}', ru: '{price|number}'}
                """, Map.of(), PhoneBook.EMPTY);
        assertThat(lists.getFirst().takes())
                .contains(new RecordingList.Take("number@point", "point", "only for values with a fraction", false));
        assertThat(lists.get(1).takes())
                .filteredOn(t -> t.name().startsWith("decimal@"))
                .extracting(RecordingList.Take::text)
                .containsExactlyInAnyOrder("целая", "целых", "десятая", "десятых", "сотая", "сотых");
        List<RecordingList> none = lists(Map.of("any", Set.of("jingle")));
        assertThat(none.get(1).takes()).noneMatch(t -> t.name().startsWith("decimal@"));
    }

    @Test
    void namesOfThoseWhoCanBeDialledAreListedAndTheOthersAreUnused() {
        String prompts = "which: {en: Which?, ru: Кто?}\nspell: {en: Spell., ru: Имя.}\nthis: {en: '1', ru: '1'}\n";
        Map<String, Set<String>> recordings =
                Map.of("any", Set.of("names/ada", "names/gone"), "en", Set.of("names/202", "names/bob"));
        RecordingList dialled = lists(dialling("{extension: which, then: hangup}"), prompts, recordings, BOOK)
                .getLast();
        assertThat(dialled.language()).isEqualTo("any");
        assertThat(dialled.takes())
                .containsExactly(
                        new RecordingList.Take("names/202", "Front door", NAME, false), // in Russian it is missing
                        new RecordingList.Take("names/203", "203", NAME, false),
                        new RecordingList.Take("names/ada", "Ada Lovelace", NAME, true));
        assertThat(dialled.unused()).containsExactly("names/gone");
        List<RecordingList> spelled = lists(
                dialling("{directory: spell, choose: this, more: this, then: hangup}"), prompts, recordings, BOOK);
        assertThat(spelled.getFirst().unused()).containsExactly("names/bob");
        assertThat(spelled.getLast().takes())
                .extracting(RecordingList.Take::name)
                .containsExactly("names/202", "names/ada"); // 203 is not listed
        List<RecordingList> neither = lists(dialling("hangup"), prompts, recordings, BOOK);
        assertThat(neither.getLast().unused()).containsExactly("names/ada", "names/gone");
        assertThat(neither.getFirst().unused()).containsExactly("names/202", "names/bob");
    }

    private static final String NAME = "a name, as its bearer says it";
    private static final PhoneBook BOOK = new PhoneBook(List.of(
            new PhoneBook.Entry("201", "ada", "Ada Lovelace", new PhoneBook.Reach.Agent(new AgentId("ada")), true),
            new PhoneBook.Entry("202", "202", "Front door", new PhoneBook.Reach.Phone("202"), true),
            new PhoneBook.Entry("203", "203", "", new PhoneBook.Reach.Phone("203"), false)));

    private static String dialling(String step) {
        return "helpline: 1\nlanguages: [en, ru]\nhuman: none\nstart: [{say: this}, " + step + "]\n"
                + "input: {silence: [hangup], wrong: [hangup]}\n";
    }

    private static List<RecordingList> lists(Map<String, Set<String>> recordings) {
        return lists(SCRIPT, PROMPTS, recordings, PhoneBook.EMPTY);
    }

    private static List<RecordingList> lists(
            String script, String prompts, Map<String, Set<String>> recordings, PhoneBook book) {
        ScriptFiles files = Samples.files(script, prompts);
        return RecordingList.of(
                Samples.loaded(ScriptLoader.check(
                        new ScriptFiles(files.name(), files.folder(), script, prompts, recordings, files.version()),
                        Samples.KNOWN.withPeople(book, Set.of()))),
                book);
    }
}
