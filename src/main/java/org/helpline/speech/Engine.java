package org.helpline.speech;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The outside program that speaks. Blocks; any thread. */
final class Engine {

    private static final String OUT = "{out}";
    private static final int MAX_COMPLAINT = 200;
    private static final byte[] RIFF = {'R', 'I', 'F', 'F'};
    private static final int WAV_HEADER = 44;

    private final List<String> command;
    private final Duration timeout;

    Engine(List<String> command, Duration timeout) {
        this.command = command;
        this.timeout = timeout;
    }

    String program() {
        return command.getFirst();
    }

    /** Whether the program is there to be run: at its path, or in a directory of PATH. */
    boolean isInstalled() {
        if (program().indexOf('/') >= 0) {
            return Files.isExecutable(Path.of(program()));
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program())));
    }

    /** Renders into {@code out}, which exists and is empty; returns why it failed, or empty. */
    Optional<String> render(String voice, String language, String text, Path out) throws IOException {
        Process process = start(voice, language, out);
        try {
            write(process, text);
            return process.waitFor(timeout)
                    ? complaintOf(process, out) // read before destroying, which closes the streams
                    : Optional.of(program() + " took longer than " + timeout.toMillis()
                            + " ms and was ended; shorten the text, raise the timeout");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.of(program() + " was interrupted, since the server stops; try again");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Optional<String> complaintOf(Process ended, Path out) throws IOException {
        if (ended.exitValue() != 0) {
            return Optional.of(
                    program() + " failed with exit code " + ended.exitValue() + complaint(ended) + "; mend that");
        }
        return isWav(out)
                ? Optional.empty()
                : Optional.of(program() + " ended well but wrote no WAV file" + complaint(ended) + "; mend that");
    }

    private Process start(String voice, String language, Path out) throws IOException {
        List<String> words = command.stream()
                .map(word -> word.replace("{voice}", voice)
                        .replace("{language}", language)
                        .replace(OUT, out.toString()))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(words);
        // our own settings may come by environment, secrets among them
        builder.environment().keySet().removeIf(name -> name.startsWith("HELPLINE_"));
        boolean writesFile = command.stream().anyMatch(word -> word.contains(OUT));
        builder.redirectOutput(writesFile ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(out.toFile()));
        return builder.start();
    }

    /** The text goes by standard input: as an argument it could be taken for an option and is seen by every user. */
    private static void write(Process process, String text) {
        try (var in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
            in.write('\n');
        } catch (IOException gone) {
            // it ended without reading everything: its exit code and its complaint say why
        }
    }

    /** The first line that it wrote to standard error, cleaned. */
    private static String complaint(Process process) throws IOException {
        try (InputStream error = process.getErrorStream()) {
            byte[] start = error.readNBytes(Math.min(error.available(), MAX_COMPLAINT));
            String line = new String(start, StandardCharsets.UTF_8).strip().replaceAll("\\p{Cntrl}+", " ");
            return line.isEmpty() ? "" : ": " + line;
        }
    }

    private static boolean isWav(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(WAV_HEADER + 1);
            return header.length > WAV_HEADER && Arrays.equals(header, 0, 4, RIFF, 0, 4);
        }
    }
}
