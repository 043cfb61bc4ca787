package org.helpline.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.ivr.Samples;
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
            for (RecordingList list : RecordingList.of(Samples.sample(name))) {
                assertThat(list.takes()).as(name).allMatch(RecordingList.Take::recorded);
                assertThat(list.unused()).as(name).isEmpty();
            }
        }
    }

    private static List<RecordingList> lists(Map<String, Set<String>> recordings) {
        ScriptFiles files = Samples.files(SCRIPT, PROMPTS);
        return RecordingList.of(Samples.loaded(ScriptLoader.check(
                new ScriptFiles(files.name(), files.folder(), SCRIPT, PROMPTS, recordings, files.version()),
                Samples.KNOWN)));
    }
}
