package org.helpline.ivr.run;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.BusinessHours;
import org.helpline.ivr.model.Operation;
import org.helpline.ivr.model.Term;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;

/**
 * Works out expressions as CEL does: {@code &&} and {@code ||} are true or false wherever one side alone decides it, even if the other
 * cannot be worked out. Pure; bounded in steps, so that no list makes a call wait. One use each.
 */
public final class Evaluation {

    private static final int MOST_STEPS = 10_000;
    private static final int LONGEST_TEXT = 4_000;

    /** What an expression may ask. */
    public interface World {
        /** The value of a variable or a dotted name; empty when there is none. */
        Optional<Value> value(String name);

        /** What a calendar says now. */
        BusinessHours.State state(String calendar);
    }

    /** What comes of an expression. */
    public sealed interface Outcome {
        /** A value. */
        record Is(Value value) implements Outcome {}

        /** It cannot be worked out. {@code why} names variables, never what they hold. */
        record Undecided(String why) implements Outcome {}
    }

    private final World world;
    private final Map<String, Value> bound = new HashMap<>();
    private int steps;

    private Evaluation(World world) {
        this.world = world;
    }

    /** Works out an expression. */
    public static Outcome of(Term term, World world) {
        try {
            return new Outcome.Is(new Evaluation(world).value(term));
        } catch (Failure f) {
            return new Outcome.Undecided(f.why);
        }
    }

    /** Works out a condition: true or false; undecided when it is neither. */
    public static Outcome truth(Term term, World world) {
        try {
            Evaluation evaluation = new Evaluation(world);
            return new Outcome.Is(new Value.Truth(Operators.truth(evaluation.value(term))));
        } catch (Failure f) {
            return new Outcome.Undecided(f.why);
        }
    }

    /** Something that cannot be worked out. */
    static final class Failure extends RuntimeException {
        private final String why;

        Failure(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }

    private Value value(Term term) {
        if (++steps > MOST_STEPS) {
            throw new Failure("the expression takes more than " + MOST_STEPS + " steps");
        }
        return switch (term) {
            case Term.Constant c -> c.value();
            case Term.Name n -> found(n).or(() -> unset(n)).orElseThrow(() -> noneOf(n.name()));
            case Term.Field f -> field(f).orElseThrow(() -> new Failure("there is no field '" + f.field() + "'"));
            case Term.Has h -> new Value.Truth(isThere(h.what()));
            case Term.Apply a -> applied(a);
            case Term.Listing l ->
                new Value.Many(l.parts().stream().map(this::value).toList());
            case Term.Table t -> {
                Map<String, Value> fields = new LinkedHashMap<>();
                t.entries().forEach((name, part) -> fields.put(name, value(part)));
                yield new Value.Fields(fields);
            }
            case Term.Each e -> each(e);
        };
    }

    private Optional<Value> found(Term.Name name) {
        int dot = name.name().indexOf('.');
        boolean ours = bound.containsKey(dot < 0 ? name.name() : name.name().substring(0, dot));
        return ours ? Value.find(bound, name.name()) : world.value(name.name());
    }

    /** A variable that nobody has set is empty; a field that is not there can be compared with nothing. */
    private static Optional<Value> unset(Term.Name name) {
        return name.name().indexOf('.') < 0 ? Optional.of(Value.NOTHING) : Optional.empty();
    }

    private static Failure noneOf(String name) {
        return new Failure("there is no '" + name + "'");
    }

    private Optional<Value> field(Term.Field field) {
        return value(field.of()) instanceof Value.Fields f ? f.field(field.field()) : Optional.empty();
    }

    /** A variable that has been set, but not to an empty text: what was keyed or looked up, and was not there, is empty. */
    private boolean isThere(Term what) {
        Optional<Value> value = switch (what) {
            case Term.Name n -> found(n);
            case Term.Field f -> field(f);
            default -> Optional.of(value(what));
        };
        return value.filter(v -> !v.equals(Value.NOTHING)).isPresent();
    }

    private Value applied(Term.Apply apply) {
        List<Term> parts = apply.parts();
        return switch (apply.operation()) {
            case AND -> decide(parts, false);
            case OR -> decide(parts, true);
            case CHOOSE -> Operators.truth(value(parts.get(0))) ? value(parts.get(1)) : value(parts.get(2));
            case OPEN, CLOSED, HOLIDAY, EMERGENCY -> new Value.Truth(calendar(apply.operation(), parts.getFirst()));
            default ->
                bounded(Operators.apply(
                        apply.operation(), parts.stream().map(this::value).toList()));
        };
    }

    private static Value bounded(Value value) {
        if (value instanceof Value.Text(String text) && text.length() > LONGEST_TEXT) {
            throw new Failure("a text grows beyond " + LONGEST_TEXT + " characters");
        }
        if (value instanceof Value.Number(BigDecimal number) && number.precision() > 60) {
            throw new Failure("a number grows beyond 60 digits");
        }
        return value;
    }

    /** One side that is {@code deciding} decides, whatever the other is. */
    private Value decide(List<Term> parts, boolean deciding) {
        Optional<Failure> failure = Optional.empty();
        for (Term part : parts) {
            try {
                if (Operators.truth(value(part)) == deciding) {
                    return new Value.Truth(deciding);
                }
            } catch (Failure f) {
                failure = failure.or(() -> Optional.of(f));
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return new Value.Truth(!deciding);
    }

    private boolean calendar(Operation asked, Term name) {
        BusinessHours.State state = world.state(value(name).written());
        return switch (asked) {
            case OPEN -> state == BusinessHours.State.OPEN;
            case CLOSED -> state != BusinessHours.State.OPEN;
            case HOLIDAY -> state == BusinessHours.State.HOLIDAY;
            default -> state == BusinessHours.State.EMERGENCY;
        };
    }

    private Value each(Term.Each each) {
        if (!(value(each.list()) instanceof Value.Many(List<Value> values))) {
            throw new Failure("'" + each.how().word() + "' asks a list");
        }
        Optional<Value> outer = Optional.ofNullable(bound.get(each.variable()));
        try {
            return switch (each.how()) {
                case EXISTS -> new Value.Truth(quantified(each, values, true));
                case ALL -> new Value.Truth(!quantified(each, values, false));
                case EXISTS_ONE -> new Value.Truth(filtered(each, values).size() == 1);
                case FILTER -> new Value.Many(filtered(each, values));
                case MAP ->
                    new Value.Many(values.stream().map(v -> with(each, v)).toList());
            };
        } finally {
            bound.remove(each.variable());
            outer.ifPresent(v -> bound.put(each.variable(), v));
        }
    }

    private Value with(Term.Each each, Value entry) {
        bound.put(each.variable(), entry);
        return value(each.body());
    }

    /** Whether one entry's answer is {@code sought}; an entry that cannot be asked matters only if no other decides. */
    private boolean quantified(Term.Each each, List<Value> values, boolean sought) {
        Optional<Failure> failure = Optional.empty();
        for (Value entry : values) {
            try {
                if (Operators.truth(with(each, entry)) == sought) {
                    return true;
                }
            } catch (Failure f) {
                failure = failure.or(() -> Optional.of(f));
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return false;
    }

    private List<Value> filtered(Term.Each each, List<Value> values) {
        List<Value> kept = new ArrayList<>();
        for (Value entry : values) {
            if (Operators.truth(with(each, entry))) {
                kept.add(entry);
            }
        }
        return kept;
    }

    /** Reads a text as another kind; anything else must be of the kind already. */
    static Value as(ValueType type, Value value) {
        if (value.type() == type) {
            return value;
        }
        if (value instanceof Value.Text t) {
            return type.read(t.text().strip()).orElseThrow(() -> new Failure("a text is no " + type.word()));
        }
        throw new Failure("a " + value.type().word() + " is no " + type.word());
    }
}
