package org.helpline.ivr.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.helpline.core.Problem;
import org.helpline.core.Problems;

/** The {@code *.test.yaml} beside a script; blocks on files. */
public final class TrialFiles {

    /** How their names end. */
    public static final String SUFFIX = ".test.yaml";

    private static final long MAX_BYTES = 4_000_000;

    private TrialFiles() {}

    /**
     * The test files of a script's folder, sorted by name; none if there is no such folder.
     *
     * @throws IOException if the folder cannot be listed
     */
    public static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
        }
    }

    /** The tests of a text that stands in no file. */
    public static List<Trial> read(String name, String text, Vocabulary names, Problems problems) {
        return TrialParser.parse(name, text, names, problems);
    }

    /** The tests of a file; a file that cannot be read is a problem. */
    public static List<Trial> read(Path file, Vocabulary names, Problems problems) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(Problem.of(file.toString(), "It is larger than 4 MB.", "Make several files of it."));
                return List.of();
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
            return TrialParser.parse(file.toString(), plain, names, problems);
        } catch (IOException e) {
            problems.add(Problem.of(
                    file.toString(),
                    "It cannot be read: " + e.getMessage() + ".",
                    "Check the file and its permissions."));
            return List.of();
        }
    }
}
