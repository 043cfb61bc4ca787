package org.helpline.ivr.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.Head;
import org.helpline.ivr.model.Operation;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.model.Template;
import org.helpline.ivr.model.Term;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.parse.Words;

/** The variables of a script and their kinds, declared or by what they are set to; expressions that use them. */
final class Variables {

    private final Script script;
    private final LookUpUse lookUps;
    private final SubScripts subScripts;
    private final Findings findings;
    private final Map<String, Kind> declared = new LinkedHashMap<>();
    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    Variables(Script script, LookUpUse lookUps, SubScripts subScripts, Findings findings) {
        this.script = script;
        this.lookUps = lookUps;
        this.subScripts = subScripts;
        this.findings = findings;
        BuiltIn.NAMES.forEach(name -> declared.put(name, builtIn(name)));
        script.head().takes().forEach((name, v) -> declared.put(name, Kind.of(v.type())));
        script.head().variables().forEach((name, v) -> declared.put(name, Kind.of(v.type())));
        kinds.putAll(declared);
        // what is computed has the kind of what it is computed from, which may itself be computed
        for (int pass = 0; pass < 3; pass++) {
            new Steps(script).forEach(this::learn);
        }
    }

    private static Kind builtIn(String name) {
        boolean figures =
                List.of(BuiltIn.CALLER, BuiltIn.DIALLED, BuiltIn.CALLBACK).contains(name);
        return figures ? Kind.OPEN_TEXT : Kind.of(BuiltIn.type(name));
    }

    private void learn(ScriptStep step) {
        for (String name : Steps.sets(step)) {
            Kind kind = set(step, name);
            Kind before = kinds.get(name);
            if (before == null || (before == Kind.ANY && !declared.containsKey(name))) {
                kinds.put(name, kind);
            } else if (!declared.containsKey(name) && before.meets(kind)) {
                kinds.put(name, before.with(kind));
            }
        }
    }

    private Kind set(ScriptStep step, String name) {
        return switch (step) {
            case ScriptStep.Ask a ->
                a.answer().type() == ValueType.TEXT
                        ? Kind.OPEN_TEXT
                        : Kind.of(a.answer().type());
            case ScriptStep.LookUp _ -> Kind.MAP;
            case ScriptStep.Do(var _, ScriptStep.Routine.Script s, var _, var _) ->
                subScripts.head(s.name()).flatMap(Head::gives).map(Kind::of).orElse(Kind.ANY);
            case ScriptStep.SetVariables s
            when s.values().get(name) != null -> kind(s.values().get(name));
            default -> Kind.ANY;
        };
    }

    /** The kind of what something is set to. */
    Kind kind(Assigned assigned) {
        return switch (assigned) {
            case Assigned.Fixed(Value value) -> Kind.of(value);
            case Assigned.Filled(Template text)
            when text.pieces().size() == 1 ->
                kinds.getOrDefault(text.slots().getFirst().name(), Kind.ANY);
            case Assigned.Filled _ -> Kind.OPEN_TEXT;
            case Assigned.Computed c -> typing((_, _, _) -> {}, false).of(c.tree());
            case Assigned.Listed _ -> Kind.LIST;
            case Assigned.Mapped _ -> Kind.MAP;
        };
    }

    /** Tells variables that are set to things of two kinds, and expressions that are wrong in themselves. */
    void check() {
        Map<String, Place> first = new LinkedHashMap<>();
        Map<String, Kind> begun = new LinkedHashMap<>();
        new Steps(script).forEach(step -> {
            for (String name : Steps.sets(step)) {
                clash(step, name, begun, first);
            }
            if (step instanceof ScriptStep.SetVariables s) {
                s.values().values().forEach(this::expressions);
            } else if (step instanceof ScriptStep.Do d) {
                d.with().values().forEach(this::expressions);
            } else if (step instanceof ScriptStep.Return r) {
                r.value().ifPresent(this::expressions);
            } else if (step instanceof ScriptStep.LookUp l) {
                l.with().values().forEach(this::expressions);
            } else if (step instanceof ScriptStep.JoinQueue q) {
                q.wanted().priority().ifPresent(p -> priority(q.at(), p));
            } else if (step instanceof ScriptStep.When w) {
                condition(w.at(), w.condition());
            }
        });
        script.queues().values().forEach(q -> q.rules().forEach(r -> condition(r.at(), r.when())));
    }

    private void clash(ScriptStep step, String name, Map<String, Kind> begun, Map<String, Place> first) {
        Kind kind = set(step, name);
        Kind wanted = declared.get(name);
        if (wanted != null) {
            if (!kind.fits(wanted)) {
                findings.problem(
                        step.at(),
                        "'" + name + "' is declared as " + wanted.said() + " and set to " + kind.said() + ".",
                        "Change one of the two.");
            }
            return;
        }
        Kind before = begun.putIfAbsent(name, kind);
        Place at = first.computeIfAbsent(name, _ -> step.at());
        if (before != null && !before.meets(kind)) {
            findings.problem(
                    step.at(),
                    "'" + name + "' is " + kind.said() + " here and " + before.said() + " in line " + at.line() + ".",
                    "A variable keeps its type: take another name.");
        } else if (before != null) {
            begun.put(name, before.with(kind));
        }
    }

    private void priority(Place at, Assigned priority) {
        expressions(priority);
        Kind kind = kind(priority);
        if (priority instanceof Assigned.Computed && !kind.fits(Kind.of(Value.Number.of(0)))) {
            findings.problem(at, "The priority is " + kind.said() + ".", "A priority is a number from 0 to 10.");
        }
    }

    private void expressions(Assigned assigned) {
        switch (assigned) {
            case Assigned.Computed c -> typing(this::complain, true).of(c.tree());
            case Assigned.Listed l -> l.entries().forEach(this::expressions);
            case Assigned.Mapped m -> m.entries().values().forEach(this::expressions);
            case Assigned.Fixed _, Assigned.Filled _ -> {}
        }
    }

    private void condition(Place at, Condition condition) {
        switch (condition) {
            case Condition.Expression e -> typing(this::complain, true).condition(e.tree());
            case Condition.IsNumber n -> simple(at, n.variable(), n.sign().written(), Value.Number.of(n.number()));
            case Condition.IsText t -> simple(at, t.variable(), t.negated() ? "!=" : "==", Value.text(t.text()));
            case Condition.Calendar _ -> {}
        }
    }

    /** The simple forms are expressions too; an unknown name has been told of already. */
    private void simple(Place at, String variable, String sign, Value value) {
        if (!exists(variable)) {
            return;
        }
        Term.Spot spot = new Term.Spot(at.line(), at.column());
        Operation operation = Operation.ofCel("_" + sign + "_").orElseThrow();
        typing(this::complain, true)
                .condition(new Term.Apply(
                        spot, operation, List.of(new Term.Name(spot, variable), new Term.Constant(spot, value))));
    }

    private void complain(Term.Spot at, String what, String fix) {
        findings.problem(new Place("", at.line(), at.column()), what, fix);
    }

    /** The call's own values are on the page; here they would only hide what the script itself sets. */
    private static String others(Set<String> known) {
        List<String> own =
                known.stream().filter(n -> !BuiltIn.NAMES.contains(n)).toList();
        return own.isEmpty() ? "Set it before, or ask for it." : "There is: " + String.join(", ", own) + ".";
    }

    private static Place placed(Term term) {
        return new Place("", term.at().line(), term.at().column());
    }

    private Typing typing(Typing.Complaint complaint, boolean tells) {
        return new Typing(name -> kind(name, tells), complaint);
    }

    private Kind kind(Term.Name name, boolean tells) {
        if (tells && !exists(name.name())) {
            unknown(placed(name), name.name(), "If it is a text, put it in double quotes. ");
        }
        Optional<Kind> figure =
                QueueFigure.Asked.by(name.name()).map(a -> Kind.of(a.figure().type()));
        Kind whole = figure.orElseGet(() -> kinds.get(name.name()));
        if (whole != null) {
            return whole;
        }
        Kind root = kinds.getOrDefault(name.root(), Kind.ANY);
        Optional<Kind> answered = lookUps.type(name.name()).map(Kind::of);
        boolean dotted = !name.name().equals(name.root());
        if (answered.isPresent() || (tells && dotted && lookUps.variable(placed(name), name.name()))) {
            return answered.filter(k -> k != Kind.TEXT).orElse(answered.isPresent() ? Kind.OPEN_TEXT : Kind.ANY);
        }
        if (tells && root != Kind.MAP && root != Kind.ANY) {
            complain(
                    name.at(),
                    "'" + name.root() + "' is " + root.said() + " and has no field '"
                            + name.name().substring(name.root().length() + 1) + "'.",
                    "Only a map has fields.");
        }
        return Kind.ANY;
    }

    /** Whether some step, a declaration or the language itself gives this name, or the variable that it is a field of. */
    boolean exists(String name) {
        int dot = name.indexOf('.');
        return QueueFigure.Asked.by(name).isPresent()
                || kinds.containsKey(name)
                || (dot > 0 && kinds.containsKey(name.substring(0, dot)));
    }

    /** Tells that nothing sets it. */
    void unknown(Place at, String name) {
        unknown(at, name, "");
    }

    private void unknown(Place at, String name, String hint) {
        int dot = name.indexOf('.');
        if (name.equals(QueueFigure.ROOT) || name.startsWith(QueueFigure.ROOT + ".")) {
            noFigure(at, name);
            return;
        }
        boolean ours = dot > 0 && name.startsWith("caller.");
        String whole = dot < 0 || ours ? name : name.substring(0, dot);
        Set<String> known = new TreeSet<>(kinds.keySet());
        Set<String> words = new TreeSet<>(known);
        words.addAll(BuiltIn.STATES);
        findings.problem(
                at,
                "No step sets '" + whole + "'.",
                Words.nearest(whole, words)
                        .map(n -> "Did you mean '" + n + "'?")
                        .orElseGet(() -> hint + others(known)));
    }

    private void noFigure(Place at, String name) {
        int last = name.lastIndexOf('.');
        boolean asksQueue = last > QueueFigure.ROOT.length();
        String word = asksQueue ? name.substring(last + 1) : "";
        findings.problem(
                at,
                asksQueue ? "A queue is not asked for '" + word + "'." : "This asks a queue for nothing.",
                Words.nearest(word, QueueFigure.words())
                        .map(n -> "Did you mean '" + n + "'?")
                        .orElse("Ask queue.NAME." + String.join(", queue.NAME.", QueueFigure.words())
                                + "; a name with a hyphen in brackets: queue[\"second-level\"].wait."));
    }
}
