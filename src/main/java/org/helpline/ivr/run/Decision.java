package org.helpline.ivr.run;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.core.BusinessHours;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.Term;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;

/**
 * Decides conditions.
 *
 * @param undecided told why an expression could not be worked out; it is false then
 */
record Decision(Evaluation.World world, Consumer<String> undecided) {

    boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.Calendar c -> calendar(c);
            case Condition.IsText t ->
                isThere(t.variable()) && Operators.equal(held(t.variable()), Value.text(t.text())) != t.negated();
            case Condition.IsNumber n -> isThere(n.variable()) && number(n);
            case Condition.Expression e -> expression(e.tree());
        };
    }

    private boolean calendar(Condition.Calendar condition) {
        BusinessHours.State now = world.state(condition.hours());
        return switch (condition.state()) {
            case OPEN -> now == BusinessHours.State.OPEN;
            case CLOSED -> now != BusinessHours.State.OPEN;
            case HOLIDAY -> now == BusinessHours.State.HOLIDAY;
            case EMERGENCY -> now == BusinessHours.State.EMERGENCY;
        };
    }

    private boolean number(Condition.IsNumber condition) {
        Optional<Value> value = ValueType.NUMBER.read(held(condition.variable()).written());
        if (value.isPresent() && value.get() instanceof Value.Number(BigDecimal number)) {
            return condition.sign().holds(number.compareTo(BigDecimal.valueOf(condition.number())));
        }
        return condition.sign() == Condition.Sign.NOT_EQUAL;
    }

    /** A variable that nobody has set is an empty text; a field that is not there can be compared with nothing. */
    private boolean isThere(String name) {
        boolean missing = name.indexOf('.') >= 0 && world.value(name).isEmpty();
        if (missing) {
            undecided.accept("there is no '" + name + "'");
        }
        return !missing;
    }

    private Value held(String name) {
        return world.value(name).orElse(Value.NOTHING);
    }

    private boolean expression(Term tree) {
        return switch (Evaluation.truth(tree, world)) {
            case Evaluation.Outcome.Is(Value value) -> value.equals(new Value.Truth(true));
            case Evaluation.Outcome.Undecided(String why) -> {
                undecided.accept(why);
                yield false;
            }
        };
    }
}
