package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.app.past.TrafficCount;
import org.helpline.config.Settings;
import org.helpline.ivr.draw.ScriptPicture;
import org.helpline.ivr.draw.Traffic;
import org.helpline.ivr.model.Script;
import org.helpline.journal.PastCall;
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

    /** Calls that are counted at most, the latest. */
    static final int MOST = 100_000;

    private final StartOptions options;

    @Parameters(paramLabel = "NAME", description = "A script of scripts.directory, or a script's folder.")
    private String name = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write it (default: NAME.svg here).")
    private @Nullable Path file;

    @Option(
            names = "--traffic",
            description = "Coloured by the calls of the journal: how many passed where, and where callers hung up.")
    private boolean traffic;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description =
                    "With --traffic: calls since a day (2026-11-22) or a span back from now (7d, 24h; default: all).")
    private @Nullable String since;

    @Spec
    private @Nullable CommandSpec spec;

    ScriptDrawCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Settings settings = options.settings(line);
        Optional<Script> script = new OneScript(line, settings).read(name);
        if (script.isEmpty()) {
            return ExitCode.FAILED.code();
        }
        Path target = file == null ? Path.of(script.get().name() + ".svg") : file;
        String svg = traffic
                ? ScriptPicture.svg(script.get(), counted(script.get(), settings, line))
                : ScriptPicture.svg(script.get());
        return write(line, target, svg).code();
    }

    private Traffic counted(Script script, Settings settings, CommandLine line) {
        Optional<Instant> from = Optional.ofNullable(since).map(s -> Since.read(s, line));
        List<PastCall> calls = PastCalls.of(options, settings.store(), script.name(), MOST, from, line);
        return TrafficCount.of(script, calls, ZoneId.systemDefault());
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
