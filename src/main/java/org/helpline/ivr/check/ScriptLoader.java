package org.helpline.ivr.check;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
                    name, List.of(Problem.of(name + "/script.yaml", "The file is missing.", "Write it, or remove the folder.")));
        } catch (IOException e) {
            String what = "It cannot be read: " + e.getMessage() + ".";
            return new LoadResult.Refused(name, List.of(Problem.of(name, what, "Check the file and its permissions.")));
        }
    }

    /** Checks files that have been read. */
    public static LoadResult check(ScriptFiles files, Known known) {
        Problems problems = new Problems();
        Optional<ParsedScript> parsed = ScriptParser.parse(files, problems);
        if (parsed.isEmpty() || !problems.isEmpty()) {
            return new LoadResult.Refused(files.name(), problems.all());
        }
        return new LoadResult.Loaded(parsed.get().script(), List.of());
    }
}
