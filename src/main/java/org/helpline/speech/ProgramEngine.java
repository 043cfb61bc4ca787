package org.helpline.speech;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.helpline.config.EngineSettings;

/** An outside program that speaks. */
final class ProgramEngine implements Engine {

    private static final String OUT = "{out}";
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int MAX_COMPLAINT = 200;

    private final List<String> command;
    private final EngineSettings.Voices voices;
    private final SeenPrograms seen;

    /** {@code seen} remembers what the program was when it was there. */
    ProgramEngine(EngineSettings.Program settings, SeenPrograms seen) {
        this.command = settings.command();
        this.voices = settings.voices();
        this.seen = seen;
    }

    @Override
    public String name() {
        return command.getFirst();
    }

    @Override
    public EngineSettings.Voices voices() {
        return voices;
    }

    @Override
    public Optional<String> missing() {
        if (program().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                name().equals("espeak-ng") || name().equals("flite")
                        ? name() + " is not installed: apt-get install " + name()
                        : name() + " is not installed, or may not be run: install it");
    }

    /** The command, and the size and time of the program and of every file that it names: a new release or model sounds anew. */
    @Override
    public List<String> identity(Wish wish) {
        List<String> words = words(wish, OUT);
        List<String> identity = new ArrayList<>(List.of("program", voices.version()));
        identity.addAll(words);
        List<Path> files = new ArrayList<>();
        program().ifPresent(files::add);
        words.stream()
                .skip(1)
                .filter(w -> w.indexOf('/') >= 0)
                .map(Path::of)
                .filter(Files::isRegularFile)
                .forEach(files::add);
        identity.add(seen.state(words, files, program().isPresent()));
        return identity;
    }

    /** The program, at its path or in a directory of PATH; empty when it is not there to be run. */
    private Optional<Path> program() {
        if (name().indexOf('/') >= 0) {
            return Optional.of(Path.of(name())).filter(Files::isExecutable);
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name()))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public Optional<Failure> render(Wish wish, Path out) throws IOException {
        Process process = start(wish, out);
        try {
            write(process, wish.text());
            return process.waitFor(voices.timeout())
                    ? complaintOf(process, out) // read before destroying, which closes the streams
                    : Optional.of(new Failure(
                            name() + " took longer than "
                                    + voices.timeout().toMillis()
                                    + " ms and was ended; shorten the text, raise the timeout",
                            true));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.of(new Failure(name() + " was interrupted, since the server stops; try again", false));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Optional<Failure> complaintOf(Process ended, Path out) throws IOException {
        if (ended.exitValue() != 0) {
            return failure(" failed with exit code " + ended.exitValue() + complaint(ended));
        }
        return isWav(out) ? Optional.empty() : failure(" ended well but wrote no WAV file" + complaint(ended));
    }

    private Optional<Failure> failure(String what) {
        return Optional.of(new Failure(name() + what + "; mend that", false));
    }

    /** The command with its places filled in; options are words of their own. */
    private List<String> words(Wish wish, String out) {
        List<String> words = new ArrayList<>();
        for (String word : command) {
            if (word.equals("{options}")) {
                SPACE.splitAsStream(wish.options()).filter(w -> !w.isEmpty()).forEach(words::add);
            } else {
                words.add(word.replace("{voice}", wish.voice())
                        .replace("{language}", wish.language())
                        .replace("{options}", wish.options())
                        .replace(OUT, out));
            }
        }
        return words;
    }

    private Process start(Wish wish, Path out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words(wish, out.toString()));
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
            return WavBytes.isWav(in.readNBytes(WavBytes.HEADER + 1));
        }
    }
}
