package org.helpline.ivr.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.model.Promises;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.ParsedScript;
import org.helpline.ivr.parse.ScriptFiles;
import org.helpline.ivr.parse.ScriptParser;
import org.helpline.ivr.prove.Doubt;
import org.helpline.ivr.prove.Finding;
import org.helpline.ivr.prove.Given;
import org.helpline.ivr.prove.Proof;
import org.helpline.ivr.prove.Prover;

/** Reads and checks one script. */
public final class ScriptLoader {

    private ScriptLoader() {}

    /** Reads and checks the script in {@code folder}; blocks. */
    public static LoadResult load(Path folder, Known known) {
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        try {
            return heard(check(ScriptFiles.read(folder), known), unplayable(folder, known.recordings()));
        } catch (NoSuchFileException e) {
            return new LoadResult.Refused(
                    name,
                    List.of(Problem.of(
                            name + "/script.yaml", "The file is missing.", "Write it, or remove the folder.")));
        } catch (IOException e) {
            String what = "It cannot be read: " + e.getMessage() + ".";
            return new LoadResult.Refused(name, List.of(Problem.of(name, what, "Check the file and its permissions.")));
        }
    }

    /** What is wrong with the recordings of the folder, sorted by file. */
    private static List<Problem> unplayable(Path folder, Recordings recordings) throws IOException {
        Path prompts = folder.resolve("prompts");
        if (!Files.isDirectory(prompts)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(prompts, 3)) {
            return files.filter(f -> f.toString().endsWith(".wav"))
                    .sorted()
                    .flatMap(f -> recordings.problem(f).stream())
                    .toList();
        }
    }

    /** A script with a recording that nobody could hear is not fit, since the recording wins over the text. */
    private static LoadResult heard(LoadResult result, List<Problem> unplayable) {
        if (unplayable.isEmpty()) {
            return result;
        }
        List<Problem> all = new ArrayList<>(result instanceof LoadResult.Refused r ? r.problems() : List.of());
        all.addAll(unplayable);
        Map<Problem, String> calls = result instanceof LoadResult.Refused r ? r.calls() : Map.of();
        return new LoadResult.Refused(result.name(), List.copyOf(all), result.proof(), calls);
    }

    /** Checks files that have been read. */
    public static LoadResult check(ScriptFiles files, Known known) {
        Problems problems = new Problems();
        Optional<ParsedScript> parsed = ScriptParser.parse(files, problems);
        if (parsed.isEmpty()) {
            return new LoadResult.Refused(files.name(), problems.all());
        }
        Findings findings = new Findings(parsed.get(), problems);
        boolean readable = problems.isEmpty();
        new References(parsed.get(), known, findings).check();
        new PromptCheck(parsed.get(), known, findings).check(readable);
        if (!readable || !problems.isEmpty()) {
            return new LoadResult.Refused(
                    files.name(), inOrder(problems)); // holes would only be told again as dead ends
        }
        return proved(parsed.get(), known, findings, problems);
    }

    private static LoadResult proved(ParsedScript parsed, Known known, Findings findings, Problems problems) {
        Script script = parsed.script();
        FlowCheck flow = new FlowCheck(script, findings);
        flow.check();
        boolean sound = problems.isEmpty();
        if (sound && known.humanWithin().isEmpty() && !flow.isDoubtful()) {
            return new LoadResult.Loaded(script, findings.remarks(), Optional.empty());
        }
        SubScripts subs = new SubScripts(script);
        Prover prover = new Prover(
                script,
                parsed.promises(),
                new Given(
                        known.humanWithin().orElse(Promises.HUMAN_WITHIN),
                        known.lookUps(),
                        known.book(),
                        name -> subs.fit(name).map(ParsedScript::script)));
        Map<Problem, String> calls = new HashMap<>();
        problems.all().forEach(p -> prover.callTo(p.line(), p.column()).ifPresent(c -> calls.put(p, c)));
        if (!sound) {
            return new LoadResult.Refused(script.name(), inOrder(problems), Optional.empty(), calls);
        }
        Proof proof = prover.prove();
        for (Finding finding : proof.findings()) {
            finding.script()
                    .flatMap(subs::fit)
                    .ifPresentOrElse(
                            run -> findings.problem(run, finding.at(), runBy(script) + finding.what(), finding.fix()),
                            () -> findings.problem(finding.at(), finding.what(), finding.fix()));
            finding.call().ifPresent(c -> calls.put(problems.all().getLast(), c));
        }
        for (Doubt doubt : proof.doubts()) {
            String what = ProofPages.NOT_PROVED + doubt.why() + ".";
            String fix = "Nothing need be done.";
            doubt.script()
                    .flatMap(subs::fit)
                    .ifPresentOrElse(
                            run -> findings.remark(run, doubt.at(), runBy(script) + what, fix),
                            () -> findings.remark(doubt.at(), what, fix));
        }
        return problems.isEmpty()
                ? new LoadResult.Loaded(script, findings.remarks(), Optional.of(proof))
                : new LoadResult.Refused(script.name(), inOrder(problems), Optional.of(proof), calls);
    }

    private static String runBy(Script script) {
        return "Run by '" + script.name() + "': ";
    }

    private static List<Problem> inOrder(Problems problems) {
        return problems.all().stream()
                .distinct()
                .sorted(Comparator.comparing(Problem::source)
                        .reversed()
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column))
                .toList();
    }
}
