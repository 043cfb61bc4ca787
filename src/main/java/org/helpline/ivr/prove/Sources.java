package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.Atom;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.model.Term;

/**
 * Where values come from: which variables hold nothing but what was keyed, found or written, so that trying the values that make a
 * difference is trying all.
 */
final class Sources {

    /** What the world decides, at any moment anew. */
    private static final Set<String> OF_THE_WORLD = Set.of(
            BuiltIn.POSITION,
            BuiltIn.WAIT,
            BuiltIn.WAIT_LEAST,
            BuiltIn.CALLBACK,
            BuiltIn.TODAY,
            BuiltIn.TIME,
            BuiltIn.NOW,
            BuiltIn.WEEKDAY);

    private final Family family;
    private final Map<String, Set<String>> copiedFrom = new HashMap<>();
    private final Map<String, Set<String>> computedFrom = new HashMap<>();
    private final Map<String, Set<String>> decidedBy = new HashMap<>();
    private final Map<String, List<Question>> questions = new HashMap<>();
    private final Set<String> keyedOrFound = new HashSet<>(Set.of(BuiltIn.CALLER, BuiltIn.DIALLED, BuiltIn.LANGUAGE));
    private final Set<String> mixed = new HashSet<>(OF_THE_WORLD);

    /** An expression of a script that is true or false. */
    record Question(Script script, Term tree) {}

    Sources(Family family) {
        this.family = family;
        for (Script script : family.all()) {
            script.head().variables().forEach((name, v) -> {
                if (v.ofCustomer()) {
                    mixed.add(family.key(script, name)); // an earlier call may have left anything
                }
            });
        }
        family.root().head().takes().keySet().forEach(name -> mixed.add(family.key(family.root(), name)));
        family.forEach(this::source);
        while (spreads()) {
            // until what is made from something uncertain is uncertain too
        }
    }

    private void source(Script script, ScriptStep step) {
        switch (step) {
            case ScriptStep.SetVariables s ->
                s.values().forEach((name, value) -> set(family.key(script, name), script, value));
            case ScriptStep.Do d -> run(script, d);
            default -> keyedOrFound.addAll(keys(script, Steps.sets(step)));
        }
    }

    /** What another script is given, and what comes back. */
    private void run(Script script, ScriptStep.Do step) {
        Optional<Script> run =
                Family.runs(step).isPresent() ? Family.runs(step).flatMap(family::find) : Optional.of(script);
        if (run.isEmpty()) {
            mixed.addAll(keys(script, Steps.sets(step)));
            return;
        }
        step.with().forEach((name, value) -> set(family.key(run.get(), name), script, value));
        for (String result : keys(script, Steps.sets(step))) {
            family.returns(script, step).forEach(r -> r.value().ifPresent(value -> set(result, run.get(), value)));
        }
    }

    private List<String> keys(Script script, Collection<String> names) {
        return names.stream().map(n -> family.key(script, n)).toList();
    }

    /** {@code value} is written in {@code reader}. */
    private void set(String name, Script reader, Assigned value) {
        List<String> read = keys(reader, Names.readToSet(List.of(value)));
        switch (value) {
            case Assigned.Fixed _ -> {}
            case Assigned.Filled f when f.text().pieces().size() == 1 -> into(copiedFrom, name, read);
            case Assigned.Computed(var _, Term.Name _) -> into(copiedFrom, name, read);
            case Assigned.Computed c
            when isQuestion(c.tree()) -> {
                into(decidedBy, name, read);
                questions.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Question(reader, c.tree()));
            }
            case Assigned.Filled _, Assigned.Computed _ -> into(computedFrom, name, read);
            case Assigned.Listed _, Assigned.Mapped _ -> mixed.add(name);
        }
    }

    private static void into(Map<String, Set<String>> sources, String name, Collection<String> read) {
        sources.computeIfAbsent(name, _ -> new HashSet<>()).addAll(read);
    }

    /** Whether it is true or false, and trying the values that it compares with decides it. */
    static boolean isQuestion(Term tree) {
        List<Atom> atoms = new ArrayList<>();
        Atom.collect(tree, atoms);
        return !(tree instanceof Term.Name) && atoms.stream().noneMatch(Atom.Opaque.class::isInstance);
    }

    private boolean spreads() {
        boolean[] more = {false};
        copiedFrom.forEach((name, from) -> {
            more[0] |= from.stream().anyMatch(this::isMixed) && mixed.add(name);
            more[0] |= from.stream().anyMatch(this::isKeyedOrFound) && keyedOrFound.add(name);
        });
        computedFrom.forEach((name, from) ->
                more[0] |= from.stream().anyMatch(f -> isMixed(f) || isKeyedOrFound(f)) && mixed.add(name));
        decidedBy.forEach((name, by) -> more[0] |= by.stream().anyMatch(this::isMixed) && mixed.add(name));
        return more[0];
    }

    private boolean isKeyedOrFound(String name) {
        return keyedOrFound.contains(root(name)) || QueueFigure.Asked.by(name).isPresent();
    }

    /** What it may be a copy of; a field is that of what its map is a copy of. */
    Set<String> copiedFrom(String name) {
        String root = root(name);
        if (copiedFrom.containsKey(name) || root.equals(name)) {
            return copiedFrom.getOrDefault(name, Set.of());
        }
        Set<String> fields = new HashSet<>();
        copiedFrom.getOrDefault(root, Set.of()).forEach(from -> fields.add(from + name.substring(root.length())));
        return fields;
    }

    /** What decides it, where it is true or false. */
    List<Question> questions(String name) {
        return questions.getOrDefault(name, List.of());
    }

    /** What it may be a copy of or be worked out from, as long as trying values tries all. */
    Set<String> madeFrom(String name) {
        Set<String> from = new HashSet<>(copiedFrom(name));
        if (!isMixed(name)) {
            from.addAll(computedFrom.getOrDefault(name, Set.of()));
            from.addAll(decidedBy.getOrDefault(name, Set.of()));
        }
        return from;
    }

    /** Whether it holds only what is written or counted, or a truth that was tried both ways: no caller decides it further. */
    boolean isSettled(String name) {
        return !isMixed(name) && !isKeyedOrFound(name);
    }

    /** Whether trying values does not try all. */
    boolean isMixed(String name) {
        return mixed.contains(name) || mixed.contains(root(name));
    }

    static String root(String name) {
        int dot = name.indexOf('.');
        return dot < 0 || BuiltIn.isGiven(name) ? name : name.substring(0, dot);
    }
}
