package org.helpline.ivr.prove;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.run.StepIndex;

/** Variables that are read on some way on which nothing has set them. */
final class Unset {

    /** What every call has, and what the server sets where it is spoken of. */
    private static final Set<String> ALWAYS =
            BuiltIn.NAMES.stream().filter(n -> !n.equals(BuiltIn.POSITION)).collect(Collectors.toUnmodifiableSet());

    private final Family family;
    private final Journeys journeys;
    private final Map<Node, SetSoFar> set = new HashMap<>();
    private final Map<Leg, List<Item>> items = new HashMap<>();
    private final Map<String, Set<String>> given = new HashMap<>();
    private final IdentityHashMap<ScriptStep, Set<String>> readBy = new IdentityHashMap<>();

    Unset(Family family, Journeys journeys) {
        this.family = family;
        this.journeys = journeys;
    }

    /** A variable that a step reads, and the way to it on which nothing sets it. */
    record Use(String variable, Script script, ScriptStep step, List<Leg> way) {}

    private sealed interface Item {
        record Reads(Script script, ScriptStep step, Set<String> names) implements Item {}

        record Sets(String name) implements Item {}

        record Forgets(String name) implements Item {}

        record Begins(Script script) implements Item {}

        record Ends() implements Item {}
    }

    /** What is set when a script begins; what it takes it is given, or that is told where it is run. */
    private static Set<String> always(Script script) {
        Set<String> always = new HashSet<>(ALWAYS);
        always.add(QueueFigure.ROOT); // what is unknown of a queue has its own meaning
        always.addAll(script.head().takes().keySet());
        script.head().variables().forEach((name, v) -> {
            if (v.initial().isPresent() || v.ofCustomer()) {
                always.add(name);
            }
        });
        return always;
    }

    private SetSoFar begin() {
        return new SetSoFar(List.of(always(family.root())));
    }

    private static SetSoFar after(SetSoFar before, Item item) {
        return switch (item) {
            case Item.Reads _ -> before;
            case Item.Sets s -> before.with(s.name());
            case Item.Forgets f -> before.without(f.name());
            case Item.Begins b -> before.into(always(b.script()));
            case Item.Ends _ -> before.back();
        };
    }

    /** One for each step and variable. */
    List<Use> find() {
        spread();
        Map<String, Use> uses = new LinkedHashMap<>();
        journeys.legs().forEach(leg -> {
            SetSoFar here = leg.from().map(set::get).orElseGet(this::begin);
            for (Item item : items(leg)) {
                if (item instanceof Item.Reads r) {
                    for (String name : r.names()) {
                        if (!here.has(name)) {
                            String id = r.script().name() + " " + name + " " + StepIndex.id(r.step());
                            uses.computeIfAbsent(id, _ -> new Use(name, r.script(), r.step(), way(name, r.step())));
                        }
                    }
                }
                here = after(here, item);
            }
        });
        return List.copyOf(uses.values());
    }

    /** Until every situation knows what is set on all ways to it. */
    private void spread() {
        Deque<Leg> open = new ArrayDeque<>(journeys.begins());
        while (!open.isEmpty()) {
            Leg leg = open.poll();
            SetSoFar after = leg.from().map(set::get).orElseGet(this::begin);
            for (Item item : items(leg)) {
                after = after(after, item);
            }
            SetSoFar before = set.get(leg.to());
            SetSoFar both = before == null ? after : after.and(before);
            if (!both.equals(before)) {
                set.put(leg.to(), both);
                leg.to().choices.forEach(c -> open.addAll(c.legs()));
            }
        }
    }

    private List<Item> items(Leg leg) {
        return items.computeIfAbsent(leg, this::read);
    }

    private List<Item> read(Leg leg) {
        List<Item> items = new ArrayList<>();
        for (Told told : leg.told()) {
            switch (told.fact()) {
                case ScriptFact.Entered _ -> told.step(family).ifPresent(s -> reads(told.script(), s, items));
                case ScriptFact.VariableSet v when isNothing(told, v) -> items.add(new Item.Forgets(v.name()));
                case ScriptFact.VariableSet v -> items.add(new Item.Sets(v.name()));
                case ScriptFact.Asked a -> items.add(new Item.Sets(a.name()));
                case ScriptFact.Kept k -> items.add(new Item.Sets(k.name()));
                case ScriptFact.LookedUp l -> lookedUp(told.script(), l, items);
                case ScriptFact.SubScriptBegan b ->
                    items.add(new Item.Begins(family.find(b.script()).orElse(family.root())));
                case ScriptFact.SubScriptEnded _ -> items.add(new Item.Ends());
                default -> {}
            }
        }
        return items;
    }

    /** Whether it holds what a script that says what it gives has not given. */
    private boolean isNothing(Told told, ScriptFact.VariableSet set) {
        return set.value().isEmpty() && givenBy(told.script()).contains(set.name());
    }

    /** Variables of a script that hold what others say that they give. */
    private Set<String> givenBy(Script script) {
        return given.computeIfAbsent(script.name(), _ -> {
            Set<String> names = new HashSet<>();
            new Steps(script).forEach(step -> {
                if (step instanceof ScriptStep.Do d) {
                    Family.runs(d)
                            .flatMap(family::find)
                            .flatMap(s -> s.head().gives())
                            .filter(type -> type != ValueType.TEXT)
                            .ifPresent(_ -> names.add(d.result()));
                }
            });
            return names;
        });
    }

    private void reads(Script script, ScriptStep step, List<Item> items) {
        Set<String> read = readBy.computeIfAbsent(step, s -> new Names(script).readBy(s));
        if (!read.isEmpty()) {
            items.add(new Item.Reads(script, step, read));
        }
        if (step instanceof ScriptStep.Do d && !d.result().isEmpty()) {
            items.add(new Item.Sets(d.result())); // when it has come back, which is before anything after it
        }
    }

    /** An answer is kept; what an earlier one said is forgotten when there is none. */
    private void lookedUp(Script script, ScriptFact.LookedUp fact, List<Item> items) {
        family.steps(script).all().forEach(step -> {
            if (step instanceof ScriptStep.LookUp l && l.at().name().equals(fact.place())) {
                items.add(
                        fact.outcome().equals("found") ? new Item.Sets(l.variable()) : new Item.Forgets(l.variable()));
            }
        });
    }

    private record Come(Node node, SetSoFar set) {}

    private record From(Leg leg, Optional<Come> before) {}

    /** The shortest call that reads it there before anything sets it. */
    private List<Leg> way(String name, ScriptStep step) {
        Map<Come, From> reached = new HashMap<>();
        Deque<From> open = new ArrayDeque<>();
        journeys.begins().forEach(leg -> open.add(new From(leg, Optional.empty())));
        while (!open.isEmpty()) {
            From from = open.poll();
            SetSoFar here = from.before().map(Come::set).orElseGet(() -> only(name, begin()));
            for (Item item : items(from.leg())) {
                if (item instanceof Item.Reads r
                        && r.step() == step
                        && r.names().contains(name)
                        && !here.has(name)) {
                    return path(from, reached);
                }
                here = only(name, after(here, item));
            }
            Come come = new Come(from.leg().to(), here);
            if (reached.putIfAbsent(come, from) == null) {
                come.node().choices.stream()
                        .flatMap(c -> c.legs().stream())
                        .forEach(leg -> open.add(new From(leg, Optional.of(come))));
            }
        }
        return List.of();
    }

    /** The same of one variable alone. */
    private static SetSoFar only(String name, SetSoFar set) {
        int dot = name.indexOf('.');
        String root = dot < 0 ? name : name.substring(0, dot);
        return new SetSoFar(set.levels().stream()
                .map(names -> names.contains(name) || names.contains(root) ? Set.of(name) : Set.<String>of())
                .toList());
    }

    private static List<Leg> path(From last, Map<Come, From> reached) {
        List<Leg> path = new ArrayList<>();
        Optional<From> from = Optional.of(last);
        while (from.isPresent()) {
            path.addFirst(from.get().leg());
            from = from.get().before().map(reached::get);
        }
        return path;
    }
}
