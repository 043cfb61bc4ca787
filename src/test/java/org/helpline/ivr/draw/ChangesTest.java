package org.helpline.ivr.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.ScriptFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest {

    private static final boolean WRITE = "write".equals(System.getProperty("helpline.golden"));

    private static final String BEFORE = """
            input: {silence: [again, human], wrong: [again, human]}
            start:
              - say: welcome
              - {when: closed, go: night}
              - menu: main_menu
                keys:
                  1: {go: order, show: "Order"}
                  2: {queue: billing, show: "Billing"}
                  3: [{say: address}, again]
            order:
              - ask: order_number
                digits: 4..10
                as: order_no
              - queue: support
            night: [{say: goodbye}, hangup]
            queues:
              support: {every: 45s, say: position, closed: night}
            """;

    private static final String PROMPTS = "welcome: {en: Welcome., tr: Hoş geldiniz.}\naddress: {en: Street 5.}\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              say: welcome                | say: [welcome, news]      | section start, says: now prompt welcome, prompt news; before prompt welcome.
              - say: welcome\\n  - {when: closed | - {when: closed | section start, says: gone: prompt welcome.
              {say: welcome}              | x                         | ''
              1: {go: order, show: "Order"} | 1: {go: night, show: "Order"} | section start, key 1: now Order, then goes to section night; before Order, then goes to section order.
              2: {queue: billing, show: "Billing"} | 4: {queue: billing, show: "Billing"} | section start, key 2: gone: Billing · billing, then goes to queue billing.
              3: [{say: address}, again]  | 3: [{say: address}, human] | section start, key 3: now prompt address, then goes to the human; before prompt address, then asks again.
              3: [{say: address}, again]  | 3: [{say: address}, again]\\n      star: again | section start, key *: new: asks again.
              when: closed, go: night     | when: open, go: night     | section start, if: now office is open, then goes to section night; before office is closed, then goes to section night.
              digits: 4..10               | digits: 6                 | section order, takes: now 6 digits → order_no; before 4–10 digits → order_no.
              digits: 4..10               | digits: 4..10\\n    wait: 9s | section order, asks: now waits 9 s for a key; before waits 5 s for a key.
              digits: 4..10               | digits: 4..10\\n    between: 9s | section order, takes: now waits 9 s between digits, shown to the agent as “order_no”; before waits 3 s between digits, shown to the agent as “order_no”.
              [again, human], wrong       | [human], wrong            | 'no answer', silence 1: gone: asks again.
              every: 45s                  | every: 2m                 | queue support, each 2 min: new: prompt position.
              closed: night               | full: night               | queue support, closed: gone: goes to section night.
              hangup                      | human                     | section night, says: now prompt goodbye, then goes to the human; before prompt goodbye, then hangs up.
              queue: support              | {queue: support, after: night} | section order, queue, after: new: goes to section night.
            """)
    void aChangeIsToldInWords(String from, String to, String sentence) {
        Script old = Drawn.script(BEFORE, PROMPTS);
        Script now = Drawn.script(BEFORE.replace(lines(from), lines(to)), PROMPTS);
        List<String> told = new Changes(old, now).sentences();
        if (sentence.isEmpty()) {
            assertThat(told).isEmpty();
        } else {
            assertThat(told).contains(sentence);
        }
    }

    private static String lines(String cell) {
        return cell.replace("\\n", "\n");
    }

    @Test
    void aSectionComesAndGoes() {
        Script now = Drawn.script(BEFORE.replace("night: [", "day: ["), PROMPTS);
        assertThat(new Changes(Drawn.script(BEFORE, PROMPTS), now).sentences())
                .contains("section day is new.", "section night is gone.");
    }

    @Test
    void aTextIsToldByItsLanguage() {
        String changed =
                PROMPTS.replace("Hoş geldiniz.", "Merhaba.").replace("address: {en: Street 5.}", "news: {en: News.}");
        assertThat(new Changes(Drawn.script(BEFORE, PROMPTS), Drawn.script(BEFORE, changed)).sentences())
                .containsExactly(
                        "prompt address is gone.",
                        "prompt news is new.",
                        "prompt welcome, tr: now “Merhaba.”; before “Hoş geldiniz.”.");
    }

    @Test
    void recordingsThatComeAndGoAreTold() throws IOException {
        ScriptFiles files = ScriptFiles.read(Path.of("ivr-scripts/support-line"));
        ScriptFiles fewer = new ScriptFiles(
                files.name(), files.folder(), files.script(), files.prompts(), Map.of("en", Set.of("hello")), "0");
        assertThat(new Changes(Drawn.parsed(files), Drawn.parsed(fewer)).sentences())
                .contains("recording prompts/en/hello.wav is new.", "recording prompts/tr/welcome.wav is gone.");
    }

    @Test
    void whatDoesTheSameDiffersInNothing() {
        Script moved = Drawn.script("# a comment\n\n" + BEFORE, PROMPTS);
        assertThat(new Changes(Drawn.script(BEFORE, PROMPTS), moved).sentences())
                .isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
    void aPictureOfNoDifferenceIsThePictureItself(long seed) {
        Script script = Drawn.random(seed);
        assertThat(new Changes(script, script).svg()).isEqualTo(ScriptPicture.svg(script));
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
    void allThatThereIsOfBothIsInThePictureOfTheirDifference(long seed) {
        Flow old = Outline.of(Drawn.random(seed));
        Flow now = Outline.of(Drawn.random(seed + 100));
        Flow merged = Merge.of(old, now);
        assertThat(merged.cards())
                .extracting(Flow.Card::id)
                .containsAll(ids(old))
                .containsAll(ids(now));
        for (Flow.Card card : now.cards()) {
            List<Flow.Row> kept = merged.card(card.id()).orElseThrow().rows().stream()
                    .filter(r -> r.mark() != Flow.Mark.REMOVED)
                    .toList();
            assertThat(kept).hasSameSizeAs(card.rows());
            for (int i = 0; i < kept.size(); i++) {
                assertThat(kept.get(i).saysTheSame(card.rows().get(i))).isTrue();
            }
        }
    }

    private static List<String> ids(Flow flow) {
        return flow.cards().stream().map(Flow.Card::id).toList();
    }

    @Test
    void theDifferenceIsDrawnAsBefore() throws IOException {
        String changed = BEFORE.replace("3: [{say: address}, again]", "3: news\n      4: order")
                        .replace("order_no\n  - queue: support\n", "order_no\n  - {queue: support, after: news}\n")
                        .replace("{when: closed, go: night}", "{say: hello}")
                + "news: [{say: news}, hangup]\n";
        String svg = new Changes(
                        Drawn.script(BEFORE, PROMPTS), Drawn.script(changed, PROMPTS.replace("Welcome.", "Good day.")))
                .svg();
        Path file = Path.of("src/test/resources/ivr/pictures/difference.svg");
        if (WRITE) {
            Files.writeString(file, svg);
        }
        assertThat(svg).isEqualTo(Files.readString(file));
        assertThat(svg).contains("card section added", "row removed", "row changed", "way section removed", "former");
    }
}
