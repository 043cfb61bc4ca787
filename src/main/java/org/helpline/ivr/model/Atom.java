package org.helpline.ivr.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.helpline.core.BusinessHours;

/**
 * A smallest question of an expression, so that the values of a variable can be divided into those that make it true and those that
 * do not.
 */
public sealed interface Atom {

    /** The piece of the expression. */
    Term term();

    /** A value compared with a fixed one; the name, which may be dotted, stands on the left. */
    record Compare(Term term, String name, Condition.Sign sign, Value value) implements Atom {}

    /** {@code language in ["tr", "en"]}. */
    record Among(Term term, String name, List<Value> values) implements Atom {}

    /** A text asked with {@code startsWith}, {@code endsWith}, {@code contains} or {@code matches}. */
    record Like(Term term, String name, Operation how, String text) implements Atom {}

    /** A boolean asked by its name alone. */
    record IsTrue(Term term, String name) implements Atom {}

    /** {@code has(name)}. */
    record IsThere(Term term, String name) implements Atom {}

    /** A calendar's state. */
    record Calendar(Term term, String hours, BusinessHours.State state) implements Atom {}

    /** True or false whatever happens. */
    record Fixed(Term term, boolean truth) implements Atom {}

    /** What cannot be taken apart; {@link Term#names} tells what it reads. */
    record Opaque(Term term) implements Atom {}

    /** Adds the questions of {@code term}. */
    static void collect(Term term, List<Atom> atoms) {
        if (term instanceof Term.Apply apply) {
            switch (apply.operation()) {
                case AND, OR, NOT, CHOOSE -> {
                    apply.parts().forEach(p -> collect(p, atoms));
                    return;
                }
                default -> {}
            }
        }
        atoms.add(of(term));
    }

    private static Atom of(Term term) {
        return switch (term) {
            case Term.Name n -> new IsTrue(n, n.name());
            case Term.Has(var _, Term.Name n) -> new IsThere(term, n.name());
            case Term.Constant(var _, Value.Truth t) -> new Fixed(term, t.truth());
            case Term.Apply a -> applied(a).orElseGet(() -> new Opaque(term));
            case Term.Has _, Term.Constant _, Term.Field _, Term.Listing _, Term.Table _, Term.Each _ ->
                new Opaque(term);
        };
    }

    private static Optional<Atom> applied(Term.Apply term) {
        Operation operation = term.operation();
        if (operation.asksCalendar() && term.parts().getFirst() instanceof Term.Constant(var _, Value hours)) {
            String state = operation.written().toUpperCase(Locale.ROOT);
            return Optional.of(new Calendar(term, hours.written(), BusinessHours.State.valueOf(state)));
        }
        if (term.parts().size() != 2) {
            return Optional.empty();
        }
        Term left = term.parts().getFirst();
        Term right = term.parts().getLast();
        Optional<Condition.Sign> sign = Condition.Sign.of(operation);
        if (sign.isPresent() && left instanceof Term.Name n) {
            return constant(right).map(v -> new Compare(term, n.name(), sign.get(), v));
        }
        if (sign.isPresent() && right instanceof Term.Name n) {
            return constant(left)
                    .map(v -> new Compare(term, n.name(), sign.get().turned(), v));
        }
        if (!(left instanceof Term.Name name)) {
            return Optional.empty();
        }
        return switch (operation) {
            case IN -> constants(right).map(all -> new Among(term, name.name(), all));
            case STARTS_WITH, ENDS_WITH, CONTAINS, MATCHES ->
                constant(right).map(v -> new Like(term, name.name(), operation, v.written()));
            default -> Optional.empty();
        };
    }

    /** The value of a term that is always the same: a literal, or a function that reads one. */
    private static Optional<Value> constant(Term term) {
        return switch (term) {
            case Term.Constant c -> Optional.of(c.value());
            case Term.Apply(var _, Operation o, List<Term> parts) ->
                parts.size() == 1 ? constant(parts.getFirst()).flatMap(v -> read(o, v)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Value> read(Operation operation, Value value) {
        return switch (operation) {
            case DATE -> ValueType.DATE.read(value.written());
            case DURATION -> ValueType.DURATION.read(value.written());
            case MONEY -> ValueType.MONEY.read(value.written());
            default -> Optional.empty();
        };
    }

    private static Optional<List<Value>> constants(Term term) {
        if (!(term instanceof Term.Listing listing)) {
            return Optional.empty();
        }
        List<Value> values = new ArrayList<>();
        for (Term part : listing.parts()) {
            Optional<Value> value = constant(part);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(values);
    }
}
