package org.helpline.ivr.prove;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;

/**
 * Where values come from: which variables hold nothing but what was keyed, found or written, so that trying the values that make a
 * difference is trying all.
 */
final class Sources {

    /** What the world decides, at any moment anew. */
    private static final Set<String> OF_THE_WORLD = Set.of(
            BuiltIn.POSITION,
            BuiltIn.WAIT,
            BuiltIn.CALLBACK,
            BuiltIn.TODAY,
            BuiltIn.TIME,
            BuiltIn.NOW,
            BuiltIn.WEEKDAY);

    private final Map<String, Set<String>> copiedFrom = new HashMap<>();
    private final Map<String, Set<String>> computedFrom = new HashMap<>();
    private final Set<String> keyedOrFound = new HashSet<>();
    private final Set<String> mixed = new HashSet<>(OF_THE_WORLD);

    Sources(Script script) {
        script.head().variables().forEach((name, v) -> {
            if (v.ofCustomer()) {
                mixed.add(name); // an earlier call may have left anything
            }
        });
        mixed.addAll(script.head().takes().keySet());
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.SetVariables s) {
                s.values().forEach(this::set);
            } else if (step instanceof ScriptStep.Do d) {
                mixed.addAll(Steps.sets(d)); // what it gives back
            } else {
                keyedOrFound.addAll(Steps.sets(step));
            }
        });
        while (spreads()) {
            // until what is made from something uncertain is uncertain too
        }
    }

    private void set(String name, Assigned value) {
        switch (value) {
            case Assigned.Fixed _ -> {}
            case Assigned.Filled f
            when f.text().pieces().size() == 1 ->
                copiedFrom.computeIfAbsent(name, _ -> new HashSet<>()).addAll(Names.readToSet(List.of(value)));
            case Assigned.Filled _, Assigned.Computed _ ->
                computedFrom.computeIfAbsent(name, _ -> new HashSet<>()).addAll(Names.readToSet(List.of(value)));
            case Assigned.Listed _, Assigned.Mapped _ -> mixed.add(name);
        }
    }

    private boolean spreads() {
        boolean[] more = {false};
        copiedFrom.forEach((name, from) -> more[0] |= from.stream().anyMatch(this::isMixed) && mixed.add(name));
        computedFrom.forEach((name, from) ->
                more[0] |= from.stream().anyMatch(f -> isMixed(f) || isKeyedOrFound(f) || isCopyOfKeyed(f))
                        && mixed.add(name));
        return more[0];
    }

    private boolean isCopyOfKeyed(String name) {
        return copiedFrom.getOrDefault(root(name), Set.of()).stream().anyMatch(this::isKeyedOrFound);
    }

    private boolean isKeyedOrFound(String name) {
        return keyedOrFound.contains(root(name)) || QueueFigure.Asked.by(name).isPresent();
    }

    /** What it may be a copy of. */
    Set<String> copiedFrom(String name) {
        return copiedFrom.getOrDefault(name, Set.of());
    }

    /** Whether it counts: it is computed from itself and from what is written. */
    boolean isCounter(String name) {
        return computedFrom.containsKey(name) && !isMixed(name);
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
