package org.helpline.ivr.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.SourceText;
import org.helpline.ivr.prove.Finding;

/** What is found of scripts only together with others. */
final class SetFindings {

    private SetFindings() {}

    /** The script refused for these; as it is if there are none. */
    static LoadResult refuse(LoadResult.Loaded loaded, List<Finding> findings) {
        if (findings.isEmpty()) {
            return loaded;
        }
        List<Problem> problems = told(loaded.script(), findings, "");
        Map<Problem, String> calls = new HashMap<>();
        for (int i = 0; i < problems.size(); i++) {
            Problem problem = problems.get(i);
            findings.get(i).call().ifPresent(c -> calls.put(problem, c));
        }
        return new LoadResult.Refused(loaded.name(), problems, loaded.proof(), Map.copyOf(calls));
    }

    /** As problems in the script's file, one for each, with its line shown; reads the file. */
    static List<Problem> told(Script script, List<Finding> findings, String before) {
        Problems problems = new Problems();
        Path file = script.folder().resolve("script.yaml");
        SourceText source = new SourceText(file.toString(), text(file), problems);
        for (Finding f : findings) {
            source.report(f.at().line(), f.at().column(), before + f.what(), f.fix());
        }
        return problems.all();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // gone since it was checked: then no line is shown
        }
    }
}
