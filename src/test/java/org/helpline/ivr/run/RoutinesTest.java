package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.helpline.core.Personal;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sections and scripts that come back, splits, and the limit of steps. */
class RoutinesTest {

    private static final String HEAD = "helpline: 1\nlanguages: [en]\nhours: office\nhuman: {queue: support}\n";
    private static final String PROMPTS = """
            ask_no: Your number?
            hello: Hello.
            done: Done.
            sorry: Sorry.
            goodbye: Goodbye.
            """;

    @Test
    void aSectionComesBackAtReturnAndAtItsEnd() {
        ScriptSimulator call = PainsTest.call("""
                start:
                  - {do: verify, as: verified}
                  - {do: greet}
                  - set: {after: "{verified}"}
                  - hangup
                verify:
                  - {ask: ask_no, digits: 4, as: pin}
                  - {when: pin == "4711", then: {return: true}}
                  - go: refused
                refused: [{say: done}, {return: = pin == "0815"}]
                greet: {say: help}
                """);
        call.listen().press("1234").listen();
        assertThat(call.state().variables())
                .containsEntry("verified", new Value.Truth(false))
                .containsEntry("after", new Value.Truth(false));
        assertThat(PainsTest.said(call)).containsSubsequence("en done: Thank you.", "en help: Press a key.");
        assertThat(call.state().isOver()).isTrue();
    }

    @Test
    void aWayOutOfASectionThatIsRunIsNoWayBack() {
        ScriptSimulator call = PainsTest.call("""
                start: [{do: verify}, {say: done}, hangup]
                verify: [{menu: main, keys: {1: {return: "yes"}}}]
                """);
        call.listen().press("0");
        assertThat(PainsTest.said(call)).contains("queue support priority 0").doesNotContain("en done: Thank you.");
    }

    @Test
    void anotherScriptRunsWithWhatItTakesAndGivesSomethingBack() {
        Script verify = script("verify", """
                takes: {number: text, tries: {type: number, default: 3}}
                gives: number
                variables: {secret: {type: text, default: x}}
                start:
                  - {say: hello}
                  - set: {own: = size(number) + tries}
                  - return: = own * 2
                """);
        ScriptSimulator call = call("""
                start:
                  - set: {own: mine}
                  - do: {script: verify, with: {number: caller.number}, as: result}
                  - {say: done}
                  - hangup
                """, Map.of("verify", verify));
        call.listen();
        assertThat(call.state().variables())
                .containsEntry("result", Value.Number.of(32))
                .containsEntry("own", Value.text("mine"))
                .doesNotContainKeys("number", "secret", "tries");
        assertThat(call.state().script().name()).isEqualTo("test");
        assertThat(call.moments().toString())
                .contains(
                        "SubScriptBegan[script=verify, version=000000000000]",
                        "SubScriptEnded[script=verify, outer=test]");
    }

    @Test
    void whatASubScriptSaysIsItsOwn() {
        Script verify = script("verify", "start: [{say: hello}, return]\n");
        ScriptSimulator call = call("start: [{do: {script: verify}}, {say: done}, hangup]\n", Map.of("verify", verify));
        assertThat(call.state().script().name()).isEqualTo("verify");
        call.listen();
        assertThat(call.state().script().name()).isEqualTo("test");
    }

    @Test
    void aSubScriptThatIsGoneLeavesTheCallerInTheScript() {
        ScriptSimulator call =
                call("start: [{do: {script: verify, with: {}, as: v}}, {say: done}, hangup]\n", Map.of());
        call.listen();
        assertThat(call.moments().toString()).contains("the script 'verify' is not there");
        assertThat(call.transcript().toString()).contains("done");
    }

    @Test
    void aCallKeepsTheVersionOfASubScriptThatItBeganWith() {
        Map<String, Script> there =
                new java.util.HashMap<>(Map.of("verify", script("verify", "start: [{say: hello}, {return: 1}]\n")));
        ScriptSimulator call = call("""
                start:
                  - {do: {script: verify}, as: first}
                  - {do: {script: verify}, as: second}
                  - hangup
                """, there);
        there.put("verify", script("verify", "start: [{say: hello}, {return: 2}]\n"));
        call.listen();
        assertThat(call.state().variables()).containsEntry("second", Value.Number.of(1));
        assertThat(call.state().handedOn().pinned()).containsKeys("verify", "test");
    }

    @Test
    void keyZeroInASubScriptWithoutAHumanIsTheHumanOfTheScriptThatRunsIt() {
        Script verify = Samples.loaded(Samples.checkAs(
                "verify",
                HEAD.replace("{queue: support}", "none") + "start: [{menu: hello, keys: {1: return}}]\n",
                PROMPTS));
        ScriptSimulator call = call("start: [{do: {script: verify}}, hangup]\n", Map.of("verify", verify));
        call.listen().press("5").listen().press("5").listen().press("5").listen();
        assertThat(call.state().isOver()).isTrue(); // verify has nobody: its own wrong keys end the call

        Script asks = Samples.loaded(Samples.checkAs(
                "verify",
                HEAD.replace("human: {queue: support}", "human: {script: other}")
                        + "start: [{menu: hello, keys: {1: return}}]\n",
                PROMPTS));
        ScriptSimulator second = call("start: [{do: {script: verify}}, hangup]\n", Map.of("verify", asks));
        second.listen().press("0");
        assertThat(second.transcript().getLast()).endsWith("script other");
    }

    @ParameterizedTest
    @CsvSource({"0, a", "19, a", "20, b", "49, b", "50, c", "99, c"})
    void aSplitTakesTheSideOfTheDraw(int draw, String side) {
        ScriptSimulator call =
                split("{20%: {set: {s: a}}, 30%: {set: {s: b}}, else: {set: {s: c}}}", "", draw, "+905321234567");
        assertThat(call.state().variables()).containsEntry("s", Value.text(side));
        assertThat(call.moments().toString()).contains("what=split 20%, 30%, else: ");
    }

    @Test
    void whatIsLeftOverGoesOnWithTheNextStep() {
        ScriptSimulator call = split("{20%: {set: {s: a}}}", "", 20, "+905321234567");
        assertThat(call.state().variables()).doesNotContainKey("s");
        assertThat(call.state().isOver()).isTrue();
    }

    @Test
    void theSameCallerGetsTheSameSideAndTheSidesHaveTheirShares() {
        Random random = new Random(4711);
        int a = 0;
        for (int i = 0; i < 1_000; i++) {
            String caller = "+90532" + (1_000_000 + random.nextInt(9_000_000));
            Set<Value> sides = new HashSet<>();
            for (int draw : List.of(0, 99)) {
                ScriptSimulator call = split("{20%: {set: {s: a}}, else: {set: {s: b}}}", ", by: caller", draw, caller);
                sides.add(Value.find(call.state().variables(), "s").orElseThrow());
            }
            assertThat(sides).hasSize(1);
            a += sides.contains(Value.text("a")) ? 1 : 0;
        }
        assertThat(a).isBetween(160, 240);
    }

    @Test
    void aWithheldCallerIsSplitByChance() {
        for (int draw : List.of(0, 99)) {
            ScriptSimulator call = split("{20%: {set: {s: a}}, else: {set: {s: b}}}", ", by: caller", draw, "");
            assertThat(call.state().variables()).containsEntry("s", Value.text(draw == 0 ? "a" : "b"));
        }
    }

    @Test
    void aScriptMayAllowFewerStepsThanTheServer() {
        ScriptSimulator call = PainsTest.call("limits: {steps: 30}\nstart: {menu: main, keys: {1: start}}\n");
        for (int i = 0; i < 40; i++) {
            call.press("1");
        }
        call.listen();
        assertThat(PainsTest.said(call)).contains("hangs up: the call took more than 30 steps");
    }

    private static ScriptSimulator split(String sides, String by, int draw, String caller) {
        Script script = PainsTest.script("start: [{split: " + sides + by + "}, hangup]\n");
        CallContext context = CallContext.of(new Personal(caller), "100", Optional.empty());
        return new ScriptSimulator(
                script, context, now -> Samples.world().at(now).with(_ -> draw), Samples.OPEN);
    }

    private static Script script(String name, String text) {
        return Samples.loaded(Samples.checkAs(name, HEAD + text, PROMPTS));
    }

    private static ScriptSimulator call(String text, Map<String, Script> others) {
        return new ScriptSimulator(
                script("test", text),
                Samples.caller(),
                now -> Samples.world().at(now).withScripts(name -> Optional.ofNullable(others.get(name))),
                Samples.OPEN);
    }
}
