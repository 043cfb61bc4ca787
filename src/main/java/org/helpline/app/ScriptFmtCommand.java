package org.helpline.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.helpline.admin.ExitCode;
import org.helpline.config.Settings;
import org.helpline.core.Problems;
import org.helpline.ivr.parse.ScriptFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code script fmt [FILES] [--check]}. */
@Command(
        name = "fmt",
        description = "Lays out the files of scripts in the one usual way; comments, order and meaning stay.",
        mixinStandardHelpOptions = true)
final class ScriptFmtCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    private final StartOptions options;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILES",
            description =
                    "Files, folders or scripts' names; - reads standard input and writes standard output (default: all"
                            + " scripts).")
    private List<String> names = new ArrayList<>();

    @Option(names = "--check", description = "Changes nothing; tells what is not laid out so, and ends with 1.")
    private boolean check;

    @Spec
    private @Nullable CommandSpec spec;

    ScriptFmtCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        try {
            if (names.equals(List.of(STANDARD_INPUT))) {
                return throughStandardOutput(line);
            }
            List<Path> files = files(options.settings(line), line);
            return files.isEmpty() ? ExitCode.USAGE.code() : all(files, line);
        } catch (IOException e) {
            line.getErr().println("This cannot be read or written: " + e);
            return ExitCode.FAILED.code();
        }
    }

    /** For editors. What cannot be read comes back as it is, so that no work is lost. */
    private static int throughStandardOutput(CommandLine line) throws IOException {
        String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        Problems problems = new Problems();
        line.getOut()
                .print(ScriptFormat.format("standard input", text, problems).orElse(text));
        line.getOut().flush();
        problems.inOrder().forEach(line.getErr()::println);
        return (problems.isEmpty() ? ExitCode.FINE : ExitCode.FAILED).code();
    }

    private List<Path> files(Settings settings, CommandLine line) throws IOException {
        Path scripts = StartOptions.asTyped(settings.scripts().directory());
        List<Path> files = new ArrayList<>();
        for (String name : names.isEmpty() ? List.of(scripts.toString()) : names) {
            Path path = Files.exists(Path.of(name)) ? Path.of(name) : scripts.resolve(name);
            if (!Files.exists(path)) {
                line.getErr()
                        .println("There is no file, folder or script '" + name.replaceAll("\\p{Cntrl}", "?")
                                + "'. Name script.yaml, prompts.yaml or a test, or the folder that they are in.");
                return List.of();
            }
            try (Stream<Path> below = Files.walk(path, 4)) {
                below.filter(f -> Files.isRegularFile(f) && (f.equals(path) || isOurs(f)))
                        .sorted()
                        .forEach(files::add);
            }
        }
        if (files.isEmpty()) {
            line.getErr().println("There is no script there.");
        }
        return files;
    }

    private static boolean isOurs(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.equals("script.yaml") || name.equals("prompts.yaml") || name.endsWith(".test.yaml");
    }

    private int all(List<Path> files, CommandLine line) throws IOException {
        int changed = 0;
        boolean refused = false;
        for (Path file : files) {
            Problems problems = new Problems();
            String text = Files.readString(file);
            Optional<String> laidOut = ScriptFormat.format(file.toString(), text, problems);
            problems.inOrder().forEach(p -> line.getErr().println(p + System.lineSeparator()));
            refused |= laidOut.isEmpty();
            if (laidOut.filter(l -> !l.equals(text)).isPresent()) {
                changed++;
                line.getOut().println((check ? "Not laid out: " : "Laid out: ") + file);
                if (!check) {
                    Files.writeString(file, laidOut.get());
                }
            }
        }
        line.getOut()
                .println(counted(files.size(), "file") + ", " + (changed == 0 ? "none" : changed)
                        + (check ? " to lay out." : " changed."));
        line.getErr().flush();
        line.getOut().flush();
        return (refused || (check && changed > 0) ? ExitCode.FAILED : ExitCode.FINE).code();
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
