package org.helpline.ivr.prove;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.ivr.model.Atom;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;

/** What conditions compare each variable with, and its neighbours, as a designer writes them. */
final class Constants {

    private final Map<String, Set<String>> byName = new HashMap<>();
    private final Set<String> askedWhetherThere = new LinkedHashSet<>();

    /** Takes in a condition. */
    void add(Condition condition) {
        switch (condition) {
            case Condition.Calendar _ -> {}
            case Condition.IsText t -> of(t.variable()).add(t.text());
            case Condition.IsNumber n -> around(n.variable(), BigDecimal.valueOf(n.number()));
            case Condition.Expression _ -> Names.atoms(condition).forEach(this::add);
        }
    }

    private void add(Atom atom) {
        switch (atom) {
            case Atom.Compare c -> add(c.name(), c.value());
            case Atom.Among a -> a.values().forEach(v -> add(a.name(), v));
            case Atom.Like l -> of(l.name()).add(l.text());
            case Atom.IsTrue t -> of(t.name()).addAll(List.of("yes", "no"));
            case Atom.IsThere t -> {
                of(t.name());
                askedWhetherThere.add(t.name());
            }
            case Atom.Opaque o -> o.term().names().forEach(this::of);
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

    /** What is compared with a copy is compared with its original too. */
    void handBack(Sources sources) {
        boolean more = true;
        while (more) {
            more = false;
            for (String name : List.copyOf(byName.keySet())) {
                for (String original : sources.copiedFrom(name)) {
                    boolean known = byName.containsKey(original);
                    more |= of(original).addAll(of(name)) || !known;
                }
            }
        }
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
