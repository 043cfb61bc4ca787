package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.BusinessHours;
import org.helpline.core.Digit;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpreterTest {

    private static final String WAITING =
            "queues: {support: {every: 30s, say: [position], keys: {1: bye, 2: {say: done}}}}\n";
    private static final String BYE = "bye: [{say: done}, hangup]\n";

    @Test
    void aStaleTimerAndALateEndOfAPromptChangeNothing() {
        ScriptSimulator call = PainsTest.call("start: {menu: main, keys: {1: hangup}}\n");
        call.listen();
        List<String> before = call.transcript();
        call.tell(new ScriptEvent.TimerFired(999))
                .tell(new ScriptEvent.PlayEnded(1))
                .tell(new ScriptEvent.PlayEnded(77));
        assertThat(call.transcript()).isEqualTo(before);
    }

    @Test
    void aPromptWithoutBargeInIsHeardToItsEndAndTheKeyCountsAfterIt() {
        ScriptSimulator call = PainsTest.call("start: [{say: legal, barge: no}, {menu: main, keys: {1: bye}}]\n" + BYE);
        call.pass(Duration.ofMillis(100)).press("1");
        assertThat(PainsTest.said(call))
                .containsExactly("language en", "en legal: This call may be recorded.", "caller presses 1");
        call.listen();
        assertThat(PainsTest.said(call)).doesNotContain("… cut").contains("en done: Thank you.");
    }

    @Test
    void keysTypedAheadAreForgottenAfterAWrongOne() {
        ScriptSimulator call = PainsTest.call(
                "start: [{say: legal, barge: no}, {menu: main, keys: {1: bye}, wrong: [again, hangup]}]\n" + BYE);
        call.press("71").listen();
        assertThat(PainsTest.said(call)).contains("en main: For sales press 1.").doesNotContain("en done: Thank you.");
    }

    @Test
    void afterTheAgentTheScriptGoesOnIfItSaysSo() {
        ScriptSimulator call = PainsTest.call("start: {queue: support, after: [{say: done}, hangup]}\n");
        call.tell(new ScriptEvent.Queued(1)).tell(new ScriptEvent.Connected()).press("5");
        assertThat(call.state().isTalking()).isTrue();
        call.tell(new ScriptEvent.AgentLeft()).listen();
        assertThat(PainsTest.said(call))
                .endsWith("agent leaves", "en done: Thank you.", "hangs up: the script ended the call");
    }

    @Test
    void anAgentMaySendTheCallerToAnotherQueueWhichIsHeardAsTheScriptSays() {
        ScriptSimulator call = PainsTest.call("start: {queue: billing}\n" + WAITING + BYE);
        call.tell(new ScriptEvent.Queued(1)).tell(new ScriptEvent.Connected());
        call.tell(new ScriptEvent.SentToQueue(new QueueName("support")))
                .tell(new ScriptEvent.Queued(4))
                .listen();
        assertThat(PainsTest.said(call)).containsSubsequence("queue support priority 0", "en position@4: Number 4.");
        call.tell(new ScriptEvent.Connected()).tell(new ScriptEvent.AgentLeft()).listen();
        assertThat(call.state().isOver()).isTrue();
    }

    @Test
    void aKeyThatOnlySaysSomethingKeepsThePlaceInTheQueue() {
        ScriptSimulator call = PainsTest.call("start: {queue: support}\n" + WAITING + BYE);
        call.tell(new ScriptEvent.Queued(1)).press("2").listen();
        assertThat(call.state().isInQueue()).isTrue();
        assertThat(PainsTest.said(call)).contains("en done: Thank you.").doesNotContain("leaves the queue");
    }

    @Test
    void aSecondPressOfTheMenusKeyDoesNotLeaveTheQueue() {
        ScriptSimulator call = PainsTest.call("start: {menu: main, keys: {1: {queue: support}}}\n" + WAITING + BYE);
        call.press("11").tell(new ScriptEvent.Queued(1));
        assertThat(call.state().isInQueue()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "full, one",
        "closed, two",
        "nobody serving, three",
        "max wait, four",
        "unknown queue, three",
    })
    void theScriptsOwnBranchWinsOverTheSettings(String why, String branch) {
        Script script = PainsTest.script("start: {queue: support, full: {script: one}, closed: {script: two}, "
                        .replace("script: one", "set: {v: one}, go: tell")
                        .replace("script: two", "set: {v: two}, go: tell")
                + "nobody: {set: {v: three}, go: tell}, too_long: {set: {v: four}, go: tell}}\ntell: hangup\n");
        ScriptSimulator call = new ScriptSimulator(
                script, Samples.caller(), Samples.world(new Target.ToScript("never"), Set.of()), Samples.OPEN);
        call.tell(new ScriptEvent.NotQueued(why));
        assertThat(call.state().handedOn().variables()).containsEntry("v", Value.text(branch));
        assertThat(call.state().isOver()).isTrue();
    }

    @Test
    void theSettingsDecideWhereTheScriptDoesNot() {
        Script script = PainsTest.script("start: {queue: support}\n");
        ScriptSimulator toScript = new ScriptSimulator(
                script,
                Samples.caller(),
                Samples.world(new Target.ToScript("information-line"), Set.of()),
                Samples.OPEN);
        toScript.tell(new ScriptEvent.Queued(1)).tell(new ScriptEvent.SentOn("max wait"));
        assertThat(PainsTest.said(toScript))
                .endsWith("queue: sent on, max wait", "music ends", "script information-line");
        assertThat(toScript.state().handedOn().stepsTaken()).isEqualTo(2);
    }

    @Test
    void queuesThatSendACallerToOneAnotherDoSoOnce() {
        Script script = PainsTest.script("start: {queue: support}\n");
        ScriptSimulator.World world = now -> new Environment(
                now,
                _ -> BusinessHours.State.OPEN,
                _ -> java.time.ZoneOffset.UTC,
                _ -> false,
                _ -> "",
                (queue, _) ->
                        new Target.ToQueue(new QueueName(queue.value().equals("support") ? "billing" : "support")),
                Environment.MAX_STEPS);
        ScriptSimulator call = new ScriptSimulator(script, Samples.caller(), world, Samples.OPEN);
        call.tell(new ScriptEvent.NotQueued("full"))
                .tell(new ScriptEvent.NotQueued("full"))
                .listen();
        assertThat(PainsTest.said(call))
                .containsSubsequence(
                        "queue support priority 0",
                        "queue billing priority 0",
                        "en goodbye: Goodbye.",
                        "hangs up: queue billing: full");
    }

    @Test
    void aCallThatTakesTooManyStepsIsEndedPolitely() {
        ScriptSimulator call = PainsTest.call("start: {menu: main, keys: {1: start}}\n");
        for (int i = 0; i < 600; i++) {
            call.press("1");
        }
        call.listen();
        assertThat(call.state().isOver()).isTrue();
        assertThat(PainsTest.said(call))
                .containsSubsequence("en goodbye: Goodbye.", "hangs up: the call took more than 1000 steps");
    }

    @ParameterizedTest
    @CsvSource({
        "order_no == \"0123\", 0123, yes",
        "order_no == 123, 0123, yes",
        "order_no == \"123\", 0123, no",
        "order_no != \"5\", 6, yes",
        "order_no > 100, 99, no",
        "order_no >= 99, 99, yes",
        "order_no <= 5, 0006, no",
        "order_no < 5, 4, yes",
    })
    void valuesAreComparedAsTextOrAsNumber(String condition, String keyed, String expected) {
        ScriptSimulator call =
                PainsTest.call("start:\n  - {ask: ask_no, digits: 1..6, end: hash, as: order_no}\n  - {when: '"
                        + condition + "', then: {set: {v: yes}}, else: {set: {v: no}}}\n  - hangup\n");
        call.press(keyed + "#");
        assertThat(call.state().handedOn().variables()).containsEntry("v", Value.text(expected));
    }

    @Test
    void whatTheCallerKeyedIsNeverPartOfAFileNameUnlessItIsPlain() {
        Script script = PainsTest.script("start: [{set: {position: x}}, hangup]\n".replace("position", "place"));
        Phrases phrases = new Phrases(script, _ -> "../../etc/passwd", _ -> {});
        assertThat(phrases.say(List.of(new org.helpline.ivr.model.Spoken.Prompt("position")), "en"))
                .extracting(Effect.Utterance::recording)
                .containsExactly("position");
    }

    @Test
    void factsNameThePlaceAndHideWhatWasKeyed() {
        Script script = PainsTest.script("start: {menu: main, keys: {1: {go: bye, show: Sales}}}\n" + BYE);
        Step begun = Interpreter.start(script, Samples.caller(), Samples.world().at(Samples.OPEN));
        Step chosen = Interpreter.on(
                begun.state(),
                new ScriptEvent.KeyPressed(Digit.ONE),
                Samples.world().at(Samples.OPEN));
        List<ScriptFact> facts = chosen.effects().stream()
                .flatMap(e -> e instanceof Effect.Publish p
                        ? java.util.stream.Stream.of(p.fact())
                        : java.util.stream.Stream.empty())
                .toList();
        assertThat(facts).contains(new ScriptFact.Chose("start/1", new Personal("1"), "Sales"));
        assertThat(facts).contains(new ScriptFact.Entered("bye/1", "say done"));
        assertThat(facts.toString() + chosen.state()).contains("<personal>").doesNotContain("Personal[");
    }

    @Test
    void aRememberedLanguageIsSpokenFromTheFirstWord() {
        Step step = Interpreter.start(
                Samples.sample("support-line"),
                CallContext.of(Personal.NONE, "100", Optional.of("tr")),
                Samples.world().at(Samples.OPEN));
        assertThat(step.effects()).contains(new Effect.SetLanguage("tr", false));
        assertThat(step.state().language()).isEqualTo("tr");
    }
}
