package org.helpline.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialParserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            call: [hears welcom]              | 3:12: 'welcom' is no prompt of this script. Did you mean 'welcome'?
            call: [press 1, main_menu]        | 3:21: 'main_menu' is nothing that a caller does or hears. Did you mean 'hears main_menu'?
            call: [1]                         | 3:12: '1' is nothing that a caller does or hears. Did you mean 'press 1'?
            call: [pres 1]                    | 3:12: 'pres 1' is nothing that a caller does or hears. Did you mean 'press'?
            call: [press one]                 | 3:12: 'one' are no keys of a telephone. Write digits, star and hash, for example 'press 4711 hash'.
            call: [hears welcome in de]       | 3:12: 'de' is no language of this script. There is: en, tr.
            call: [goes to mian]              | 3:12: 'mian' is no section of this script. Did you mean 'main'?
            call: [goes main]                 | 3:12: 'goes main' says too little or too much. Write for example 'goes to main'.
            call: [waits in suport]           | 3:12: 'suport' is no queue. Did you mean 'support'?
            call: [queue ful]                 | 3:12: 'ful' is no reason of a queue. Did you mean 'full'?
            call: [agent answers after soon]  | 3:12: 'soon' is no length of time. Write for example 500ms, 5s, 2m or 1h30m.
            call: [agent sleeps]              | 3:12: 'agent sleeps' says too little or too much. Write for example 'agent answers after 20s', 'agent leaves' or 'agent sends to support'.
            call: [silence twice]             | 3:12: 'silence twice' says too little or too much. Write for example 'silence'.
            call: [{press: [1, one]}]         | 3:24: 'one' are no keys of a telephone. Write digits, star and hash, for example 'press 4711 hash'.
            call: [[press 1]]                 | 3:12: A list stands inside a list. Write its entries in the outer list.
            end: served                       | 4:5: A test has no 'end'. Did you mean 'ends'?
            ends: happily                     | 4:11: 'happily' is no end of a call. There is: served, hangup, abandoned, callback, asking, waiting, ringing, script.
            ends: served in support           | 4:11: 'served in support' is no end of a call. Write for example 'waiting in support' or 'script information-line'.
            ends: script othr                 | 4:11: 'othr' is no script. Did you mean 'other'?
            at: tomorrow                      | 4:9: 'tomorrow' is no date and time. Write for example 2026-12-24 18:00.
            zone: Istanbul                    | 4:11: 'Istanbul' is no time zone. Write for example Europe/Istanbul.
            hours: shut                       | 4:12: 'shut' is no state of a calendar. There is: open, closed, holiday, emergency.
            hours: {offise: closed}           | 4:13: 'offise' is no calendar. Did you mean 'office'?
            notices: outages                  | 4:14: 'outages' is no notice of this script. Did you mean 'outage'?
            never: [outag]                    | 4:13: 'outag' is no prompt of this script. Did you mean 'outage'?
            remembered: de                    | 4:17: 'de' is no language of this script. There is: en, tr.
            caller: a b                       | 4:13: 'a b' is no caller. Write a number, or 'withheld'.
            """)
    void aMistakeIsToldWithItsPlace(String entries, String told) {
        String whole = entries.startsWith("call:") ? entries : "call: press 1\n" + entries;
        String shown = Trials.mistakes(Trials.file(whole)).stream()
                .map(TrialParserTest::head)
                .collect(Collectors.joining("; "));
        assertThat(shown).isEqualTo("x.test.yaml:" + told);
    }

    @Test
    void aTestWithoutACallIsAMistake() {
        assertThat(Trials.mistakes(Trials.file("ends: served")).stream().map(TrialParserTest::head))
                .containsExactly(
                        "x.test.yaml:2:5: This test has no call. Add for example 'call: [hears welcome, press 1]'.");
    }

    private static String head(Problem problem) {
        return problem.toString().lines().findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                       | 1:1: There is no test in this file. Begin with 'tests:', or remove the file.
            # nothing yet            | 1:1: There is no test in this file. Begin with 'tests:', or remove the file.
            - press 1                | 1:1: A test file is a table. Begin with 'tests:', then '- name: …'.
            hours: closed            | 1:1: There is no list of tests. Write 'tests:', and under it '- name: …' for each.
            'test: []'               | 1:1: A test file has no 'test'. Did you mean 'tests'?
            'tests: [press 1]'       | 1:9: A test is a table. Write '- name: …', and under it 'call: […]'.
            'tests: [{call: press 1}]' | 1:9: This test has no name. Add for example 'name: billing by day'.
            """)
    void aFileThatIsNoneIsToldSo(String text, String told) {
        assertThat(Trials.mistakes(text).stream().map(TrialParserTest::head)).contains("x.test.yaml:" + told);
    }

    @Test
    void twoTestsOfOneNameAreAMistake() {
        assertThat(Trials.mistakes("tests:\n  - {name: a, call: press 1}\n  - {name: a, call: press 2}\n"))
                .singleElement()
                .satisfies(p -> assertThat(p.toString())
                        .startsWith("x.test.yaml:3:12: Another test has this name, in line 2.")
                        .contains("  - {name: a, call: press 2}"));
    }

    @Test
    void anActIsAPhraseOrAPair() {
        String phrases = "call: [hears welcome, hears main_menu, press 2, press 12 hash, agent answers after 2s]";
        String pairs = """
                call:
                  - hears: [welcome, main_menu]
                  - press: 2
                  - press: 12 hash
                  - agent answers after: 2s
                """;
        assertThat(acts(pairs)).isEqualTo(acts(phrases)).hasSize(5);
    }

    private static List<TrialAct> acts(String entries) {
        Problems problems = new Problems();
        Trial trial = TrialParser.parse("x.test.yaml", Trials.file(entries), Trials.names(), problems)
                .getFirst();
        assertThat(problems.all()).isEmpty();
        return trial.acts().stream().map(Written::what).toList();
    }

    @Test
    void whatTheFileSaysCountsForEachTestThatDoesNotSayIt() {
        String text = """
                hours: closed
                caller: withheld
                remembered: tr
                tests:
                  - {name: a, call: press 1}
                  - {name: b, hours: {office: open}, caller: +905321234567, remembered: none, call: press 1}
                """;
        var trials = TrialParser.parse("x.test.yaml", text, Trials.names(), new Problems());
        assertThat(trials.get(0).given().allHours()).hasToString("Optional[CLOSED]");
        assertThat(trials.get(0).given().caller()).isEmpty();
        assertThat(trials.get(0).given().remembered()).contains("tr");
        assertThat(trials.get(1).given().hours()).hasToString("{office=OPEN}");
        assertThat(trials.get(1).given().caller()).isEqualTo("+905321234567");
        assertThat(trials.get(1).given().remembered()).isEmpty();
    }
}
