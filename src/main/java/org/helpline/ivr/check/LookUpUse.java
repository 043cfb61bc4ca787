package org.helpline.ivr.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.parse.Words;
import org.helpline.ivr.spoken.Filter;

/** Whether look-ups are asked and their answers used as the settings declare them. */
final class LookUpUse {

    private final Known known;
    private final Findings findings;
    /** What each variable that only look-ups set can hold. */
    private final Map<String, Map<String, LookUpShape.Field>> answers = new HashMap<>();
    /** Variables whose answers rest on the caller's number alone. */
    private final Set<String> byCallerAlone = new HashSet<>();

    private final Set<Place> remarked = new HashSet<>();

    LookUpUse(Script script, Known known, Findings findings) {
        this.known = known;
        this.findings = findings;
        Set<String> others = new HashSet<>();
        new Steps(script).forEach(step -> {
            switch (step) {
                case ScriptStep.LookUp l -> answer(l);
                case ScriptStep.Ask a -> others.add(a.variable());
                case ScriptStep.SetVariables s -> others.addAll(s.values().keySet());
                default -> {} // no other step sets what a look-up may set too
            }
        });
        answers.keySet().removeAll(others);
    }

    private void answer(ScriptStep.LookUp step) {
        LookUpShape shape = known.lookUps().get(step.name());
        Map<String, LookUpShape.Field> fields = answers.computeIfAbsent(step.variable(), _ -> new LinkedHashMap<>());
        if (shape != null) {
            fields.putAll(shape.fields());
        }
        if (isByCallerAlone(step)) {
            byCallerAlone.add(step.variable());
        }
    }

    /** A caller's number can be forged; whatever else is asked for, the caller must at least know it. */
    private static boolean isByCallerAlone(ScriptStep.LookUp step) {
        List<String> asked =
                step.with().values().stream().flatMap(LookUpUse::names).toList();
        boolean callersOwn =
                step.name().equals(LookUpShape.CUSTOMER) && !step.with().containsKey(LookUpShape.NUMBER);
        Set<String> fromTheCall = Set.of(BuiltIn.CALLER, BuiltIn.DIALLED, BuiltIn.LANGUAGE);
        return (callersOwn || asked.contains(BuiltIn.CALLER)) && fromTheCall.containsAll(asked);
    }

    private static Stream<String> names(Assigned assigned) {
        return switch (assigned) {
            case Assigned.Fixed _ -> Stream.empty();
            case Assigned.Filled f -> f.text().slots().stream().map(Slot::name);
            case Assigned.Computed c -> c.tree().names().stream();
            case Assigned.Listed l -> l.entries().stream().flatMap(LookUpUse::names);
            case Assigned.Mapped m -> m.entries().values().stream().flatMap(LookUpUse::names);
        };
    }

    /** The step itself. */
    void check(ScriptStep.LookUp step) {
        LookUpShape shape = known.lookUps().get(step.name());
        if (shape == null) {
            Set<String> there = new TreeSet<>(known.lookUps().keySet());
            findings.problem(
                    step.at(),
                    "There is no look-up '" + step.name() + "'.",
                    Words.nearest(step.name(), there)
                            .map(n -> "Did you mean '" + n + "'?")
                            .orElse("Look-ups are named in conf/look-ups.ini; there is: " + String.join(", ", there)
                                    + "."));
            return;
        }
        for (String name : step.with().keySet()) {
            if (shape.takes().isPresent() && !shape.takes().get().contains(name)) {
                findings.problem(
                        step.at(),
                        "The look-up '" + step.name() + "' takes no '" + name + "'.",
                        Words.suggestion(name, new TreeSet<>(shape.takes().get()), "parameter of it"));
            }
        }
        for (String name : new TreeSet<>(shape.needs())) {
            if (!step.with().containsKey(name)) {
                findings.problem(
                        step.at(),
                        "The look-up '" + step.name() + "' needs '" + name + "'.",
                        "Add it to 'with', for example 'with: {" + name + ": …}'.");
            }
        }
    }

    /** A name that stands somewhere: a field must be one of the answer's. True if there is nothing more to say of it. */
    boolean variable(Place at, String name) {
        int dot = name.indexOf('.');
        Map<String, LookUpShape.Field> fields = answers.get(dot < 0 ? name : name.substring(0, dot));
        if (fields == null || fields.isEmpty()) {
            return fields != null && dot >= 0; // of a look-up that nobody knows: told at its step
        }
        if (dot < 0) {
            findings.problem(
                    at,
                    "'" + name + "' is a look-up's whole answer, not a value.",
                    "Say which field: " + dotted(name, fields.keySet()) + ".");
        } else if (!fields.containsKey(name.substring(dot + 1))) {
            String field = name.substring(dot + 1);
            findings.problem(
                    at,
                    "The look-up's answer '" + name.substring(0, dot) + "' has no '" + field + "'.",
                    Words.suggestion(field, fields.keySet(), "field of it"));
        }
        return true;
    }

    /** The kind of a field of an answer, as the settings declare it. */
    Optional<ValueType> type(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.ofNullable(answers.getOrDefault(name.substring(0, dot), Map.of())
                                .get(name.substring(dot + 1)))
                        .map(LookUpShape.Field::type);
    }

    private static String dotted(String name, Set<String> fields) {
        return String.join(", ", fields.stream().map(f -> name + "." + f).toList());
    }

    /** A value that is said: its filter must suit its kind, and nothing personal is told on a number alone. */
    void said(Place at, Slot slot) {
        int dot = slot.name().indexOf('.');
        if (dot < 0) {
            return;
        }
        String variable = slot.name().substring(0, dot);
        Optional<LookUpShape.Field> field = Optional.ofNullable(
                answers.getOrDefault(variable, Map.of()).get(slot.name().substring(dot + 1)));
        field.map(LookUpShape.Field::type)
                .filter(type -> !suits(slot.filter(), type))
                .ifPresent(type -> findings.problem(
                        at,
                        "'" + slot.name() + "' is a " + type.word() + ", and is not said like this.",
                        "Say it with " + filter(type) + ", or declare another type in conf/look-ups.ini."));
        if (field.isPresent() && byCallerAlone.contains(variable) && remarked.add(at)) {
            findings.remark(
                    at,
                    "This tells what '" + slot.name() + "' is on the caller's number alone, and numbers can be forged.",
                    "Ask for something that only the customer knows, and look up with that too.");
        }
    }

    private static boolean suits(Filter filter, ValueType type) {
        return switch (filter) {
            case Filter.Plain _ -> true;
            case Filter.Digits _, Filter.Cardinal _, Filter.Ordinal _, Filter.Plural _ ->
                type == ValueType.NUMBER || type == ValueType.TEXT;
            case Filter.Date _, Filter.Weekday _ -> type == ValueType.DATE;
            case Filter.Time _ -> type == ValueType.TEXT;
            case Filter.Length _ -> type == ValueType.DURATION;
            case Filter.Range _ -> false;
            case Filter.Money _ -> type == ValueType.MONEY || type == ValueType.NUMBER;
        };
    }

    private static String filter(ValueType type) {
        return switch (type) {
            case NUMBER -> "'|number' or '|digits'";
            case TEXT -> "'|digits', or no filter";
            case DATE -> "'|date' or '|weekday'";
            case DURATION -> "'|duration'";
            case MONEY -> "'|money'";
            case BOOLEAN, LIST, MAP -> "no filter";
        };
    }
}
