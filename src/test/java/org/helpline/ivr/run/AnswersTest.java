package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.helpline.ivr.Samples;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.model.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer must be, type-ahead, and the pains of other systems with wrong answers. */
class AnswersTest {

    private static final String WRONG = "wrong: [[{say: wrong_key}, again], human]";

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            digits: 8, type: date, written: ddmmyyyy          ~ 24122026 ~ 2026-12-24
            digits: 8, type: date, written: ddmmyyyy          ~ 29022028 ~ 2028-02-29
            digits: 8, type: date, written: mmddyyyy          ~ 12242026 ~ 2026-12-24
            digits: 8, type: date, written: yyyymmdd          ~ 20261224 ~ 2026-12-24
            digits: 6, type: date, written: ddmmyy            ~ 241226   ~ 2026-12-24
            digits: 1..6, end: hash, type: number             ~ 0042#    ~ 42
            digits: 1..6, end: hash, type: money, currency: TRY ~ 12#    ~ 12.00 TRY
            digits: 1..6, end: hash, type: money, currency: TRY, written: hundredths ~ 1250# ~ 12.50 TRY
            digits: 1..3, end: hash, type: duration           ~ 90#      ~ 1h30m
            digits: 1..3, end: hash, type: duration, written: seconds ~ 90# ~ 1m30s
            digits: 4, pattern: 0[1-9].*                      ~ 0815     ~ 0815
            digits: 2..5, end: hash, pattern: (12)+           ~ 1212#    ~ 1212
            """)
    void digitsBecomeAValueOfTheirType(String how, String keys, String value) {
        ScriptSimulator call = asking(how);
        call.listen().press(keys);
        assertThat(Value.find(call.state().variables(), "v").map(Value::written))
                .contains(value);
        assertThat(call.state().choices().getFirst().value().value()).isEqualTo(value);
        assertThat(call.state().isOver()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            digits: 8, type: date, written: ddmmyyyy   ~ 31022026
            digits: 8, type: date, written: ddmmyyyy   ~ 29022027
            digits: 8, type: date, written: mmddyyyy   ~ 24122026
            digits: 4, pattern: 0[1-9].*               ~ 0015
            digits: 2..5, end: hash, pattern: (12)+    ~ 121#
            digits: 4..6, end: hash                    ~ 12#
            """)
    void p8WrongAnswersCountAsWrongKeysAndReachTheWayOut(String how, String keys) {
        ScriptSimulator call = asking(how);
        call.listen().press(keys).listen();
        assertThat(PainsTest.said(call))
                .containsSubsequence("en wrong_key: Not a key here.", "en ask_no: Your number?");
        assertThat(call.state().variables()).doesNotContainKey("v");
        call.press(keys);
        assertThat(PainsTest.said(call)).contains("queue support priority 0");
    }

    @Test
    void p6TooFewDigitsAreAWrongAnswerAsSoonAsTheTimeBetweenThemIsOver() {
        ScriptSimulator call = asking("digits: 4, pattern: 0.*, between: 2s");
        call.listen().press("08").pass(Duration.ofSeconds(2));
        assertThat(PainsTest.said(call)).contains("en wrong_key: Not a key here.");
    }

    @Test
    void p7SilenceAndWrongAnswersAreCountedApart() {
        ScriptSimulator call = asking(
                "digits: 4, pattern: 0.*, wait: 4s, silence: [again, again, hangup], wrong: [again, again, human]", "");
        call.listen()
                .press("1234")
                .listen()
                .pass(Duration.ofSeconds(4))
                .listen()
                .press("1234")
                .listen();
        call.pass(Duration.ofSeconds(4)).listen();
        assertThat(call.state().isAsking()).isTrue();
        call.press("1234");
        assertThat(PainsTest.said(call)).contains("queue support priority 0");
    }

    @Test
    void p9AWrongAnswerIsFollowedByARightOne() {
        ScriptSimulator call = asking("digits: 4, pattern: 0.*");
        call.listen().press("1234").listen().press("0815");
        assertThat(call.state().variables()).containsEntry("v", Value.text("0815"));
    }

    @Test
    void p11AWrongAnswerHasWordsOfItsOwnAndThePromptIsHeardAgain() {
        ScriptSimulator call = asking("digits: 4, pattern: 0.*");
        call.listen().press("1234").listen();
        assertThat(PainsTest.said(call))
                .containsSubsequence(
                        "en ask_no: Your number?", "en wrong_key: Not a key here.", "en ask_no: Your number?");
    }

    @Test
    void keysPressedBeforeAQuestionThatTakesNoneAreForgotten() {
        ScriptSimulator call = PainsTest.call("""
                start:
                  - {say: legal, barge: no}
                  - {ask: ask_no, digits: 2, ahead: no, as: pin}
                  - {say: legal, barge: no}
                  - {menu: help, ahead: no, keys: {1: bye}}
                bye: [{say: done}, hangup]
                """);
        call.press("145").listen();
        assertThat(call.state().variables()).doesNotContainKey("pin");
        call.press("671").listen();
        assertThat(call.state().variables()).containsEntry("pin", Value.text("67"));
        assertThat(call.state().isAsking()).isTrue();
        call.press("1").listen();
        assertThat(PainsTest.said(call)).contains("en done: Thank you.");
    }

    @Test
    void theDeclaredTypeOfTheVariableIsTheTypeOfTheAnswer() {
        ScriptSimulator call = PainsTest.call("""
                variables: {born: date, n: number}
                start:
                  - {ask: ask_no, digits: 8, written: ddmmyyyy, as: born}
                  - {ask: ask_no, digits: 2, as: n}
                  - {when: born < today && n == 7, go: bye, else: human}
                bye: [{say: done}, hangup]
                """);
        call.press("0101197007").listen();
        Map<String, Value> variables = call.state().variables();
        assertThat(variables.toString()).contains("born=<date>", "n=<number>");
        assertThat(PainsTest.said(call)).contains("en done: Thank you.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            digits: 8, type: date                             ~ It is not said how the date is keyed.
            digits: 6, type: date, written: ddmmyyyy          ~ A date that is keyed as ddmmyyyy has 8 digits. Write 'digits: 8'.
            digits: 8, type: date, written: ddmmyyy           ~ A date is not keyed as 'ddmmyyy'. Did you mean 'ddmmyy'?
            digits: 8, type: data                             ~ Digits cannot be 'data'. Did you mean 'date'?
            digits: 8, type: map                              ~ Digits cannot be 'map'.
            digits: 4, type: money                            ~ A sum needs a currency. Add for example 'currency: TRY'.
            digits: 4, type: money, currency: TL              ~ 'TL' is no currency.
            digits: 4, pattern: 0[1-                          ~ Digits in brackets are for example
            digits: 4, pattern: "0.{5}"                       ~ No answer of 4 digits is like this.
            digits: 4..6, pattern: (34|37)[0-9]{13}           ~ No answer of 4 to 6 digits is like this.
            digits: 4, ahead: perhaps                         ~ 'perhaps' is neither yes nor no.
            """)
    void anAnswerThatNobodyCanGiveIsToldBeforeAnyCall(String how, String told) {
        LoadResult result = Samples.check(
                "helpline: 1\nlanguages: [en]\nhuman: none\nstart:\n  - ask: ask_no\n    as: v\n    "
                        + how.replaceAll(", (?=[a-z]+:)", "\n    ") + "\n  - hangup\n",
                "ask_no: Your number?");
        assertThat(result)
                .isInstanceOfSatisfying(
                        LoadResult.Refused.class,
                        r -> assertThat(r.problems().toString()).contains(told));
    }

    private static ScriptSimulator asking(String how) {
        return asking(how, ", " + WRONG);
    }

    private static ScriptSimulator asking(String how, String wrong) {
        return PainsTest.call("start: [{ask: ask_no, as: v, "
                + how.replace("(12)+", "\"(12)+\"").replace("0[1-9].*", "\"0[1-9].*\"") + wrong + "}, hangup]\n");
    }
}
