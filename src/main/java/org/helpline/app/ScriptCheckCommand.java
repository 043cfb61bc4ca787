package org.helpline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.config.Settings;
import org.helpline.core.Clock;
import org.helpline.ivr.check.CheckReport;
import org.helpline.ivr.check.ProofPages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code script check [DIR]}. */
@Command(
        name = "check",
        description = "Tells every mistake in scripts and their tests: its place, what was expected, and the line.",
        mixinStandardHelpOptions = true)
final class ScriptCheckCommand implements Callable<Integer> {

    private final StartOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "A script's folder, or a folder of them (default: scripts.directory).")
    private @Nullable Path directory;

    @Option(names = "--proof", description = "Also tells what was proved of every call, and how far each goal is.")
    private boolean proof;

    @Option(names = "--json", description = "Tells everything as JSON, for other programs.")
    private boolean json;

    @Option(
            names = "--render",
            description =
                    "Then speaks what is not recorded, so that no caller waits for it, and tells what cannot be spoken.")
    private boolean render;

    @Spec
    private @Nullable CommandSpec spec;

    ScriptCheckCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Settings settings = options.settings(line);
        Optional<Path> found = ScriptsFolder.of(directory, settings, line);
        if (found.isEmpty()) {
            return ExitCode.USAGE.code();
        }
        Path folder = found.get();
        try {
            CheckReport report = CheckReport.of(folder, Check.proving(settings));
            List<String> hours =
                    HoursPage.remarks(settings.scripts().hours(), Clock.system().now());
            if (json) {
                line.getOut().print(ProofPages.json(report, hours));
            } else {
                line.getOut().print(report.text());
                hours.forEach(line.getOut()::println);
                line.getOut().print(proof ? ProofPages.text(report) : "");
            }
            line.getOut().flush();
            boolean spoken = !render || SpokenAhead.speak(report, settings, line);
            return (report.isClean() && spoken ? ExitCode.FINE : ExitCode.FAILED).code();
        } catch (IOException e) {
            line.getErr().println(folder + " cannot be read: " + e);
            return ExitCode.FAILED.code();
        }
    }
}
