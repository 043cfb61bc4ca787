package org.helpline.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.model.Playbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in playbooks, each told at its place. */
class PlaybookCheckTest {

    private static final PlaybookKnown KNOWN = new PlaybookKnown(
            Set.of("support", "billing"),
            Optional.of(Set.of("Order", "Order number")),
            List.of("refund", "complaint"),
            Set.of("solved", "follow-up"));

    private static List<Problem> problems(String text) {
        Problems problems = new Problems();
        Optional<Playbook> read = Playbooks.check("refund", "refund.yaml", text, KNOWN, problems);
        assertThat(read.isPresent()).isEqualTo(problems.isEmpty());
        return problems.all();
    }

    private static String with(String lines) {
        return "title: Refunds\nsteps:\n  - id: a\n    title: A\n    " + lines + "\n";
    }

    @Test
    void aPlaybookOfAllThatThereIsHasNoMistake() {
        assertThat(problems("""
                title: Refunds
                steps:
                  - {id: a, title: Ask, required: yes}
                  - id: b
                    title: Look
                    text: |
                      Two
                      lines
                    when: '"refund" in tags && customer.vip && !done.a && answers["Order number"] != ""'
                    links: [{title: CRM, url: "https://crm.example/c/{customer.id}?o={answers.order_number}#x"}]
                    note: required
                  - {id: c, title: C, when: 'queue == "support" || code == "solved" || waited > duration("5m")'}
                  - {id: d, title: D, when: 'customer.sure in ["doubtful", "one-of"] && done.a', note: yes}
                  - {id: e, title: E, when: 'size(customer.orders) > 1 && customer.name.startsWith("A")'}
                """)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "when: 'done.b'                         ; 5:12 ; There is no step 'b'.",
                "when: 'customer.vpi'                   ; 5:12 ; A playbook knows no 'customer.vpi'.",
                "when: 'answers.orderr'                 ; 5:12 ; No script writes 'orderr' into the pop.",
                "when: 'answers[\"Bill\"] != \"\"'      ; 5:20 ; No script writes 'Bill' into the pop.",
                "when: 'queue == \"sales\"'             ; 5:12 ; There is no queue 'sales'.",
                "when: 'queue in [\"sales\"]'           ; 5:22 ; There is no queue 'sales'.",
                "when: '\"refnd\" in tags'              ; 5:12 ; There is no tag 'refnd'.",
                "when: 'code == \"solvd\" || customer.vip'  ; 5:20 ; There is no wrap-up code 'solvd'.",
                "when: 'customer.sure == \"sure\"'      ; 5:12 ; There is no word of customer.sure 'sure'.",
                "when: 'waited'                         ; 5:12 ; This is a duration, not true or false.",
                "when: 'waited > 5'                     ; 5:12 ; '>' compares a duration with a number.",
                "when: 'true'                           ; 5:12 ; This is always true.",
                "when: 'queue == \"support\" && queue == \"billing\"' ; 5:31 ; This is never true, so nobody ever sees the step.",
                "when: 'queue == \"support\" || queue != \"support\"' ; 5:31 ; This is always true.",
                "when: 'queue in [\"support\", \"billing\"]' ; 5:18 ; This is always true.",
                "when: 'customer.vip && !customer.vip'  ; 5:25 ; This is never true, so nobody ever sees the step.",
                "when: 'waited > duration(\"5m\") && waited < duration(\"2m\")' ; 5:36 ; This is never true, so nobody ever sees the step.",
                "when: '\"refund\" in tags && !(\"refund\" in tags)' ; 5:29 ; This is never true, so nobody ever sees the step.",
                "when: 'open(\"office\")'               ; 5:16 ; A playbook asks no calendar.",
                "when: 'closed'                         ; 5:11 ; A playbook asks no calendar.",
                "when: 'done.a'                         ; 5:12 ; This step depends on itself.",
                "when: 'waited > 5m && customer.vip'    ; 5:22 ; 'm' does not fit here.",
                "when: 'customer.vip &'                 ; 5:25 ; '&' does not fit here.",
                "links: [{title: X, url: 'ftp://x/y'}]  ; 5:29 ; This is no address of a web page.",
                "links: [{title: X, url: 'javascript:alert(1)'}] ; 5:29 ; This is no address of a web page.",
                "links: [{title: X, url: 'https://{customer.company}/x'}] ; 5:29 ; This is no address of a web page.",
                "links: [{title: X, url: 'https://me@evil/x'}] ; 5:29 ; This is no address of a web page.",
                "links: [{title: X, url: 'https://x/a b'}] ; 5:29 ; This address cannot be opened.",
                "links: [{title: X, url: 'https://x/{customer.idd}'}] ; 5:29 ; A playbook knows no 'customer.idd'.",
                "links: [{title: X, url: 'https://x/{customer.vip}'}] ; 5:29 ; {customer.vip} is true or false, and no text.",
                "links: [{title: X, url: 'https://x/{a b}'}] ; 5:29 ; '{a b}' names no value.",
                "links: [{title: X}]                    ; 5:13 ; This link leads nowhere.",
                "links: [{url: 'https://x/'}]           ; 5:13 ; This link has no title.",
                "note: maybe                            ; 5:11 ; 'maybe' is not what belongs here.",
                "required: maybe                        ; 5:15 ; 'maybe' is neither yes nor no.",
                "requird: yes                           ; 5:5  ; A step has no 'requird'.",
            })
    void eachMistakeIsToldAtItsPlace(String line, String place, String what) {
        assertThat(problems(with(line)))
                .singleElement()
                .satisfies(p ->
                        assertThat(p.line() + ":" + p.column() + " " + p.what()).isEqualTo(place + " " + what));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``                                         ; There is nothing in this file.",
                "# only a remark                            ; There is nothing in this file.",
                "- a                                        ; A playbook is a table.",
                "title: T                                   ; This playbook has no steps.",
                "{title: T, steps: []}                      ; Steps are a list.",
                "{steps: [{id: a, title: A}]}               ; This playbook has no title.",
                "{title: T, steps: [{id: a}]}               ; This step has no title.",
                "{title: T, steps: [{title: A}]}            ; This step has no id.",
                "{title: T, steps: [{id: A b, title: A}]}   ; 'A b' is no id of a step.",
                "{title: T, steps: [{id: a, title: A}, {id: a, title: B}]} ; Another step has this id, in line 1.",
                "{title: T, stps: 1, steps: [{id: a, title: A}]} ; A playbook has no 'stps'.",
            })
    void whatIsMissingIsTold(String text, String what) {
        assertThat(problems(text)).extracting(Problem::what).contains(what);
    }

    @Test
    void aRoundOfStepsIsToldOnce() {
        List<Problem> problems = problems("""
                title: T
                steps:
                  - {id: a, title: A, when: 'done.c'}
                  - {id: b, title: B, when: 'done.a'}
                  - {id: c, title: C, when: '!done.b'}
                  - {id: d, title: D, when: 'done.a'}
                """);
        assertThat(problems).extracting(Problem::what).containsExactly("This step depends on itself by way of b, c.");
    }

    @Test
    void whereTheScriptsAreBrokenAnyAnswerWillDo() {
        Problems problems = new Problems();
        PlaybookKnown known = new PlaybookKnown(Set.of(), Optional.empty(), List.of(), Set.of());
        assertThat(Playbooks.check(
                        "refund",
                        "refund.yaml",
                        with("when: 'answers.whatever == \"1\" && \"free\" in tags'"),
                        known,
                        problems))
                .isPresent();
    }
}
