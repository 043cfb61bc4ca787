package org.helpline.ivr.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.helpline.core.Problems;
import org.helpline.ivr.model.Head;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.model.Variable;
import org.helpline.ivr.parse.ParsedScript;
import org.helpline.ivr.parse.ScriptFiles;
import org.helpline.ivr.parse.ScriptParser;
import org.helpline.ivr.parse.Words;

/** Other scripts that this one runs: what they take and give, as their files beside it say. Reads files. */
final class SubScripts {

    private final Script script;
    private final Optional<Function<String, Optional<Script>>> others;
    private final Map<String, Read> read = new HashMap<>();

    /** A script, and whether all of it could be read. */
    private record Read(Optional<ParsedScript> parsed, boolean whole) {
        static final Read NOTHING = new Read(Optional.empty(), false);
    }

    /** What the folders beside it hold. */
    SubScripts(Script script) {
        this(script, Optional.empty());
    }

    /** {@code others} gives the scripts that it runs, by name. */
    SubScripts(Script script, Function<String, Optional<Script>> others) {
        this(script, Optional.of(others));
    }

    private SubScripts(Script script, Optional<Function<String, Optional<Script>>> others) {
        this.script = script;
        this.others = others;
    }

    /** What a script declares; empty when it is not there or cannot be read: that is told of it, not here. */
    Optional<Head> head(String name) {
        return find(name).map(Script::head);
    }

    private Optional<Script> find(String name) {
        if (name.equals(script.name())) {
            return Optional.of(script);
        }
        return others.isPresent()
                ? others.get().apply(name)
                : read(name).parsed().map(ParsedScript::script);
    }

    /** A script beside this one, the same one each time; empty when it is not there or not all of it can be read. */
    Optional<ParsedScript> fit(String name) {
        return read(name).whole() ? read(name).parsed() : Optional.empty();
    }

    private Read read(String name) {
        Read before = read.get(name);
        if (before == null) {
            before = load(name);
            read.put(name, before);
        }
        return before;
    }

    private Read load(String name) {
        Path folder = script.folder().toAbsolutePath().normalize().resolveSibling(name);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}") || !Files.isRegularFile(folder.resolve("script.yaml"))) {
            return Read.NOTHING;
        }
        try {
            Problems problems = new Problems();
            Optional<ParsedScript> parsed = ScriptParser.parse(ScriptFiles.read(folder), problems);
            return new Read(parsed, problems.isEmpty());
        } catch (IOException e) {
            return Read.NOTHING; // told when that script itself is read
        }
    }

    /** Tells what is missing, too much or of another type, and scripts that run one another for ever. */
    void check(Variables variables, Findings findings) {
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.Do(var _, ScriptStep.Routine.Script s, var _, var _)) {
                ScriptStep.Do run = (ScriptStep.Do) step;
                head(s.name()).ifPresent(head -> given(run, s.name(), head, variables, findings));
                round(run, s.name(), findings);
            } else if (step instanceof ScriptStep.Return r) {
                given(r, variables, findings);
            }
        });
    }

    private static void given(ScriptStep.Do step, String name, Head head, Variables variables, Findings findings) {
        head.takes().forEach((parameter, takes) -> {
            if (!step.with().containsKey(parameter) && takes.initial().isEmpty()) {
                findings.problem(
                        step.at(),
                        "The script '" + name + "' takes '" + parameter + "', and is not given it.",
                        "Add it: 'with: {" + parameter + ": …}'.");
            }
        });
        step.with().forEach((parameter, value) -> {
            Variable takes = head.takes().get(parameter);
            if (takes == null) {
                findings.problem(
                        step.at(),
                        "The script '" + name + "' takes no '" + parameter + "'.",
                        Words.suggestion(parameter, head.takes().keySet(), "parameter of it"));
            } else if (!variables.kind(value).fits(Kind.of(takes.type()))
                    && value.fixed()
                            .flatMap(v -> takes.type().read(v.written()))
                            .isEmpty()) {
                findings.problem(
                        step.at(),
                        "The script '" + name + "' takes '" + parameter + "' as "
                                + Kind.of(takes.type()).said() + ", and is given "
                                + variables.kind(value).said() + ".",
                        "Give it " + Kind.of(takes.type()).said() + ".");
            }
        });
        if (!step.result().isEmpty() && head.gives().isEmpty()) {
            findings.problem(
                    step.at(),
                    "The script '" + name + "' does not say what it gives back.",
                    "Add 'gives: ' and a type at its top, or remove 'as'.");
        }
    }

    private void given(ScriptStep.Return step, Variables variables, Findings findings) {
        if (script.head().gives().isEmpty() || step.value().isEmpty()) {
            return;
        }
        Kind wanted = Kind.of(script.head().gives().get());
        Kind kind = variables.kind(step.value().get());
        boolean ofARoutine = !kind.fits(wanted) && new Routines(script).isOnlyRun(step);
        if (!kind.fits(wanted) && !ofARoutine) {
            findings.problem(
                    step.at(),
                    "The script gives " + wanted.said() + ", and this is " + kind.said() + ".",
                    "Change one of the two.");
        }
    }

    private void round(ScriptStep.Do step, String first, Findings findings) {
        List<String> round = new ArrayList<>();
        if (leadsBack(first, new LinkedHashSet<>(), round)) {
            findings.problem(
                    step.at(),
                    "These scripts run one another again and again: " + script.name() + " → "
                            + String.join(" → ", round) + ".",
                    "Let one of them come back instead; to begin anew, go there by 'script'.");
        }
    }

    private boolean leadsBack(String name, Set<String> seen, List<String> path) {
        path.add(name);
        if (name.equals(script.name())) {
            return true;
        }
        if (seen.add(name)) {
            for (String next : find(name).map(SubScripts::runs).orElse(List.of())) {
                if (leadsBack(next, seen, path)) {
                    return true;
                }
            }
        }
        path.removeLast();
        return false;
    }

    /** The names of the scripts that this one runs and comes back from. */
    static List<String> runs(Script script) {
        List<String> names = new ArrayList<>();
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.Do(var _, ScriptStep.Routine.Script s, var _, var _)) {
                names.add(s.name());
            }
        });
        return names;
    }
}
