package org.helpline.ivr.check;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.BusinessHours;
import org.helpline.ivr.model.Atom;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.Term;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.Evaluation;

/**
 * Whether a condition can hold of any call: what it compares things with, and what lies beside that, is tried in every combination. It
 * errs on the side of yes.
 */
final class Satisfiable {

    /** More than anybody writes; then it is not tried. */
    private static final int MOST = 20_000;

    private final Term tree;
    private final Map<String, Set<Optional<Value>>> values = new LinkedHashMap<>();
    private final Set<String> calendars = new LinkedHashSet<>();
    private boolean unknown;

    private Satisfiable(Term tree) {
        this.tree = tree;
        tree.atoms().forEach(this::add);
    }

    static boolean isSatisfiable(Condition condition) {
        return !(condition instanceof Condition.Expression e) || new Satisfiable(e.tree()).canHold();
    }

    private void add(Atom atom) {
        switch (atom) {
            case Atom.Compare c -> beside(c.value()).forEach(v -> of(c.name()).add(Optional.of(v)));
            case Atom.Among a -> a.values().forEach(v -> of(a.name()).add(Optional.of(v)));
            case Atom.IsTrue t ->
                of(t.name()).addAll(List.of(Optional.of(new Value.Truth(true)), Optional.of(new Value.Truth(false))));
            case Atom.IsThere t -> of(t.name()).add(Optional.of(Value.text("x")));
            case Atom.Calendar c -> calendars.add(c.hours());
            case Atom.Like _, Atom.Opaque _ -> unknown = true;
            case Atom.Fixed _ -> {}
        }
    }

    private Set<Optional<Value>> of(String name) {
        return values.computeIfAbsent(name, _ -> new LinkedHashSet<>(Set.of(Optional.empty())));
    }

    private static List<Value> beside(Value value) {
        return switch (value) {
            case Value.Number n -> {
                BigDecimal half = new BigDecimal("0.5");
                yield List.of(
                        new Value.Number(n.number().subtract(half)),
                        n,
                        new Value.Number(n.number().add(half)));
            }
            case Value.Date d ->
                List.of(
                        new Value.Date(d.date().minusDays(1)),
                        d,
                        new Value.Date(d.date().plusDays(1)));
            case Value.Span s -> {
                Duration little = Duration.ofMillis(500);
                yield List.of(
                        new Value.Span(s.duration().minus(little)),
                        s,
                        new Value.Span(s.duration().plus(little)));
            }
            case Value.Money m -> {
                BigDecimal little = new BigDecimal("0.001");
                yield List.of(
                        new Value.Money(m.amount().subtract(little), m.currency()),
                        m,
                        new Value.Money(m.amount().add(little), m.currency()));
            }
            case Value.Text t ->
                List.of(Value.text(" "), t, Value.text(t.text() + " ")); // the least texts below and above
            case Value.Truth _, Value.Many _, Value.Fields _ -> List.of(value);
        };
    }

    private boolean canHold() {
        List<Map<String, Value>> worlds = new ArrayList<>(List.of(Map.of()));
        for (Map.Entry<String, Set<Optional<Value>>> name : values.entrySet()) {
            List<Map<String, Value>> more = new ArrayList<>();
            for (Map<String, Value> world : worlds) {
                name.getValue().forEach(v -> more.add(with(world, name.getKey(), v)));
            }
            worlds = more;
            if (worlds.size() > MOST) {
                return true;
            }
        }
        List<Map<String, BusinessHours.State>> days = days();
        return unknown
                || worlds.size() * days.size() > MOST
                || worlds.stream().anyMatch(w -> days.stream().anyMatch(d -> holds(w, d)));
    }

    private static Map<String, Value> with(Map<String, Value> world, String name, Optional<Value> value) {
        Map<String, Value> all = new HashMap<>(world);
        value.ifPresent(v -> all.put(name, v));
        return all;
    }

    private List<Map<String, BusinessHours.State>> days() {
        List<Map<String, BusinessHours.State>> days = new ArrayList<>(List.of(Map.of()));
        for (String calendar : calendars) {
            List<Map<String, BusinessHours.State>> more = new ArrayList<>();
            for (Map<String, BusinessHours.State> day : days) {
                for (BusinessHours.State state : BusinessHours.State.values()) {
                    Map<String, BusinessHours.State> all = new HashMap<>(day);
                    all.put(calendar, state);
                    more.add(all);
                }
            }
            days = more;
        }
        return days;
    }

    private boolean holds(Map<String, Value> world, Map<String, BusinessHours.State> day) {
        Evaluation.World asked = new Evaluation.World() {
            @Override
            public Optional<Value> value(String name) {
                return Optional.ofNullable(world.get(name));
            }

            @Override
            public BusinessHours.State state(String calendar) {
                return day.getOrDefault(calendar, BusinessHours.State.OPEN);
            }
        };
        return Evaluation.truth(tree, asked).equals(new Evaluation.Outcome.Is(new Value.Truth(true)));
    }
}
