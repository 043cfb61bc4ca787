package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.helpline.ivr.Samples;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.model.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What conditions and computed values come to on a call. */
class ExpressionsTest {

    /** Things to compare; the call comes in on Wednesday 2026-11-18 at 12:00 in Istanbul, from +905321234567 to 100. */
    private static final String SET = """
            start:
              - set:
                  price: 12.50
                  count: 3
                  total: 99.90 TRY
                  cheap: 5 TRY
                  stay: 5m
                  eta: 2026-12-24
                  vip: true
                  name: Ayşe
                  code: "0815"
                  none: ""
                  colours: [red, green, 7]
                  order: {number: 4711, eta: 2026-11-20, items: [{price: 3}, {price: 30}]}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            price * 2 + 5 == 30                                  ~ true
            price > 12 && price < 13                             ~ true
            count % 2 == 1 && -count == 0 - 3                    ~ true
            0.1 + 0.2 == 0.3                                     ~ true
            10 / 4 == 2.5                                        ~ true
            total > money("99 TRY")                              ~ true
            total > "100 TRY"                                    ~ false
            total + cheap == money("104.90 TRY")                 ~ true
            total * 2 == money("199.80 TRY")                     ~ true
            total / cheap > 19.97 && total / cheap < 19.99       ~ true
            total / 3 == money("33.30 TRY")                      ~ true
            amount(total) == 99.9 && currency(total) == "TRY"    ~ true
            money(5, "TRY") == cheap                             ~ true
            stay >= duration("300s")                             ~ true
            stay * 2 == duration("10m") && minutes(stay) == 5    ~ true
            stay + duration("30s") < duration("6m")              ~ true
            eta > today                                          ~ true
            eta - today > duration("30d")                        ~ true
            today + duration("2d") == order.eta                  ~ true
            weekday(eta) == "thursday" && month(eta) == 12       ~ true
            eta == "2026-12-24"                                  ~ true
            weekday == "wednesday" && time >= "11:30" && time < "12:30" ~ true
            now.startsWith("2026-11-18 12:0")                    ~ true
            vip                                                  ~ true
            !vip                                                 ~ false
            vip ? count == 3 : count == 4                        ~ true
            name.startsWith("Ay") && name.contains("ş")          ~ true
            name.endsWith("şe") && size(name) == 4               ~ true
            caller.number.matches("^\\\\+90[0-9]{10}$")          ~ true
            code.matches("(a*)*b")                               ~ false
            code == 815                                          ~ true
            code == "815"                                        ~ false
            int(code) + 1 == 816                                 ~ true
            code.lowerAscii() + name == "0815Ayşe"               ~ true
            substring(code, 1, 3) == "81"                        ~ true
            caller.withheld                                      ~ false
            dialled in ["100", "200"]                            ~ true
            count in [1, 2, 3]                                   ~ true
            "red" in colours && !("blue" in colours)             ~ true
            7 in colours                                         ~ true
            colours[1] == "green" && size(colours) == 3          ~ true
            order.number == 4711 && order["number"] == 4711      ~ true
            has(order.eta) && !has(order.weight)                 ~ true
            has(none) || has(order)                              ~ true
            none == ""                                           ~ true
            none == "" && true                                   ~ true
            none != "red"                                        ~ true
            none != "red" && true                                ~ true
            none == "red"                                        ~ false
            order.items.exists(i, i.price > 20)                  ~ true
            order.items.all(i, i.price > 20)                     ~ false
            order.items.filter(i, i.price > 20)[0].price == 30   ~ true
            order.items.map(i, i.price * 2)[1] == 60             ~ true
            order.items.exists_one(i, i.price == 3)              ~ true
            round(price) == 13 && round(2.346, 2) == 2.35        ~ true
            max(1, count, 2) == 3 && min(1, count) == 1          ~ true
            abs(-2.5) == 2.5                                     ~ true
            open && !closed                                      ~ true
            open("office") && !holiday                           ~ true
            true || order.weight > 5                             ~ true
            order.weight > 5 || true                             ~ true
            false && order.weight > 5                            ~ false
            {"a": 1}.a == 1                                      ~ true
            language == "en" && (count > 5 || price < 20)        ~ true
            """)
    void expressionsAreWorkedOut(String expression, boolean expected) {
        assertThat(holds(expression)).describedAs(expression).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            order.weight > 5                  ~ there is no 'order.weight'
            order.weight.net > 5              ~ there is no 'order.weight.net'
            1 / (count - 3) > 0               ~ something is divided by nothing
            colours[7] == "red"               ~ the list has no such entry
            double(name) > 5                  ~ a text is no number
            order.number.startsWith           ~ there is no 'order.number.startsWith'
            total > money("1 EUR")            ~ sums of two currencies stand together
            order.weight == 1 || false        ~ there is no 'order.weight'
            double(none) > 5                  ~ a text is no number
            """)
    void whatCannotBeWorkedOutIsFalseAndTheStorySaysWhy(String expression, String why) {
        ScriptSimulator call = call(expression);
        assertThat(call.state().variables()).containsEntry("answer", new Value.Truth(false));
        assertThat(call.moments().toString()).contains("Undecided[place=start/2, why=" + why + "]");
    }

    @Test
    void theStoryTellsNothingThatACallerHasKeyed() {
        ScriptSimulator call = PainsTest.call("""
                start:
                  - {ask: ask_no, digits: 4, as: pin}
                  - {when: pin.startsWith("x") || money(pin) > money("1 TRY"), go: bye}
                  - go: bye
                bye: hangup
                """);
        call.press("4711");
        assertThat(call.moments().toString()).contains("a text is no money").doesNotContain("4711");
    }

    @Test
    void aComputedValueThatCannotBeWorkedOutLeavesTheVariableAsItIs() {
        ScriptSimulator call = PainsTest.call(SET + "  - set: {price: = price / (count - 3)}\n  - hangup\n");
        assertThat(held(call, "price").written()).isEqualTo("12.5");
        assertThat(call.moments().toString()).contains("Undecided[place=start/2, why=price: something is divided");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            = price * 2 + 5                      ~ 30
            = total * count                      ~ 299.70 TRY
            "= vip ? 'yes' : 'no'"                ~ yes
            = colours.filter(c, c != 7)          ~ red, green
            = eta - duration("1d")               ~ 2026-12-23
            "{name} {count}"                     ~ Ayşe 3
            "{count}"                            ~ 3
            [1, "{name}", = count + 1]           ~ 1, Ayşe, 4
            {a: 5m, b: = count}                  ~ a: 5m, b: 3
            """)
    void variablesAreSetToWhatIsWrittenOrWorkedOut(String written, String expected) {
        ScriptSimulator call = PainsTest.call(SET + "  - set:\n      result: " + written + "\n  - hangup\n");
        assertThat(held(call, "result").written()).isEqualTo(expected);
    }

    @Test
    void aSingleValueKeepsItsKindAndATextReachesIntoFields() {
        ScriptSimulator call = PainsTest.call(
                SET + "  - set: {copy: \"{order.eta}\", said: \"on {order.eta}\", size: \"{count}\"}\n  - hangup\n");
        Map<String, Value> variables = call.state().variables();
        assertThat(variables).containsEntry("size", Value.Number.of(3));
        assertThat(variables.get("copy")).isInstanceOf(Value.Date.class);
        assertThat(variables).containsEntry("said", Value.text("on 2026-11-20"));
    }

    @Test
    void declaredVariablesHaveTheirDefaultsAndKeepTheirType() {
        ScriptSimulator call = PainsTest.call("""
                variables:
                  tries: {type: number, default: 2}
                  vip: {type: boolean, default: no, keep: customer}
                  pin: number
                start:
                  - {ask: ask_no, digits: 4, as: pin}
                  - set: {tries: = tries + 1, vip: yes}
                  - {when: vip && pin == 7, then: {set: {tries: 0}}}
                  - hangup
                """);
        call.press("0007");
        assertThat(call.state().variables())
                .containsEntry("tries", Value.Number.of(0))
                .containsEntry("pin", Value.Number.of(7))
                .containsEntry("vip", new Value.Truth(true));
    }

    private static Value held(ScriptSimulator call, String name) {
        return Value.find(call.state().variables(), name).orElseThrow();
    }

    private static boolean holds(String expression) {
        ScriptSimulator call = call(expression);
        assertThat(call.moments().toString()).doesNotContain("Undecided");
        return held(call, "answer").equals(new Value.Truth(true));
    }

    private static ScriptSimulator call(String expression) {
        LoadResult result = Samples.check(
                "helpline: 1\nlanguages: [en]\nhours: office\nhuman: none\n" + SET
                        + "  - when: |-\n      " + expression
                        + "\n    then: {set: {answer: true}}\n    else: {set: {answer: false}}\n  - hangup\n",
                "goodbye: Goodbye.");
        return new ScriptSimulator(Samples.loaded(result), Samples.caller(), Samples.world(), Samples.OPEN);
    }
}
