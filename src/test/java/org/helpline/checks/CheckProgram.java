package org.helpline.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a program of src/test/checks found.
 *
 * @param output everything that it printed
 * @param passed cases passed, or -1 when it did not get as far as to say so
 * @param failed cases failed, likewise
 */
record CheckProgram(String output, int passed, int failed) {

    private static final Path PROGRAMS = Path.of("src", "test", "checks");
    private static final Pattern TALLY = Pattern.compile("(\\d+) passed, (\\d+) failed");
    private static final int MOST_MINUTES = 4;

    /** Runs one to its end. */
    static CheckProgram run(String name, Path output, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "python3", "-B", PROGRAMS.resolve(name).resolve("run.py").toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
        } finally {
            process.destroyForcibly();
        }
        return judged(Files.readString(output));
    }

    private static CheckProgram judged(String output) {
        return TALLY.matcher(output)
                .results()
                .reduce((_, last) -> last)
                .map(m -> new CheckProgram(output, number(m, 1), number(m, 2)))
                .orElse(new CheckProgram(output, -1, -1));
    }

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }
}
