package org.helpline.ivr.check;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.helpline.core.BusinessHours;
import org.helpline.ivr.model.Atom;
import org.helpline.ivr.model.Operation;
import org.helpline.ivr.model.Term;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.Evaluation;

/**
 * Whether a condition is true, or false, whatever happens: it is worked out for every combination of the values that its comparisons tell
 * apart. What it cannot take apart it lets pass. Pure.
 */
final class Foregone {

    private static final int MOST_COMBINATIONS = 4_096;
    private static final int MOST_MEMBERS = 5;
    private static final Value OTHER = Value.text("\uFFFFanything else");

    private final Function<String, Optional<List<Value>>> domain;
    private final Map<String, Set<Value>> candidates = new LinkedHashMap<>();
    private final Map<String, Set<Value>> members = new LinkedHashMap<>();
    private boolean isKnown = true;

    private Foregone(Function<String, Optional<List<Value>>> domain) {
        this.domain = domain;
    }

    /**
     * What comes of a condition in any case.
     *
     * @param domain all values that a name can have; empty: any
     * @return empty if it depends, or cannot be known
     */
    static Optional<Boolean> of(Term condition, Function<String, Optional<List<Value>>> domain) {
        Foregone foregone = new Foregone(domain);
        condition.atoms().forEach(foregone::learn);
        return foregone.isKnown ? foregone.outcome(condition) : Optional.empty();
    }

    private void learn(Atom atom) {
        switch (atom) {
            case Atom.Compare(var _, String name, var _, Value value) -> beside(name, value);
            case Atom.Among(var _, String name, List<Value> values) -> values.forEach(v -> beside(name, v));
            case Atom.IsTrue(var _, String name) -> beside(name, new Value.Truth(true));
            case Atom.IsThere(var _, String name) -> of(name).add(Value.NOTHING);
            case Atom.Fixed _ -> {}
            case Atom.Opaque(Term term) -> isKnown &= term.names().isEmpty() || isMembership(term);
            case Atom.Like _, Atom.Calendar _ -> isKnown = false;
        }
    }

    /** {@code "refund" in tags}. */
    private boolean isMembership(Term term) {
        if (term instanceof Term.Apply(var _, Operation operation, List<Term> parts)
                && operation == Operation.IN
                && parts.get(0) instanceof Term.Constant(var _, Value member)
                && parts.get(1) instanceof Term.Name(var _, String list)) {
            members.computeIfAbsent(list, _ -> new LinkedHashSet<>()).add(member);
            return members.get(list).size() <= MOST_MEMBERS;
        }
        return false;
    }

    private Set<Value> of(String name) {
        return candidates.computeIfAbsent(
                name, _ -> new LinkedHashSet<>(domain.apply(name).orElse(List.of(OTHER))));
    }

    /** The value, and those at either side of it. */
    private void beside(String name, Value value) {
        Set<Value> values = of(name);
        boolean isOpen = domain.apply(name).isEmpty();
        switch (value) {
            case Value.Truth _ -> {
                values.remove(OTHER);
                values.addAll(List.of(new Value.Truth(true), new Value.Truth(false)));
            }
            case Value.Number(BigDecimal n) ->
                values.addAll(List.of(
                        value, new Value.Number(n.add(BigDecimal.ONE)), new Value.Number(n.subtract(BigDecimal.ONE))));
            case Value.Span(Duration d) ->
                values.addAll(List.of(
                        value,
                        new Value.Span(d.plusSeconds(1)),
                        new Value.Span(d.minusSeconds(1).abs())));
            default -> {
                if (isOpen) {
                    values.add(value);
                    values.add(Value.NOTHING);
                }
            }
        }
    }

    private Optional<Boolean> outcome(Term condition) {
        Map<String, List<Value>> all = new LinkedHashMap<>();
        candidates.forEach((name, values) -> all.put(name, List.copyOf(values)));
        members.forEach((name, values) -> all.put(name, subsets(List.copyOf(values))));
        long combinations = all.values().stream().mapToLong(List::size).reduce(1, (a, b) -> Math.min(a * b, 1L << 40));
        if (combinations > MOST_COMBINATIONS) {
            return Optional.empty();
        }
        boolean sometimes = false;
        boolean always = true;
        for (long n = 0; n < combinations; n++) {
            boolean isMet = isMet(condition, nth(all, n));
            sometimes |= isMet;
            always &= isMet;
        }
        return sometimes == always ? Optional.of(always) : Optional.empty();
    }

    private static List<Value> subsets(List<Value> values) {
        List<Value> subsets = new ArrayList<>();
        for (int bits = 0; bits < 1 << values.size(); bits++) {
            List<Value> subset = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                if ((bits >> i & 1) == 1) {
                    subset.add(values.get(i));
                }
            }
            subsets.add(new Value.Many(subset));
        }
        return subsets;
    }

    private static Map<String, Value> nth(Map<String, List<Value>> all, long number) {
        Map<String, Value> values = new LinkedHashMap<>();
        long rest = number;
        for (Map.Entry<String, List<Value>> entry : all.entrySet()) {
            int size = entry.getValue().size();
            values.put(entry.getKey(), entry.getValue().get((int) (rest % size)));
            rest /= size;
        }
        return values;
    }

    private static boolean isMet(Term condition, Map<String, Value> values) {
        Evaluation.World world = new Evaluation.World() {
            @Override
            public Optional<Value> value(String name) {
                return Optional.ofNullable(values.get(name));
            }

            @Override
            public BusinessHours.State state(String calendar) {
                return BusinessHours.State.OPEN;
            }
        };
        return Evaluation.truth(condition, world) instanceof Evaluation.Outcome.Is(Value.Truth(boolean truth)) && truth;
    }
}
