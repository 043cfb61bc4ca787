package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.ivr.draw.ScriptPicture;
import org.helpline.ivr.model.Script;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code script draw NAME [-o FILE]}. */
@Command(name = "draw", description = "Draws a script's flow as SVG.", mixinStandardHelpOptions = true)
final class ScriptDrawCommand implements Callable<Integer> {

    private final StartOptions options;

    @Parameters(paramLabel = "NAME", description = "A script of scripts.directory, or a script's folder.")
    private String name = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write it (default: NAME.svg here).")
    private @Nullable Path file;

    @Spec
    private @Nullable CommandSpec spec;

    ScriptDrawCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Optional<Script> script = new OneScript(line, options.settings(line)).read(name);
        if (script.isEmpty()) {
            return ExitCode.FAILED.code();
        }
        Path target = file == null ? Path.of(script.get().name() + ".svg") : file;
        return write(line, target, ScriptPicture.svg(script.get())).code();
    }

    /** Writes a picture and says so. */
    static ExitCode write(CommandLine line, Path file, String svg) {
        try {
            Files.writeString(file, svg);
            line.getOut().println("Drawn: " + file);
            line.getOut().flush();
            return ExitCode.FINE;
        } catch (IOException e) {
            line.getErr().println(file + " cannot be written: " + e);
            return ExitCode.FAILED;
        }
    }
}
