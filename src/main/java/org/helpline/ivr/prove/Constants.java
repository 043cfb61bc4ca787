package org.helpline.ivr.prove;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.helpline.ivr.model.Atom;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;

/** What conditions compare each variable with, and its neighbours, as a designer writes them. */
final class Constants {

    private final Map<String, Set<String>> byName = new HashMap<>();
    private final Set<String> askedWhetherThere = new LinkedHashSet<>();

    /** Takes in a condition; {@code key} tells a variable of its script from those of others. */
    void add(Condition condition, UnaryOperator<String> key) {
        switch (condition) {
            case Condition.Calendar _ -> {}
            case Condition.IsText t -> of(key.apply(t.variable())).add(t.text());
            case Condition.IsNumber n -> around(key.apply(n.variable()), BigDecimal.valueOf(n.number()));
            case Condition.Expression _ -> Names.atoms(condition).forEach(a -> add(a, key));
        }
    }

    private void add(Atom atom, UnaryOperator<String> key) {
        switch (atom) {
            case Atom.Compare c -> add(key.apply(c.name()), c.value());
            case Atom.Among a -> a.values().forEach(v -> add(key.apply(a.name()), v));
            case Atom.Like l -> of(key.apply(l.name())).add(l.text());
            case Atom.IsTrue t -> of(key.apply(t.name())).addAll(List.of("yes", "no"));
            case Atom.IsThere t -> {
                of(key.apply(t.name()));
                askedWhetherThere.add(key.apply(t.name()));
            }
            case Atom.Opaque o -> o.term().names().forEach(n -> of(key.apply(n)));
            case Atom.Calendar _, Atom.Fixed _ -> {}
        }
    }

    private void add(String name, Value value) {
        switch (value) {
            case Value.Number n -> around(name, n.number());
            case Value.Date d ->
                of(name).addAll(List.of(
                        d.date().minusDays(1).toString(),
                        d.written(),
                        d.date().plusDays(1).toString()));
            case Value.Span s ->
                of(name).addAll(List.of(
                        new Value.Span(s.duration().minusSeconds(1)).written(),
                        s.written(),
                        new Value.Span(s.duration().plusSeconds(1)).written()));
            case Value.Money m -> {
                for (String by : List.of("-0.01", "0", "0.01")) {
                    of(name).add(new Value.Money(m.amount().add(new BigDecimal(by)), m.currency()).written());
                }
            }
            case Value.Truth _ -> of(name).addAll(List.of("yes", "no"));
            case Value.Text t -> {
                of(name).add(t.written());
                Value meant = ValueType.guess(t.text()); // late > "5m" compares lengths of time
                if (!(meant instanceof Value.Text || meant instanceof Value.Number)) {
                    add(name, meant);
                }
            }
            case Value.Many _, Value.Fields _ -> of(name).add(value.written());
        }
    }

    private void around(String name, BigDecimal number) {
        of(name).addAll(List.of(
                number.subtract(BigDecimal.ONE).toPlainString(),
                number.toPlainString(),
                number.add(BigDecimal.ONE).toPlainString()));
    }

    private Set<String> of(String name) {
        return byName.computeIfAbsent(name, _ -> new LinkedHashSet<>());
    }

    /** What is compared with a copy is compared with its original too, and what decides a value that matters, matters. */
    void handBack(Sources sources, Family family) {
        int before = -1;
        while (size() > before) {
            before = size();
            for (String name : List.copyOf(byName.keySet())) {
                for (String original : sources.copiedFrom(name)) {
                    of(original).addAll(of(name));
                    if (askedWhetherThere.contains(name)) {
                        askedWhetherThere.add(original);
                    }
                }
                sources.madeFrom(name).forEach(this::of);
                for (Sources.Question q : sources.questions(name)) {
                    q.tree().atoms().forEach(a -> add(a, n -> family.key(q.script(), n)));
                }
            }
        }
    }

    private int size() {
        return byName.values().stream().mapToInt(s -> s.size() + 1).sum() + askedWhetherThere.size();
    }

    /** Variables that some condition asks. */
    Set<String> names() {
        return byName.keySet();
    }

    /** Empty for a variable that no condition asks. */
    Collection<String> with(String name) {
        return byName.getOrDefault(name, Set.of());
    }

    /** Whether some condition asks whether there is such a value. */
    boolean isAskedWhetherThere(String name) {
        return askedWhetherThere.contains(name);
    }
}
