package org.helpline.ivr.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.helpline.core.BusinessHours;
import org.helpline.ivr.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions taken apart into what they ask. */
class AtomTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            n > 5 && name == "x"                ~ n > 5; name == x
            5 < n || !(n == 3)                  ~ n > 5; n == 3
            order.eta >= date("2026-12-24") && b ~ order.eta >= 2026-12-24; b
            name in ["x", "y"] && n != 0        ~ name in x, y; n != 0
            name.startsWith("0") ? b : has(order.eta) ~ name startsWith 0; b; has order.eta
            closed && open("office")            ~ office CLOSED; office OPEN
            n + 1 > 5 && true                   ~ opaque [n]; true
            list.exists(x, x > n) || name == name ~ opaque [list, n]; opaque [name]
            """)
    void eachQuestionIsTold(String expression, String atoms) {
        assertThat(String.join(
                        "; ",
                        tree(expression).atoms().stream().map(AtomTest::told).toList()))
                .isEqualTo(atoms);
    }

    @Test
    void theNamesAreThoseOfVariablesNotOfEntries() {
        assertThat(tree("list.exists(x, x > n) && caller.number == name && order.eta > today")
                        .names())
                .containsExactly("caller.number", "list", "n", "name", "order", "today");
    }

    private static String told(Atom atom) {
        return switch (atom) {
            case Atom.Compare c ->
                c.name() + " " + c.sign().written() + " " + c.value().written();
            case Atom.Among a -> a.name() + " in " + new Value.Many(a.values()).written();
            case Atom.Like l -> l.name() + " " + l.how().written() + " " + l.text();
            case Atom.IsTrue t -> t.name();
            case Atom.IsThere t -> "has " + t.name();
            case Atom.Calendar(Term _, String hours, BusinessHours.State state) -> hours + " " + state;
            case Atom.Fixed f -> Boolean.toString(f.truth());
            case Atom.Opaque o -> "opaque " + o.term().names();
        };
    }

    private static Term tree(String expression) {
        Script script = Samples.loaded(Samples.check(
                "helpline: 1\nlanguages: [en]\nhours: office\nhuman: none\nstart:\n"
                        + "  - set: {n: 5, name: x, b: true, list: [1], order: {eta: 2026-12-24}}\n  - when: |-\n      "
                        + expression + "\n    then: {say: goodbye}\n  - hangup\n",
                "goodbye: Goodbye."));
        List<Term> trees = new ArrayList<>();
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.When w && w.condition() instanceof Condition.Expression e) {
                trees.add(e.tree());
            }
        });
        return trees.getFirst();
    }
}
