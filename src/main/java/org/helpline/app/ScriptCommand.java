package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.config.Settings;
import org.helpline.ivr.check.CheckReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code script check [DIR]}, and what else is done with scripts. */
@Command(
        name = "script",
        description = "Checks scripts, draws them, compares them, begins new ones.",
        mixinStandardHelpOptions = true)
final class ScriptCommand implements Callable<Integer> {

    private final StartOptions options;

    @Parameters(
            paramLabel = "check",
            description = "check: every mistake with its place, what was expected, and the line.",
            defaultValue = "check")
    private String action = "check";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DIR",
            description = "A script's folder, or a folder of them (default: scripts.directory).")
    private @Nullable Path directory;

    @Spec
    private @Nullable CommandSpec spec;

    ScriptCommand(StartOptions options) {
        this.options = options;
    }

    /** With all its words. */
    static CommandLine withWords(StartOptions options) {
        return new CommandLine(new ScriptCommand(options))
                .addSubcommand(new ScriptDrawCommand(options))
                .addSubcommand(new ScriptDiffCommand(options))
                .addSubcommand(new ScriptNewCommand(options));
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        if (!action.equals("check")) {
            line.getErr()
                    .println("script knows these words: check, "
                            + String.join(", ", line.getSubcommands().keySet()) + ".");
            return ExitCode.USAGE.code();
        }
        Settings settings = options.settings(line);
        Path folder = directory == null ? settings.scripts().directory() : directory;
        if (!Files.isDirectory(folder)) {
            line.getErr().println(folder + " is no folder: name a script's folder, or a folder of scripts.");
            return ExitCode.USAGE.code();
        }
        try {
            CheckReport report = CheckReport.of(folder, Check.known(settings));
            line.getOut().print(report.text());
            line.getOut().flush();
            return (report.isClean() ? ExitCode.FINE : ExitCode.FAILED).code();
        } catch (IOException e) {
            line.getErr().println(folder + " cannot be read: " + e);
            return ExitCode.FAILED.code();
        }
    }
}
