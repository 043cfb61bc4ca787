package org.helpline.app.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.helpline.core.Problems;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.trial.Coverage;
import org.helpline.ivr.trial.Timing;
import org.helpline.ivr.trial.Trial;
import org.helpline.ivr.trial.TrialRun;
import org.helpline.ivr.trial.TrialText;
import org.helpline.ivr.trial.Verdict;
import org.junit.jupiter.api.Test;

/** What people who test telephone menus have complained of elsewhere, as it is here. */
class PainsOfTestingTest {

    private static final Script LINE = Samples.sample("support-line");

    private static List<Trial> trials(String text) {
        Problems problems = new Problems();
        List<Trial> trials = TrialText.parse(text, PlayedCalls.names(LINE), problems);
        assertThat(problems.all()).isEmpty();
        return trials;
    }

    private static Verdict run(Trial trial) {
        return new TrialRun(LINE, PlayedCalls.surroundings(), new Coverage()).run(trial);
    }

    /** P16: unit tests with mocked answers and a prepared context, not a call to the real thing. */
    @Test
    void p16aTestPreparesItsWorldAndAsksNobody() {
        Trial trial = trials("""
                tests:
                  - name: a known caller, in the evening, during a disturbance
                    hours: closed
                    notices: outage
                    caller: +905321234567
                    remembered: tr
                    call: [hears outage in tr, hears closed_today in tr]
                    never: which_language
                """).getFirst();
        assertThat(run(trial).failure()).isEmpty();
        assertThat(trial.given().caller()).isEqualTo("+905321234567");
    }

    /** P17: "all IVR testing is manual acceptance": here a failing test says the place, what was expected and what happened. */
    @Test
    void p17aFailingTestSaysWhereAndWhatHappenedInstead() {
        Verdict verdict = run(trials("""
                tests:
                  - name: it
                    call: [press 1, press 2, hears opening_hours]
                """).getFirst());
        Verdict.Failure failure = verdict.failure().orElseThrow();
        assertThat(failure.said().line()).isEqualTo(3);
        assertThat(failure.expected()).contains("opening_hours");
        assertThat(failure.happened()).contains("billing");
        assertThat(failure.step()).contains("script.yaml:");
    }

    /** P18: a simulator of one's own has no tests: here the simulator is the server's own interpreter, and over SIP the trace is the same. */
    @Test
    void p18theTraceOfASimulatedCallIsThatOfTheServersOwnFacts() {
        var call = PlayedCalls.of(LINE, "press 1, press 2, waits in billing, hangs up", Timing.AT_ONCE);
        assertThat(PathTaken.of(call.facts()).steps())
                .startsWith("script support-line", "start/1: say welcome")
                .contains("left for queue billing");
    }

    /** P76: no more than five tests at once, five minutes each, a hundred waiting, and a simulated caller may reach a real agent. */
    @Test
    void p76aThousandTestsOfAnHourRunWithoutALimitAndReachNoAgent() {
        StringBuilder text = new StringBuilder("tests:\n");
        for (int i = 0; i < 1_000; i++) {
            text.append("  - name: caller ")
                    .append(i)
                    .append("\n    call: [press 0, waits in support, wait 1h, hangs up]\n    ends: abandoned\n");
        }
        List<Verdict> verdicts =
                trials(text.toString()).stream().map(PainsOfTestingTest::run).toList();
        assertThat(verdicts).hasSize(1_000).allMatch(Verdict::passed);
        assertThat(verdicts.getFirst().lasted()).isEqualTo(Duration.ofHours(1));
    }

    /** P77: tools for IVR tests are not freely available: here a call that was becomes a test and a scenario of free tools by one command. */
    @Test
    void p77aCallThatWasIsATestAndAScenarioOfStockSipp() {
        var call = PlayedCalls.of(LINE, "press 1, press 3, hangs up", Timing.AT_ONCE);
        assertThat(RecordedTest.of(call, ZoneId.of("Europe/Istanbul"), false)).contains("tests:", "      - press 3");
        assertThat(RecordedScenario.of(call, false))
                .contains("<!DOCTYPE scenario SYSTEM \"sipp.dtd\">")
                .contains("Signal=3");
    }
}
