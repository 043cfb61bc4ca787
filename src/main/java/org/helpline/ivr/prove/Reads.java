package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.helpline.ivr.model.Term;
import org.helpline.ivr.model.Value;

/**
 * What an expression reads as if it were there. Whoever asks first is safe: {@code has(x) && x == "a"}, {@code x == "" || x == "a"},
 * {@code has(x) ? x : 0} read nothing.
 */
final class Reads {

    private Reads() {}

    /** The names, dotted ones whole. */
    static Set<String> of(Term term) {
        return of(term, List.of());
    }

    private static Set<String> of(Term term, List<String> bound) {
        return switch (term) {
            case Term.Name n -> bound.contains(n.root()) ? Set.of() : Set.of(n.name());
            case Term.Has _ -> Set.of();
            case Term.Each e -> {
                List<String> inner = new ArrayList<>(bound);
                inner.add(e.variable());
                Set<String> names = new LinkedHashSet<>(of(e.list(), bound));
                names.addAll(of(e.body(), inner));
                yield names;
            }
            case Term.Apply a -> applied(a, bound);
            case Term.Constant _, Term.Field _, Term.Listing _, Term.Table _ -> all(term.parts(), bound);
        };
    }

    private static Set<String> all(List<Term> parts, List<String> bound) {
        Set<String> names = new LinkedHashSet<>();
        parts.forEach(p -> names.addAll(of(p, bound)));
        return names;
    }

    private static Set<String> applied(Term.Apply a, List<String> bound) {
        List<Term> parts = a.parts();
        return switch (a.operation()) {
            case AND -> beside(parts, bound, true);
            case OR -> beside(parts, bound, false);
            case CHOOSE -> {
                Set<String> names = new LinkedHashSet<>(of(parts.get(0), bound));
                names.addAll(without(of(parts.get(1), bound), there(parts.get(0), true)));
                names.addAll(without(of(parts.get(2), bound), there(parts.get(0), false)));
                yield names;
            }
            case EQUAL, NOT_EQUAL -> asksForNothing(a).isEmpty() ? all(parts, bound) : Set.of();
            default -> all(parts, bound);
        };
    }

    /** Each part only decides where the others are {@code when}. */
    private static Set<String> beside(List<Term> parts, List<String> bound, boolean when) {
        Set<String> names = new LinkedHashSet<>();
        for (Term part : parts) {
            Set<String> asked = new LinkedHashSet<>();
            parts.stream().filter(p -> p != part).forEach(p -> asked.addAll(there(p, when)));
            names.addAll(without(of(part, bound), asked));
        }
        return names;
    }

    private static Set<String> without(Set<String> names, Set<String> asked) {
        Set<String> left = new LinkedHashSet<>(names);
        left.removeIf(n -> asked.stream().anyMatch(a -> a.equals(n) || a.startsWith(n + ".") || n.startsWith(a + ".")));
        return left;
    }

    /** What is there if the term is {@code truth}, by what it asks. */
    private static Set<String> there(Term term, boolean truth) {
        return switch (term) {
            case Term.Has(var _, Term.Name n) -> truth ? Set.of(n.name()) : Set.of();
            case Term.Apply a ->
                switch (a.operation()) {
                    case NOT -> there(a.parts().getFirst(), !truth);
                    case AND -> truth ? union(a, true) : Set.of();
                    case OR -> truth ? Set.of() : union(a, false);
                    case EQUAL -> truth ? Set.of() : asksForNothing(a);
                    case NOT_EQUAL -> truth ? asksForNothing(a) : Set.of();
                    default -> Set.of();
                };
            default -> Set.of();
        };
    }

    private static Set<String> union(Term.Apply a, boolean truth) {
        Set<String> names = new LinkedHashSet<>();
        a.parts().forEach(p -> names.addAll(there(p, truth)));
        return names;
    }

    /** {@code x == ""}: the name that is asked whether it is empty. */
    private static Set<String> asksForNothing(Term.Apply a) {
        Term left = a.parts().getFirst();
        Term right = a.parts().getLast();
        if (left instanceof Term.Name n && isNothing(right)) {
            return Set.of(n.name());
        }
        return right instanceof Term.Name n && isNothing(left) ? Set.of(n.name()) : Set.of();
    }

    private static boolean isNothing(Term term) {
        return term instanceof Term.Constant(var _, Value value) && value.equals(Value.NOTHING);
    }
}
