package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.app.past.RecordedScenario;
import org.helpline.app.past.RecordedTest;
import org.helpline.config.Settings;
import org.helpline.ivr.trial.TrialFiles;
import org.helpline.journal.PastCall;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code script record CALL [-o FILE]}. */
@Command(
        name = "record",
        description = "Makes a test and a SIPp scenario of a past call: its keys and its pauses.",
        mixinStandardHelpOptions = true,
        footer = "The caller's number and what was keyed into questions are replaced, unless --personal is said.")
final class ScriptRecordCommand implements Callable<Integer> {

    private final StartOptions options;

    @Parameters(
            paramLabel = "CALL",
            description = "The call's id, its SIP Call-ID, the beginning of either, or \"last\".")
    private String call = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write the test (default: CALL.test.yaml here); the scenario stands beside it.")
    private @Nullable Path file;

    @Option(names = "--personal", description = "Keeps the caller's number and digits.")
    private boolean personal;

    @Spec
    private @Nullable CommandSpec spec;

    ScriptRecordCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Settings settings = options.settings(line);
        Optional<PastCall> past = PastCalls.one(options, settings.store(), call, line);
        if (past.isEmpty() || past.get().script().isEmpty()) {
            line.getErr()
                    .println(
                            past.isEmpty()
                                    ? "No one call matches that: give an id as `calls` lists them, or say last."
                                    : "No script answered this call.");
            line.getErr().flush();
            return ExitCode.FAILED.code();
        }
        try {
            return write(past.get(), line).code();
        } catch (IOException e) {
            line.getErr().println("It cannot be written: " + e);
            line.getErr().flush();
            return ExitCode.FAILED.code();
        }
    }

    private ExitCode write(PastCall past, CommandLine line) throws IOException {
        Path test = file == null ? Path.of(past.id() + TrialFiles.SUFFIX) : file;
        String name = String.valueOf(test.getFileName());
        String stem = name.replaceFirst("(\\.test)?\\.yaml$", "");
        Path scenario = test.resolveSibling(stem + ".xml");
        Files.write(test, RecordedTest.of(past, ZoneId.systemDefault(), personal));
        Files.write(scenario, RecordedScenario.of(past, personal));
        line.getOut().println("A test of the script " + past.script() + ": " + test);
        line.getOut().println("A scenario of sipp: " + scenario);
        if (!name.endsWith(TrialFiles.SUFFIX)) {
            line.getOut().println("Tests are found beside a script if their file ends in " + TrialFiles.SUFFIX + ".");
        }
        line.getOut().flush();
        return ExitCode.FINE;
    }
}
