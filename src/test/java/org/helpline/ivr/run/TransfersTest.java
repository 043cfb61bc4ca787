package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.helpline.core.Digit;
import org.helpline.core.ScreenPop;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Missed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransfersTest {

    private static final String PROMPTS = """
            one_moment: One moment.
            in_talk: She talks.
            nobody_took_it: Nobody took it.
            is_away: She is away.
            which: Which?
            rate: Rate us.
            """;

    private static final String HEAD = """
            helpline: 1
            languages: [en]
            human: {queue: support}
            """;

    static ScriptSimulator call(String script) {
        return new ScriptSimulator(
                Samples.loaded(Samples.check(HEAD + script, PROMPTS)), Samples.caller(), Samples.world(), Samples.OPEN);
    }

    private static final String BRANCHES = """
            start:
              - transfer: {agent: ada}
                ring: 18s
                say: one_moment
                busy: [{say: in_talk}, hangup]
                no_answer: [{say: nobody_took_it}, hangup]
                not_there: [{say: is_away}, hangup]
                after: [{say: rate}, hangup]
            """;

    @Test
    void thePhoneRingsWhileTheCallerIsSpokenToAndHearsTheRingingTone() {
        ScriptSimulator call = call(BRANCHES);
        call.listen();
        assertThat(call.transcript())
                .contains("0.0 rings agent ada", "0.0 music ringback", "0.0 en one_moment: One moment.");
        assertThat(call.state().calling().orElseThrow().ring()).hasSeconds(18);
    }

    @Test
    void aNumberOutsideIsRungAsItIsWrittenWithoutItsSpaces() {
        ScriptSimulator call = call("start: [{transfer: {number: \"+49 (30) 555-0\"}, ring: 25s}, hangup]");
        call.listen();
        assertThat(call.transcript()).contains("0.0 rings number +49305550", "0.0 music ringback");
        assertThat(call.state().calling().orElseThrow().who()).isEqualTo("+49305550");
    }

    @Test
    void aNumberFromAValueThatNoTrunkMayCallIsNotThere() {
        ScriptSimulator call = call("start: [{transfer: {number: \"{caller.number}\"}}, {say: is_away}, hangup]");
        assertThat(call.transcript()).last().asString().contains("is_away");
    }

    @Test
    void aNumberThatNoTrunkMayCallIsAProblemOfTheScript() {
        assertThat(Samples.check(HEAD + "start: [{transfer: {number: \"+1900555\"}}, hangup]", PROMPTS)
                        .toString())
                .contains("No trunk may call +1900555.", "allow in conf/trunks.ini");
    }

    @ParameterizedTest
    @CsvSource({"BUSY, in_talk", "NO_ANSWER, nobody_took_it", "NOT_THERE, is_away"})
    void eachReasonHasItsBranch(Missed.Why why, String heard) {
        ScriptSimulator call = call(BRANCHES);
        call.pass(Duration.ofSeconds(3));
        call.tell(new ScriptEvent.NotReached(token(call), why)).listen();
        assertThat(String.join("\n", call.transcript()))
                .contains("not reached: " + why.words(), "music ends", "en " + heard + ":");
        assertThat(call.state().isOver()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Missed.Why.class)
    void aReasonWithoutABranchGoesOnWithTheNextStep(Missed.Why why) {
        ScriptSimulator call = call("start: [{transfer: {agent: ada}}, {say: is_away}, hangup]");
        call.tell(new ScriptEvent.NotReached(token(call), why));
        assertThat(call.isSpeaking()).isTrue();
        assertThat(call.transcript()).last().asString().contains("is_away");
    }

    @Test
    void thenStandsForAllThatIsNotWritten() {
        ScriptSimulator call = call("start: {transfer: {agent: ada}, busy: hangup, then: [{say: is_away}, hangup]}");
        call.tell(new ScriptEvent.NotReached(token(call), Missed.Why.NO_ANSWER));
        assertThat(call.transcript()).last().asString().contains("is_away");
    }

    /** P41: what follows the conversation is run when the agent has hung up. */
    @Test
    void whenTheOtherHasLeftTheCallerStaysForWhatComesAfter() {
        ScriptSimulator call = call(BRANCHES);
        call.tell(new ScriptEvent.Connected());
        assertThat(call.state().isTalking()).isTrue();
        assertThat(call.transcript()).contains("0.0 … cut", "0.0 music ends");
        call.tell(new ScriptEvent.AgentLeft());
        assertThat(call.transcript()).last().asString().contains("rate");
    }

    @Test
    void aLateWordOfAnEarlierRingChangesNothing() {
        ScriptSimulator call = call("start: [{transfer: {agent: ada}}, {transfer: {extension: 204}}, hangup]");
        long first = token(call);
        call.tell(new ScriptEvent.NotReached(first, Missed.Why.BUSY));
        assertThat(call.state().calling().orElseThrow().who()).isEqualTo("204");
        call.tell(new ScriptEvent.NotReached(first, Missed.Why.BUSY));
        assertThat(call.state().calling().orElseThrow().who()).isEqualTo("204");
    }

    @Test
    void keysPressedAtTheRingingToneAreKeptForTheNextQuestion() {
        ScriptSimulator call = call("""
                start:
                  - transfer: {agent: ada}
                  - menu: which
                    keys: {1: {say: one_moment, go: start}, 2: hangup}
                """);
        call.tell(new ScriptEvent.KeyPressed(Digit.TWO));
        call.tell(new ScriptEvent.NotReached(token(call), Missed.Why.NO_ANSWER));
        assertThat(call.state().isOver()).isTrue();
    }

    @Test
    void anExtensionMayBeAValueAndLeadToAnAgentAQueueOrAScript() {
        assertThat(call("start: [{set: {x: \"201\"}}, {transfer: {extension: \"{x}\"}}, hangup]")
                        .transcript())
                .contains("0.0 rings agent ada");
        assertThat(call("start: [{transfer: {extension: 210}, then: hangup}]").transcript())
                .contains("0.0 queue support priority 0");
        assertThat(call("start: [{transfer: {extension: 22}}, hangup]").transcript())
                .contains("0.0 script information-line");
    }

    @Test
    void aNameThatIsNobodysIsNotThere() {
        ScriptSimulator call = call(
                "start: [{set: {x: \"999\"}}, {transfer: {extension: \"{x}\"}, not_there: [{say: is_away}, hangup]}, hangup]");
        assertThat(call.transcript()).last().asString().contains("is_away");
    }

    @Test
    void whatAQueueSaysOfAnExtensionsCallerIsWhatAPersonsAbsenceSays() {
        ScriptSimulator call =
                call("start: [{transfer: {extension: 210}, busy: [{say: in_talk}, hangup], then: hangup}]");
        call.tell(new ScriptEvent.NotQueued("full"));
        assertThat(call.transcript()).last().asString().contains("in_talk");
    }

    @Test
    void linesOfThePopAreFilledInAndAreOneCleanLineEach() {
        ScriptSimulator call = call("""
                start:
                  - set: {order_no: "4711"}
                  - {queue: support, needs: [english, billing], pop: {Order: "no. {order_no}", From: "{caller.number}"}, then: hangup}
                """);
        assertThat(call.transcript())
                .contains("0.0 queue support priority 0 needs billing, english [Order=no. 4711, From=+905321234567]");
        assertThat(PopText.of(
                        new org.helpline.ivr.model.Template(List.of(new org.helpline.ivr.model.Template.Piece.Literal(
                                "a\u0000b\n\u202Ec" + "x".repeat(300)))),
                        _ -> ""))
                .startsWith("a b c")
                .hasSize(201)
                .endsWith("…");
    }

    @Test
    void whoIsWantedIsWorkedOutWhenTheCallerJoins() {
        ScriptSimulator call = call("""
                start:
                  - set: {who: ada, points: 3}
                  - queue: support
                    priority: "= points * 5"
                    needs: {billing: 4, english: 1}
                    relax: [{after: 30s, needs: {billing: 2}}, {after: 1m, needs: none, also: [support]}]
                    prefer: "{who}"
                    then: hangup
                """);
        assertThat(call.transcript())
                .contains(
                        "0.0 queue support priority 10 needs billing 4, english after 30 s billing 2 after 60 s anybody"
                                + " prefers ada");
    }

    @Test
    void aLineOfThePopTakesThePlaceOfTheOneBefore() {
        ScriptSimulator call = call("""
                start:
                  - {transfer: {agent: ada}, pop: {For: "Ada"}}
                  - {transfer: {agent: sule}, pop: {For: "Sule"}}
                  - hangup
                """);
        call.tell(new ScriptEvent.NotReached(token(call), Missed.Why.BUSY));
        assertThat(call.state().choices()).extracting(ScreenPop.Choice::label).containsExactly("For");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{transfer: {agent: adda}}             | There is no agent 'adda'. | Did you mean 'ada'?",
                "{transfer: {extension: 205}}          | There is no extension '205'. |",
                "{transfer: {agent: ada, queue: support}} | 'transfer' names no single target. |",
                "{transfer: {agnet: ada}}              | 'transfer' names no single target. |",
                "{transfer: {agent: ada}, music: clam} | There is no music 'clam'. | Did you mean 'calm'?",
                "{transfer: {agent: ada}, pop: {Order: '{order}'}} | No step sets 'order'. |",
                "{queue: support, relax: [{after: 30s, needs: {biling: 2}}], then: hangup} | No agent has the skill 'biling'. |",
                "{queue: support, relax: [{after: 30s, needs: none, also: [sport]}], then: hangup} | There is no queue 'sport'. |",
                "{queue: support, relax: [{after: 30s, needs: none}, {after: 20s, needs: none}]} | no later than the one before |",
                "{queue: support, relax: [{needs: none}], then: hangup} | It is not said after how long this holds. |",
                "{queue: support, relax: [{after: 5s}], then: hangup} | It is not said what an agent needs from then on. |",
                "{queue: support, needs: {billing: 6}, then: hangup} | '6' |",
                "{queue: support, prefer_for: 10s, then: hangup} | waits for nobody |",
                "{queue: support, priority: '= caller.number == \"1\"', then: hangup} | The priority is |",
                "{queue: support, prefer: '{nobody_set}', then: hangup} | No step sets 'nobody_set'. |",
                "{queue: support, needs: [biling], then: hangup} | No agent has the skill 'biling'. | Did you mean 'billing'?"
            })
    void mistakesAreToldWithTheirPlace(String step, String what, String fix) {
        String problems =
                Samples.check(HEAD + "start: [" + step + ", hangup]", PROMPTS).toString();
        assertThat(problems).contains(what).contains(fix == null ? "" : fix);
    }

    private static long token(ScriptSimulator call) {
        return call.state().calling().orElseThrow().token();
    }
}
