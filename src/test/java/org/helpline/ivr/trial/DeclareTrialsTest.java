package org.helpline.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.helpline.core.Problems;
import org.helpline.ivr.Samples;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody of the house declares by phone what a calendar says for now. */
class DeclareTrialsTest {

    private static final String HEAD = "helpline: 1\nlanguages: [en]\nhours: office\nhuman: none\n";
    private static final String STAFF = HEAD + """
            start:
              - {when: emergency, then: {say: alarm}}
              - menu: choose
                keys:
                  1: [{pin: enter_pin}, studio]
                  2: [{declare: closed}, bye]
                silence: [bye]
                wrong: [bye]
            studio:
              - menu: choose
                keys:
                  1: [{declare: emergency, until: 18:00}, start]
                  2: [{declare: closed, until: 2h}, again]
                  3: [{declare: as_written}, again]
                  4: [{declare: tell}, again]
                silence: [bye]
                wrong: [bye]
            bye: [hangup]
            """;
    private static final String PROMPTS = """
            alarm: There is an emergency.
            choose: Press a key.
            enter_pin: Your PIN.
            hours_open: We are open.
            hours_closed: We are closed.
            hours_holiday: It is a holiday.
            hours_emergency: An emergency is on.
            """;

    private static final Script FIT = Samples.loaded(Samples.check(STAFF, PROMPTS));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call: [press 1, press 1234 hash, press 4, hears hours_open]",
                "call: [press 1, press 1234 hash, press 2, hears hours_closed, press 3, hears hours_open]",
                "call: [press 1, press 1234 hash, press 1, hears hours_emergency, hears alarm]",
                "hours: holiday\ncall: [press 1, press 1234 hash, press 4, hears hours_holiday]",
                "call: [press 2, hears hours_open]\nnever: hours_closed",
            })
    void holds(String entries) {
        Problems problems = new Problems();
        Vocabulary names = Vocabulary.of(FIT, Samples.KNOWN.queues(), Samples.KNOWN.hours(), Map.of("test", FIT));
        Trial trial = TrialParser.parse("x.test.yaml", Trials.file(entries), names, problems)
                .getFirst();
        assertThat(problems.all()).isEmpty();
        Verdict verdict = new TrialRun(
                        FIT,
                        new Surroundings(Map.of(), _ -> "calm", (_, _) -> new Target.Goodbye(), Map.of("test", FIT)),
                        new Coverage())
                .run(trial);
        assertThat(verdict.failure()).as(() -> TrialReport.explained(verdict)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            declare: shut                                  | A calendar cannot be declared 'shut'.
            '{declare: closed, until: tomorrow}'           | 'tomorrow' is no end.
            '{declare: closed, hours: offise}'             | There is no calendar 'offise'.
            '{declare: closed, is_closed: nothing}'        | There is no prompt 'nothing'.
            """)
    void mistakesAreTold(String step, String what) {
        LoadResult result = Samples.check(
                HEAD + "start:\n  - pin: enter_pin\n  - " + step + "\n  - hangup\n", PROMPTS.replace("alarm", "x"));
        assertThat(result)
                .isInstanceOfSatisfying(
                        LoadResult.Refused.class,
                        r -> assertThat(r.problems().toString()).contains(what));
    }

    @Test
    void nobodyDeclaresAnythingInAScriptThatAsksForNoPin() {
        LoadResult result = Samples.check(HEAD + "start:\n  - declare: closed\n  - hangup\n", PROMPTS);
        assertThat(result)
                .isInstanceOfSatisfying(
                        LoadResult.Refused.class,
                        r -> assertThat(r.problems().toString()).contains("Nobody is asked for a PIN before this."));
    }
}
