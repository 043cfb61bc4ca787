package org.helpline.ivr.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.trial.TrialFiles;
import org.helpline.ivr.trial.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code script check}: every problem, then a line for each script.
 *
 * @param trials what is wrong with the test files beside a script, by its name; nothing for a script whose tests can be read, or
 *     which is itself not fit
 */
public record CheckReport(List<LoadResult> results, Map<String, List<Problem>> trials) {

    /** Scripts without a look at their tests. */
    public CheckReport(List<LoadResult> results) {
        this(results, Map.of());
    }

    /**
     * Checks a script's folder, or every script in a directory; blocks.
     *
     * @throws IOException if the directory cannot be listed
     */
    public static CheckReport of(Path directory, Known known) throws IOException {
        if (Files.exists(directory.resolve("script.yaml"))) {
            return withTrials(List.of(ScriptLoader.load(directory, known.withScripts(namesBeside(directory)))), known);
        }
        Set<String> names = names(directory);
        List<LoadResult> results = new ArrayList<>();
        for (String name : names) {
            results.add(ScriptLoader.load(directory.resolve(name), known.withScripts(names)));
        }
        return withTrials(SetRoutines.judge(SetGoals.judge(SetReach.judge(SetRounds.refuse(results)))), known);
    }

    private static CheckReport withTrials(List<LoadResult> results, Known known) throws IOException {
        Map<String, Script> fit = new TreeMap<>();
        for (LoadResult result : results) {
            if (result instanceof LoadResult.Loaded l) {
                fit.put(l.name(), l.script());
            }
        }
        Map<String, List<Problem>> trials = new TreeMap<>();
        for (Script script : fit.values()) {
            Vocabulary names = Vocabulary.of(script, known.queues(), known.hours(), known.book(), fit, known.lookUps());
            Problems problems = new Problems();
            for (Path file : TrialFiles.in(script.folder())) {
                TrialFiles.read(file, names, problems);
            }
            if (!problems.isEmpty()) {
                trials.put(script.name(), problems.all());
            }
        }
        return new CheckReport(results, trials);
    }

    /**
     * The scripts in the directory that a script's folder stands in, itself included; blocks.
     *
     * @throws IOException if that directory cannot be listed
     */
    public static Set<String> namesBeside(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().normalize().getParent();
        return parent == null ? Set.of() : names(parent);
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> folders = Files.list(directory)) {
            return new TreeSet<>(folders.filter(f -> Files.exists(f.resolve("script.yaml")))
                    .map(f -> String.valueOf(f.getFileName()))
                    .toList());
        }
    }

    /** Whether every script is fit to answer calls, and its tests can be read. */
    public boolean isClean() {
        return trials.isEmpty() && results.stream().allMatch(LoadResult.Loaded.class::isInstance);
    }

    /** The whole report, ready to be printed; ends with a newline. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (LoadResult result : results) {
            switch (result) {
                case LoadResult.Loaded l -> l.remarks().forEach(p -> problem(text, p));
                case LoadResult.Refused r ->
                    r.problems().forEach(p -> problem(text, p, r.calls().get(p)));
            }
        }
        trials.values().forEach(problems -> problems.forEach(p -> problem(text, p)));
        results.forEach(r -> text.append(summary(r)).append(tests(r)).append('\n'));
        if (results.isEmpty()) {
            text.append("No script here: a script is a folder with a script.yaml.\n");
        }
        return text.toString();
    }

    private static void problem(StringBuilder text, Problem problem) {
        text.append(problem).append("\n\n");
    }

    private static void problem(StringBuilder text, Problem problem, @Nullable String call) {
        text.append(problem).append('\n');
        if (call != null) {
            text.append("    A call that shows it, as a test would have it:\n").append(call.indent(6));
        }
        text.append('\n');
    }

    private static String summary(LoadResult result) {
        return switch (result) {
            case LoadResult.Loaded l ->
                l.name() + ": good (" + counted(l.script()) + ", version "
                        + l.script().version() + ")"
                        + (l.remarks().isEmpty() ? "" : ", " + count(l.remarks().size(), "remark"));
            case LoadResult.Refused r -> r.name() + ": " + count(r.problems().size(), "problem");
        };
    }

    private String tests(LoadResult result) {
        int mistakes = trials.getOrDefault(result.name(), List.of()).size();
        return mistakes == 0 ? "" : "; " + count(mistakes, "problem") + " in its tests";
    }

    private static String counted(Script script) {
        int[] steps = {0};
        new Steps(script).forEach(_ -> steps[0]++);
        return count(script.sections().size(), "section") + ", " + count(steps[0], "step") + ", "
                + String.join(" and ", script.languages());
    }

    private static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}
