package org.helpline.ivr.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.model.Promises;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.ParsedScript;
import org.helpline.ivr.parse.ScriptFiles;
import org.helpline.ivr.parse.SourceText;

/**
 * Whether the scripts that are to answer calls fit one another: whoever runs another gives it what it takes, and makes of what comes back what
 * it can be. A script by itself is checked when it is read, beside those in the folders; what answers calls may be others. Reads files.
 */
final class Together {

    private final Known known;
    private final Map<String, Script> before;
    private final Map<String, Script> next;

    /**
     * A change of what answers calls.
     *
     * @param before the scripts that fit so far, by name
     * @param next those that shall answer
     */
    Together(Known known, Map<String, Script> before, Map<String, Script> next) {
        this.known = known;
        this.before = before;
        this.next = new TreeMap<>(next);
    }

    /** What does not fit any more, in the callers' files; empty when all of it may answer. */
    List<Problem> problems() {
        return next.keySet().stream().flatMap(name -> misfits(name).stream()).toList();
    }

    /** Takes changes back until all that is left fits. @return those taken back, with what does not fit */
    Map<String, List<Problem>> settle() {
        Map<String, List<Problem>> takenBack = new TreeMap<>();
        boolean again = true;
        while (again) {
            again = false;
            for (String caller : List.copyOf(next.keySet())) {
                List<Problem> problems = misfits(caller);
                if (!problems.isEmpty()) {
                    guilty(caller).forEach(name -> {
                        takeBack(name);
                        takenBack.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(problems);
                    });
                    again = true; // others may have been changed together with it
                    break;
                }
            }
        }
        return takenBack;
    }

    /** What is left; after {@link #settle}. */
    Map<String, Script> left() {
        return next;
    }

    private void takeBack(String name) {
        Script old = before.get(name);
        if (old == null) {
            next.remove(name);
        } else {
            next.put(name, old);
        }
    }

    private boolean isChanged(String name) {
        return !Objects.equals(version(before, name), version(next, name));
    }

    private static Optional<String> version(Map<String, Script> scripts, String name) {
        return Optional.ofNullable(scripts.get(name)).map(Script::version);
    }

    /** A caller that has changed was read beside the scripts in the folders; one that has not must still be able to run what has. */
    private List<String> guilty(String caller) {
        if (isChanged(caller)) {
            return List.of(caller);
        }
        Script script = Objects.requireNonNull(next.get(caller));
        List<String> changed = SubScripts.runs(script).stream()
                .distinct()
                .filter(this::isChanged)
                .toList();
        List<String> alone = changed.stream()
                .filter(name -> !unfit(script, with(name)).isEmpty())
                .toList();
        return alone.isEmpty() ? changed : alone;
    }

    private Map<String, Script> with(String name) {
        Map<String, Script> one = new LinkedHashMap<>(before);
        one.put(name, Objects.requireNonNull(next.get(name)));
        return one;
    }

    private List<Problem> misfits(String caller) {
        Script script = Objects.requireNonNull(next.get(caller));
        List<String> runs = SubScripts.runs(script);
        return isChanged(caller) || runs.stream().anyMatch(this::isChanged) ? unfit(script, next) : List.of();
    }

    /** What is wrong beside these scripts; for a caller that has not changed, only what was not wrong before. */
    private List<Problem> unfit(Script caller, Map<String, Script> beside) {
        if (SubScripts.runs(caller).isEmpty()) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>(check(caller, n -> Optional.ofNullable(beside.get(n))));
        if (!problems.isEmpty() && !isChanged(caller.name())) {
            problems.removeAll(check(caller, n -> Optional.ofNullable(before.get(n))));
        }
        return problems;
    }

    private List<Problem> check(Script caller, Function<String, Optional<Script>> others) {
        Problems problems = new Problems();
        String text = text(caller);
        String name = caller.folder().resolve("script.yaml").toString();
        ParsedScript asRead = new ParsedScript(
                caller,
                new SourceText(name, text, problems),
                new SourceText(caller.folder().resolve("prompts.yaml").toString(), "", problems),
                Map.of(),
                Promises.UNWRITTEN);
        Findings findings = new Findings(asRead, problems);
        SubScripts subScripts = new SubScripts(caller, others);
        Variables variables = new Variables(caller, new LookUpUse(caller, known, findings), subScripts, findings);
        variables.check();
        subScripts.check(variables, findings);
        return problems.all().stream().distinct().toList();
    }

    /** The file's text, to show the line; empty when another version stands there by now. */
    private static String text(Script script) {
        try {
            ScriptFiles files = ScriptFiles.read(script.folder());
            return files.version().equals(script.version()) ? files.script() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
