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
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.run.StepIndex;

/** Variables that are read on some way on which nothing has set them. */
final class Unset {

    /** What every call has, and what the server sets where it is spoken of. */
    private static final Set<String> ALWAYS =
            BuiltIn.NAMES.stream().filter(n -> !n.equals(BuiltIn.POSITION)).collect(Collectors.toUnmodifiableSet());

    private final Set<String> always = new HashSet<>(ALWAYS);
    private final Journeys journeys;
    private final StepIndex steps;
    private final Names names;
    private final Map<Node, Set<String>> set = new HashMap<>();
    private final Map<Leg, List<Item>> items = new HashMap<>();
    private final IdentityHashMap<ScriptStep, Set<String>> readBy = new IdentityHashMap<>();

    Unset(Journeys journeys, StepIndex steps, Names names) {
        this.journeys = journeys;
        this.steps = steps;
        this.names = names;
        always.add(QueueFigure.ROOT); // what is unknown of a queue has its own meaning
        always.addAll(names.script().head().takes().keySet());
        names.script().head().variables().forEach((name, v) -> {
            if (v.initial().isPresent() || v.ofCustomer()) {
                always.add(name);
            }
        });
    }

    /** A variable that a step reads, and the way to it on which nothing sets it. */
    record Use(String variable, ScriptStep step, List<Leg> way) {}

    private sealed interface Item {
        record Reads(ScriptStep step, Set<String> names) implements Item {}

        record Sets(String name) implements Item {}

        record Forgets(String name) implements Item {}
    }

    /** One for each step and variable. */
    List<Use> find() {
        spread();
        Map<String, Use> uses = new LinkedHashMap<>();
        journeys.legs().forEach(leg -> {
            Set<String> here = new HashSet<>(leg.from().map(set::get).orElse(always));
            for (Item item : items(leg)) {
                switch (item) {
                    case Item.Sets s -> here.add(s.name());
                    case Item.Forgets f -> here.remove(f.name());
                    case Item.Reads r ->
                        r.names().stream()
                                .filter(n -> !here.contains(n) && !here.contains(first(n)))
                                .forEach(n -> uses.computeIfAbsent(
                                        n + " " + StepIndex.id(r.step()), _ -> new Use(n, r.step(), way(n, r.step()))));
                }
            }
        });
        return List.copyOf(uses.values());
    }

    /** Until every situation knows what is set on all ways to it. */
    private void spread() {
        Deque<Leg> open = new ArrayDeque<>(journeys.begins());
        while (!open.isEmpty()) {
            Leg leg = open.poll();
            Set<String> after = new HashSet<>(leg.from().map(set::get).orElse(always));
            for (Item item : items(leg)) {
                if (item instanceof Item.Sets s) {
                    after.add(s.name());
                } else if (item instanceof Item.Forgets f) {
                    after.remove(f.name());
                }
            }
            Set<String> before = set.get(leg.to());
            if (before != null) {
                after.retainAll(before);
            }
            if (before == null || after.size() < before.size()) {
                set.put(leg.to(), after);
                leg.to().choices.forEach(c -> open.addAll(c.legs()));
            }
        }
    }

    private List<Item> items(Leg leg) {
        return items.computeIfAbsent(leg, this::read);
    }

    private List<Item> read(Leg leg) {
        List<Item> items = new ArrayList<>();
        for (ScriptFact fact : leg.facts()) {
            switch (fact) {
                case ScriptFact.Entered e -> steps.step(e).ifPresent(s -> reads(s, items));
                case ScriptFact.VariableSet v -> items.add(new Item.Sets(v.name()));
                case ScriptFact.Asked a -> items.add(new Item.Sets(a.name()));
                case ScriptFact.Kept k -> items.add(new Item.Sets(k.name()));
                case ScriptFact.LookedUp l -> lookedUp(l, items);
                default -> {}
            }
        }
        return items;
    }

    private void reads(ScriptStep step, List<Item> items) {
        if (step instanceof ScriptStep.Do d && !d.result().isEmpty()) {
            items.add(new Item.Sets(d.result())); // when it has come back, which is before anything after it
        }
        Set<String> read = readBy.computeIfAbsent(step, names::readBy);
        if (!read.isEmpty()) {
            items.add(new Item.Reads(step, read));
        }
    }

    /** An answer is kept; what an earlier one said is forgotten when there is none. */
    private void lookedUp(ScriptFact.LookedUp fact, List<Item> items) {
        steps.all().forEach(step -> {
            if (step instanceof ScriptStep.LookUp l && l.at().name().equals(fact.place())) {
                items.add(
                        fact.outcome().equals("found") ? new Item.Sets(l.variable()) : new Item.Forgets(l.variable()));
            }
        });
    }

    private static String first(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The shortest call that reads it there before anything sets it. */
    private List<Leg> way(String name, ScriptStep step) {
        Map<Node, Optional<Leg>> reached = new HashMap<>();
        Deque<Leg> open = new ArrayDeque<>(journeys.begins());
        while (!open.isEmpty()) {
            Leg leg = open.poll();
            boolean nowSet = false;
            for (Item item : items(leg)) {
                if (item instanceof Item.Reads r
                        && r.step() == step
                        && r.names().contains(name)
                        && !nowSet) {
                    return path(leg, reached);
                }
                if (item instanceof Item.Sets s
                        && (s.name().equals(name) || s.name().equals(first(name)))) {
                    nowSet = true;
                } else if (item instanceof Item.Forgets f && f.name().equals(first(name))) {
                    nowSet = false;
                }
            }
            if (!nowSet && !reached.containsKey(leg.to())) {
                reached.put(leg.to(), Optional.of(leg));
                leg.to().choices.forEach(c -> open.addAll(c.legs()));
            }
        }
        return List.of();
    }

    private static List<Leg> path(Leg last, Map<Node, Optional<Leg>> reached) {
        List<Leg> path = new ArrayList<>();
        Optional<Leg> leg = Optional.of(last);
        while (leg.isPresent()) {
            path.addFirst(leg.get());
            leg = leg.get().from().flatMap(n -> reached.getOrDefault(n, Optional.empty()));
        }
        return path;
    }
}
