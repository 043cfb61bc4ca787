package org.helpline.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a test may say of a call, and what it is told when the call goes otherwise. */
class TrialRunTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call: [hears welcome, hears main_menu]",
                "call: [hears welcome in en, hears Press a key., press 2, hears number]",
                "call: [press 1, waits in support, hears position, wait 30s, hears position@1]",
                "call: [press 1, waits in support at 2, press 1, hears thanks, agent answers after 5s]\nends: served",
                "call: [press 1, agent answers, agent leaves after 1m, hears thanks]\nends: served",
                "call: [press 1, agent answers, agent sends to billing, waits in billing]\nends: waiting in billing",
                "call: [press 1, agent answers, agent sends to billing, queue full]\nends: hangup",
                "call: [press 1, agent answers, hangs up]\nends: served",
                "call: [press 1, waits in support, hangs up]\nends: abandoned",
                "call: [press 1, queue full, hears busy]\nends: hangup",
                "call: [press 0]\nends: waiting",
                "call: [press 2, press 12, silence, hears thanks]\nvariables: {order_no: 12}\npop: {order_no: 12}",
                "call: [press 2, press 1234, hears thanks]\nends: hangup",
                "call: press 3\nends: script other",
                "call: [press 3, hears elsewhere]\nends: hangup",
                "call: [silence, hears main_menu, silence, goes to bye]\nends: hangup",
                "notices: outage\ncall: [hears outage]",
                "call: wait 1s\nnever: [outage, closed]\nends: asking",
                "hours: holiday\ncall: hears closed",
                "at: 2026-11-18 18:00\ncall: hears closed\nends: hangup",
                "at: 2026-11-18 17:59:50\ncall: hears main_menu",
                "at: 2026-10-29 12:00\ncall: hears closed",
                "at: 2026-10-29 12:00\nhours: open\ncall: hears main_menu",
                "at: 2026-11-18 15:00\nzone: UTC\ncall: hears closed",
                "remembered: tr\ncall: hears welcome in tr\nlanguage: tr\nremembers: none",
            })
    void holds(String entries) {
        Verdict verdict = Trials.run(entries);
        assertThat(verdict.failure()).as(() -> TrialReport.explained(verdict)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            call: [hears main_menu, hears welcome]       | the caller hears welcome     | nothing is said; the script waits for a key
            call: [hears number]                         | the caller hears number      | heard welcome (en), main_menu (en); the script waits for a key
            call: [press 2, hears main_menu]             | the caller hears main_menu   | heard number (en); the script waits for a key
            call: [hears welcome, press 2, hears welcome] | the caller hears welcome    | heard number (en); the script waits for a key
            call: [hears welcome in tr]                  | the caller hears welcome in tr | heard welcome (en), main_menu (en); the script waits for a key
            call: [hears Press the key.]                 | the caller hears "Press the key." | heard welcome (en), main_menu (en); the script waits for a key
            call: [silence, hears main_menu, hears goodbye] | the caller hears goodbye  | nothing is said; the script waits for a key
            call: [press 1, waits in billing]            | the caller waits in billing  | the caller waits in support
            call: [waits in support]                     | the caller waits in support  | the script waits for a key
            call: [hears main_menu, press 2, goes to main] | the call goes to main        | it goes to order; the script waits for a key
            call: [press 1, silence]                     | the script waits for a key   | the caller waits in support
            call: [agent answers]                        | the caller waits for an agent | the script waits for a key
            call: [press 1, agent leaves]                | an agent and the caller talk | the caller waits in support
            call: [press 1, waits in support, queue full] | the queue does not take the caller | the caller waits in support
            call: [hangs up, press 1]                    | the call goes on             | the caller has hung up
            call: [press 1, queue full, hears busy, press 1] | the caller presses 1     | the script has hung up (the script ended the call)
            """)
    void tellsWhatWasExpectedAndWhatHappened(String entries, String expected, String happened) {
        Verdict.Failure failure = Trials.run(entries).failure().orElseThrow();
        assertThat(failure.expected()).isEqualTo(expected);
        assertThat(failure.happened()).isEqualTo(happened);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ends: served             | the call ends: served              | it ends: waiting in support; the caller waits in support
            ends: waiting in billing | the call ends: waiting in billing  | it ends: waiting in support; the caller waits in support
            language: tr             | the language is tr                 | it is en
            remembers: en            | the language remembered is en      | it is none
            'variables: {x: 1}'      | x is 1                             | it is (not set)
            'pop: {Order: 1}'        | the agent sees Order: 1            | the agent sees nothing of it
            never: welcome           | welcome is never heard             | it was heard
            """)
    void tellsWhatTheWholeCallWasNot(String expectation, String expected, String happened) {
        Verdict.Failure failure = Trials.run("call: [hears welcome, press 1]\n" + expectation)
                .failure()
                .orElseThrow();
        assertThat(failure.expected()).isEqualTo(expected);
        assertThat(failure.happened()).isEqualTo(happened);
    }

    @Test
    void aFailureShowsTheTestTheScriptAndTheCall() {
        Verdict verdict = Trials.run("call: [hears welcome, press 2, hears main_menu]");
        assertThat(TrialReport.explained(verdict)).isEqualTo("""
                x.test.yaml:3:36: it
                    test:     hears main_menu
                    expected: the caller hears main_menu
                    happened: heard number (en); the script waits for a key
                    script:   test/script.yaml:19:5 (order/1: ask number for order_no)
                    the call until then:
                      0.0 language en
                      0.0 en welcome: Welcome.
                      1.0 en main_menu: Press a key.
                      1.0 caller presses 2
                      1.0 … cut
                      1.0 en number: Your number please.
                """);
    }

    @Test
    void whatWasCutBeforeItBeganIsNeverHeard() {
        assertThat(Trials.run("notices: outage\ncall: press 2\nnever: [welcome, outage]")
                        .passed())
                .isTrue();
    }
}
