package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P41: the caller who stays when the agent has left is asked, and the score is kept. */
class SurveyTest {

    private static final String PROMPTS = "rate: Rate us.\nthanks: Thank you.\nwrong_one: No.\n";

    private static ScriptSimulator afterTheAgent(String survey) {
        String script = "helpline: 1\nlanguages: [en]\nhuman: {queue: support}\n"
                + "start: {queue: support, then: hangup, after: survey}\n"
                + "survey:\n  - " + survey + "\n  - say: thanks\n  - hangup\n";
        ScriptSimulator call = new ScriptSimulator(
                Samples.loaded(Samples.check(script, PROMPTS)), Samples.caller(), Samples.world(), Samples.OPEN);
        call.tell(new ScriptEvent.Queued(1));
        call.tell(new ScriptEvent.Connected());
        call.tell(new ScriptEvent.AgentLeft());
        return call;
    }

    private static String rated(ScriptSimulator call) {
        return call.moments().stream()
                .flatMap(m -> m instanceof Moment.Did(var _, Effect.Publish(ScriptFact.Rated r))
                        ? java.util.stream.Stream.of(r.question() + " " + r.score() + " of " + r.most())
                        : java.util.stream.Stream.empty())
                .findFirst()
                .orElse("not rated");
    }

    @ParameterizedTest
    @CsvSource({
        "rating: rate, 4, 0, satisfaction 4 of 5",
        "'{rating: rate, scale: 0..10, as: recommends}', 10, 0, recommends 10 of 10",
        "'{rating: rate, scale: 0..10, as: recommends}', 1#, 0, recommends 1 of 10",
        "'{rating: rate, scale: 0..10, as: recommends}', 0, 2, recommends 0 of 10",
        "rating: rate, 6, 0, not rated",
        "'{rating: rate, scale: 0..10}', 11, 0, not rated"
    })
    void theScoreIsKept(String survey, String keys, int seconds, String kept) {
        ScriptSimulator call = afterTheAgent(survey).press(keys).pass(Duration.ofSeconds(seconds));
        assertThat(rated(call)).isEqualTo(kept);
    }

    @Test
    void whoSaysNothingIsThankedAllTheSame() {
        ScriptSimulator call = afterTheAgent("rating: rate").pass(Duration.ofSeconds(10));
        assertThat(rated(call)).isEqualTo("not rated");
        assertThat(String.join("\n", call.transcript())).contains("en thanks");
    }

    @Test
    void theScoreIsAVariableToo() {
        ScriptSimulator call = afterTheAgent("rating: rate").press("2");
        assertThat(call.state().variables().get("satisfaction")).isEqualTo(org.helpline.ivr.model.Value.Number.of(2));
    }

    @ParameterizedTest
    @CsvSource({"5", "1..99", "5..1"})
    void aScaleIsFromAndTo(String scale) {
        assertThat(Samples.check(
                                "helpline: 1\nlanguages: [en]\nhuman: {queue: support}\nstart:\n  - {rating: rate, scale: "
                                        + scale + "}\n  - hangup\n",
                                PROMPTS)
                        .toString())
                .contains("is no scale");
    }
}
