package org.helpline.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.check.PlaybookKnown;
import org.helpline.ivr.check.Playbooks;
import org.helpline.ivr.model.Playbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of playbooks. */
class PlaybookTrialsTest {

    private static final PlaybookKnown KNOWN =
            new PlaybookKnown(Set.of("support"), Optional.empty(), List.of(), Set.of());
    private static final Playbook PLAYBOOK =
            Playbooks.check("refund", "refund.yaml", """
            title: Refunds
            steps:
              - {id: ask, title: Ask, required: yes}
              - {id: crm, title: Look, when: 'has(customer.id)', links: [{title: C, url: 'https://x/{customer.id}/{answers.note}'}]}
              - {id: big, title: Big, when: 'answers.amount > 100', required: yes}
              - {id: late, title: Late, when: 'waited >= duration("2m") && language == "tr"'}
              - {id: end, title: End, when: 'done.ask && code == "solved"'}
            """, KNOWN, new Problems()).orElseThrow();

    private final Problems problems = new Problems();

    private PlaybookTrials.Report run(String tests) {
        return PlaybookTrials.run(PLAYBOOK, "refund.test.yaml", tests, problems);
    }

    @Test
    void whatIsGivenDecidesWhatIsShown() {
        PlaybookTrials.Report report = run("""
                tests:
                  - name: nothing is known
                    shows: [ask]
                    required: [ask]
                  - name: much is known
                    given:
                      customer: {id: 'A/1 ä&?#', vip: yes, tags: [a, b]}
                      queue: support
                      language: tr
                      answers: {amount: 120, note: 'x y'}
                      waited: 2m
                      code: solved
                      done: [ask]
                    shows: [ask, crm, big, late, end]
                    required: [big]
                    links: ['https://x/A%2F1%20%C3%A4%26%3F%23/x%20y']
                  - name: a link without its value is left out
                    given: {customer: {id: X}}
                    links: []
                  - name: an amount that is none shows nothing
                    given: {answers: {amount: much}}
                    shows: [ask]
                """);
        assertThat(problems.all()).isEmpty();
        assertThat(report.lines()).containsExactly("refund: 4 of 4 tests pass.");
    }

    @Test
    void whatIsNotAsExpectedIsSaidWithItsLine() {
        PlaybookTrials.Report report = run("""
                tests:
                  - name: wrong
                    given: {code: solved}
                    shows: [ask, end]
                    required: []
                """);
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.lines())
                .containsExactly(
                        "FAILED  wrong  (refund.test.yaml:2)",
                        "        shows: expected ask, end, and it is ask",
                        "        required: expected nothing, and it is ask",
                        "refund: 0 of 1 tests pass.",
                        "refund: no test shows crm, big, late, end.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``                                                  ; There is no test in this file.",
                "tests: 5                                            ; There is no list of tests.",
                "tests: [{name: a, shows: [nothing]}]                ; There is no step 'nothing'.",
                "tests: [{name: a}]                                  ; This test expects nothing.",
                "tests: [{shows: []}]                                ; This test has no name.",
                "tests: [{name: a, shows: []}, {name: a, shows: []}] ; Another test has this name, in line 1.",
                "tests: [{name: a, shows: [], given: {customer: {vipp: yes}}}] ; A customer has no 'vipp'.",
                "tests: [{name: a, shows: [], given: {customer: {vip: perhaps}}}] ; 'perhaps' is not what belongs here.",
                "tests: [{name: a, shows: [], given: {waited: long}}] ; 'long' is not what belongs here.",
                "tests: [{name: a, shows: [], given: {queu: x}}]     ; What is given has no 'queu'.",
                "tests: [{name: a, showz: []}]                       ; A test has no 'showz'.",
            })
    void mistakesInTestsAreTold(String text, String what) {
        assertThat(run(text).lines()).isEmpty();
        assertThat(problems.all()).extracting(Problem::what).contains(what);
    }
}
