package org.helpline.ivr.check;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.parse.ParsedScript;
import org.helpline.ivr.parse.ScriptFiles;
import org.helpline.ivr.parse.ScriptParser;

/** Reads and checks one script. */
public final class ScriptLoader {

    private ScriptLoader() {}

    /** Reads and checks the script in {@code folder}; blocks. */
    public static LoadResult load(Path folder, Known known) {
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        try {
            return check(ScriptFiles.read(folder), known);
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

    /** Checks files that have been read. */
    public static LoadResult check(ScriptFiles files, Known known) {
        Problems problems = new Problems();
        Optional<ParsedScript> parsed = ScriptParser.parse(files, problems);
        if (parsed.isEmpty()) {
            return new LoadResult.Refused(files.name(), problems.all());
        }
        Findings findings = new Findings(parsed.get());
        boolean readable = problems.isEmpty();
        new References(parsed.get(), known, findings).check();
        new PromptCheck(parsed.get(), known, findings).check(readable);
        if (readable && problems.isEmpty()) {
            // a flow with holes in it would only be told again, step by step, as dead ends
            new FlowCheck(parsed.get().script(), findings).check();
        }
        return problems.isEmpty()
                ? new LoadResult.Loaded(parsed.get().script(), findings.remarks())
                : new LoadResult.Refused(files.name(), inOrder(problems));
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
