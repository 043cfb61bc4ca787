package org.helpline.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.helpline.core.Problem;
import org.helpline.ivr.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of expressions and types before any call. */
class TypesTest {

    private static final String HEAD = """
            helpline: 1
            languages: [en]
            hours: office
            human: none
            variables:
              vip: boolean
              price: {type: money, default: 5 TRY}
            start:
              - set: {count: 3, name: Ayşe, eta: 2026-12-24, stay: 5m, order: {eta: 2026-11-20}, list: [a]}
              - {ask: ask_no, digits: 4, as: order_no}
            """;
    private static final String PROMPTS = "ask_no: Your number?\ngoodbye: Goodbye.\n";

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            cuont > 3                    ~ 11:5  ~ No step sets 'cuont'. Did you mean 'count'?
            count > 3 && nmae == "x"     ~ 11:24 ~ No step sets 'nmae'. Did you mean 'name'?
            close && vip                 ~ 11:11 ~ No step sets 'close'. Did you mean 'closed'?
            caller.numbr.size() > 3      ~ 11:11 ~ No step sets 'caller.numbr'. Did you mean 'caller.number'?
            name.startWith("A")          ~ 11:25 ~ There is no function 'startWith'. Did you mean 'startsWith'?
            count > 3 &&                 ~ 11:23 ~ The expression ends too early. Write for example
            count = 3                    ~ 11:17 ~ '=' does not fit here. Write == to compare.
            count > 3 and vip            ~ 11:21 ~ 'and' does not fit here. Write && for and
            count > 3 & vip              ~ 11:21 ~ '&' does not fit here. Write && for and.
            name == "x                   ~ 11:19 ~ '"' does not fit here. Close the text
            count + 3                    ~ 11:17 ~ This is a number, not true or false.
            name                         ~ 11:11 ~ This is a text, not true or false.
            "!name"                      ~ 11:13 ~ '!' wants true or false, and this is a text.
            !vip                         ~ 11:11 ~ '!vip' is a YAML tag. If it says 'not', put the whole expression in
            count > 3 && name            ~ 11:24 ~ '&&' wants true or false, and this is a text.
            count.startsWith("3")        ~ 11:11 ~ 'startsWith' wants a text, and this is a number.
            name > 3 || vip              ~ 11:16 ~ '>' compares a text with a number.
            vip > true                   ~ 11:15 ~ '>' does not compare true or false.
            price > 3 && vip             ~ 11:17 ~ '>' compares a money with a number. Write a sum
            eta > duration("5m")         ~ 11:15 ~ '>' compares a date with a duration.
            eta == "2026-02-30"          ~ 11:5  ~ '==' compares a date with a text.
            eta + eta > today            ~ 11:15 ~ '+' takes no date with a date.
            date("2026-02-30") > today   ~ 11:16 ~ This is no date. Write for example
            money(3, "XXY") > price      ~ 11:20 ~ 'XXY' is no currency.
            count.eta > today            ~ 11:11 ~ 'count' is a number and has no field 'eta'.
            name in "abc"                ~ 11:19 ~ 'in' wants a list, and this is a text.
            count in ["a", "b"]          ~ 11:17 ~ 'in' compares a number with a text.
            list.exists(x, y > 3)        ~ 11:26 ~ No step sets 'y'.
            list.exists(x, x)            ~ loaded ~ loaded
            size(count) > 3              ~ 11:16 ~ 'size' counts a text, a list or a map
            open("offise") && vip        ~ 11:16 ~ There is no calendar 'offise'. Did you mean 'office'?
            null == count                ~ 11:11 ~ 'null' is no value here.
            "count > 3 ? vip : closed"   ~ loaded ~ loaded
            order_no > 3 && order.eta > today ~ loaded ~ loaded
            order.weight.net > 3         ~ loaded ~ loaded
            eta > "2026-12-01"           ~ loaded ~ loaded
            """)
    void whatIsWrongWithAConditionIsToldAtItsPlace(String condition, String place, String told) {
        LoadResult result =
                Samples.check(HEAD + "  - when: " + condition + "\n    then: {say: goodbye}\n  - hangup\n", PROMPTS);
        if (place.equals("loaded")) {
            assertThat(result).isInstanceOf(LoadResult.Loaded.class);
        } else {
            assertThat(told(result)).startsWith("test/script.yaml:" + place.strip() + ": " + told);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            {count: many}                ~ 'count' is a text here and a number in line 9.
            {name: 5}                    ~ 'name' is a number here and a text in line 9.
            {vip: perhaps}               ~ 'perhaps' is no boolean. Write yes or no.
            {price: 5}                   ~ '5' is no money. Write for example 12.50 TRY.
            {vip: = count}               ~ 'vip' is declared as true or false and set to a number.
            {count: = name}              ~ 'count' is a text here and a number in line 9.
            {time: 5}                    ~ 'time' cannot name a variable.
            {other: = count * name}      ~ '*' takes no number with a text.
            {other: = count +}           ~ The expression ends too early.
            {other: [1, = cuont]}        ~ No step sets 'cuont'. Did you mean 'count'?
            {count: = count + 1}         ~ loaded
            {price: = price * 1.2}       ~ loaded
            {order_no: = count}          ~ loaded
            """)
    void aVariableKeepsItsType(String set, String told) {
        LoadResult result = Samples.check(HEAD + "  - set: " + set + "\n  - hangup\n", PROMPTS);
        if (told.equals("loaded")) {
            assertThat(result).isInstanceOf(LoadResult.Loaded.class);
        } else {
            assertThat(told(result)).startsWith("test/script.yaml:11:").contains(told);
        }
    }

    @Test
    void aDeclarationIsRead() {
        assertThat(told(Samples.check("""
                        helpline: 1
                        languages: [en]
                        human: none
                        variables:
                          a: numbr
                          b: {default: 5}
                          c: {type: number, default: many}
                          d: {type: text, keep: call}
                          e: {type: list, default: [1, 2]}
                          f: {type: list, default: {a: 1}}
                        limits: {steps: lots}
                        start: hangup
                        """, ""))
                        .lines()
                        .filter(l -> l.startsWith("test"))
                        .toList())
                .containsExactly(
                        "test/script.yaml:5:6: 'numbr' is no type. Did you mean 'number'?",
                        "test/script.yaml:6:3: 'b' has no type. Add 'type: ' and one of text, number, boolean, date,"
                                + " duration, money, list, map.",
                        "test/script.yaml:7:30: 'many' is no number. Write for example 5 or 2.5.",
                        "test/script.yaml:8:25: A variable is kept for the customer. Write 'keep: customer' or remove it.",
                        "test/script.yaml:10:28: This is no list. Write a value of the variable's type.",
                        "test/script.yaml:11:17: 'lots' is not what belongs here. Write a number from 1 to 100000.");
    }

    private static String told(LoadResult result) {
        List<Problem> problems = switch (result) {
            case LoadResult.Loaded _ -> List.of();
            case LoadResult.Refused r -> r.problems();
        };
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
