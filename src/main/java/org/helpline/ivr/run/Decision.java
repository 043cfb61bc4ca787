package org.helpline.ivr.run;

import java.util.function.Function;
import org.helpline.core.BusinessHours;
import org.helpline.ivr.model.Condition;

/** Decides conditions. */
record Decision(Environment environment, Function<String, String> values) {

    boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.Calendar c -> calendar(c);
            case Condition.IsText t -> values.apply(t.variable()).equals(t.text()) != t.negated();
            case Condition.IsNumber n -> number(n);
        };
    }

    private boolean calendar(Condition.Calendar condition) {
        BusinessHours.State now = environment.hours().apply(condition.hours());
        return switch (condition.state()) {
            case OPEN -> now == BusinessHours.State.OPEN;
            case CLOSED -> now != BusinessHours.State.OPEN;
            case HOLIDAY -> now == BusinessHours.State.HOLIDAY;
            case EMERGENCY -> now == BusinessHours.State.EMERGENCY;
        };
    }

    private boolean number(Condition.IsNumber condition) {
        String value = values.apply(condition.variable());
        if (!value.matches("-?\\d{1,18}")) {
            return condition.sign() == Condition.Sign.NOT_EQUAL;
        }
        return condition.sign().holds(Long.parseLong(value), condition.number());
    }
}
