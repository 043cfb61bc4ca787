package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.helpline.core.Problem;
import org.helpline.core.Problems;

/** The folder that everything is written to. Blocks. */
final class DataFolder {

    private DataFolder() {}

    /** Whether files can be made there, or the folder itself. Makes nothing. */
    static boolean mayHold(Path data) {
        Path there = data.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return Files.isDirectory(there) && Files.isWritable(there);
    }

    /** Tells if nothing can be written there. Makes nothing. */
    static void check(Path data, Problems problems) {
        if (!mayHold(data)) {
            problems.add(unwritable(data, Files.isDirectory(data) ? "it may not" : "the folder cannot be made"));
        }
    }

    /** The same, and makes it where nothing else is wrong. */
    static void lay(Path data, Problems problems) {
        check(data, problems);
        if (!problems.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            problems.add(unwritable(data, e.toString()));
        }
    }

    /** A problem with it; {@code why} is what the system said, without a stop. */
    static Problem unwritable(Path data, String why) {
        return Problem.of(
                data.toString(),
                "The server cannot write there: " + why + ".",
                "Let the server's user write there, or name another folder with --data DIR.");
    }
}
